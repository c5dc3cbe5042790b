// A sentence whose beginning is bold: first what is so, then why and what to do. Laid out as plain text with
// one format range, so that nothing in it can be markup.
#pragma once

#include "ui/theme/theme.h"

#include <QTextLayout>
#include <QWidget>

namespace tessera {

class Sentence final : public QWidget
{
    Q_OBJECT
public:
    explicit Sentence(QWidget* parent = nullptr);

    /// `headline` is bold; either may be empty.
    void setText(const QString& headline, const QString& rest);
    QString text() const;
    void setColours(ThemeColour headline, ThemeColour rest);

    /// Height of one line: to put a glyph beside the first.
    int lineHeight() const;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// Breaks the lines for this width; returns the height.
    double layOut(QTextLayout& layout, int width) const;
    QList<QTextLayout::FormatRange> formats() const;

    QString m_headline;
    QString m_rest;
    ThemeColour m_headlineColour = &Theme::text;
    ThemeColour m_restColour = &Theme::text;
};

} // namespace tessera

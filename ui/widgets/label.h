// The only label of the program: always plain text, whatever it is given (finding F12), coloured by the
// theme.
#pragma once

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"

#include <QLabel>

namespace tessera {

class Label final : public QLabel
{
    Q_OBJECT
public:
    explicit Label(const QString& text = {}, TextStyle style = TextStyle::Body,
                   ThemeColour colour = &Theme::text, QWidget* parent = nullptr);

    void setColour(ThemeColour colour);
    /// Wraps at words, and inside a word that is longer than the line.
    Label* wrapped();
    /// One line, cut in the middle with an ellipsis when the place is short; the whole text in the tooltip.
    void setElided(bool elided);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void applyColour();
    void drawBroken(QPainter& painter, Qt::Alignment side) const;
    bool breaksWords() const;

    ThemeColour m_colour;
    bool m_elided = false;
};

/// A tooltip that shows its text as it is: markup in it is shown, not followed.
void setPlainToolTip(QWidget* widget, const QString& text);
QString plainToolTip(const QString& text);

} // namespace tessera

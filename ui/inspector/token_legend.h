// Which colour and which line stand for which part of a token; says the five parts of an encrypted one.
#pragma once

#include "ui/inspector/token_parts.h"

#include <QWidget>

namespace tessera {

QString tokenPartName(TokenPart part);

class TokenLegend final : public QWidget
{
    Q_OBJECT
public:
    explicit TokenLegend(QWidget* parent = nullptr);

    /// Of whichever kind the spans are; no spans: an empty legend.
    void setSpans(const QList<TokenSpan>& spans);
    const QList<TokenPart>& parts() const { return m_parts; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<TokenPart> m_parts;
};

} // namespace tessera

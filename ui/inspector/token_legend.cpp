#include "ui/inspector/token_legend.h"

#include "ui/inspector/token_highlighter.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/mirror.h"

#include <QPainter>

namespace tessera {
namespace {

constexpr int kSquare = 10;
constexpr int kGap = 6;
constexpr int kBetween = 16;

} // namespace

QString tokenPartName(TokenPart part)
{
    switch (part) {
    case TokenPart::Header:
        return TokenLegend::tr("Header");
    case TokenPart::Payload:
        return TokenLegend::tr("Payload");
    case TokenPart::Signature:
        return TokenLegend::tr("Signature");
    case TokenPart::EncryptedKey:
        return TokenLegend::tr("Key");
    case TokenPart::Iv:
        return TokenLegend::tr("IV");
    case TokenPart::Ciphertext:
        return TokenLegend::tr("Ciphertext");
    case TokenPart::Tag:
        break;
    }
    return TokenLegend::tr("Tag");
}

TokenLegend::TokenLegend(QWidget* parent) : QWidget(parent)
{
    setFont(fontFor(TextStyle::Caption));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void TokenLegend::setSpans(const QList<TokenSpan>& spans)
{
    QList<TokenPart> parts;
    if (holdsEncrypted(spans))
        parts = {TokenPart::Header, TokenPart::EncryptedKey, TokenPart::Iv, TokenPart::Ciphertext,
                 TokenPart::Tag};
    else if (!spans.isEmpty())
        parts = {TokenPart::Header, TokenPart::Payload, TokenPart::Signature};
    if (parts == m_parts)
        return;
    m_parts = parts;
    QStringList names;
    for (TokenPart part : parts)
        names << tokenPartName(part);
    setAccessibleName(names.isEmpty() ? QString() : tr("Parts: %1").arg(names.join(QStringLiteral(", "))));
    updateGeometry();
    update();
}

QSize TokenLegend::sizeHint() const
{
    int width = 0;
    for (TokenPart part : m_parts)
        width += kSquare + kGap + fontMetrics().horizontalAdvance(tokenPartName(part)) + kBetween;
    return QSize(qMax(0, width - kBetween + 2), fontMetrics().height() + 6);
}

void TokenLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    int x = 0;
    for (TokenPart part : m_parts) {
        const QColor colour = theme().*tokenColour(part);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(mirrored(*this, QRect(x, (height() - kSquare) / 2, kSquare, kSquare)), 2, 2);
        x += kSquare + kGap;
        const QString name = tokenPartName(part);
        const int width = fontMetrics().horizontalAdvance(name);
        painter.setPen(colour);
        const QRect words = mirrored(*this, QRect(x, 0, width + 2, height()));
        painter.drawText(words, Qt::AlignVCenter, name);
        const auto line = tokenFormat(part).underlineStyle();
        if (line != QTextCharFormat::NoUnderline) {
            const Qt::PenStyle style = line == QTextCharFormat::SingleUnderline ? Qt::SolidLine
                                       : line == QTextCharFormat::DashUnderline ? Qt::DashLine
                                                                                : Qt::DotLine;
            const int y = (height() + fontMetrics().height()) / 2 - fontMetrics().descent() + 2;
            painter.setPen(QPen(colour, 1, style));
            const int left = isRightToLeft() ? words.right() + 1 - width : x;
            painter.drawLine(left, y, left + width, y);
        }
        x += width + kBetween;
    }
}

} // namespace tessera

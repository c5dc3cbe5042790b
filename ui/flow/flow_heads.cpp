#include "ui/flow/flow_heads.h"

#include "core/base/logging.h"
#include "ui/flow/flow_rows.h"
#include "ui/text/flow_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"

#include <QHelpEvent>
#include <QPaintEngine>
#include <QPainter>
#include <QToolTip>

namespace tessera {
namespace {

constexpr double kIcon = 20;
constexpr double kAbove = 8;
constexpr double kUnderIcon = 4;
constexpr double kBelow = 10;
constexpr double kAir = 3; ///< between the names of two lifelines

QString iconOf(FlowParty party)
{
    switch (party) {
    case FlowParty::User:
        return QStringLiteral("user");
    case FlowParty::Browser:
        return QStringLiteral("globe");
    case FlowParty::AuthorizationServer:
        return QStringLiteral("shield");
    case FlowParty::ResourceServer:
        return QStringLiteral("server");
    case FlowParty::Tessera:
        break;
    }
    return {}; // the logo
}

double ratioOf(const QPainter& painter)
{
    if (painter.paintEngine()->type() == QPaintEngine::SVG)
        return 4;
    return painter.device()->devicePixelRatioF() * painter.transform().m11();
}

} // namespace

QList<FlowHead> flowHeads(const FlowRun& run)
{
    QList<FlowHead> heads;
    for (FlowParty party : flowParties(run))
        heads.append({party, flowPartyName(party), printable(flowPartySubtitle(run, party), 120)});
    return heads;
}

double flowHeadsHeight()
{
    return kAbove + kIcon + kUnderIcon + QFontMetricsF(fontFor(TextStyle::CaptionStrong)).height() +
           QFontMetricsF(fontFor(TextStyle::Caption)).height() + kBelow;
}

void paintFlowHeads(QPainter& painter, const QList<FlowHead>& heads, const SequenceLayout& layout)
{
    const QFont strong = fontFor(TextStyle::CaptionStrong);
    const QFont quiet = fontFor(TextStyle::Caption);
    const double room = layout.column() - 2 * kAir;
    for (const FlowHead& head : heads) {
        const double x = layout.x(head.party);
        const QPointF corner(x - kIcon / 2, kAbove);
        const QString name = iconOf(head.party);
        painter.drawPixmap(corner, name.isEmpty() ? logo(int(kIcon), theme().bar, ratioOf(painter))
                                                  : icon(name, int(kIcon), theme().text2, ratioOf(painter)));
        double top = kAbove + kIcon + kUnderIcon;
        const auto write = [&](const QString& text, const QFont& font, const QColor& colour,
                               Qt::TextElideMode elide) {
            const QFontMetricsF metrics(font);
            painter.setFont(font);
            painter.setPen(colour);
            painter.drawText(QRectF(x - room / 2 - 2, top, room + 4, metrics.height()),
                             Qt::AlignCenter | Qt::TextSingleLine, metrics.elidedText(text, elide, room));
            top += metrics.height();
        };
        write(head.name, strong, theme().text, Qt::ElideRight);
        write(head.who, quiet, theme().text3, Qt::ElideMiddle);
    }
}

FlowHeads::FlowHeads(QWidget* parent) : QWidget(parent) {}

void FlowHeads::setHeads(const QList<FlowHead>& heads)
{
    m_heads = heads;
    QStringList words;
    for (const FlowHead& head : heads)
        words << (head.who.isEmpty() ? head.name : tr("%1: %2").arg(head.name, head.who));
    setAccessibleName(tr("Taking part"));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

void FlowHeads::setLayout(const SequenceLayout& layout)
{
    m_layout = layout;
    update();
}

void FlowHeads::setPlace(double zoom, double left)
{
    if (zoom == m_zoom && left == m_left)
        return;
    m_zoom = zoom;
    m_left = left;
    update();
}

int FlowHeads::wantedHeight() const
{
    return qCeil(flowHeadsHeight() * m_zoom);
}

void FlowHeads::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme().surface);
    painter.translate(m_left, 0);
    painter.scale(m_zoom, m_zoom);
    paintFlowHeads(painter, m_heads, m_layout);
}

bool FlowHeads::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const double x = (help->pos().x() - m_left) / m_zoom;
    for (const FlowHead& head : std::as_const(m_heads))
        if (qAbs(x - m_layout.x(head.party)) < m_layout.column() / 2)
            QToolTip::showText(help->globalPos(), plainToolTip(head.name + u'\n' + head.who), this);
    return true;
}

} // namespace tessera

#include "ui/flow/flow_pictures.h"

#include "core/base/logging.h"
#include "ui/flow/flow_heads.h"
#include "ui/flow/flow_scene.h"
#include "ui/text/flow_text.h"
#include "ui/theme/type_scale.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

namespace tessera {
namespace {

constexpr double kColumn = 160;
constexpr double kTitle = 40;
constexpr double kSide = 24;
constexpr double kMostPixels = 24000; ///< of a side of an image
constexpr double kRatio = 2;

/// The drawing as it is put on paper: the run's title, the heads, the rows.
class Sheet
{
public:
    explicit Sheet(const FlowRun& run)
        : m_title(printable(flowRunTitle(run, QLocale()), 200)), m_heads(flowHeads(run))
    {
        const QList<FlowParty> parties = flowParties(run);
        m_scene.setRows(flowRows(run), parties);
        m_scene.setWidth(kColumn * double(qMax<qsizetype>(4, parties.size())), false);
    }

    QString title() const { return m_title; }
    QSize size() const
    {
        return QSize(qCeil(m_scene.width()),
                     qCeil(kTitle + flowHeadsHeight() + m_scene.sceneRect().height()));
    }
    void paint(QPainter& painter)
    {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(QRectF(QPointF(), size()), theme().surface);
        painter.setFont(fontFor(TextStyle::Heading));
        painter.setPen(theme().text);
        painter.drawText(
            QRectF(kSide, 8, m_scene.width() - 2 * kSide, kTitle - 8), Qt::AlignVCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(m_title, Qt::ElideRight, int(m_scene.width() - 2 * kSide)));
        painter.translate(0, kTitle);
        paintFlowHeads(painter, m_heads, m_scene.layout());
        painter.translate(0, flowHeadsHeight());
        // Row by row: rendering the scene would clip and scale, and an SVG shows that.
        const QList<QGraphicsItem*> items = m_scene.items(Qt::AscendingOrder);
        for (QGraphicsItem* item : items) {
            painter.save();
            painter.translate(item->pos());
            item->paint(&painter, nullptr, nullptr);
            painter.restore();
        }
    }

private:
    QString m_title;
    QList<FlowHead> m_heads;
    FlowScene m_scene;
};

} // namespace

QByteArray flowSvg(const FlowRun& run)
{
    if (run.steps.isEmpty())
        return {};
    Sheet sheet(run);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(sheet.size());
    generator.setViewBox(QRect(QPoint(0, 0), sheet.size()));
    generator.setResolution(96);
    generator.setTitle(sheet.title().toHtmlEscaped()); // Qt 6.4 writes it as it is
    QPainter painter(&generator);
    sheet.paint(painter);
    painter.end();
    return bytes;
}

QImage flowImage(const FlowRun& run)
{
    if (run.steps.isEmpty())
        return {};
    Sheet sheet(run);
    const QSize size = sheet.size();
    const double ratio = qMin(kRatio, kMostPixels / qMax(size.width(), size.height()));
    QImage image(size * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    QPainter painter(&image);
    sheet.paint(painter);
    return image;
}

} // namespace tessera

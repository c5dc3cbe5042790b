#include "ui/widgets/qr_code.h"

#include <QPainter>

#include <qrencode.h>

#include <memory>

namespace tessera {
namespace {

constexpr int kSide = 168;
constexpr int kQuietZone = 4; // modules, ISO/IEC 18004
/// More makes modules that are hard to see on a screen.
constexpr qsizetype kMostBytes = 300;

struct Free
{
    void operator()(QRcode* code) const { QRcode_free(code); }
};

} // namespace

QrCode::QrCode(QWidget* parent) : QWidget(parent)
{
    setFixedSize(kSide, kSide);
    setAccessibleName(tr("QR code"));
}

void QrCode::setText(const QString& text)
{
    m_modules = 0;
    m_dark.clear();
    const QByteArray bytes = text.toUtf8();
    if (!bytes.isEmpty() && bytes.size() <= kMostBytes) {
        const std::unique_ptr<QRcode, Free> code(QRcode_encodeString8bit(bytes.constData(), 0, QR_ECLEVEL_M));
        if (code) {
            m_modules = code->width;
            for (int i = 0; i < m_modules * m_modules; ++i)
                m_dark += char(code->data[i] & 1);
        }
    }
    setAccessibleDescription(text);
    update();
}

QSize QrCode::sizeHint() const
{
    return {kSide, kSide};
}

void QrCode::paintEvent(QPaintEvent*)
{
    if (isEmpty())
        return;
    QPainter painter(this);
    painter.fillRect(rect(), Qt::white);
    const qreal module = qreal(width()) / (m_modules + 2 * kQuietZone);
    for (int y = 0; y < m_modules; ++y)
        for (int x = 0; x < m_modules; ++x)
            if (m_dark.at(y * m_modules + x))
                // From edge to edge, so that no light shows between two dark ones.
                painter.fillRect(QRectF(QPointF((x + kQuietZone) * module, (y + kQuietZone) * module),
                                        QPointF((x + kQuietZone + 1) * module, (y + kQuietZone + 1) * module))
                                     .toAlignedRect(),
                                 Qt::black);
}

} // namespace tessera

#include "ui/welcome/provider_tile.h"

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/monogram.h"

#include <QPainter>

namespace tessera {
namespace {

constexpr int kHeight = 60;
constexpr int kTile = 36;
constexpr int kMargin = 12;
constexpr double kRadius = 8;

} // namespace

ProviderTile::ProviderTile(const Provider& provider, int tileIndex, QWidget* parent)
    : QAbstractButton(parent), m_name(provider.name), m_host(provider.hostText), m_letters(provider.monogram),
      m_index(tileIndex)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Sign in with %1").arg(m_name));
    setAccessibleDescription(m_host);
    setObjectName(QStringLiteral("provider-") + provider.id);
}

QSize ProviderTile::sizeHint() const
{
    const int text = QFontMetrics(fontFor(TextStyle::BodyStrong)).height() +
                     QFontMetrics(fontFor(TextStyle::Caption)).height();
    return QSize(200, qMax(kHeight, text + 2 * kMargin));
}

void ProviderTile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isDown() ? theme().pressed : (underMouse() ? theme().hover : theme().sunken));
    painter.drawRoundedRect(rect(), kRadius, kRadius);
    paintMonogram(painter, mirrored(*this, QRect(kMargin, (height() - kTile) / 2, kTile, kTile)), m_letters,
                  m_index);

    const QFont strong = fontFor(TextStyle::BodyStrong);
    const QFont small = fontFor(TextStyle::Caption);
    const QFontMetrics strongMetrics(strong);
    const QFontMetrics smallMetrics(small);
    const int left = 2 * kMargin + kTile;
    const int width = this->width() - left - kMargin;
    const int top = (height() - strongMetrics.height() - smallMetrics.height() - 2) / 2;
    painter.setFont(strong);
    painter.setPen(theme().text);
    drawValue(painter, *this, mirrored(*this, QRect(left, top, width, strongMetrics.height())),
              strongMetrics.elidedText(m_name, Qt::ElideRight, width));
    painter.setFont(small);
    painter.setPen(theme().text2);
    const QRect below(left, top + strongMetrics.height() + 2, width, smallMetrics.height());
    drawValue(painter, *this, mirrored(*this, below),
              smallMetrics.elidedText(m_host, Qt::ElideMiddle, width));
}

} // namespace tessera

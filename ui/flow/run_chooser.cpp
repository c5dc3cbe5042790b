#include "ui/flow/run_chooser.h"

#include "core/base/logging.h"
#include "ui/text/flow_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"

#include <QListView>
#include <QPainter>
#include <QWheelEvent>

namespace tessera {
namespace {

constexpr int kHeight = 32;
constexpr int kIcon = 16;
constexpr int kGap = 8;
constexpr double kRadius = 8;

QString titleOf(const FlowRun& run)
{
    return printable(flowRunTitle(run, QLocale()), 200);
}

} // namespace

RunChooser::RunChooser(const QString& name, QWidget* parent) : QComboBox(parent)
{
    setFont(fontFor(TextStyle::Body));
    setView(new QListView); // which the style sheet reaches
    view()->setTextElideMode(Qt::ElideRight);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMaxVisibleItems(12);
    setAccessibleName(name);
    connect(this, &QComboBox::activated, this,
            [this](int index) { Q_EMIT chosen(itemData(index).toULongLong()); });
}

void RunChooser::setRuns(const QList<FlowRun>& runs)
{
    const quint64 before = current();
    clear();
    for (const FlowRun& run : runs)
        addItem(titleOf(run), QVariant::fromValue(run.id));
    setCurrent(before);
    updateGeometry();
}

void RunChooser::refresh(const FlowRun& run)
{
    const int index = findData(QVariant::fromValue(run.id));
    if (index < 0)
        return;
    const QString title = titleOf(run);
    if (itemText(index) == title)
        return;
    setItemText(index, title);
    updateGeometry();
}

quint64 RunChooser::current() const
{
    return currentData().toULongLong();
}

void RunChooser::setCurrent(quint64 id)
{
    const int index = findData(QVariant::fromValue(id));
    if (index >= 0)
        setCurrentIndex(index);
    updateGeometry();
}

QSize RunChooser::sizeHint() const
{
    return QSize(fontMetrics().horizontalAdvance(currentText()) + 2 * kMargin + kGap + kIcon + 2,
                 qMax(kHeight, fontMetrics().height() + 12));
}

QSize RunChooser::minimumSizeHint() const
{
    return QSize(120, sizeHint().height());
}

void RunChooser::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // nothing is chosen by accident
}

void RunChooser::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus() || underMouse()) {
        painter.setPen(hasFocus() ? QPen(theme().accentText, 2) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? theme().hover : theme().surface);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), kRadius, kRadius);
    }
    const int room = width() - 2 * kMargin - kGap - kIcon;
    const QString words = fontMetrics().elidedText(currentText(), Qt::ElideRight, room);
    const int wide = fontMetrics().horizontalAdvance(words);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int left = mirrored ? width() - kMargin - wide : kMargin;
    painter.setPen(theme().text2);
    painter.drawText(QRect(left, 0, wide + 2, height()), Qt::AlignVCenter | Qt::TextSingleLine, words);
    const int icon = mirrored ? left - kGap - kIcon : left + wide + kGap;
    painter.drawPixmap(
        QPoint(icon, (height() - kIcon) / 2),
        tessera::icon(QStringLiteral("chevron-down"), kIcon, theme().text2, devicePixelRatioF()));
}

} // namespace tessera

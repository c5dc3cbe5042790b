#include "ui/widgets/scroll_page.h"

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/tiles.h"

#include <QResizeEvent>

namespace tessera {
namespace {

constexpr int kSmallHeight = 640;

} // namespace

ScrollPage::ScrollPage(QWidget* parent)
    : QScrollArea(parent), m_column(new QVBoxLayout), m_content(new Plane(&Theme::surface))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_column->setSpacing(0);
    m_content->setLayout(m_column);
    setWidget(m_content);
}

void ScrollPage::setColumnWidth(int most)
{
    m_most = most;
}

void ScrollPage::alignToTiles()
{
    m_tiles = true;
}

void ScrollPage::setTopMargin(int top)
{
    m_top = top;
}

void ScrollPage::resizeEvent(QResizeEvent* event)
{
    const int usual = event->size().height() < kSmallHeight ? space::kLarge : space::kPage;
    const int top = m_top < 0 ? usual : m_top;
    const int spare = m_most > 0 ? (viewport()->width() - m_most) / 2 : 0;
    const int side = qMax(space::kPage, spare);
    const int width = viewport()->width() - 2 * side;
    const TileRow row = TileRow::lifetime(width);
    const int rest = m_tiles && row.count == TileRow().count ? width - row.totalWidth() : 0;
    m_column->setContentsMargins(side + (isRightToLeft() ? rest : 0), top,
                                 side + (isRightToLeft() ? 0 : rest), space::kPage);
    QScrollArea::resizeEvent(event);
}

} // namespace tessera

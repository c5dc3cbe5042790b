#include "ui/flow/flow_scene.h"

#include <algorithm>

namespace tessera {
FlowScene::FlowScene(QObject* parent)
    : QGraphicsScene(parent), m_fonts(std::make_unique<FlowFonts>()), m_lifelines(new LifelinesItem)
{
    setItemIndexMethod(NoIndex); // rows come and move; there are five hundred at most
    addItem(m_lifelines);
}

FlowScene::~FlowScene()
{
    clear(); // items look at the fonts
}

qsizetype FlowScene::setRows(const QList<FlowRow>& rows, const QList<FlowParty>& parties)
{
    const auto same = std::mismatch(rows.begin(), rows.end(), m_rows.begin(), m_rows.end());
    const qsizetype first = same.first - rows.begin();
    for (qsizetype i = rows.size(); i < m_items.size(); ++i)
        delete m_items[i];
    m_items.resize(qMin(m_items.size(), rows.size()));
    for (qsizetype i = first; i < rows.size(); ++i) {
        if (i == m_items.size()) {
            m_items.append(new FlowRowItem(*m_fonts));
            addItem(m_items.last());
        }
        m_items[i]->setRow(rows[i]);
    }
    m_rows = rows;
    if (parties != m_parties) {
        m_parties = parties;
        m_layout = SequenceLayout(m_parties, m_width, m_fonts->line, m_mirrored);
        place(0);
    } else {
        place(first);
    }
    setShown(m_shown);
    return first;
}

void FlowScene::setWidth(double width, bool mirrored)
{
    if (width == m_width && mirrored == m_mirrored)
        return;
    m_width = width;
    m_mirrored = mirrored;
    m_layout = SequenceLayout(m_parties, m_width, m_fonts->line, m_mirrored);
    place(0);
}

void FlowScene::setLeastHeight(double height)
{
    if (height == m_leastHeight)
        return;
    m_leastHeight = height;
    fit();
}

void FlowScene::place(qsizetype from)
{
    double y = from > 0 ? m_items[from - 1]->y() + m_items[from - 1]->height() : 0;
    for (qsizetype i = from; i < m_items.size(); ++i) {
        m_items[i]->setPos(0, y);
        y += m_items[i]->setLayout(m_layout);
    }
    m_rowsHeight = y;
    fit();
}

void FlowScene::fit()
{
    const double height = qMax(m_leastHeight, m_rowsHeight + kBelow);
    m_lifelines->setLayout(m_layout, height);
    setSceneRect(0, 0, m_layout.width(), height);
}

FlowRowItem* FlowScene::item(qsizetype row) const
{
    return row >= 0 && row < m_items.size() ? m_items[row] : nullptr;
}

qsizetype FlowScene::rowAt(double y) const
{
    if (y < 0 || y >= m_rowsHeight)
        return -1;
    const auto after = std::upper_bound(m_items.begin(), m_items.end(), y,
                                        [](double at, const FlowRowItem* item) { return at < item->y(); });
    return after - m_items.begin() - 1;
}

void FlowScene::setShown(qsizetype rows)
{
    m_shown = rows;
    for (qsizetype i = 0; i < m_items.size(); ++i)
        m_items[i]->setVisible(rows < 0 || i < rows);
}

qsizetype FlowScene::shown() const
{
    return m_shown < 0 ? m_items.size() : qMin(m_shown, m_items.size());
}

void FlowScene::refresh()
{
    *m_fonts = FlowFonts();
    m_layout = SequenceLayout(m_parties, m_width, m_fonts->line, m_mirrored);
    place(0);
    update();
}

} // namespace tessera

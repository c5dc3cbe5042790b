// The drawing of one run: lifelines and rows, one below the other. A step that is added costs one row.
#pragma once

#include "ui/flow/flow_items.h"

#include <QGraphicsScene>

#include <memory>

namespace tessera {

class FlowScene final : public QGraphicsScene
{
    Q_OBJECT
public:
    explicit FlowScene(QObject* parent = nullptr);
    ~FlowScene() override;

    /// What is the same as before stays. Gives the first row that is new.
    qsizetype setRows(const QList<FlowRow>& rows, const QList<FlowParty>& parties);
    void setWidth(double width, bool mirrored);
    /// Lifelines go on down to here where the rows end before.
    void setLeastHeight(double height);

    const QList<FlowRow>& rows() const { return m_rows; }
    const SequenceLayout& layout() const { return m_layout; }
    const FlowFonts& fonts() const { return *m_fonts; }
    FlowRowItem* item(qsizetype row) const;
    qsizetype rowAt(double y) const;
    /// Where the last row ends.
    double rowsHeight() const { return m_rowsHeight; }
    static constexpr double kBelow = 24; ///< lifelines go on under the last row

    /// Only so many rows are there, for a replay; -1: all.
    void setShown(qsizetype rows);
    qsizetype shown() const;
    /// Fonts and colours may be others now.
    void refresh();

private:
    void place(qsizetype from);
    void fit();

    std::unique_ptr<FlowFonts> m_fonts;
    SequenceLayout m_layout;
    QList<FlowParty> m_parties;
    QList<FlowRow> m_rows;
    QList<FlowRowItem*> m_items;
    LifelinesItem* m_lifelines;
    double m_width = 0;
    bool m_mirrored = false;
    double m_leastHeight = 0;
    double m_rowsHeight = 0;
    qsizetype m_shown = -1;
};

} // namespace tessera

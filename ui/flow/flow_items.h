// What lies in the scene of a flow: one item for all lifelines, one for each row. A row measures its words
// when it is first painted, so that five hundred of them cost nothing before they are seen.
#pragma once

#include "ui/flow/sequence_layout.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QGraphicsItem>

namespace tessera {

/// Fonts of the drawing, made once for a scene.
struct FlowFonts
{
    FlowFonts();
    QFont title;
    QFont detail;
    QFont number;
    QFont failure;
    double line = 16; ///< height of a line of title or detail
};

class LifelinesItem final : public QGraphicsItem
{
public:
    LifelinesItem();
    void setLayout(const SequenceLayout& layout, double height);
    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    SequenceLayout m_layout;
    double m_height = 0;
};

class FlowRowItem final : public QGraphicsItem
{
public:
    explicit FlowRowItem(const FlowFonts& fonts);

    void setRow(const FlowRow& row);
    const FlowRow& row() const { return m_row; }
    /// Also gives the height, which a failure's reason decides.
    double setLayout(const SequenceLayout& layout);
    double height() const { return m_height; }

    void setCurrent(bool current);
    void setHovered(bool hovered);
    /// Around the current row, when the keyboard is here.
    void setFocused(bool focused);
    /// Not what is looked for: it steps back.
    void setFaded(bool faded);
    /// How far the arrow has grown, 0 to 1.
    void setGrown(double grown);
    double grown() const { return m_grown; }
    /// Its words do not fit: a tooltip shows them whole.
    bool isCut();

    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void measure();
    QColor plane() const;
    void paintArrow(QPainter& painter) const;
    void paintLabel(QPainter& painter) const;
    void paintPill(QPainter& painter) const;
    void paintFailure(QPainter& painter) const;

    const FlowFonts& m_fonts;
    FlowRow m_row;
    SequenceLayout m_layout;
    double m_height = 0;
    QStringList m_reason; ///< of a failure, in lines
    bool m_isCurrent = false;
    bool m_isHovered = false;
    bool m_isFocused = false;
    bool m_isFaded = false;
    double m_grown = 1;
    // measured when first painted
    bool m_isMeasured = false;
    bool m_isCut = false;
    ArrowPlace m_arrow;
    QRectF m_box;
    QString m_title;
    QString m_detail;
};

} // namespace tessera

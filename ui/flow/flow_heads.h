// Who stands at the top of a lifeline: sign, name, and who that is. Painted above the view, where it stays
// while the rows scroll, and into what is exported.
#pragma once

#include "ui/flow/sequence_layout.h"

#include <QWidget>

namespace tessera {

struct FlowHead
{
    FlowParty party = FlowParty::Tessera;
    QString name;
    QString who;

    bool operator==(const FlowHead&) const = default;
};

QList<FlowHead> flowHeads(const FlowRun& run);
/// How high they are, at a zoom of 1.
double flowHeadsHeight();
void paintFlowHeads(QPainter& painter, const QList<FlowHead>& heads, const SequenceLayout& layout);

class FlowHeads final : public QWidget
{
    Q_OBJECT
public:
    explicit FlowHeads(QWidget* parent = nullptr);

    void setHeads(const QList<FlowHead>& heads);
    void setLayout(const SequenceLayout& layout);
    /// As the rows are shown below.
    void setPlace(double zoom, double left);
    int wantedHeight() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QList<FlowHead> m_heads;
    SequenceLayout m_layout;
    double m_zoom = 1;
    double m_left = 0;
};

} // namespace tessera

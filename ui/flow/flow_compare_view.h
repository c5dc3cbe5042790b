// Two runs side by side, one row a step, with what differs marked and said.
#pragma once

#include "ui/flow/flow_comparison.h"

#include <QWidget>

class QListView;

namespace tessera {

class Label;
class RunChooser;

class FlowCompareView final : public QWidget
{
    Q_OBJECT
public:
    explicit FlowCompareView(QWidget* parent = nullptr);

    void setRuns(const QList<FlowRun>& runs);
    void setLeft(const FlowRun& run);
    const QList<ComparedStep>& steps() const { return m_steps; }
    QListView* list() const { return m_list; }
    RunChooser* other() const { return m_other; }
    QString sentence() const;

private:
    void offerOthers();
    void compare();
    FlowRun rightRun() const;

    FlowRun m_left;
    QList<FlowRun> m_runs;
    quint64 m_wanted = 0; ///< somebody chose that one; 0: nobody did
    QList<ComparedStep> m_steps;
    Label* m_leftTitle;
    RunChooser* m_other;
    Label* m_sentence;
    QListView* m_list;
    class Model;
    Model* m_model;
};

} // namespace tessera

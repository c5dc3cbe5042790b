// Why a run stopped, beside the message it stopped at: both sides of what differs, what Tessera did about it,
// and what can be done now.
#pragma once

#include "core/flow/flow_run.h"

#include <QWidget>

namespace tessera {

class Button;
class FieldList;
class Label;
class Plane;

class WhyStopped final : public QWidget
{
    Q_OBJECT
public:
    explicit WhyStopped(QWidget* parent = nullptr);

    /// Hides itself where the run did not stop at this step.
    void setRun(const FlowRun& run, qsizetype step);
    /// It lies on the page's own plane.
    void setOnSurface(bool onSurface);
    Button* signIn() const { return m_signIn; }
    Button* report() const { return m_report; }

Q_SIGNALS:
    void signInRequested();
    void reportRequested();

private:
    Label* m_what;
    Plane* m_box;
    FieldList* m_sides;
    Label* m_sentence;
    Button* m_signIn;
    Button* m_report;
};

/// The step a run stopped at, a check that failed or the last message; -1: it did not stop.
qsizetype stoppedAt(const FlowRun& run);

} // namespace tessera

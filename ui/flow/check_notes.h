// Checks one below the other: sign, sentence, and where two things were compared both of them.
#pragma once

#include "core/flow/flow_run.h"

#include <QWidget>

class QVBoxLayout;

namespace tessera {

class CheckNotes final : public QWidget
{
    Q_OBJECT
public:
    explicit CheckNotes(QWidget* parent = nullptr);

    void setChecks(const QList<FlowStep>& checks);
    bool isEmpty() const { return m_isEmpty; }

private:
    void add(const FlowStep& check);

    QVBoxLayout* m_column;
    bool m_isEmpty = true;
};

} // namespace tessera

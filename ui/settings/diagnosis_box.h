// Settings, Diagnostics: the checks of `tessera doctor`, one after the other, to be read and to be copied.
// What is checked is handed in; here it is only shown.
#pragma once

#include "ui/text/health_finding.h"

#include <QCoro/QCoroTask>
#include <QWidget>

#include <functional>
#include <optional>
#include <stop_token>

class QVBoxLayout;

namespace tessera {

class Button;
class Label;

/// Tells each finding as soon as it is there.
using Diagnosis =
    std::function<QCoro::Task<void>(std::function<void(const HealthFinding&)>, std::stop_token)>;

class DiagnosisBox final : public QWidget
{
    Q_OBJECT
public:
    explicit DiagnosisBox(QWidget* parent = nullptr);
    ~DiagnosisBox() override;

    void setDiagnosis(Diagnosis diagnosis);
    void start();
    void cancel();
    bool isRunning() const { return m_stop.has_value(); }
    void add(const HealthFinding& finding);
    const QList<HealthFinding>& findings() const { return m_findings; }

Q_SIGNALS:
    void ended();

private:
    void clear();
    void end();
    void copy();
    void refresh();

    Diagnosis m_diagnosis;
    QList<HealthFinding> m_findings;
    std::optional<std::stop_source> m_stop;
    Button* m_run;
    Button* m_copy;
    Label* m_words;
    QVBoxLayout* m_rows;
    bool m_cancelled = false;
    bool m_ran = false;
};

} // namespace tessera

// Which run is shown: a quiet line that opens to a list of all of them, newest first.
#pragma once

#include "core/flow/flow_run.h"

#include <QComboBox>

namespace tessera {

class RunChooser final : public QComboBox
{
    Q_OBJECT
public:
    static constexpr int kMargin = 10; ///< of the words, from its edge

    explicit RunChooser(const QString& name, QWidget* parent = nullptr);

    /// Newest first. The chosen one stays chosen where it is still there; nothing is told.
    void setRuns(const QList<FlowRun>& runs);
    /// That one is called otherwise now.
    void refresh(const FlowRun& run);
    quint64 current() const;
    void setCurrent(quint64 id);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(quint64 id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
};

} // namespace tessera

// Looks at the text while somebody types, without a stall: waits for a pause, leaves the UI thread for long
// texts, and drops results that came too late (a newer text counts).
#pragma once

#include "core/inspector/token_inspector.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace tessera {

/// Pure: called in another thread for long texts.
using InspectFunction = std::function<TokenReport(QByteArrayView text, TimePoint now)>;

class ReportRunner final : public QObject
{
    Q_OBJECT
public:
    static constexpr Milliseconds kPause{150};
    static constexpr qsizetype kAtOnce = 32 * 1024; ///< a longer text is looked at in another thread

    explicit ReportRunner(InspectFunction inspect = inspectToken, QObject* parent = nullptr);

    /// After the pause; a further call begins the pause anew.
    void later(const QByteArray& text, TimePoint now);
    void now(const QByteArray& text, TimePoint now);
    /// Nothing that is under way counts any more.
    void forget();
    bool isBusy() const { return m_running > 0; }

Q_SIGNALS:
    void finished(const tessera::TokenReport& report);
    void busyChanged();

private:
    void start();
    void startInThread(int generation);

    InspectFunction m_inspect;
    QTimer m_pause;
    QByteArray m_text;
    TimePoint m_now;
    int m_generation = 0;
    int m_running = 0;
};

} // namespace tessera

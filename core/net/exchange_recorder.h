// Remembers which requests went out and what came back, as values without secrets. The seam of the Flow
// screen: today method, address, status and time; headers and redacted bodies come with that screen.
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>

class QNetworkReply;

namespace tessera {

struct Exchange
{
    QByteArray method;
    QString address; ///< without query, fragment and user information
    int status = 0;  ///< 0 while under way or when no answer came
    TimePoint startedAt;
    Milliseconds duration{0};
    QString errorCode; ///< empty when an answer came
};

class ExchangeRecorder : public QObject
{
    Q_OBJECT
public:
    explicit ExchangeRecorder(std::shared_ptr<const Clock> clock, qsizetype capacity = 500);

    /// Oldest first; at most `capacity`, then the oldest are dropped.
    const QList<Exchange>& exchanges() const { return m_exchanges; }
    void clear();
    /// Follows this reply until it is finished. Called by HttpClient for every request of its access manager.
    void follow(QNetworkReply* reply, const QByteArray& method);

Q_SIGNALS:
    void recorded(const tessera::Exchange& exchange);

private:
    void finish(qsizetype number, const QNetworkReply* reply, Milliseconds startedSinceBoot);

    std::shared_ptr<const Clock> m_clock;
    qsizetype m_capacity;
    QList<Exchange> m_exchanges;
    /// How many have been dropped: the first in the list is this number since the start.
    qsizetype m_dropped = 0;
};

} // namespace tessera

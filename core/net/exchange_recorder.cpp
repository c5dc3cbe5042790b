#include "core/net/exchange_recorder.h"

#include "core/base/logging.h"
#include "core/net/secure_access_manager.h"

#include <QNetworkReply>

namespace tessera {

ExchangeRecorder::ExchangeRecorder(std::shared_ptr<const Clock> clock, qsizetype capacity)
    : m_clock(std::move(clock)), m_capacity(capacity)
{
}

void ExchangeRecorder::clear()
{
    m_dropped += m_exchanges.size();
    m_exchanges.clear();
}

void ExchangeRecorder::follow(QNetworkReply* reply, const QByteArray& method)
{
    Exchange exchange;
    exchange.method = method;
    exchange.address = loggableUrl(reply->url());
    exchange.startedAt = m_clock->now();
    m_exchanges += exchange;
    while (m_exchanges.size() > m_capacity) {
        m_exchanges.removeFirst();
        ++m_dropped;
    }
    const qsizetype number = m_dropped + m_exchanges.size() - 1;
    const Milliseconds started = m_clock->sinceBoot();
    connect(reply, &QNetworkReply::finished, this,
            [this, number, reply, started] { finish(number, reply, started); });
}

void ExchangeRecorder::finish(qsizetype number, const QNetworkReply* reply, Milliseconds startedSinceBoot)
{
    if (number < m_dropped) // forgotten meanwhile
        return;
    Exchange& exchange = m_exchanges[number - m_dropped];
    exchange.duration = m_clock->sinceBoot() - startedSinceBoot;
    if (const auto error = SecureAccessManager::failureOf(reply))
        exchange.errorCode = error->code;
    else
        exchange.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    Q_EMIT recorded(Exchange(exchange)); // a copy: a receiver may call clear()
}

} // namespace tessera

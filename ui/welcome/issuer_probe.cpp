#include "ui/welcome/issuer_probe.h"

namespace tessera {
namespace {

/// What the issuer says now; what it said before is no answer here.
QCoro::Task<Result<AuthorizationServerMetadata>> askNow(std::shared_ptr<HttpClient> http,
                                                        std::shared_ptr<DiscoveryCache> discovery,
                                                        QString issuer, std::stop_token stop)
{
    if (!discovery)
        co_return co_await discover(http, issuer, stop);
    const DiscoveryKey key{issuer, {}};
    const auto answer = co_await DiscoveryCache::ask(discovery, key, stop);
    if (!answer)
        co_return failure(answer.error());
    if (answer->lastGoodBecause)
        co_return failure(*answer->lastGoodBecause);
    co_return Result<AuthorizationServerMetadata>(answer->metadata);
}

} // namespace

IssuerProbe::IssuerProbe(std::shared_ptr<HttpClient> http, std::shared_ptr<DiscoveryCache> discovery,
                         QObject* parent)
    : QObject(parent), m_http(std::move(http)), m_discovery(std::move(discovery))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &IssuerProbe::ask);
}

IssuerProbe::~IssuerProbe()
{
    m_stop.request_stop();
}

void IssuerProbe::setAddress(const QString& address)
{
    ++m_round;
    m_stop.request_stop();
    m_address = address.trimmed();
    if (m_address.isEmpty())
        m_pause.stop();
    else
        m_pause.start();
}

void IssuerProbe::ask()
{
    // What is no issuer address at all is told as such.
    if (const auto may = m_mayAsk(m_address); !may && checkIssuer(m_address)) {
        Q_EMIT failed(may.error());
        return;
    }
    m_stop = std::stop_source();
    Q_EMIT started(m_address);
    auto task = askNow(m_http, m_discovery, m_address, m_stop.get_token());
    QCoro::connect(std::move(task), this,
                   [this, round = m_round](const Result<AuthorizationServerMetadata>& result) {
                       if (round != m_round)
                           return; // an older question
                       if (result)
                           Q_EMIT answered(*result);
                       else
                           Q_EMIT failed(result.error());
                   });
}

} // namespace tessera

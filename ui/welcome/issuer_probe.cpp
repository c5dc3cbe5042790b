#include "ui/welcome/issuer_probe.h"

#include "core/oidc/discovery.h"

namespace tessera {

IssuerProbe::IssuerProbe(std::shared_ptr<HttpClient> http, QObject* parent)
    : QObject(parent), m_http(std::move(http))
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
    auto task = discover(m_http, m_address, m_stop.get_token());
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

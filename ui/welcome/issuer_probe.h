// Asks an issuer what it can do, 600 ms after typing stopped, and forgets the answer when typing goes on.
#pragma once

#include "core/oidc/discovery_cache.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace tessera {

class IssuerProbe final : public QObject
{
    Q_OBJECT
public:
    static constexpr Milliseconds kPause{600};

    /// What is found out goes into `discovery`, so that the sign-in that follows need not ask first; without
    /// one it is asked through `http`.
    IssuerProbe(std::shared_ptr<HttpClient> http, std::shared_ptr<DiscoveryCache> discovery,
                QObject* parent = nullptr);
    ~IssuerProbe() override;

    /// Asked before the issuer is; what it refuses is told as `failed`, and nothing is sent.
    void setRule(std::function<Result<void>(const QString&)> mayAsk) { m_mayAsk = std::move(mayAsk); }
    /// The text changed: whatever was under way is dropped.
    void setAddress(const QString& address);

Q_SIGNALS:
    void started(const QString& address);
    void answered(const tessera::AuthorizationServerMetadata& metadata);
    void failed(const tessera::Error& error);

private:
    void ask();

    std::shared_ptr<HttpClient> m_http;
    std::shared_ptr<DiscoveryCache> m_discovery;
    std::function<Result<void>(const QString&)> m_mayAsk = [](const QString&) { return Result<void>(); };
    QTimer m_pause;
    QString m_address;
    std::stop_source m_stop;
    int m_round = 0;
};

} // namespace tessera

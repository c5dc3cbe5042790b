// Asks an issuer what it can do, 600 ms after typing stopped, and forgets the answer when typing goes on.
#pragma once

#include "core/net/http_client.h"
#include "core/oauth/authorization_server_metadata.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace tessera {

class IssuerProbe final : public QObject
{
    Q_OBJECT
public:
    static constexpr Milliseconds kPause{600};

    explicit IssuerProbe(std::shared_ptr<HttpClient> http, QObject* parent = nullptr);
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
    std::function<Result<void>(const QString&)> m_mayAsk = [](const QString&) { return Result<void>(); };
    QTimer m_pause;
    QString m_address;
    std::stop_source m_stop;
    int m_round = 0;
};

} // namespace tessera

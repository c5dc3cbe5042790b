// The only door to the network. Whatever a caller forgets, this sets: no redirects followed, no cookies, no
// cache, HTTP/2 off, size, time and rate limits on every reply, https except on loopback (findings F1, F11).
#pragma once

#include "core/base/result.h"
#include "core/net/extra_trust.h"
#include "core/net/issuer_reach.h"
#include "core/net/limits.h"

#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkRequest>

#include <optional>

namespace tessera {

struct HttpHeader
{
    QByteArray name;
    QByteArray value;
    friend bool operator==(const HttpHeader&, const HttpHeader&) = default;
};

struct HttpResponse
{
    int status = 0;
    QUrl url;
    QList<HttpHeader> headers;
    QByteArray body;

    /// First header of that name, compared without case; empty if none.
    QByteArray header(QByteArrayView name) const;
    /// Content-Type without parameters, lower case: "application/json".
    QByteArray mediaType() const;
};

/// Limits in force for all replies; only tests make them smaller.
struct ReplyLimits
{
    Milliseconds connectTime = limits::kConnectTime;
    Milliseconds exchangeTime = limits::kExchangeTime;
    Milliseconds leastRateWindow = limits::kLeastRateWindow;
    qint64 leastBytesPerSecond = limits::kLeastBytesPerSecond;
};

/// Its replies are HttpReply: redirects, cookies, caches and credentials of Qt's own play no part. Bodies are
/// given whole (a QByteArray) and leave once (attack A115).
class SecureAccessManager final : public QNetworkAccessManager
{
    Q_OBJECT
public:
    /// Request attribute (qint64): most body bytes to accept. Default: limits::kTokenReplyBytes.
    static constexpr auto kMaxBodyBytes = QNetworkRequest::Attribute(QNetworkRequest::User + 1);

    explicit SecureAccessManager(ReplyLimits limits = {}, QObject* parent = nullptr);

    /// Authorities that count for the hosts named with them and for no other. Holds for requests that follow.
    void setExtraTrust(QList<ExtraTrust> trust) { m_extraTrust = std::move(trust); }

    /// Where the names of hosts lead, and which issuer named them (A325). A test may put another look-up
    /// there.
    const std::shared_ptr<HostReach>& issuerReach() const { return m_issuerReach; }
    void setHostLookup(HostLookup lookup) { m_issuerReach = std::make_shared<HostReach>(std::move(lookup)); }

    /// Reads a finished reply. 3xx, 4xx and 5xx are responses, not errors. Errors:
    /// Cancelled cancelled · Timeout net.timeout, net.too_slow · Offline net.host_not_found,
    /// net.connection_refused, net.connection_lost, net.proxy, net.proxy_login, net.unreachable, net.offline,
    /// net.captive_portal · Untrusted net.tls, net.insecure_address,
    /// net.local_address · Malformed net.too_large, net.truncated,
    /// net.bad_reply. `endpoint` is always set.
    static Result<HttpResponse> read(QNetworkReply* reply);
    /// The error read() would return, without taking the body. For a finished reply nobody has read yet.
    static std::optional<Error> failureOf(const QNetworkReply* reply);

Q_SIGNALS:
    /// A request goes out: for the recorder and for tests that count (method, address without query).
    void requestStarted(QNetworkReply* reply, const QByteArray& method);

protected:
    QNetworkReply* createRequest(Operation operation, const QNetworkRequest& request,
                                 QIODevice* body) override;

private:
    ReplyLimits m_limits;
    QList<ExtraTrust> m_extraTrust;
    std::shared_ptr<HostReach> m_issuerReach = std::make_shared<HostReach>();
    QList<QSslCertificate> m_systemRoots; ///< read when first needed
};

/// https, or http to a loopback literal or "localhost"; a host; no user information. Errors: Configuration
/// net.insecure_address, net.bad_address.
Result<void> checkAddress(const QUrl& url);
/// 127.0.0.0/8, ::1 or the name "localhost": decided on the parsed literal, no DNS (finding F6).
bool isLoopbackHost(const QUrl& url);
/// The host as connections go to it, for comparing: ACE, small letters, without a last dot. "IDP.Acme.example."
/// is "idp.acme.example".
QString plainHost(const QUrl& url);
/// Same scheme, host and effective port.
bool sameOrigin(const QUrl& a, const QUrl& b);

} // namespace tessera

// A small OpenID provider on loopback whose next answers are written down beforehand, and a browser that says
// yes. For the session tests; the demo provider has its own, with journeys.
#pragma once

#include "core/jose/key.h"
#include "core/net/form_body.h"
#include "core/net/loopback_http_server.h"
#include "core/session/session_store.h"
#include "tests/support/manual_clock.h"

#include <QJsonObject>

#include <functional>

namespace tessera::test {

class ScriptedProvider
{
public:
    using Answer = std::function<LoopbackResponse(const FormFields&)>;

    explicit ScriptedProvider(std::shared_ptr<ManualClock> clock);

    QString issuer() const { return m_issuer; }
    AuthorizationServerMetadata metadata() const;
    ClientRegistration registration() const;
    /// As after a sign-in of `subject` that gave this refresh token.
    StoredGrant grant(const QString& subject, const QByteArray& refreshToken) const;
    Account account(const QString& subject) const;

    /// Answers of the token endpoint in this order; afterwards each renewal rotates.
    QList<Answer> script;
    /// Runs when a token request has arrived and is not yet answered.
    std::function<void()> onTokenRequest;
    /// The person in the browser.
    QString person = QStringLiteral("alice");
    QJsonObject idTokenExtra;
    QJsonObject userinfo{{QStringLiteral("sub"), QStringLiteral("alice")}};
    int userinfoStatus = 200;
    bool givesRefreshToken = true;
    int lifeInSeconds = 300;

    int tokenRequests() const { return static_cast<int>(m_refreshTokens.size()); }
    QByteArrayList refreshTokens() const { return m_refreshTokens; } ///< used, in order
    QStringList revoked() const { return m_revoked; }
    int userinfoRequests() const { return m_userinfoRequests; }
    QStringList paths() const { return m_paths; } ///< of all requests, in order

    void goOffline() { m_server.close(); }
    bool comeBack() { return m_server.listen(QHostAddress(QHostAddress::LocalHost), m_port).has_value(); }

    /// For Environment::openUrl.
    std::function<Result<void>(const QUrl&)> browser();

    LoopbackResponse tokens(const QJsonObject& members) const;
    QString idToken(const QJsonObject& claims) const;
    static LoopbackResponse json(int status, const QJsonObject& body);
    static Answer refuse(int status, const QString& code);

private:
    LoopbackResponse handle(const LoopbackRequest& request);
    LoopbackResponse token(const FormFields& form);
    LoopbackResponse redeemed() const;

    std::shared_ptr<ManualClock> m_clock;
    Key m_key = Key::generateEc(u"P-256").withKid(QStringLiteral("k1"));
    LoopbackHttpServer m_server;
    quint16 m_port = 0;
    QString m_issuer;
    QString m_nonce;
    QByteArrayList m_refreshTokens;
    QStringList m_revoked;
    QStringList m_paths;
    int m_userinfoRequests = 0;
    int m_rotations = 0;
};

} // namespace tessera::test

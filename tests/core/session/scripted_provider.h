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
    QString grantedScope; ///< told with the answer to a code; empty: nothing is told
    int lifeInSeconds = 300;
    /// A server of higher demands: requests are pushed (RFC 9126), tokens bound to the key of the proofs
    /// (RFC 9449) that the pushed request named, answers in the browser come as tokens (JARM) where asked
    /// for.
    bool isDemanding = false;

    int tokenRequests() const { return static_cast<int>(m_refreshTokens.size()); }
    QByteArrayList refreshTokens() const { return m_refreshTokens; } ///< used, in order
    QStringList revoked() const { return m_revoked; }
    QStringList proofKeys() const { return m_proofKeys; } ///< thumbprints of good proofs, in order
    FormFields pushed() const { return m_pushed; }
    QUrl browserAddress() const { return m_browserAddress; }
    int userinfoRequests() const { return m_userinfoRequests; }
    QStringList paths() const { return m_paths; } ///< of all requests, in order

    /// From now on another key signs, and the key set holds it alone.
    void changeKey() { m_key = Key::generateEc(u"P-256").withKid(QStringLiteral("k2")); }
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
    LoopbackResponse token(const LoopbackRequest& request, const FormFields& form);
    LoopbackResponse push(const LoopbackRequest& request, const FormFields& form);
    QJsonObject document() const;
    /// The query the browser is sent back with.
    QByteArray answerTo(const FormFields& asked) const;
    /// Keeps the key of a proof that is good for this request.
    bool takeProof(const LoopbackRequest& request);
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
    QStringList m_proofKeys;
    FormFields m_pushed;
    QUrl m_browserAddress;
    int m_userinfoRequests = 0;
    int m_rotations = 0;
};

} // namespace tessera::test

// An OpenID provider on loopback that takes pushed requests only (RFC 9126) and gives bound tokens only (RFC
// 9449), and checks every proof: key, method, address, token, nonce, and that none comes twice.
#pragma once

#include "core/jose/key.h"
#include "core/net/form_body.h"
#include "core/net/loopback_http_server.h"
#include "tests/support/manual_clock.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>

namespace tessera::test {

class BoundProvider
{
public:
    explicit BoundProvider(std::shared_ptr<ManualClock> clock);

    QString issuer() const { return m_server.origin(); }
    /// Everything that was not as it must be, in words.
    const QStringList& complaints() const { return m_complaints; }
    QStringList paths() const { return m_paths; }
    /// What the browser was sent with.
    const FormFields& browserFields() const { return m_browserFields; }
    int proofs() const { return static_cast<int>(m_jtis.size()); }
    /// The metadata lists no pushed requests any more.
    bool withdrawsPushing = false;

private:
    LoopbackResponse handle(const LoopbackRequest& request);
    LoopbackResponse metadata() const;
    LoopbackResponse push(const LoopbackRequest& request);
    LoopbackResponse authorize(const LoopbackRequest& request);
    LoopbackResponse token(const LoopbackRequest& request);
    LoopbackResponse tokens();
    LoopbackResponse userinfo(const LoopbackRequest& request);
    /// The thumbprint of the key that signed the proof; empty with a complaint, or without one where only the
    /// nonce is missing.
    QString provenKey(const LoopbackRequest& request, const QByteArray& accessToken = {});
    LoopbackResponse wantNonce(const LoopbackRequest& request) const;
    QByteArray nonce() const;

    std::shared_ptr<ManualClock> m_clock;
    Key m_key = Key::generateEc(u"P-256").withKid(QStringLiteral("k1"));
    LoopbackHttpServer m_server;
    FormFields m_pushed;
    FormFields m_browserFields;
    QString m_jkt; ///< of the code, then of the tokens
    QStringList m_jtis;
    QStringList m_complaints;
    QStringList m_paths;
    int m_issued = 0;
};

} // namespace tessera::test

// An ID token that passed every check of OIDC Core 3.1.3.7. Only validateIdToken makes one.
#pragma once

#include "core/base/clock.h"
#include "core/base/secret_string.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace tessera {

class IdToken
{
public:
    const QString& issuer() const { return m_issuer; }
    const QString& subject() const { return m_subject; }
    TimePoint issuedAt() const { return m_issuedAt; }
    TimePoint expiresAt() const { return m_expiresAt; }
    const QJsonObject& claims() const { return m_claims; }
    /// The token as received, for id_token_hint and `tessera id-token`.
    const SecretString& compact() const { return m_compact; }
    QString algorithm() const { return m_algorithm; }

    /// name, else preferred_username, else email, else sub.
    QString displayName() const;
    /// String claim, or empty.
    QString text(QStringView claim) const;

private:
    IdToken() = default;
    QString m_issuer;
    QString m_subject;
    TimePoint m_issuedAt;
    TimePoint m_expiresAt;
    QJsonObject m_claims;
    SecretString m_compact;
    QString m_algorithm;
    friend struct IdTokenJudge;
};

} // namespace tessera

// One ID token, good as it is, with its keys and what is expected of it. Rows of tables spoil one thing each.
#pragma once

#include "core/oidc/id_token_validation.h"
#include "tests/support/manual_clock.h"

#include <QMetaType>

#include <functional>

namespace tessera::test {

/// Generated once per program: making RSA keys takes time.
struct IssuerKeys
{
    Key rsa;
    Key ec;
    Key ed;
    Key stranger; ///< RSA, of somebody else, under the same kid as `rsa`
    static const IssuerKeys& shared();
};

/// As a provider publishes them.
JwkSet publicSet(const QList<Key>& keys);

struct IdTokenCase
{
    static const QString issuer;
    static const QString clientId;

    TimePoint now = ManualClock().now();
    QJsonObject header{{QStringLiteral("typ"), QStringLiteral("JWT")}};
    QJsonObject claims;
    Key key = IssuerKeys::shared().rsa;
    QString alg = QStringLiteral("RS256");
    JwkSet keys;
    IdTokenExpectations expected;
    /// Changes the claims as text, before signing: for numbers and names QJsonObject cannot hold.
    std::function<QByteArray(QByteArray)> editClaims;
    /// Changes the finished token.
    std::function<QByteArray(QByteArray)> editToken;

    IdTokenCase();
    /// Seconds from now, as a NumericDate.
    double at(qint64 seconds) const;
    void set(QStringView claim, const QJsonValue& value) { claims.insert(claim, value); }
    void drop(QStringView claim) { claims.remove(claim); }
    /// Makes it a renewal of a token of the same person.
    void renew();

    SecretString token() const;
    IdTokenVerdict judge() const;
};

using Change = std::function<void(IdTokenCase&)>;

struct CaseRow
{
    const char* name; ///< begins with the id in the catalogue
    QString code;     ///< of the first failure; empty: it passes
    Change change;
};

/// For a …_data() function, and for the test function of the same name.
void addRows(const QList<CaseRow>& rows);
void judgeRow();

/// header.payload.signature, parts given as bytes; nothing is signed.
QByteArray compact(const QByteArray& header, const QByteArray& payload, const QByteArray& signature);

} // namespace tessera::test

Q_DECLARE_METATYPE(tessera::test::Change)

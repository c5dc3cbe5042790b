// One answer of JARM, good as it is, with its keys and what is expected of it. Rows of tables spoil one thing
// each.
#pragma once

#include "tests/core/oauth/oauth_test_support.h"
#include "tests/core/oidc/id_token_case.h"

#include <QJsonDocument>

#include <functional>

namespace tessera::test {

struct SignedResponseCase
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    AuthorizationRequest request = exampleRequest();
    QJsonObject header{{QStringLiteral("typ"), QStringLiteral("JWT")}};
    QJsonObject claims;
    Key key = IssuerKeys::shared().rsa;
    QString alg = QStringLiteral("RS256");
    /// Changes the claims as text, before signing.
    std::function<QByteArray(QByteArray)> editClaims;
    /// Changes the finished token.
    std::function<QByteArray(QByteArray)> editToken;
    /// Changes the whole query.
    std::function<QByteArray(QByteArray)> editQuery;

    SignedResponseCase()
    {
        const IssuerKeys& keys = IssuerKeys::shared();
        SignedResponseExpectations expected;
        expected.issuer = request.issuer;
        expected.clientId = request.clientId;
        expected.algorithm = alg;
        expected.responseMode = QStringLiteral("query.jwt");
        expected.keys = publicSet({keys.rsa, keys.ec, keys.ed});
        expected.clock = clock;
        request.signedResponse = expected;
        claims = {{QStringLiteral("iss"), request.issuer},
                  {QStringLiteral("aud"), request.clientId},
                  {QStringLiteral("exp"), at(120)},
                  {QStringLiteral("state"), QString::fromLatin1(request.state)},
                  {QStringLiteral("code"), QStringLiteral("c")}};
    }
    SignedResponseExpectations& expected() { return *request.signedResponse; }
    /// Seconds from now, as a NumericDate.
    double at(qint64 seconds) const { return static_cast<double>(toUnixSeconds(clock->now()) + seconds); }
    void set(QStringView claim, const QJsonValue& value) { claims.insert(claim, value); }
    void drop(QStringView claim) { claims.remove(claim); }
    void signWith(const Key& other, const QString& name)
    {
        key = other;
        alg = name;
    }
    /// Nobody signs it.
    void signWithNobody(const QByteArray& name)
    {
        const QByteArray payload = QJsonDocument(claims).toJson(QJsonDocument::Compact);
        editToken = [=](const QByteArray&) { return compact("{\"alg\":\"" + name + "\"}", payload, ""); };
    }

    QByteArray token() const
    {
        QByteArray text = QJsonDocument(claims).toJson(QJsonDocument::Compact);
        if (editClaims)
            text = editClaims(text);
        const auto made = signCompact(text, key, alg, header);
        if (!made)
            qFatal("cannot sign: %s", qPrintable(made.error().code));
        return editToken ? editToken(*made) : *made;
    }
    QByteArray query() const
    {
        const QByteArray answer = "response=" + token();
        return editQuery ? editQuery(answer) : answer;
    }
    AuthorizationVerdict verdict() const { return validateAuthorizationResponse(query(), request); }
};

using SignedResponseChange = std::function<void(SignedResponseCase&)>;

} // namespace tessera::test

Q_DECLARE_METATYPE(tessera::test::SignedResponseChange)

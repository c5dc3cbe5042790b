// What may come back in the redirect where it was to be a signed token (JARM; A064 and the twins of
// ensure-jarm-…).
#include "core/jose/jws.h"
#include "tests/hostile/hostile_identity_provider.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

using Spoil = std::function<void(IdTokenDraft&)>;

HostileCase asking(const char* name, const char* code, Reach reach, Fault fault)
{
    HostileCase row{name, QString::fromLatin1(code), reach, std::move(fault)};
    row.request = [](SignInRequest& request) {
        request.registration.authorizationSignedResponseAlg = QStringLiteral("RS256");
    };
    return row;
}

Fault answering(Spoil spoil)
{
    Fault fault;
    fault.response = std::move(spoil);
    return fault;
}

/// The code is never redeemed.
HostileCase refused(const char* name, const char* code, Spoil spoil)
{
    return asking(name, code, Reach::Authorization, answering(std::move(spoil)));
}

/// Somebody else's business: the sign-in goes on waiting, here until its time is up.
HostileCase ignored(const char* name, Spoil spoil)
{
    HostileCase row = refused(name, "sign_in.time_limit", std::move(spoil));
    row.patience = 1s; // a busy machine must have asked for the redirect by then
    return row;
}

HostileCase accepted(const char* name, Spoil spoil)
{
    return asking(name, "", Reach::Token, answering(std::move(spoil)));
}

/// Nothing is opened.
HostileCase notStarted(const char* name, const char* code, std::function<void(QJsonObject&)> metadata)
{
    Fault fault;
    fault.metadata = std::move(metadata);
    return asking(name, code, Reach::Discovery, std::move(fault));
}

Spoil set(const char* claim, const QJsonValue& value)
{
    return [claim, value](IdTokenDraft& draft) { draft.claims.insert(QString::fromLatin1(claim), value); };
}

Spoil drop(const char* claim)
{
    return [claim](IdTokenDraft& draft) { draft.claims.remove(QString::fromLatin1(claim)); };
}

Spoil expiring(qint64 seconds)
{
    return [seconds](IdTokenDraft& draft) { draft.claims.insert(u"exp", draft.at(seconds)); };
}

Spoil signing(const Key& key, const char* alg)
{
    return [key, alg](IdTokenDraft& draft) {
        draft.key = key;
        draft.alg = QString::fromLatin1(alg);
    };
}

void unsign(IdTokenDraft& draft)
{
    const QByteArray claims = QJsonDocument(draft.claims).toJson(QJsonDocument::Compact);
    draft.edit = [claims](const QByteArray&) { return compact("{\"alg\":\"none\"}", claims, ""); };
}

/// "response" again, with a key of the liar's own inside: a client that takes it signs for him.
void bringItsOwnKey(IdTokenDraft& draft)
{
    draft.key = IssuerKeys::shared().stranger;
    draft.header.insert(QStringLiteral("jwk"), draft.key.publicJwk());
}

Fault twice(QByteArray (*other)(const QByteArray& token))
{
    Fault fault;
    fault.location = [other](const QByteArray& location) {
        const qsizetype at = location.indexOf("response=") + 9;
        return location + "&response=" + other(location.sliced(at));
    };
    return fault;
}

QList<HostileCase> unusableServers()
{
    const auto withoutModes = [](QJsonObject& document) {
        document.remove(QStringLiteral("response_modes_supported"));
    };
    const auto otherAlgorithms = [](QJsonObject& document) {
        document.insert(QStringLiteral("authorization_signing_alg_values_supported"),
                        QJsonArray{QStringLiteral("none"), QStringLiteral("ES256")});
    };
    const auto withoutKeys = [](QJsonObject& document) { document.remove(QStringLiteral("jwks_uri")); };
    HostileCase noKeys = notStarted("JARM is registered, and the keys do not come", "http.status", {});
    noKeys.fault.keys = [](const LoopbackResponse&, int) { return reply(500, "text/plain", {}); };
    return {
        notStarted("JARM is registered, and the server does not do it", "jarm.unsupported", withoutModes),
        notStarted("JARM is registered, and the server signs otherwise", "jarm.algorithm", otherAlgorithms),
        notStarted("JARM is registered, and there are no keys", "jarm.no_keys", withoutKeys),
        noKeys,
    };
}

HostileCase plainly(const char* name, std::function<void(FormFields&)> edit = {})
{
    Fault fault;
    fault.redirect = std::move(edit);
    fault.answersPlainly = true;
    return asking(name, "response.not_signed", Reach::Authorization, std::move(fault));
}

HostileCase notAsked()
{
    HostileCase row{"A064 a token that was not asked for",
                    QStringLiteral("response.not_asked"),
                    Reach::Authorization,
                    {}};
    row.request = [](SignInRequest& request) {
        request.extra += {QStringLiteral("response_mode"), QStringLiteral("query.jwt")};
    };
    return row;
}

} // namespace

QList<HostileCase> signedResponseCases()
{
    const IssuerKeys& keys = IssuerKeys::shared();
    const auto itself = [](const QByteArray& token) { return token; };
    const auto other = [](const QByteArray&) { return QByteArray("e30.e30.e30"); };
    const auto declined = [](IdTokenDraft& draft) {
        draft.claims.remove(QStringLiteral("code"));
        draft.claims.insert(u"error", QStringLiteral("access_denied"));
    };
    return unusableServers() +
           QList<HostileCase>{
               accepted("fapi1-advanced-final-client-test with JARM", {}),
               refused("ensure-jarm-without-iss-fails", "response.iss_missing", drop("iss")),
               refused("ensure-jarm-with-invalid-iss-fails", "response.iss_mismatch",
                       set("iss", QStringLiteral("https://honest.example"))),
               refused("ensure-jarm-without-aud-fails", "response.aud_mismatch", drop("aud")),
               refused("ensure-jarm-with-invalid-aud-fails", "response.aud_mismatch",
                       set("aud", QStringLiteral("another-client"))),
               refused("ensure-jarm-without-exp-fails", "response.claim", drop("exp")),
               refused("ensure-jarm-with-expired-exp-fails", "response.expired", expiring(-120)),
               refused("A064 good for a day", "response.lifetime", expiring(86400)),
               refused("ensure-jarm-with-invalid-sig-fails", "response.signature",
                       signing(keys.stranger, "RS256")),
               refused("ensure-jarm-signature-is-not-none", "response.alg", unsign),
               refused("A064 another algorithm than registered", "response.alg", signing(keys.ec, "ES256")),
               refused("A064 a key inside the token", "response.signature", bringItsOwnKey),
               refused("A011 declined", "access_denied", declined),
               refused("A009 code and error", "response.code_and_error",
                       set("error", QStringLiteral("access_denied"))),
               refused("A008 two codes in a list", "response.claim",
                       set("code", QJsonArray{QStringLiteral("a"), QStringLiteral("b")})),
               ignored("A001 state of another sign-in", set("state", QStringLiteral("x"))),
               ignored("A002 no state", drop("state")),
               ignored("A064 cannot be read",
                       [](IdTokenDraft& draft) {
                           draft.edit = [](QByteArray t) { return t.replace('.', '-'); };
                       }),
               plainly("A064 a plain answer"),
               plainly("A064 a plain error",
                       [](FormFields& fields) {
                           fields.removeIf([](const FormField& field) { return field.name == u"code"; });
                           fields += {QStringLiteral("error"), QStringLiteral("access_denied")};
                       }),
               asking("A008 response twice", "response.repeated", Reach::Authorization, twice(itself)),
               asking("A008 response twice, one of nobody", "response.repeated", Reach::Authorization,
                      twice(other)),
               notAsked(),
           };
}

} // namespace tessera::test

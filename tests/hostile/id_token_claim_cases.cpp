// Who an ID token is from, for and about (A181 to A186, A194 to A198; oidcc-client-test-…).
#include "core/base/base64url.h"
#include "core/jose/jws.h"
#include "tests/hostile/id_token_rows.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace tessera::test {
namespace {

const QJsonValue kGone(QJsonValue::Undefined);
const QString kForeign = QStringLiteral("another-client");

/// at_hash of the right access token, made wrongly.
HostileCase hash(const char* name, const char* alg, const char* suffix)
{
    const QString algorithm = QString::fromLatin1(alg);
    const QByteArray behind = suffix;
    return token(name, "id_token.at_hash_mismatch", [algorithm, behind](IdTokenDraft& draft) {
        const QByteArray half =
            leftHalfHash(*findJwsAlgorithm(algorithm), draft.accessToken.toLatin1()) + behind;
        draft.claims.insert(u"at_hash", QString::fromLatin1(half));
    });
}

/// The claim with the hash of something that was sent beside the token, made by `of`.
HostileCase tied(const char* name, const char* claimName, QString (*of)(const IdTokenDraft&),
                 const char* code)
{
    const QString key = QString::fromLatin1(claimName);
    return token(name, code, [key, of](IdTokenDraft& draft) {
        const QByteArray half = leftHalfHash(*findJwsAlgorithm(draft.alg), of(draft).toLatin1());
        draft.claims.insert(key, QString::fromLatin1(half));
    });
}

/// Signed in anew within a minute is asked for.
HostileCase asking(const char* name, const char* code, std::function<void(IdTokenDraft&)> change)
{
    HostileCase row = token(name, code, std::move(change));
    row.request = [](SignInRequest& request) { request.options.maxAge = Seconds(60); };
    return row;
}

/// acr "phr" is asked for as essential.
HostileCase demanding(const char* name, const QJsonValue& acr, const char* code)
{
    HostileCase row = claim(name, "acr", acr, code);
    row.request = [](SignInRequest& request) {
        const QJsonObject essential{{QStringLiteral("essential"), true},
                                    {QStringLiteral("value"), QStringLiteral("phr")}};
        request.options.claims = {
            {QStringLiteral("id_token"), QJsonObject{{QStringLiteral("acr"), essential}}}};
    };
    return row;
}

QString codeOf(const IdTokenDraft& draft)
{
    return draft.code;
}

QString stateOf(const IdTokenDraft& draft)
{
    return draft.state;
}

QString stranger(const IdTokenDraft&)
{
    return QStringLiteral("of-another-sign-in");
}

/// c_hash and s_hash: not asked for in the code flow, and not to be wrong where they come.
QList<HostileCase> hashCases()
{
    const char* code = "id_token.c_hash_mismatch";
    const char* state = "id_token.s_hash_mismatch";
    return {
        tied("c_hash fits", "c_hash", codeOf, ""),
        tied("s_hash fits", "s_hash", stateOf, ""),
        tied("oidcc-client-test-invalid-chash", "c_hash", stranger, code),
        tied("c_hash of the state", "c_hash", stateOf, code),
        claim("c_hash is empty", "c_hash", QString(), code),
        claim("c_hash is a number", "c_hash", 7, "id_token.claim"),
        tied("fapi1-advanced-final-client-test-invalid-shash", "s_hash", stranger, state),
        claim("s_hash is empty", "s_hash", QString(), state),
        claim("s_hash is an array", "s_hash", QJsonArray{QStringLiteral("x")}, "id_token.claim"),
    };
}

QList<HostileCase> partyCases()
{
    const char* malformed = "id_token.claim";
    const QString ours = HostileIdentityProvider::clientId();
    return {
        token("oidcc-client-test", "", [](IdTokenDraft&) {}),
        claim("oidcc-client-test-invalid-iss (A181)", "iss", QStringLiteral("https://elsewhere.example"),
              "id_token.iss_mismatch"),
        claim("fapi2-security-profile-final-client-test-invalid-missing-iss (A181)", "iss", kGone, malformed),
        claim("A181 iss is an array", "iss", QJsonArray{QStringLiteral("x")}, malformed),
        token("A181 iss with a slash", "id_token.iss_mismatch",
              [](IdTokenDraft& draft) {
                  draft.claims.insert(u"iss", QString(draft.claims.value(u"iss").toString() + u'/'));
              }),
        claim("A181 iss is empty", "iss", QString(), malformed),
        claim("A181 iss is a part of ours", "iss", QStringLiteral("http://127.0.0.1"),
              "id_token.iss_mismatch"),
        token("A181 iss with a look-alike letter", "id_token.iss_mismatch",
              [](IdTokenDraft& draft) {
                  draft.claims.insert(u"iss", draft.claims.value(u"iss").toString().replace(
                                                  u'1', QChar(0xff11))); // FULLWIDTH DIGIT ONE
              }),
        token("A181 iss in other case", "id_token.iss_mismatch",
              [](IdTokenDraft& draft) {
                  draft.claims.insert(u"iss", draft.claims.value(u"iss").toString().toUpper());
              }),
        claim("oidcc-client-test-invalid-aud (A182)", "aud", kForeign, "id_token.aud_mismatch"),
        claim("oidcc-client-test-missing-aud (A182)", "aud", kGone, malformed),
        claim("A182 empty array", "aud", QJsonArray{}, "id_token.aud_mismatch"),
        claim("fapi2-security-profile-final-client-test-valid-aud-as-array", "aud", QJsonArray{ours}, ""),
        claim("fapi2-security-profile-final-client-test-invalid-secondary-aud (A182)", "aud",
              QJsonArray{ours, kForeign}, "id_token.aud_untrusted"),
        claim("A182 nested", "aud", QJsonArray{QJsonArray{ours}}, malformed),
        claim("A182 object", "aud", QJsonObject{{QStringLiteral("a"), ours}}, malformed),
        claim("A182 number", "aud", 7, malformed),
        claim("A182 our id in other case", "aud", ours.toUpper(), "id_token.aud_mismatch"),
        claim("A182 our id and more", "aud", ours + u'2', "id_token.aud_mismatch"),
        claim("A183 azp missing", "azp", kGone, ""),
        claim("A183 azp is ours", "azp", ours, ""),
        claim("A183 azp is an array", "azp", QJsonArray{ours}, malformed),
        claim("A183 azp other", "azp", kForeign, "id_token.azp_mismatch"),
    };
}

QList<HostileCase> personCases()
{
    const char* malformed = "id_token.claim";
    const char* sub = "id_token.sub";
    return {
        claim("oidcc-client-test-missing-sub (A184)", "sub", kGone, sub),
        claim("A184 empty", "sub", QString(), sub),
        claim("A184 256 characters", "sub", QString(256, u'a'), sub),
        claim("A184 number", "sub", 7, sub),
        claim("A184 null", "sub", QJsonValue::Null, sub),
        claim("A184 NUL", "sub", QString(QStringLiteral("a") + QChar(u'\0')), sub),
        claim("A198 composed", "sub", QStringLiteral("\u00e9"), sub),
        claim("A198 decomposed", "sub", QStringLiteral("e\u0301"), sub),
        claim("A184 255 characters", "sub", QString(255, u'a'), ""),
        claim("A184 outside ASCII", "sub", QString(u'é'), sub),
        claim("oidcc-client-test-nonce-invalid (A185)", "nonce", QStringLiteral("other"),
              "id_token.nonce_mismatch"),
        claim("fapi2-security-profile-final-client-test-invalid-missing-nonce (A185)", "nonce", kGone,
              "id_token.nonce_missing"),
        claim("A185 array", "nonce", QJsonArray{QStringLiteral("x")}, malformed),
        token("A185 in other case", "id_token.nonce_mismatch",
              [](IdTokenDraft& draft) {
                  draft.claims.insert(u"nonce", draft.claims.value(u"nonce").toString().toUpper());
              }),
        claim("A185 of an older sign-in", "nonce", QString(43, u'A'), "id_token.nonce_mismatch"),
        claim("A185 null", "nonce", QJsonValue::Null, malformed),
        hash("A186 of another algorithm", "RS512", {}),
        hash("A186 padded", "RS256", "=="),
        token("A186 in full length", "id_token.at_hash_mismatch",
              [](IdTokenDraft& draft) {
                  const QByteArray whole =
                      QCryptographicHash::hash(draft.accessToken.toLatin1(), QCryptographicHash::Sha256);
                  draft.claims.insert(u"at_hash", QString::fromLatin1(base64urlEncode(whole)));
              }),
        claim("A187 auth_time is a string", "auth_time", QStringLiteral("1767323045"), "id_token.auth_time"),
        asking("A187 older than max_age", "id_token.auth_time",
               [](IdTokenDraft& draft) { draft.claims.insert(u"auth_time", draft.at(-3600)); }),
        asking("A187 missing though max_age was sent", "id_token.auth_time", [](IdTokenDraft&) {}),
        asking("A187 just now", "",
               [](IdTokenDraft& draft) { draft.claims.insert(u"auth_time", draft.at(-5)); }),
        demanding("A188 acr is missing", kGone, "id_token.acr"),
        demanding("A188 acr is weaker", QStringLiteral("pwd"), "id_token.acr"),
        demanding("A188 acr in other case", QStringLiteral("PHR"), "id_token.acr"),
        demanding("A188 acr is a number", 2, malformed),
        demanding("A188 acr as asked for", QStringLiteral("phr"), ""),
        claim("A194 email_verified is a string", "email_verified", QStringLiteral("false"), ""),
        claim("A195 members of JavaScript", "__proto__", QJsonObject{{QStringLiteral("sub"), 7}}, ""),
        claim("A196 picture on this computer", "picture", QStringLiteral("http://127.0.0.1:9/p.svg"), ""),
        claim("A197 a claim of 1 MB", "note", QString(1'000'000, u'a'), "net.too_large"),
        claim("A197 a claim of 60 KB", "note", QString(60'000, u'a'), "jws.too_large"),
        claim("oidcc-client-test-invalid-athash (A186)", "at_hash", QStringLiteral("AAAAAAAAAAAAAAAAAAAAAA"),
              "id_token.at_hash_mismatch"),
        claim("oidcc-client-test-missing-athash (A186), fapi1-advanced-final-client-test-missing-athash",
              "at_hash", kGone, ""),
    };
}

} // namespace

QList<HostileCase> idTokenClaimCases()
{
    return partyCases() + personCases() + hashCases();
}

} // namespace tessera::test

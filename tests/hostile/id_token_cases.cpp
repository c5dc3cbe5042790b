// ID tokens and key sets of a provider that lies (G8, G9, A121 to A160; oidcc-client-test-…).
#include "core/base/base64url.h"
#include "tests/hostile/hostile_identity_provider.h"

#include <QJsonArray>

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

HostileCase token(const char* name, const char* code, std::function<void(IdTokenDraft&)> change)
{
    HostileCase row{name, QString::fromLatin1(code), Reach::Token, {}};
    row.fault.idToken = std::move(change);
    return row;
}

HostileCase claim(const char* name, const char* claimName, const QJsonValue& value, const char* code)
{
    const QString key = QString::fromLatin1(claimName);
    return token(name, code, [key, value](IdTokenDraft& draft) {
        if (value.isUndefined())
            draft.claims.remove(key);
        else
            draft.claims.insert(key, value);
    });
}

/// So many seconds from now.
HostileCase time(const char* name, const char* claimName, qint64 seconds, const char* code)
{
    const QString key = QString::fromLatin1(claimName);
    return token(name, code,
                 [key, seconds](IdTokenDraft& draft) { draft.claims.insert(key, draft.at(seconds)); });
}

HostileCase typ(const char* name, const char* value)
{
    const QString text = QString::fromLatin1(value);
    return token(name, "id_token.typ", [text](IdTokenDraft& draft) { draft.header.insert(u"typ", text); });
}

/// Another header over the same claims, with this signature.
HostileCase reheaded(const char* name, const char* code, const QByteArray& header,
                     const QByteArray& signature = {})
{
    return token(name, code, [header, signature](IdTokenDraft& draft) {
        draft.edit = [header, signature](const QByteArray& compact) {
            return base64urlEncode(header) + '.' + compact.split('.')[1] + '.' + base64urlEncode(signature);
        };
    });
}

HostileCase edited(const char* name, const char* code, std::function<QByteArray(QByteArray)> edit)
{
    return token(name, code, [edit](IdTokenDraft& draft) { draft.edit = edit; });
}

HostileCase signedBy(const char* name, const char* code, const Key& key, const char* alg)
{
    const QString algorithm = QString::fromLatin1(alg);
    return token(name, code, [key, algorithm](IdTokenDraft& draft) {
        draft.key = key;
        draft.alg = algorithm;
        draft.claims.remove(u"at_hash"); // may need another hash
    });
}

const QJsonValue kGone(QJsonValue::Undefined);
const QString kForeign = QStringLiteral("another-client");

QList<HostileCase> identityCases()
{
    const char* malformed = "id_token.claim";
    const char* sub = "id_token.sub";
    const QString ours = HostileIdentityProvider::clientId();
    return {
        token("oidcc-client-test", "", [](IdTokenDraft&) {}),
        claim("oidcc-client-test-invalid-iss (A181)", "iss", QStringLiteral("https://elsewhere.example"),
              "id_token.iss_mismatch"),
        claim("fapi2 invalid-missing-iss (A181)", "iss", kGone, malformed),
        claim("A181 iss is an array", "iss", QJsonArray{QStringLiteral("x")}, malformed),
        token("A181 iss with a slash", "id_token.iss_mismatch",
              [](IdTokenDraft& draft) {
                  draft.claims.insert(u"iss", QString(draft.claims.value(u"iss").toString() + u'/'));
              }),
        claim("oidcc-client-test-invalid-aud (A182)", "aud", kForeign, "id_token.aud_mismatch"),
        claim("oidcc-client-test-missing-aud (A182)", "aud", kGone, malformed),
        claim("A182 empty array", "aud", QJsonArray{}, "id_token.aud_mismatch"),
        claim("fapi2 valid-aud-as-array", "aud", QJsonArray{ours}, ""),
        claim("fapi2 invalid-secondary-aud (A182)", "aud", QJsonArray{ours, kForeign},
              "id_token.aud_untrusted"),
        claim("A183 azp other", "azp", kForeign, "id_token.azp_mismatch"),
        claim("oidcc-client-test-missing-sub (A184)", "sub", kGone, sub),
        claim("A184 empty", "sub", QString(), sub),
        claim("A184 256 characters", "sub", QString(256, u'a'), sub),
        claim("A184 number", "sub", 7, sub),
        claim("A184 outside ASCII", "sub", QString(u'é'), sub),
        claim("oidcc-client-test-nonce-invalid (A185)", "nonce", QStringLiteral("other"),
              "id_token.nonce_mismatch"),
        claim("fapi2 invalid-missing-nonce (A185)", "nonce", kGone, "id_token.nonce_missing"),
        claim("A185 array", "nonce", QJsonArray{QStringLiteral("x")}, malformed),
        claim("oidcc-client-test-invalid-athash (A186)", "at_hash", QStringLiteral("AAAAAAAAAAAAAAAAAAAAAA"),
              "id_token.at_hash_mismatch"),
        claim("oidcc-client-test-missing-athash (A186)", "at_hash", kGone, ""),
    };
}

QList<HostileCase> timeCases()
{
    const char* malformed = "id_token.claim";
    return {
        claim("fapi2 invalid-missing-exp (A176)", "exp", kGone, malformed),
        claim("A176 exp is null", "exp", QJsonValue::Null, malformed),
        claim("A176 exp is a string", "exp", QStringLiteral("9999999999"), malformed),
        claim("A176 exp is -1", "exp", -1, malformed),
        claim("A176 exp is 1e300", "exp", 1e300, malformed),
        token("A177 61 s over", "id_token.expired",
              [](IdTokenDraft& draft) {
                  draft.claims.insert(u"iat", draft.at(-300));
                  draft.claims.insert(u"exp", draft.at(-61));
              }),
        token("A177 59 s over", "",
              [](IdTokenDraft& draft) {
                  draft.claims.insert(u"iat", draft.at(-300));
                  draft.claims.insert(u"exp", draft.at(-59));
              }),
        time("A178 nbf ahead", "nbf", 3600, "id_token.not_yet_valid"),
        time("A178 iat ahead", "iat", 200, "id_token.issued_in_future"),
        time("fapi1 iat-is-week-in-past (A178)", "iat", -604800, "id_token.issued_long_ago"),
        claim("oidcc-client-test-missing-iat", "iat", kGone, malformed),
        time("A179 exp before iat", "exp", -30, malformed),
        time("A189 replay of an hour ago", "iat", -3600, "id_token.issued_long_ago"),
    };
}

QList<HostileCase> structureCases()
{
    return {
        reheaded("oidcc-client-test-idtoken-sig-none (A121)", "id_token.alg_not_allowed",
                 "{\"alg\":\"none\"}"),
        reheaded("A121 nOnE", "id_token.alg_not_allowed", "{\"alg\":\"nOnE\"}"),
        reheaded("fapi2 invalid-null-alg (A121)", "jws.alg", "{\"alg\":null}"),
        reheaded("A121 alg missing", "jws.alg", "{}"),
        reheaded("A123 RS256 with an empty signature", "id_token.signature",
                 "{\"alg\":\"RS256\",\"kid\":\"rsa\"}"),
        reheaded("A124 alg twice", "json.duplicate_name", "{\"alg\":\"RS256\",\"alg\":\"none\"}"),
        reheaded("A129 crit", "jws.crit", "{\"alg\":\"RS256\",\"crit\":[\"exp\"]}", "x"),
        reheaded("A130 b64", "jws.b64", "{\"alg\":\"RS256\",\"b64\":false}", "x"),
        reheaded("A132 nested", "jwt.nested", "{\"alg\":\"RS256\",\"cty\":\"JWT\"}", "x"),
        reheaded("A136 kid of 64 KB", "jws.too_large",
                 "{\"alg\":\"RS256\",\"kid\":\"" + QByteArray(65536, 'k') + "\"}", "x"),
        reheaded("A160 RS1", "id_token.alg_not_allowed", "{\"alg\":\"RS1\"}", "x"),
        edited("A122 third part removed", "jws.parts",
               [](const QByteArray& token) { return token.first(token.lastIndexOf('.')); }),
        edited("A082 encrypted", "jwt.encrypted", [](const QByteArray& token) { return token + ".a.b"; }),
        edited("A125 JSON serialisation", "jws.parts",
               [](const QByteArray& token) { return "{\"payload\":\"" + token.split('.')[1] + "\"}"; }),
        edited("A126 padding", "base64url.character", [](const QByteArray& token) { return token + "="; }),
        edited("A128 many dots", "jws.parts", [](const QByteArray&) { return QByteArray(60'000, '.'); }),
        edited("A137 line break behind", "base64url.character",
               [](const QByteArray& token) { return token + '\n'; }),
        typ("A131 at+jwt (A190)", "at+jwt"),
        typ("A131 logout+jwt", "logout+jwt"),
        typ("A131 dpop+jwt", "application/dpop+jwt"),
    };
}

QList<HostileCase> signatureCases()
{
    const IssuerKeys& k = IssuerKeys::shared();
    const Key secret = Key::fromSecret(SecretString::fromUtf8(QByteArray(64, 's')));
    const Key strangerEc = Key::generateEc(u"P-256").withKid(QStringLiteral("ec"));
    return {
        signedBy("oidcc-client-test-idtoken-sig-rs256", "", k.rsa, "RS256"),
        signedBy("rp-id_token-sig-es256", "", k.ec, "ES256"),
        signedBy("N127 Ed25519", "", k.ed, "Ed25519"),
        signedBy("N127 EdDSA, not in the metadata", "id_token.alg_not_allowed", k.ed, "EdDSA"),
        signedBy("fapi2 invalid-alternate-alg", "id_token.alg_not_allowed", k.rsa, "PS256"),
        signedBy("oidcc-client-test-invalid-sig-rs256", "id_token.signature", k.stranger, "RS256"),
        signedBy("oidcc-client-test-invalid-sig-es256", "id_token.signature", strangerEc, "ES256"),
        signedBy("oidcc-client-test-invalid-sig-hs256 (A141)", "id_token.alg_not_allowed", secret, "HS256"),
        signedBy("oidcc-client-test-kid-absent-multiple-jwks", "", k.rsa.withKid({}), "RS256"),
        signedBy("A200 kid unknown", "jwks.unknown_kid", k.rsa.withKid(QStringLiteral("new")), "RS256"),
        token("A133 key in the header", "id_token.signature",
              [&k](IdTokenDraft& draft) {
                  draft.key = k.stranger;
                  draft.header.insert(u"jwk", k.stranger.publicJwk());
              }),
        token("A134 jku to somewhere", "id_token.signature",
              [&k](IdTokenDraft& draft) {
                  draft.key = k.stranger;
                  draft.header.insert(
                      u"jku", QString(draft.claims.value(u"iss").toString() + QStringLiteral("/other")));
              }),
    };
}

HostileCase keySet(const char* name, const char* code,
                   std::function<LoopbackResponse(LoopbackResponse, int)> keys)
{
    HostileCase row{name, QString::fromLatin1(code), Reach::Token, {}};
    row.fault.keys = std::move(keys);
    return row;
}

HostileCase keySet(const char* name, const char* code, const LoopbackResponse& answer)
{
    return keySet(name, code, [answer](const LoopbackResponse&, int) { return answer; });
}

LoopbackResponse published(const QList<Key>& keys)
{
    return jsonReply(JwkSet(keys).publicJson());
}

} // namespace

QList<HostileCase> idTokenCases()
{
    return identityCases() + timeCases() + structureCases() + signatureCases();
}

QList<HostileCase> keySetCases()
{
    const IssuerKeys& k = IssuerKeys::shared();
    const QByteArray json = "application/json";
    return {
        keySet("oidcc-client-test-discovery-jwks-uri-keys", "", published({k.rsa})),
        keySet("oidcc-client-test-kid-absent-single-jwks", "", published({k.rsa.withKid({}), k.rsa})),
        keySet("oidcc-client-test-signing-key-rotation-just-before-signing (A202)", "",
               [&k](const LoopbackResponse&, int nth) { return published({nth == 1 ? k.ec : k.rsa}); }),
        keySet("oidcc-client-test-signing-key-rotation (A202)", "",
               [&k](const LoopbackResponse&, int nth) { return published({nth == 1 ? k.stranger : k.rsa}); }),
        keySet("A209 the key was removed", "jwks.unknown_kid", published({k.ec})),
        keySet("A203 out of service", "http.status", reply(503, json, "{}")),
        keySet("A204 1 MiB and one", "net.too_large", reply(200, json, QByteArray(1024 * 1024 + 1, ' '))),
        keySet("A205 two keys of one kid", "jwks.duplicate_kid", published({k.rsa, k.stranger})),
        keySet("A207 keys missing", "jwks.keys", reply(200, json, "{}")),
        keySet("A207 empty", "jwks.empty", reply(200, json, "{\"keys\":[]}")),
        keySet("A159 a secret only", "jwks.empty",
               reply(200, json, "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\",\"kid\":\"rsa\"}]}")),
        keySet("A208 redirect to elsewhere", "net.redirect",
               reply(302, "text/plain", {}, {{"Location", "https://elsewhere.example/"}})),
        keySet("A208 HTML", "http.content_type", reply(200, "text/html", "<html></html>")),
    };
}

} // namespace tessera::test

// The form of an ID token and who signed it (A121 to A137, A141, A160, A200; oidcc-client-test-…).
#include "core/base/base64url.h"
#include "tests/hostile/id_token_rows.h"

#include <QJsonArray>

namespace tessera::test {
namespace {

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

HostileCase signedBy(const char* name, const char* code, const Key& key, const char* alg)
{
    const QString algorithm = QString::fromLatin1(alg);
    return token(name, code, [key, algorithm](IdTokenDraft& draft) {
        draft.key = key;
        draft.alg = algorithm;
        draft.claims.remove(u"at_hash"); // may need another hash
    });
}

QList<HostileCase> structureCases()
{
    return {
        reheaded("oidcc-client-test-idtoken-sig-none (A121)", "id_token.alg_not_allowed",
                 "{\"alg\":\"none\"}"),
        reheaded("A121 nOnE", "id_token.alg_not_allowed", "{\"alg\":\"nOnE\"}"),
        reheaded("fapi2-security-profile-final-client-test-invalid-null-alg (A121)", "jws.alg",
                 "{\"alg\":null}"),
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
        edited("A190 an opaque access token", "jws.parts",
               [](const QByteArray&) { return QByteArray("canary-access-token"); }),
        edited("A122 empty parts", "base64url.length", [](const QByteArray&) { return QByteArray("a.b.c"); }),
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
        signedBy("fapi2-security-profile-final-client-test-invalid-alternate-alg", "id_token.alg_not_allowed",
                 k.rsa, "PS256"),
        signedBy("oidcc-client-test-invalid-sig-rs256", "id_token.signature", k.stranger, "RS256"),
        signedBy("oidcc-client-test-invalid-sig-es256", "id_token.signature", strangerEc, "ES256"),
        signedBy("oidcc-client-test-invalid-sig-hs256 (A141)", "id_token.alg_not_allowed", secret, "HS256"),
        signedBy("oidcc-client-test-kid-absent-multiple-jwks", "", k.rsa.withKid({}), "RS256"),
        signedBy("A200 kid unknown", "jwks.unknown_kid", k.rsa.withKid(QStringLiteral("new")), "RS256"),
        token("A133 certificate chain in the header", "id_token.signature",
              [&k](IdTokenDraft& draft) {
                  draft.key = k.stranger;
                  draft.header.insert(u"x5c", QJsonArray{QStringLiteral("MIIB")});
              }),
        token("A134 x5u to somewhere", "id_token.signature",
              [&k](IdTokenDraft& draft) {
                  draft.key = k.stranger;
                  draft.header.insert(u"x5u", QStringLiteral("http://127.0.0.1:9/other"));
              }),
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

} // namespace

QList<HostileCase> idTokenStructureCases()
{
    return structureCases() + signatureCases();
}

} // namespace tessera::test

// Rules 6, 7 and 8 of OIDC Core 3.1.3.7 and at_hash: algorithms, keys, forged and missing signatures.
#include "core/base/base64url.h"
#include "core/jose/jws.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/test_program.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace tessera::test {
namespace {

const QString kNotAllowed = QStringLiteral("id_token.alg_not_allowed");
const QString kSignature = QStringLiteral("id_token.signature");

Change sign(const Key& key, const char* alg)
{
    const QString name = QString::fromLatin1(alg);
    return [key, name](IdTokenCase& c) {
        c.key = key;
        c.alg = name;
    };
}

/// The token under a header of our choice; the signature is the one of the good token, or as given.
Change reheader(const QByteArray& header, std::optional<QByteArray> signature = std::nullopt)
{
    return [header, signature](IdTokenCase& c) {
        c.editToken = [header, signature](const QByteArray& token) {
            const QList<QByteArray> parts = token.split('.');
            return base64urlEncode(header) + '.' + parts[1] + '.' +
                   (signature ? base64urlEncode(*signature) : parts[2]);
        };
    };
}

Change edit(std::function<QByteArray(QByteArray)> change)
{
    return [change](IdTokenCase& c) { c.editToken = change; };
}

QByteArray withSignature(const QByteArray& token, const std::function<QByteArray(QByteArray)>& change)
{
    const qsizetype dot = token.lastIndexOf('.');
    return token.first(dot + 1) + base64urlEncode(change(*base64urlDecode(token.sliced(dot + 1))));
}

Change hash(const QJsonValue& value)
{
    return [value](IdTokenCase& c) { c.set(u"at_hash", value); };
}

QString halfHash(const char* algorithm, QByteArrayView token)
{
    return QString::fromLatin1(leftHalfHash(*findJwsAlgorithm(QString::fromLatin1(algorithm)), token));
}

const QByteArray kAccess = "access-token-of-the-same-sign-in";

/// HS256 as registered, with this secret as the client's.
Change mac(const QByteArray& clientSecret, const QByteArray& signedWith)
{
    return [clientSecret, signedWith](IdTokenCase& c) {
        c.expected.algorithms = {QStringLiteral("HS256")};
        c.expected.clientSecret = SecretString::fromUtf8(clientSecret);
        c.key = Key::fromSecret(SecretString::fromUtf8(signedWith));
        c.alg = QStringLiteral("HS256");
    };
}

QByteArray publicKeyText()
{
    return QJsonDocument(IssuerKeys::shared().rsa.publicJwk()).toJson(QJsonDocument::Compact);
}

/// Signed with Ed448 under that name, by an issuer who publishes such a key; at_hash as of `hashAlgorithm`.
Change onEd448(const char* alg, const char* hashAlgorithm)
{
    return [alg, hashAlgorithm](IdTokenCase& c) {
        static const Key key = Key::generateOkp(u"Ed448").withKid(QStringLiteral("ed448"));
        c.key = key;
        c.alg = QString::fromLatin1(alg);
        c.keys = publicSet({key});
        c.expected.algorithms = {QStringLiteral("EdDSA"), QStringLiteral("Ed448"), QStringLiteral("Ed25519")};
        c.expected.accessToken = SecretString::fromUtf8(kAccess);
        c.set(u"at_hash", halfHash(hashAlgorithm, kAccess));
    };
}

void untouched(IdTokenCase&) {}

/// A token for "the-code", got by a request with "the-state".
Change tied(const char* claim, const QJsonValue& value)
{
    return [claim, value](IdTokenCase& c) {
        c.expected.code = SecretString::fromUtf8("the-code");
        c.expected.state = "the-state";
        c.claims.insert(QString::fromLatin1(claim), value);
    };
}

} // namespace

class IdTokenSignatureChecksTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void algorithm_data()
    {
        const IssuerKeys& k = IssuerKeys::shared();
        addRows({
            {"oidcc-client-test-idtoken-sig-rs256", {}, untouched},
            {"rp-id_token-sig-es256", {}, sign(k.ec, "ES256")},
            {"N086 PS256", {}, sign(k.rsa, "PS256")},
            {"N127 EdDSA", {}, sign(k.ed, "EdDSA")},
            {"N127 Ed25519", {}, sign(k.ed, "Ed25519")},
            {"N087 RS384 is not on the list", kNotAllowed, sign(k.rsa, "RS384")},
            {"fapi2 invalid-alternate-alg", kNotAllowed,
             [](IdTokenCase& c) { c.expected.algorithms = {QStringLiteral("ES256")}; }},
            {"N127 EdDSA not listed", kNotAllowed,
             [&k](IdTokenCase& c) {
                 sign(k.ed, "EdDSA")(c);
                 c.expected.algorithms = {QStringLiteral("RS256")};
             }},
            {"N087 no algorithm allowed at all", kNotAllowed,
             [](IdTokenCase& c) { c.expected.algorithms.clear(); }},
            {"oidcc-client-test-idtoken-sig-none", kNotAllowed, reheader("{\"alg\":\"none\"}", QByteArray())},
            {"fapi2 invalid-null-alg", QStringLiteral("jws.alg"), reheader("{\"alg\":null}")},
            {"A121 none with a signature", kNotAllowed, reheader("{\"alg\":\"none\"}")},
            {"A121 None", kNotAllowed, reheader("{\"alg\":\"None\"}", QByteArray())},
            {"A121 nOnE", kNotAllowed, reheader("{\"alg\":\"nOnE\"}", QByteArray())},
            {"A121 none on the list", kNotAllowed,
             [](IdTokenCase& c) {
                 c.expected.algorithms = {QStringLiteral("none")};
                 reheader("{\"alg\":\"none\"}", QByteArray())(c);
             }},
            {"A121 empty", kNotAllowed, reheader("{\"alg\":\"\"}", QByteArray())},
            {"A121 missing", QStringLiteral("jws.alg"), reheader("{}")},
            {"A121 number", QStringLiteral("jws.alg"), reheader("{\"alg\":256}")},
            {"A121 array", QStringLiteral("jws.alg"), reheader("{\"alg\":[\"RS256\"]}")},
            {"A160 RS1", kNotAllowed, reheader("{\"alg\":\"RS1\"}")},
            {"N054 rs256 in small letters", kNotAllowed, reheader("{\"alg\":\"rs256\",\"kid\":\"rsa\"}")},
            {"A124 alg twice", QStringLiteral("json.duplicate_name"),
             reheader("{\"alg\":\"RS256\",\"alg\":\"none\"}")},
        });
    }
    void algorithm() { judgeRow(); }

    void signature_data()
    {
        const IssuerKeys& k = IssuerKeys::shared();
        addRows({
            {"oidcc-client-test-invalid-sig-rs256", kSignature, sign(k.stranger, "RS256")},
            {"oidcc-client-test-invalid-sig-es256", kSignature,
             sign(Key::generateEc(u"P-256").withKid(QStringLiteral("ec")), "ES256")},
            {"N086 invalid-sig-ed25519", kSignature,
             sign(Key::generateEd25519().withKid(QStringLiteral("ed")), "Ed25519")},
            {"A154 key of another issuer, kid unknown", QStringLiteral("jwks.unknown_kid"),
             sign(k.stranger.withKid(QStringLiteral("theirs")), "RS256")},
            {"oidcc-client-test-kid-absent-single-jwks",
             {},
             [&k](IdTokenCase& c) {
                 c.key = k.rsa.withKid({});
                 c.keys = publicSet({k.rsa.withKid({})});
             }},
            {"oidcc-client-test-kid-absent-multiple-jwks",
             {},
             [&k](IdTokenCase& c) {
                 c.key = k.rsa.withKid({});
                 c.keys = publicSet({k.stranger.withKid(QStringLiteral("one")), k.ec, k.rsa});
             }},
            {"A158 no kid, none of several fits", kSignature,
             [&k](IdTokenCase& c) { c.key = k.stranger.withKid({}); }},
            {"A123 empty signature", kSignature,
             edit([](const QByteArray& t) { return t.first(t.lastIndexOf('.') + 1); })},
            {"A122 third part removed with its dot", QStringLiteral("jws.parts"),
             edit([](const QByteArray& t) { return t.first(t.lastIndexOf('.')); })},
            {"A122 four parts", QStringLiteral("jws.parts"),
             edit([](const QByteArray& t) { return t + ".x"; })},
            {"A122 six parts", QStringLiteral("jws.parts"),
             edit([](const QByteArray& t) { return t + ".a.b.c"; })},
            {"A122 two dots only", QStringLiteral("jws.header"),
             edit([](const QByteArray&) { return ".."; })},
            {"N082 encrypted", QStringLiteral("jwt.encrypted"),
             edit([](const QByteArray& t) { return t + ".a.b"; })},
            {"A132 nested", QStringLiteral("jwt.nested"),
             [](IdTokenCase& c) { c.header.insert(u"cty", QStringLiteral("JWT")); }},
            {"N067 JSON serialisation (A125)", QStringLiteral("jws.parts"),
             edit([](const QByteArray& t) { return "{\"payload\":\"" + t.split('.')[1] + "\"}"; })},
            {"A125 compact inside JSON", QStringLiteral("base64url.character"),
             edit([](const QByteArray& t) { return "{\"" + t + "\":1}"; })},
            {"A137 line break behind", QStringLiteral("base64url.character"),
             edit([](const QByteArray& t) { return t + '\n'; })},
            {"A139 larger than 64 KiB", QStringLiteral("jws.too_large"),
             [](IdTokenCase& c) { c.set(u"x", QString(60000, u'x')); }},
            {"N086 one bit of the signature", kSignature, edit([](const QByteArray& t) {
                 return withSignature(t, [](QByteArray s) {
                     s[0] = static_cast<char>(s[0] ^ 1);
                     return s;
                 });
             })},
            {"A144 signature cut", kSignature, edit([](const QByteArray& t) {
                 return withSignature(t, [](const QByteArray& s) { return s.chopped(1); });
             })},
            {"A144 signature with more", kSignature, edit([](const QByteArray& t) {
                 return withSignature(t, [](const QByteArray& s) { return s + '\0'; });
             })},
            {"N086 claims changed after signing", kSignature, edit([](const QByteArray& t) {
                 const QList<QByteArray> parts = t.split('.');
                 QByteArray claims = *base64urlDecode(parts[1]);
                 claims.replace("\"exp\"", "\"x\":1,\"exp\"");
                 return parts[0] + '.' + base64urlEncode(claims) + '.' + parts[2];
             })},
            {"A142 ES256 with the RSA key's kid", QStringLiteral("jwks.no_key"),
             sign(Key::generateEc(u"P-256").withKid(QStringLiteral("rsa")), "ES256")},
            {"A055 N055 key says PS256, token RS256", QStringLiteral("jwks.no_key"),
             [&k](IdTokenCase& c) { c.keys = publicSet({k.rsa.withAlg(QStringLiteral("PS256"))}); }},
            {"A205 two keys of one kid", QStringLiteral("jwks.duplicate_kid"),
             [&k](IdTokenCase& c) {
                 c.keys = publicSet({k.rsa, k.stranger});
             }},
            {"A133 key in the header", kSignature,
             [&k](IdTokenCase& c) {
                 c.key = k.stranger;
                 c.header.insert(u"jwk", k.stranger.publicJwk());
             }},
            {"A134 jku and x5u beside a good signature",
             {},
             [](IdTokenCase& c) {
                 c.header.insert(u"jku", QStringLiteral("http://127.0.0.1:9/keys"));
                 c.header.insert(u"x5u", QStringLiteral("http://127.0.0.1:9/cert"));
             }},
            {"A129 crit", QStringLiteral("jws.crit"),
             [](IdTokenCase& c) { c.header.insert(u"crit", QJsonArray{QStringLiteral("exp")}); }},
            {"A136 kid is a path", QStringLiteral("jwks.unknown_kid"),
             sign(k.rsa.withKid(QStringLiteral("../../dev/null")), "RS256")},
            {"A207 no keys at all", QStringLiteral("jwks.unknown_kid"),
             [](IdTokenCase& c) { c.keys = JwkSet(); }},
        });
    }
    void signature() { judgeRow(); }

    void mac_data()
    {
        const QByteArray secret(40, 's');
        addRows({
            {"rp-id_token-sig-hs256", {}, test::mac(secret, secret)},
            {"oidcc-client-test-invalid-sig-hs256", kSignature, test::mac(secret, QByteArray(40, 't'))},
            {"A141 HS256 for a public client", kNotAllowed, test::mac({}, secret)},
            {"A140 HS256 by the public key, not on the list", kNotAllowed,
             [](IdTokenCase& c) {
                 c.key = Key::fromSecret(SecretString::fromUtf8(publicKeyText()));
                 c.alg = QStringLiteral("HS256");
             }},
            {"A140 HS256 by the public key, HS256 registered", kSignature,
             test::mac(secret, publicKeyText())},
            {"A140 HS256 on the list beside RS256, public client", kNotAllowed,
             [](IdTokenCase& c) {
                 c.expected.algorithms.append(QStringLiteral("HS256"));
                 c.key = Key::fromSecret(SecretString::fromUtf8(publicKeyText()));
                 c.alg = QStringLiteral("HS256");
             }},
            {"A156 secret shorter than the hash", QStringLiteral("key.weak"),
             [secret](IdTokenCase& c) {
                 test::mac(secret, secret)(c);
                 c.expected.clientSecret = SecretString::fromUtf8("short");
             }},
            {"N088 several audiences", kNotAllowed,
             [secret](IdTokenCase& c) {
                 test::mac(secret, secret)(c);
                 c.set(u"aud", QJsonArray{IdTokenCase::clientId, QStringLiteral("another")});
                 c.set(u"azp", IdTokenCase::clientId);
             }},
            {"A155 tag cut", kSignature,
             [secret](IdTokenCase& c) {
                 test::mac(secret, secret)(c);
                 c.editToken = [](const QByteArray& t) {
                     return withSignature(t, [](const QByteArray& s) { return s.first(16); });
                 };
             }},
        });
    }
    void mac() { judgeRow(); }

    void accessTokenHash_data()
    {
        const QString code = QStringLiteral("id_token.at_hash_mismatch");
        const IssuerKeys& k = IssuerKeys::shared();
        const QString good = halfHash("RS256", kAccess);
        addRows({
            {"N095 RS256", {}, hash(good)},
            {"N095 Ed25519: SHA-512",
             {},
             [&k](IdTokenCase& c) {
                 sign(k.ed, "Ed25519")(c);
                 c.set(u"at_hash", halfHash("Ed25519", kAccess));
             }},
            {"fapi1 missing-athash (A186)", {}, untouched},
            {"N095 Ed448: SHAKE256", {}, onEd448("Ed448", "Ed448")},
            {"N095 EdDSA on Ed448: SHAKE256", {}, onEd448("EdDSA", "Ed448")},
            {"N095 Ed448 with SHA-512", code, onEd448("Ed448", "Ed25519")},
            {"N095 EdDSA on Ed448 with SHA-512", code, onEd448("EdDSA", "EdDSA")},
            {"oidcc-client-test-invalid-athash", code, hash(halfHash("RS256", "another token"))},
            {"A186 of another hash", code, hash(halfHash("RS512", kAccess))},
            {"A186 full length", code,
             hash(QString::fromLatin1(
                 base64urlEncode(QCryptographicHash::hash(kAccess, QCryptographicHash::Sha256))))},
            {"A186 padded", code, hash(good + QStringLiteral("=="))},
            {"A186 other case", code, hash(good.toUpper())},
            {"A186 empty", code, hash(QString())},
            {"A186 array", QStringLiteral("id_token.claim"), hash(QJsonArray{good})},
            {"N095 no access token at hand",
             {},
             [](IdTokenCase& c) {
                 c.set(u"at_hash", QStringLiteral("whatever"));
                 c.expected.accessToken = {};
             }},
        });
    }
    void accessTokenHash() { judgeRow(); }

    void otherHashes_data()
    {
        const QString code = QStringLiteral("id_token.c_hash_mismatch");
        const QString state = QStringLiteral("id_token.s_hash_mismatch");
        const IssuerKeys& k = IssuerKeys::shared();
        addRows({
            {"c_hash fits", {}, tied("c_hash", halfHash("RS256", "the-code"))},
            {"s_hash fits", {}, tied("s_hash", halfHash("RS256", "the-state"))},
            {"both missing in the code flow", {}, tied("nonsense", QString())},
            {"both, Ed25519: SHA-512",
             {},
             [&k](IdTokenCase& c) {
                 sign(k.ed, "Ed25519")(c);
                 tied("c_hash", halfHash("Ed25519", "the-code"))(c);
                 tied("s_hash", halfHash("Ed25519", "the-state"))(c);
             }},
            {"c_hash of another code", code, tied("c_hash", halfHash("RS256", "another-code"))},
            {"c_hash of the state", code, tied("c_hash", halfHash("RS256", "the-state"))},
            {"c_hash of another hash", code, tied("c_hash", halfHash("RS512", "the-code"))},
            {"c_hash padded", code, tied("c_hash", halfHash("RS256", "the-code") + QStringLiteral("=="))},
            {"c_hash empty", code, tied("c_hash", QString())},
            {"c_hash array", QStringLiteral("id_token.claim"),
             tied("c_hash", QJsonArray{QStringLiteral("x")})},
            {"s_hash of another state", state, tied("s_hash", halfHash("RS256", "another-state"))},
            {"s_hash of another hash", state, tied("s_hash", halfHash("RS384", "the-state"))},
            {"s_hash empty", state, tied("s_hash", QString())},
            {"s_hash number", QStringLiteral("id_token.claim"), tied("s_hash", 7)},
            {"c_hash before s_hash", code,
             [](IdTokenCase& c) {
                 tied("c_hash", QStringLiteral("x"))(c);
                 tied("s_hash", QStringLiteral("x"))(c);
             }},
            {"neither code nor state at hand (renewal)",
             {},
             [](IdTokenCase& c) {
                 c.set(u"c_hash", QStringLiteral("whatever"));
                 c.set(u"s_hash", QStringLiteral("whatever"));
             }},
        });
    }
    void otherHashes() { judgeRow(); }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::IdTokenSignatureChecksTest)
#include "id_token_signature_checks_test.moc"

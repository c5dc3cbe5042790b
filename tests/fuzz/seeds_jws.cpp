// JWS of every algorithm in every form, and headers that lie.
#include "core/base/base64url.h"
#include "core/jose/jws_json.h"
#include "core/jose/jwt.h"
#include "tests/fuzz/fuzz_keys.h"
#include "tests/fuzz/seeds.h"

#include <algorithm>

namespace tessera::fuzz {
namespace {

struct Form
{
    JwsPayload payload;
    QByteArray name;
    QByteArray compactText; ///< what is signed in the compact form, and in the JSON forms
    QByteArray jsonText;
    bool isDetached;
};

const QList<Form>& forms()
{
    static const QList<Form> all{
        {JwsPayload::Encoded, "encoded", kClaims, kClaims, false},
        {JwsPayload::Detached, "detached", kClaims, kClaims, true},
        {JwsPayload::Unencoded, "unencoded", kWord, kPlain, false},
        {JwsPayload::UnencodedAndDetached, "unencoded-detached", kPlain, kPlain, true},
    };
    return all;
}

Key keyFor(const JwsAlgorithm& algorithm)
{
    for (const Key& key : signingKeys()) {
        if (key.checkFor(algorithm, true))
            return key;
    }
    return Key::generateEc(algorithm.curves.front());
}

bool verifies(CompactJws jws, const Form& form, const QByteArray& text, const Key& key)
{
    if (!form.isDetached)
        return jws.payload == text && verifyJws(jws, key);
    const auto whole = withDetachedPayload(std::move(jws), text);
    return whole && verifyJws(*whole, key);
}

void addCompact(Seeds& seeds, const JwsAlgorithm& algorithm, const Key& key)
{
    const QJsonObject header{{QStringLiteral("typ"), QStringLiteral("JWT")}};
    const QByteArray name = algorithm.name.toLatin1();
    for (const Form& form : forms()) {
        const QByteArray token =
            signCompact(form.compactText, key, algorithm.name, header, form.payload).value();
        const auto jws = parseCompactJws(token, kMaxTokenBytes, JwsReading::Any);
        seeds.add("jws", name + '-' + form.name, token, jws && verifies(*jws, form, form.compactText, key));
        if (form.payload != JwsPayload::Encoded)
            continue;
        seeds.add({"id_token", "inspector"}, name, token, decodeJwt(token).has_value());
        seeds.add("token_diff", name, token + '\n' + QByteArray(token).replace("eyJ", "eyI"));
    }
}

bool everySignatureVerifies(const QByteArray& text, const Form& form, const QList<Key>& keys)
{
    const auto jws = parseJsonJws(text);
    if (!jws || jws->signatures.size() != keys.size() || jws->isDetached != form.isDetached)
        return false;
    for (qsizetype i = 0; i < keys.size(); ++i) {
        if (!verifies(jws->signatures[i].jws, form, form.jsonText, keys[i]))
            return false;
    }
    return true;
}

void addJson(Seeds& seeds, const JwsAlgorithm& algorithm, const Key& key)
{
    const Key second = secretKey(64);
    const QJsonObject named{{QStringLiteral("typ"), QStringLiteral("JOSE")}};
    const QJsonObject unprotected{{QStringLiteral("kid"), QStringLiteral("k1")}};
    const JsonJwsSigner one{key.withKid(QStringLiteral("k1")), algorithm.name.toString(), named, unprotected};
    const JsonJwsSigner other{second, QStringLiteral("HS512"), {}, {}};
    const QByteArray name = algorithm.name.toLatin1();
    for (const Form& form : forms()) {
        const QByteArray flattened =
            signJson(form.jsonText, {one}, JsonJwsForm::Flattened, form.payload).value();
        seeds.add({"jws_json", "inspector"}, name + "-flattened-" + form.name, flattened,
                  everySignatureVerifies(flattened, form, {one.key}));
        const QByteArray general =
            signJson(form.jsonText, {one, other}, JsonJwsForm::General, form.payload).value();
        seeds.add("jws_json", name + "-general-" + form.name, general,
                  everySignatureVerifies(general, form, {one.key, other.key}));
    }
}

QByteArray compact(const QByteArray& header, const QByteArray& payload, const QByteArray& signature = "x")
{
    return base64urlEncode(header) + '.' + base64urlEncode(payload) + '.' + base64urlEncode(signature);
}

/// `code`: of the refusal when read as a JWT; null: it is read.
void addHeader(Seeds& seeds, const QByteArray& name, const QByteArray& header, const char* code)
{
    const QByteArray token = compact(quoted(header), kClaims);
    const auto jwt = decodeJwt(token);
    seeds.add({"jws", "id_token", "inspector"}, "header-" + name, token,
              code ? !jwt && jwt.error().code == QLatin1String(code) : jwt.has_value());
}

void addHeaders(Seeds& seeds)
{
    addHeader(seeds, "none", "{'alg':'none'}", nullptr);
    addHeader(seeds, "none-in-capitals", "{'alg':'nOnE'}", nullptr);
    addHeader(seeds, "unknown", "{'alg':'XS256','kid':'../../etc/passwd'}", nullptr);
    addHeader(seeds, "its-own-key",
              "{'alg':'HS256','jwk':{'kty':'oct','k':'AAAA'},'jku':'https://evil.example/','x5u':'http://"
              "evil.example/',"
              "'x5c':['AAAA'],'x5t':'AA','x5t#S256':'AA'}",
              nullptr);
    addHeader(seeds, "no-alg", "{'typ':'JWT'}", "jws.alg");
    addHeader(seeds, "alg-number", "{'alg':256}", "jws.alg");
    addHeader(seeds, "alg-twice", "{'alg':'RS256','\\u0061lg':'none'}", "json.duplicate_name");
    addHeader(seeds, "kid-list", "{'alg':'RS256','kid':['a']}", "jws.kid");
    addHeader(seeds, "crit", "{'alg':'RS256','crit':['exp'],'exp':1}", "jws.crit");
    addHeader(seeds, "crit-empty", "{'alg':'RS256','crit':[]}", "jws.crit");
    addHeader(seeds, "b64", "{'alg':'RS256','b64':false,'crit':['b64']}", "jws.b64");
    addHeader(seeds, "nested", "{'alg':'RS256','cty':'JWT'}", "jwt.nested");
    addHeader(seeds, "enc", "{'alg':'dir','enc':'A128GCM'}", "jwt.enc");
    addHeader(seeds, "deep", "{'alg':'RS256','a':" + QByteArray(40, '[') + QByteArray(40, ']') + '}',
              "json.depth");
    addHeader(seeds, "kinds",
              "{'alg':'ES256','typ':'dpop+jwt','jwk':{'kty':'EC','crv':'P-256','x':'AA','y':'AA'}}", nullptr);
}

void addPieces(Seeds& seeds)
{
    for (const QByteArray claims :
         {"{'exp':1e300,'iat':-1,'nbf':1.5}", "{'exp':'soon','aud':['a',1]}", "[]", "{",
          "{'events':{'http://schemas.openid.net/event/backchannel-logout':{}},'sid':'s'}",
          "{'htm':'GET','htu':'https://x.example','jti':'1','ath':'AA'}",
          "{'active':true,'email':'alice@example.org','phone_number':'+49 30 901820'}",
          "{'iss':'https://x.example','client_id':'a','scope':'a b','roles':['admin']}"}) {
        const QByteArray name = "claims-" + claims.mid(1, 20);
        seeds.add({"jws", "inspector"}, name,
                  compact(quoted("{'alg':'RS256','typ':'at+jwt'}"), quoted(claims)));
    }
    seeds.add("jws", "four-parts", "eyJhbGciOiJub25lIn0.e30..");
    seeds.add("jws", "padding", "eyJhbGciOiJub25lIn0=.e30.", !parseCompactJws("eyJhbGciOiJub25lIn0=.e30."));
    seeds.add("jws", "dots", "..", !parseCompactJws(".."));
    for (const QByteArray json :
         {"{'payload':'e30','protected':'e30','signature':'eA'}", "{'payload':'e30','signatures':[]}",
          "{'payload':'e30','signatures':[{'header':{'alg':'none'},'signature':''}]}",
          "{'payload':'e30','header':{'alg':'HS256','b64':false,'crit':['b64']},'signature':'eA'}",
          "{'payload':'e30','signatures':[{'header':{'alg':'none'},'signature':'eA'}],'header':{}}"})
        seeds.add({"jws_json", "strict_json"}, "json-" + json, quoted(json));
}

} // namespace

void addJwsSeeds(Seeds& seeds)
{
    for (const JwsAlgorithm& algorithm : jwsAlgorithms()) {
        const Key key = keyFor(algorithm);
        addCompact(seeds, algorithm, key);
        addJson(seeds, algorithm, key);
    }
    addHeaders(seeds);
    addPieces(seeds);
}

} // namespace tessera::fuzz

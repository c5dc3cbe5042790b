// Key sets of a provider that lies (G9, A159; oidcc-client-test-…).
#include "tests/hostile/hostile_identity_provider.h"

namespace tessera::test {
namespace {

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
        keySet("A206 one malformed key among good ones", "",
               [](LoopbackResponse honest, int) {
                   honest.body.replace(
                       "{\"keys\":[",
                       "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"x\",\"n\":\"AQAB\",\"e\":7},{},");
                   return honest;
               }),
        keySet("A205 two keys of one kid and different type", "",
               published({k.rsa, k.ec.withKid(QStringLiteral("rsa"))})),
        keySet("A209 the key was removed", "jwks.unknown_kid", published({k.ec})),
        keySet("A203 out of service", "http.status", reply(503, json, "{}")),
        keySet("A204 1 MiB and one", "net.too_large", reply(200, json, QByteArray(1024 * 1024 + 1, ' '))),
        keySet("A205 two keys of one kid", "jwks.duplicate_kid", published({k.rsa, k.stranger})),
        keySet("A204 10,000 keys", "json.too_many_values",
               reply(200, json,
                     "{\"keys\":[" +
                         QByteArray("{\"kty\":\"oct\",\"k\":\"AA\"},").repeated(10'000).chopped(1) + "]}")),
        keySet("A204 101 keys", "jwks.too_many_keys",
               reply(200, json,
                     "{\"keys\":[" + QByteArray("{\"kty\":\"oct\",\"k\":\"AA\"},").repeated(101).chopped(1) +
                         "]}")),
        keySet("A207 keys is an object", "jwks.keys", reply(200, json, "{\"keys\":{}}")),
        keySet("A207 keys is null", "jwks.keys", reply(200, json, "{\"keys\":null}")),
        keySet("A207 entries are null", "jwks.keys", reply(200, json, "{\"keys\":[null,null]}")),
        keySet("A207 keys twice", "json.duplicate_name", reply(200, json, "{\"keys\":[],\"keys\":[]}")),
        keySet("A210 304 with nothing in memory", "http.status", reply(304, json, {})),
        keySet("A203 404", "http.status", reply(404, json, "{}")),
        keySet("A207 keys missing", "jwks.keys", reply(200, json, "{}")),
        keySet("A207 empty", "jwks.empty", reply(200, json, "{\"keys\":[]}")),
        keySet("A159 a secret only", "jwks.empty",
               reply(200, json, "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\",\"kid\":\"rsa\"}]}")),
        keySet("A208 redirect to elsewhere", "net.redirect",
               reply(302, "text/plain", {}, {{"Location", "https://elsewhere.example/"}})),
        keySet("A208 redirect to http", "net.redirect",
               reply(302, "text/plain", {}, {{"Location", "http://elsewhere.example/"}})),
        keySet("A208 no type", "http.content_type", reply(200, {}, "{}")),
        keySet("A208 HTML", "http.content_type", reply(200, "text/html", "<html></html>")),
    };
}

} // namespace tessera::test

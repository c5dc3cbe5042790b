#include "tests/fuzz/seeds.h"

#include "core/flow/flow_redaction.h"

namespace tessera::fuzz {
namespace {

bool isReadable(const char* type, const QByteArray& body)
{
    FlowSecrets secrets(std::make_shared<const QByteArray>("key"));
    return !redactedBody(type, body, secrets).isOpaque;
}

} // namespace

void addFlowSeeds(Seeds& seeds)
{
    const QByteArray target = "flow_redaction";
    const auto json = [&](const QByteArray& name, const QByteArray& text) {
        seeds.add(target, name, quoted(text), isReadable("application/json", quoted(text)));
    };
    const auto form = [&](const QByteArray& name, const QByteArray& text) {
        seeds.add(target, name, text, isReadable("application/x-www-form-urlencoded", text));
    };
    json("tokens", "{'access_token':'canary-0f-the-fuzzer','token_type':'Bearer','expires_in':3600}");
    json("echo", "{'error':'invalid_grant','error_description':'canary-0f-the-fuzzer was used'}");
    json("nested", "{'a':[{'b':{'credentials':{'x':'y'}}},1,true,null]}");
    json("list", "[{'email':'ana@acme.example','verified':true}]");
    json("name", "{'canary-0f-the-fuzzer':{'x':1}}");
    json("key", "{'keys':[{'kty':'RSA','n':'AQAB','d':'x'}]}");
    form("request", "grant_type=authorization_code&code=canary-0f-the-fuzzer&code_verifier=x");
    form("encoded", "x=canary%2D0f%2Dthe%2Dfuzzer&y=%2563anary-0f-the-fuzzer");
    form("base64", "x=" + QByteArray("a canary-0f-the-fuzzer b").toBase64().toPercentEncoding());
    form("address", "redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb%3Fcode%3Dx%26state%3Dy");
    seeds.add(target, "bearer", "Bearer eyJhbGciOiJub25lIn0.e30.c2ln");
    seeds.add(target, "cookie", "sid=canary-0f-the-fuzzer; Path=/; HttpOnly");
}

} // namespace tessera::fuzz

// Any bytes as a header line, a form and JSON of one answer. A secret that was seen before must not be in
// what is kept.
#include "core/flow/flow_har.h"
#include "core/flow/flow_redaction.h"

#include <cstdint>
#include <cstdlib>

namespace {

const char* const kSecret = "canary-0f-the-fuzzer";

void check(const QList<tessera::FlowField>& fields)
{
    if (fields.size() > tessera::kFlowFields)
        std::abort();
    for (const tessera::FlowField& field : fields)
        if (tessera::flowFieldText(field).contains(QLatin1String(kSecret)) ||
            field.name.contains(QLatin1String(kSecret)) ||
            field.value.size() > tessera::kFlowValueCharacters + 1)
            std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    using namespace tessera;
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    FlowSecrets secrets(std::make_shared<const QByteArray>("key"));
    secrets.learn(QLatin1String(kSecret).toString());
    check(redactedHeaders({{"X-Fuzz", bytes}, {"Set-Cookie", bytes}, {"Authorization", bytes}}, secrets));
    for (const char* type : {"application/json", "application/x-www-form-urlencoded", "text/html"}) {
        const FlowBody body = redactedBody(type, bytes, secrets);
        check(body.fields);
        if (body.text.contains(QLatin1String(kSecret)) || (body.isOpaque && !body.fields.isEmpty()))
            std::abort();
    }
    if (redactedText(QString::fromUtf8(bytes), secrets).contains(QLatin1String(kSecret)))
        std::abort();
    return 0;
}

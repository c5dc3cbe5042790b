// Whatever a person pastes: a report, never a crash, never "valid".
#include "core/inspector/token_inspector.h"

#include <QJsonDocument>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace tessera;
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    TokenReport report = inspectToken(text, fromUnixSeconds(1767323045));
    report = verifyReport(report, JwkSet(), QStringLiteral("none"));
    report = checkExpectations(report, {QStringLiteral("i"), QStringLiteral("a"), QStringLiteral("c"), "n"});
    if (isGood(report))
        __builtin_trap();
    (void)QJsonDocument(toJson(report)).toJson();
    return 0;
}

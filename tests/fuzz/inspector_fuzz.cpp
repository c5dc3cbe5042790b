// Whatever a person pastes: a report, never a crash; never "valid" without a key, and with one only what was
// signed with it.
#include "core/inspector/token_inspector.h"
#include "tests/fuzz/fuzz_keys.h"

#include <QJsonDocument>

using namespace tessera;

/// No secrets among them: as passwords they would be asked for a million iterations.
static JwkSet publishedKeys()
{
    QList<Key> keys = fuzz::signingKeys() + fuzz::decryptionKeys();
    erase_if(keys, [](const Key& key) { return key.type() == KeyType::Oct; });
    return JwkSet(keys);
}

/// A text around tokens is called valid because of them.
static void checkValid(const TokenReport& report)
{
    if ((report.jws || report.jsonJws) && report.signature.status == u"valid" &&
        !fuzz::isOurs(report.payload.value_or(QByteArray())))
        __builtin_trap();
    for (const ReportPart& part : report.parts)
        checkValid(*part.report);
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    static const JwkSet keys = publishedKeys();
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    const TokenReport decoded = inspectToken(text, fromUnixSeconds(1767323045));
    TokenReport report = verifyReport(decoded, JwkSet(), QStringLiteral("none"));
    report = checkExpectations(report, {QStringLiteral("i"), QStringLiteral("a"), QStringLiteral("c"), "n"});
    if (isGood(report))
        __builtin_trap();
    static_cast<void>(QJsonDocument(toJson(report)).toJson());

    const TokenReport verified = verifyReport(decoded, keys, QStringLiteral("ours"));
    checkValid(verified);
    static_cast<void>(QJsonDocument(toJson(verified)).toJson());
    return 0;
}

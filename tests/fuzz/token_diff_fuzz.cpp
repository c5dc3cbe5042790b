// Two texts, split at the first line break: a diff of their reports, never a crash, and nothing between a
// report and itself.
#include "core/inspector/token_diff.h"
#include "core/inspector/token_inspector.h"

#include <QJsonDocument>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace tessera;
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    const qsizetype half = qMax<qsizetype>(text.indexOf('\n'), 0);
    const QByteArrayView first = text.first(half);
    const QByteArrayView second = text.sliced(half);
    const TimePoint now = fromUnixSeconds(1767323045);
    const TokenReport before = inspectToken(first, now);
    const TokenReport after = inspectToken(second, now);
    const TokenDiff diff = diffTexts({first, before}, {second, after});
    if (diff.changes.size() > 1000)
        __builtin_trap();
    static_cast<void>(QJsonDocument(toJson(diff)).toJson());
    if (!diffReports(after, after).changes.isEmpty())
        __builtin_trap();
    return 0;
}

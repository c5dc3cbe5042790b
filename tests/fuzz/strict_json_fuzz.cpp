// Strict JSON: what is accepted is what Qt reads too, no name twice, and what Qt then writes is accepted and
// the same.
#include "core/base/strict_json.h"

#include <QJsonDocument>

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto object = tessera::parseJsonObject(text);
    if (!object)
        return 0;
    if (QStringList names = object->keys(); names.removeDuplicates() > 0)
        __builtin_trap();
    const auto again = tessera::parseJsonObject(QJsonDocument(*object).toJson(QJsonDocument::Compact));
    // Control characters grow when they are escaped; nothing else may come in the way.
    if (!again ? again.error().code != u"json.too_large" : *again != *object)
        __builtin_trap();
    return 0;
}

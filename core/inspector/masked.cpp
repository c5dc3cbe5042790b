#include "core/inspector/masked.h"

#include <algorithm>

namespace tessera {

QString countOf(qsizetype count, QStringView singular)
{
    return QStringLiteral("%1 %2%3").arg(count).arg(singular, count == 1 ? u"" : u"s");
}

QString hiddenText(QByteArrayView secret)
{
    if (secret.isEmpty())
        return QStringLiteral("empty");
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    const qsizetype bytesMore = std::count_if(secret.begin(), secret.end(), continues);
    return countOf(secret.size() - bytesMore, u"character") + QStringLiteral(", hidden");
}

} // namespace tessera

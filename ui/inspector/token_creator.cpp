#include "ui/inspector/token_creator.h"

#include <QRegularExpression>

#include <algorithm>

namespace tessera {

int lineOfError(const Error& error, QByteArrayView text)
{
    static const QRegularExpression place(QStringLiteral("at byte (\\d{1,9})"));
    const auto match = place.match(error.detail);
    if (!match.hasMatch())
        return 0;
    const auto before = text.first(qMin(text.size(), qsizetype(match.captured(1).toLongLong())));
    return 1 + int(std::count(before.begin(), before.end(), '\n'));
}

} // namespace tessera

#include "app/cli/commands/key_file.h"

namespace tessera::cli {

Result<JwkSet> readKeyFile(const QString& path)
{
    constexpr qint64 kMostKeyBytes = 1024 * 1024;
    const auto text = readInput(path, kMostKeyBytes);
    if (!text)
        return failure(text.error());
    auto set = JwkSet::parseKeyFile(*text);
    if (set)
        return set;
    Error error = set.error();
    error.endpoint = path;
    return failure(error);
}

} // namespace tessera::cli

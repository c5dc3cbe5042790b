#include "core/tools/curl_config.h"

#include <algorithm>

namespace tessera {

Result<SecretString> curlConfig(const QString& scheme, const SecretString& token)
{
    const QByteArrayView secret = token.reveal();
    const bool isLine = std::all_of(secret.begin(), secret.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f;
    });
    if (!isLine || secret.isEmpty())
        return failure(ErrorKind::Malformed, u"tool.token");
    QByteArray text = "header = \"Authorization: " + scheme.toLatin1() + ' ';
    for (const char c : secret) {
        if (c == '"' || c == '\\') // what curl(1) takes back inside quotes
            text += '\\';
        text += c;
    }
    text += "\"\n";
    return SecretString(std::move(text));
}

} // namespace tessera

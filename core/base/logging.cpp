#include "core/base/logging.h"

namespace tessera {

Q_LOGGING_CATEGORY(lcNet, "tessera.net", QtInfoMsg)
Q_LOGGING_CATEGORY(lcOauth, "tessera.oauth", QtInfoMsg)
Q_LOGGING_CATEGORY(lcOidc, "tessera.oidc", QtInfoMsg)
Q_LOGGING_CATEGORY(lcKeychain, "tessera.keychain", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSession, "tessera.session", QtInfoMsg)
Q_LOGGING_CATEGORY(lcAgent, "tessera.agent", QtInfoMsg)
Q_LOGGING_CATEGORY(lcDemo, "tessera.demo", QtInfoMsg)

QString loggableUrl(const QUrl& url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::FullyEncoded);
}

QString printable(QStringView text, qsizetype maxCharacters)
{
    QString out;
    qsizetype characters = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (characters++ >= maxCharacters)
            return out + QChar(0x2026);
        char32_t code = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            code = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        switch (QChar::category(code)) {
        case QChar::Other_Control:
        case QChar::Other_Format: // bidirectional overrides, zero-width, tag characters
        case QChar::Other_Surrogate:
        case QChar::Other_PrivateUse:
        case QChar::Other_NotAssigned:
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph:
            out += QStringLiteral("\\u{%1}").arg(static_cast<uint>(code), 4, 16, QLatin1Char('0'));
            break;
        default:
            out += QChar::fromUcs4(code);
        }
    }
    return out;
}

} // namespace tessera

#include "app/cli/commands/printed_token.h"

namespace tessera::cli {

void printToken(const Context& context, const TokenResponse& tokens, const QJsonObject& more)
{
    const Terminal& terminal = context.terminal;
    const bool isBound = tokens.tokenType == TokenType::Dpop;
    // Such a token works only beside a proof of its key, which no header alone can give (RFC 9449
    // section 7.1).
    if (isBound)
        terminal.complain(QStringLiteral(
            "This token is bound to a key that stays in the keychain: other programs cannot use it."));
    const QString token = tokens.accessToken.revealString();
    if (!terminal.json()) {
        const SecretString header = accessTokenHeader(tokens.tokenType, tokens.accessToken);
        terminal.print(context.isSet("header") ? QStringLiteral("Authorization: ") + header.revealString()
                                               : token);
        return;
    }
    QJsonObject object = more;
    object.insert(QStringLiteral("access_token"), token);
    if (!object.contains(QStringLiteral("token_type")))
        object.insert(QStringLiteral("token_type"),
                      isBound ? QStringLiteral("DPoP") : QStringLiteral("Bearer"));
    if (tokens.scope)
        object.insert(QStringLiteral("scope"), tokens.scope->join(QLatin1Char(' ')));
    if (tokens.expiresAt)
        object.insert(QStringLiteral("expires_at"), toDateTime(*tokens.expiresAt).toString(Qt::ISODate));
    terminal.printJson(object);
}

} // namespace tessera::cli

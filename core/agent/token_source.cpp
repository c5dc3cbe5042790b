#include "core/agent/token_source.h"

#include "core/base/logging.h"
#include "core/jose/jwt.h"
#include "core/net/limits.h"

#include <QJsonArray>

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kShown = 200;

std::optional<AgentAccount> byId(const TokenSource& source, const QString& id)
{
    const auto accounts = source.accounts();
    const auto found = std::find_if(accounts.begin(), accounts.end(),
                                    [&id](const AgentAccount& account) { return account.id == id; });
    return found == accounts.end() ? std::nullopt : std::optional(*found);
}

Result<QString> idFor(const TokenSource& source, const TokenWish& wish)
{
    if (!wish.account.isEmpty() || wish.issuer.isEmpty())
        return source.find(wish.account);
    QStringList ids;
    for (const AgentAccount& account : source.accounts())
        if (account.issuer == wish.issuer)
            ids.append(account.id);
    if (ids.size() == 1)
        return ids.constFirst();
    return failure(ErrorKind::Configuration, ids.isEmpty() ? u"account.unknown" : u"account.ambiguous",
                   ids.isEmpty() ? printable(wish.issuer, kShown) : ids.join(QStringLiteral(", ")));
}

bool namesAudience(const SecretString& token, const QString& audience)
{
    const auto jwt = decodeJwt(token.reveal());
    if (!jwt)
        return false;
    const QJsonValue aud = jwt->claims.value(u"aud");
    return aud.isArray() ? aud.toArray().contains(audience) : aud == QJsonValue(audience);
}

} // namespace

Result<AgentAccount> accountFor(const TokenSource& source, const TokenWish& wish)
{
    const auto id = idFor(source, wish);
    if (!id)
        return failure(id.error());
    auto account = byId(source, *id);
    if (!account)
        return failure(ErrorKind::Configuration, u"account.unknown", printable(wish.account, kShown));
    if (!wish.issuer.isEmpty() && account->issuer != wish.issuer)
        return failure(ErrorKind::Configuration, u"agent.issuer", printable(account->issuer, kShown));
    QStringList missing;
    for (const QString& scope : wish.scope)
        if (!account->scope.contains(scope))
            missing.append(printable(scope, kShown));
    if (!missing.isEmpty())
        return failure(ErrorKind::Configuration, u"agent.scope", missing.join(u' '));
    // An ID token is for the client that asked for it, for nobody else.
    if (wish.kind == WishKind::Id && !wish.audience.isEmpty() && wish.audience != account->clientId)
        return failure(ErrorKind::Configuration, u"agent.audience", printable(wish.audience, kShown));
    return *std::move(account);
}

Result<void> checkLife(const HandedToken& token, TimePoint now)
{
    if (token.expiresAt && *token.expiresAt - now < limits::kAgentLeastLife)
        return failure(ErrorKind::Denied, u"agent.short_life",
                       QStringLiteral("%1 s").arg(limits::kAgentLeastLife.count()));
    return {};
}

Result<void> checkAudience(const HandedToken& token, const TokenWish& wish)
{
    if (!wish.audience.isEmpty() && !namesAudience(token.token, wish.audience))
        return failure(ErrorKind::Configuration, u"agent.audience", printable(wish.audience, kShown));
    return {};
}

} // namespace tessera

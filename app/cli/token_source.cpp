#include "app/cli/token_source.h"

#include "app/cli/begun_conversation.h"
#include "app/common/environment_factory.h"
#include "core/agent/session_token_source.h"
#include "core/net/limits.h"
#include "ui/text/error_text.h"

#include <QJsonArray>

namespace tessera::cli {
namespace {

/// Reasons to work alone and to say so. Whatever else goes wrong with a running agent is an error: a locked
/// agent is not got round.
bool isNotToBeBelieved(const Error& error)
{
    return error.code == QLatin1String("agent.directory") ||
           error.code == QLatin1String("agent.foreign_server") || error.code == QLatin1String("agent.peer");
}

} // namespace

AgentPlace agentPlaceOf(const Context& context)
{
    return agentPlace(context.configDirectory, defaultConfigDirectory());
}

Result<std::optional<AgentClient>> runningAgent(const Context& context)
{
    if (context.isSet("no-agent"))
        return std::optional<AgentClient>();
    auto begun = takeBegunConversation(agentPlaceOf(context));
    auto agent = begun ? *std::move(begun) : AgentClient::connect(agentPlaceOf(context));
    if (agent)
        return std::optional<AgentClient>(*std::move(agent));
    if (agent.error().code == QLatin1String("agent.not_running"))
        return std::optional<AgentClient>();
    if (!isNotToBeBelieved(agent.error()))
        return failure(agent.error());
    context.terminal.complain(QStringLiteral("tessera: %1").arg(errorText(agent.error()).sentence()));
    return std::optional<AgentClient>();
}

Result<QJsonObject> askAgent(const Context& context, AgentClient& agent, const AgentRequest& request)
{
    return agent.ask(request, [&context] {
        context.terminal.say(QStringLiteral("Tessera asks you in its window whether this may be."));
    });
}

QCoro::Task<Result<HandedToken>> handToken(ContextPtr context, TokenWish wish)
{
    auto agent = runningAgent(*context);
    if (!agent)
        co_return failure(agent.error());
    if (*agent) {
        AgentRequest request;
        request.verb = wish.kind == WishKind::Id ? AgentVerb::IdToken : AgentVerb::AccessToken;
        request.wish = wish;
        const auto answer = askAgent(*context, **agent, request);
        if (!answer)
            co_return failure(answer.error());
        co_return handedTokenFrom(*answer);
    }
    const auto loaded = co_await context->manager().load(context->stop);
    if (!loaded)
        co_return failure(loaded.error());
    SessionTokenSource source(context->manager());
    const auto account = accountFor(source, wish);
    if (!account)
        co_return failure(account.error());
    auto token = co_await source.fresh(account->id, wish.kind, wish.minValid, context->stop);
    if (!token)
        co_return failure(token.error());
    if (const auto fits = checkAudience(*token, wish); !fits)
        co_return failure(fits.error());
    co_return *std::move(token);
}

QCoro::Task<Result<QList<AgentAccount>>> listAccounts(ContextPtr context)
{
    auto agent = runningAgent(*context);
    if (!agent)
        co_return failure(agent.error());
    QList<AgentAccount> accounts;
    if (*agent) {
        AgentRequest request;
        request.verb = AgentVerb::Accounts;
        const auto answer = askAgent(*context, **agent, request);
        if (!answer)
            co_return failure(answer.error());
        for (const QJsonValue& entry : answer->value(u"accounts").toArray()) {
            auto account = agentAccountFrom(entry.toObject());
            if (!account)
                co_return failure(account.error());
            accounts.append(*std::move(account));
        }
        co_return accounts;
    }
    const auto loaded = co_await context->manager().load(context->stop);
    if (!loaded)
        co_return failure(loaded.error());
    for (const Session& session : context->manager().sessions())
        accounts.append(agentAccountOf(session));
    co_return accounts;
}

QList<QCommandLineOption> wishOptions()
{
    return {
        {QStringLiteral("min-valid"), QStringLiteral("Renew if less than S seconds are left (60)."),
         QStringLiteral("S")},
        {QStringLiteral("issuer"), QStringLiteral("Only if the account is of exactly this issuer."),
         QStringLiteral("URL")},
        {QStringLiteral("audience"), QStringLiteral("Only a token that itself names this audience."),
         QStringLiteral("A")},
        {QStringLiteral("scope"), QStringLiteral("Only if each of these scopes was granted."),
         QStringLiteral("SCOPES")},
        {QStringLiteral("no-agent"), QStringLiteral("Do not ask the agent, even if one runs.")},
    };
}

Result<TokenWish> wishFromOptions(const Context& context, WishKind kind)
{
    const auto minValid = numberOption(context, "min-valid", int(limits::kAgentLeastLife.count()), 0, 86400);
    if (!minValid)
        return failure(minValid.error());
    TokenWish wish;
    wish.account = context.arguments.value(0);
    wish.kind = kind;
    wish.minValid = Seconds(*minValid);
    wish.issuer = context.isSet("issuer") ? context.value("issuer") : QString();
    wish.audience = context.isSet("audience") ? context.value("audience") : QString();
    if (context.isSet("scope"))
        wish.scope = context.value("scope").split(u' ', Qt::SkipEmptyParts);
    return wish;
}

} // namespace tessera::cli

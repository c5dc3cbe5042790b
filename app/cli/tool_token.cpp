#include "app/cli/tool_token.h"

#include "app/common/environment_factory.h"
#include "core/base/logging.h"

#include <QJsonArray>

#include <algorithm>
#include <cstdio>

namespace tessera::cli {
namespace {

bool goesBy(const AgentAccount& account, const QString& text)
{
    return account.id == text || (!account.label.isEmpty() && account.label == text) ||
           account.email == text || account.name == text || account.subject == text;
}

Error usage(const QString& what)
{
    return Error{ErrorKind::Configuration, QStringLiteral("usage.tool_hosts"), what, {}};
}

QCoro::Task<int> use(ContextPtr context, QString tool)
{
    if (context->arguments.size() != 3)
        co_return fail(context->terminal, usage(QStringLiteral("use takes an address and an account")));
    const auto place = placeFromAddress(context->arguments[1]);
    if (!place)
        co_return fail(context->terminal, place.error());
    const auto accounts = co_await listAccounts(context);
    if (!accounts)
        co_return fail(context->terminal, accounts.error());
    const auto account = accountNamed(*accounts, context->arguments[2]);
    if (!account)
        co_return fail(context->terminal, account.error());
    const QString username = context->isSet("username") ? context->value("username") : QString();
    if (const auto kept = toolRules(*context).set({tool, *place, account->id, username}); !kept)
        co_return fail(context->terminal, kept.error());
    context->terminal.say(
        QStringLiteral("%1 gets tokens of %2 for %3.").arg(tool, printable(nameOf(*account)), place->text()));
    co_return kDone;
}

int forget(const Context& context, const QString& tool)
{
    if (context.arguments.size() != 2)
        return fail(context.terminal, usage(QStringLiteral("forget takes an address")));
    const auto place = placeFromAddress(context.arguments[1]);
    if (!place)
        return fail(context.terminal, place.error());
    const auto removed = toolRules(context).remove(tool, *place);
    if (!removed)
        return fail(context.terminal, removed.error());
    if (!*removed)
        return fail(context.terminal,
                    Error{ErrorKind::Configuration, QStringLiteral("tool.no_rule"), place->text(), {}});
    context.terminal.say(
        QStringLiteral("%1 gets no more tokens for %2 by your list.").arg(tool, place->text()));
    return kDone;
}

int list(const Context& context, const QString& tool)
{
    const auto rules = toolRules(context).read();
    if (!rules)
        return fail(context.terminal, rules.error());
    QJsonArray hosts;
    QList<QList<Terminal::Cell>> rows{
        {{QStringLiteral("ADDRESS")}, {QStringLiteral("ACCOUNT")}, {QStringLiteral("USER")}}};
    for (const CredentialRule& rule : *rules) {
        if (rule.tool != tool)
            continue;
        hosts.append(QJsonObject{{QStringLiteral("address"), rule.place.text()},
                                 {QStringLiteral("account"), rule.account},
                                 {QStringLiteral("username"), rule.username}});
        rows.append({{rule.place.text(), Style::Bold}, {rule.account}, {rule.username}});
    }
    if (context.terminal.json())
        context.terminal.printJson({{QStringLiteral("hosts"), hosts}});
    else if (hosts.isEmpty())
        context.terminal.say(QStringLiteral("The list is empty."));
    else
        context.terminal.printTable(rows);
    return kDone;
}

} // namespace

QCoro::Task<Result<HandedToken>> handBearer(ContextPtr context, TokenWish wish, QString tool)
{
    const bool isAccessToken = wish.kind == WishKind::Access;
    auto handed = co_await handToken(context, wish);
    // RFC 9449 section 7.1: it works only beside a proof of its key.
    if (handed && isAccessToken && handed->tokenType != QLatin1String("Bearer"))
        co_return failure(ErrorKind::Denied, u"tool.bound_token", tool);
    co_return handed;
}

void writeOut(QByteArrayView bytes)
{
    std::fwrite(bytes.data(), 1, size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

CredentialRules toolRules(const Context& context)
{
    return CredentialRules(context.configDirectory.isEmpty() ? defaultConfigDirectory()
                                                             : context.configDirectory);
}

QString nameOf(const AgentAccount& account)
{
    return account.label.isEmpty() ? account.id : account.label;
}

Result<AgentAccount> accountNamed(const QList<AgentAccount>& accounts, const QString& text)
{
    constexpr qsizetype kLeastPrefix = 4;
    QList<AgentAccount> found;
    std::copy_if(accounts.begin(), accounts.end(), std::back_inserter(found),
                 [&](const AgentAccount& account) { return goesBy(account, text); });
    if (found.isEmpty() && text.size() >= kLeastPrefix)
        std::copy_if(accounts.begin(), accounts.end(), std::back_inserter(found),
                     [&](const AgentAccount& account) { return account.id.startsWith(text); });
    if (found.size() == 1)
        return found.constFirst();
    QStringList names;
    for (const AgentAccount& account : found)
        names.append(nameOf(account));
    return failure(ErrorKind::Configuration, found.isEmpty() ? u"account.unknown" : u"account.ambiguous",
                   found.isEmpty() ? printable(text) : names.join(QStringLiteral(", ")));
}

bool isRuleAction(const QString& action)
{
    return action == QLatin1String("use") || action == QLatin1String("forget") ||
           action == QLatin1String("list-hosts");
}

QCoro::Task<int> runRuleAction(ContextPtr context, QString tool)
{
    const QString action = context->arguments.value(0);
    if (action == QLatin1String("use"))
        co_return co_await use(context, tool);
    if (action == QLatin1String("forget"))
        co_return forget(*context, tool);
    co_return list(*context, tool);
}

} // namespace tessera::cli

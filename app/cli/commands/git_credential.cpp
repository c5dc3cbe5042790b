// tessera git-credential: git asks, a token answers. Which account for which host: what the person said, else
// the one account whose provider keeps repositories at the very origin of its issuer.
#include "app/cli/commands/commands.h"

#include "app/cli/tool_token.h"
#include "core/base/logging.h"
#include "core/net/limits.h"
#include "core/providers/git_hosts.h"
#include "core/tools/git_credential.h"

#include <algorithm>

namespace tessera::cli {
namespace {

constexpr qint64 kLongestWish = 86400;
/// GitLab's documentation names it; GitHub, Forgejo and Gitea take any name beside a token.
const char* const kUsualUser = "oauth2";

struct Match
{
    QString account;
    QString username; ///< empty: git's own, or the usual one
};

/// Issuers whose repositories are at `place`, and the name beside a token there.
QHash<QString, QString> issuersFor(const CredentialPlace& place)
{
    QHash<QString, QString> users;
    for (const GitHost& host : gitHosts()) {
        const auto issuer = placeFromAddress(host.issuer);
        if (issuer && issuer->origin() == place.origin())
            users.insert(host.issuer, host.username);
    }
    return users;
}

Result<std::optional<Match>> onlyOne(const QList<AgentAccount>& accounts,
                                     const QHash<QString, QString>& users, const CredentialPlace& place)
{
    QList<AgentAccount> fitting;
    std::copy_if(accounts.begin(), accounts.end(), std::back_inserter(fitting),
                 [&users](const AgentAccount& account) { return users.contains(account.issuer); });
    if (fitting.isEmpty())
        return std::nullopt;
    if (fitting.size() == 1)
        return Match{fitting.constFirst().id, users.value(fitting.constFirst().issuer)};
    QStringList ways;
    for (const AgentAccount& account : fitting)
        ways.append(QStringLiteral("tessera git-credential use %1 %2")
                        .arg(place.origin(), printable(nameOf(account))));
    return failure(ErrorKind::Configuration, u"tool.ambiguous", ways.join(QStringLiteral(", or ")));
}

/// Neither agent nor keychain is touched for a host that nobody named.
QCoro::Task<Result<std::optional<Match>>> matchFor(ContextPtr context, CredentialPlace place)
{
    const auto rules = toolRules(*context).read();
    if (!rules)
        co_return failure(rules.error());
    if (const auto rule = ruleFor(*rules, QStringLiteral("git"), place))
        co_return Match{rule->account, rule->username};
    const auto users = issuersFor(place);
    if (users.isEmpty())
        co_return std::nullopt;
    const auto accounts = co_await listAccounts(context);
    if (!accounts)
        co_return failure(accounts.error());
    co_return onlyOne(*accounts, users, place);
}

/// git goes on without us: it asks the next helper, or the person.
int nothing(const Context& context, const QString& why)
{
    if (context.terminal.verbose())
        context.terminal.complain(QStringLiteral("tessera: no token for git. %1").arg(why));
    return kDone;
}

QCoro::Task<int> get(ContextPtr context, GitCredential request)
{
    const auto place = placeFromParts(request.protocol, request.host, request.path);
    if (!place)
        co_return nothing(*context, place.error().detail);
    const GitScheme scheme = gitScheme(request);
    if (scheme == GitScheme::None)
        co_return nothing(*context,
                          QStringLiteral("The server does not want a token, or this git cannot send it."));
    const auto match = co_await matchFor(context, *place);
    if (!match)
        co_return fail(context->terminal, match.error());
    if (!*match)
        co_return nothing(*context, QStringLiteral("No account is for %1.").arg(place->text()));
    TokenWish wish;
    wish.account = (*match)->account;
    const auto handed = co_await handBearer(context, wish, QStringLiteral("git"));
    if (!handed)
        co_return fail(context->terminal, handed.error());
    GitAnswer answer;
    answer.scheme = scheme;
    answer.username = (*match)->username.isEmpty() ? request.username : (*match)->username;
    if (answer.username.isEmpty())
        answer.username = QString::fromLatin1(kUsualUser);
    answer.token = handed->token;
    answer.expiresAt = handed->expiresAt;
    const auto text = serialise(answer);
    if (!text)
        co_return fail(context->terminal, text.error());
    writeOut(text->reveal());
    co_return kDone;
}

/// The server refused a token of ours that should still be good: the next one is another. What is not our
/// token, or belongs to no account of ours, is none of our business.
QCoro::Task<int> erase(ContextPtr context, GitCredential request)
{
    const auto place = placeFromParts(request.protocol, request.host, request.path);
    if (!place || request.password.isEmpty())
        co_return kDone;
    const auto match = co_await matchFor(context, *place);
    if (!match || !*match)
        co_return kDone;
    TokenWish wish;
    wish.account = (*match)->account;
    const auto current = co_await handToken(context, wish);
    if (!current)
        co_return nothing(*context, current.error().code);
    if (!(current->token == request.password) || !current->expiresAt)
        co_return kDone;
    const qint64 left = toUnixSeconds(*current->expiresAt) - toUnixSeconds(SystemClock().now());
    wish.minValid = Seconds(std::clamp<qint64>(left + 1, 0, kLongestWish));
    const auto renewed = co_await handToken(context, wish);
    if (!renewed)
        co_return nothing(*context, renewed.error().code);
    co_return kDone;
}

QCoro::Task<int> run(ContextPtr context)
{
    const QString action = context->arguments.value(0);
    if (isRuleAction(action))
        co_return co_await runRuleAction(context, QStringLiteral("git"));
    if (action == QLatin1String("capability")) {
        writeOut("version 0\ncapability authtype\n");
        co_return kDone;
    }
    const bool isGet = action == QLatin1String("get");
    if (!isGet && action != QLatin1String("store") && action != QLatin1String("erase"))
        co_return nothing(*context,
                          QStringLiteral("This git asks for something newer: %1").arg(printable(action)));
    auto input = readInput(QStringLiteral("-"), limits::kToolRequestBytes);
    if (!input)
        co_return fail(context->terminal, input.error());
    const auto request = parseGitCredential(*input);
    wipe(*input);
    if (!request)
        co_return fail(context->terminal, request.error());
    if (isGet)
        co_return co_await get(context, *request);
    if (action == QLatin1String("erase"))
        co_return co_await erase(context, *request);
    co_return kDone; // nothing is ever stored
}

} // namespace

Command gitCredentialCommand()
{
    Command command;
    command.name = QStringLiteral("git-credential");
    command.usage = QStringLiteral("get|store|erase | use ADDRESS ACCOUNT | forget ADDRESS | list-hosts");
    command.summary = QStringLiteral("Gives git fresh tokens as a credential helper.");
    command.details = QStringLiteral("git calls it with get, store and erase. Accounts of GitHub, GitLab and "
                                     "Codeberg are used for their own host;\n"
                                     "for any other, say which account it is for. An address is compared "
                                     "exactly: scheme, host, port, and the\n"
                                     "beginning of its path if it has one (git tells the path with "
                                     "credential.useHttpPath). Only https, or http\n"
                                     "on this computer. Nothing is stored. A token that was refused is "
                                     "renewed before the next is handed out.");
    command.options = {
        {QStringLiteral("username"), QStringLiteral("With use: the name beside the token (oauth2)."),
         QStringLiteral("NAME")},
        {QStringLiteral("no-agent"), QStringLiteral("Do not ask the agent, even if one runs.")}};
    command.examples = {
        QStringLiteral("tessera git-credential use https://gitlab.example.com work"),
        QStringLiteral(
            "git config --global credential.https://gitlab.example.com.helper '!tessera git-credential'"),
        QStringLiteral("git config --global credential.https://github.com.helper '!tessera git-credential'"),
        QStringLiteral("git clone https://gitlab.example.com/group/project.git")};
    command.leastArguments = 1;
    command.mostArguments = 3;
    command.run = run;
    return command;
}

} // namespace tessera::cli

// tessera exchange: one token for another (RFC 8693).
#include "app/cli/commands/commands.h"

#include "app/cli/commands/client_options.h"
#include "app/cli/commands/printed_token.h"
#include "core/oauth/token_exchange.h"

namespace tessera::cli {
namespace {

Result<QString> typeOption(const Context& context, const char* option, const QString& otherwise)
{
    if (!context.isSet(option))
        return otherwise;
    if (const auto type = tokenTypeIdentifier(context.value(option)))
        return *type;
    return failure(ErrorKind::Configuration, u"usage.token_type",
                   QStringLiteral("--%1 takes %2, or a URI")
                       .arg(QString::fromLatin1(option), tokenTypeNames().join(QStringLiteral(", "))));
}

Result<SecretString> tokenOption(const Context& context, const char* option)
{
    if (!context.isSet(option))
        return SecretString();
    return readSecretFile(context.value(option));
}

/// What the options say; the subject token may still be missing.
Result<TokenExchangeRequest> requestFromOptions(const Context& context)
{
    const QString accessToken = *tokenTypeIdentifier(QStringLiteral("access_token"));
    TokenExchangeRequest request;
    auto subject = tokenOption(context, "subject-token-file");
    auto actor = tokenOption(context, "actor-token-file");
    auto subjectType = typeOption(context, "subject-token-type", accessToken);
    auto actorType = typeOption(context, "actor-token-type", accessToken);
    auto requested = typeOption(context, "requested-token-type", {});
    for (const auto* type : {&subjectType, &actorType, &requested})
        if (!*type)
            return failure(type->error());
    for (const auto* token : {&subject, &actor})
        if (!*token)
            return failure(token->error());
    request.subjectToken = *subject;
    request.subjectTokenType = *subjectType;
    request.actorToken = *actor;
    request.actorTokenType = *actorType;
    request.requestedTokenType = *requested;
    request.resource = context.values("resource");
    request.audience = context.values("audience");
    request.scope = context.value("scope").split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return request;
}

/// ACCOUNT brings server, client and the subject token; without one, --issuer and the other options do.
QCoro::Task<Result<AccountServer>> serverOf(ContextPtr context, std::shared_ptr<TokenExchangeRequest> request)
{
    if (context->arguments.isEmpty())
        co_return co_await serverFromOptions(context);
    const auto account = co_await loadAccount(context);
    if (!account)
        co_return failure(account.error());
    const auto tokens = co_await context->manager().freshTokens(*account, Seconds(0), context->stop);
    if (!tokens)
        co_return failure(tokens.error());
    if (request->subjectToken.isEmpty())
        request->subjectToken = tokens->accessToken;
    const auto server = context->manager().server(*account);
    if (!server)
        co_return failure(ErrorKind::Configuration, u"account.unknown", *account);
    co_return *server;
}

QCoro::Task<int> run(ContextPtr context)
{
    const auto asked = requestFromOptions(*context);
    if (!asked)
        co_return fail(context->terminal, asked.error());
    const auto request = std::make_shared<TokenExchangeRequest>(*asked);
    if (request->subjectToken.isEmpty() && context->arguments.isEmpty())
        co_return fail(context->terminal, {ErrorKind::Configuration,
                                           QStringLiteral("usage.subject_token"),
                                           QStringLiteral("name an ACCOUNT, or --subject-token-file"),
                                           {}});
    const auto server = co_await serverOf(context, request);
    if (!server)
        co_return fail(context->terminal, server.error());
    const Environment environment = context->environment();
    const auto answer = co_await exchangeToken(environment.http, server->metadata, server->registration,
                                               *request, environment.clock, context->stop);
    if (!answer)
        co_return fail(context->terminal, answer.error());
    if (!answer->isBearer && context->isSet("header"))
        co_return fail(context->terminal,
                       {ErrorKind::Configuration,
                        QStringLiteral("usage.not_bearer"),
                        QStringLiteral("what the server issued goes into no Authorization header"),
                        {}});
    printToken(*context, answer->tokens,
               {{QStringLiteral("issued_token_type"), answer->issuedTokenType},
                {QStringLiteral("token_type"),
                 answer->isBearer ? QStringLiteral("Bearer") : QStringLiteral("N_A")}});
    co_return kDone;
}

} // namespace

Command exchangeCommand()
{
    const QString types = tokenTypeNames().join(QStringLiteral(", "));
    Command command;
    command.name = QStringLiteral("exchange");
    command.usage = QStringLiteral("[ACCOUNT] [--subject-token-file F] [OPTIONS]");
    command.summary = QStringLiteral("Prints a token got in exchange for another (token exchange).");
    command.details =
        QStringLiteral("With ACCOUNT: at its server, as its client, for its access token. Without, "
                       "--issuer and --client-id say where.\n"
                       "A type is one of %1, or a URI. Nothing is stored.")
            .arg(types);
    command.options =
        targetOptions() +
        QList<QCommandLineOption>{
            {QStringLiteral("subject-token-file"),
             QStringLiteral("Exchange the token in F, or on standard input for \"-\"."), QStringLiteral("F")},
            {QStringLiteral("subject-token-type"), QStringLiteral("Its type (access_token)."),
             QStringLiteral("T")},
            {QStringLiteral("actor-token-file"),
             QStringLiteral("The token of the party that acts for the subject, in F."), QStringLiteral("F")},
            {QStringLiteral("actor-token-type"), QStringLiteral("Its type (access_token)."),
             QStringLiteral("T")},
            {QStringLiteral("requested-token-type"),
             QStringLiteral("The type to ask for; else the server chooses."), QStringLiteral("T")},
            {QStringLiteral("header"), QStringLiteral("Print the whole Authorization header.")},
        } +
        clientOptions();
    command.examples = {QStringLiteral("tessera exchange work --audience reports --scope read"),
                        QStringLiteral("tessera exchange --issuer https://id.example.com --client-id gateway "
                                       "--client-secret-file secret.txt --subject-token-file token.txt")};
    command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli

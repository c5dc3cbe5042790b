// tessera aws-credential: AWS' credential_process. The ID token goes to STS, the keys of a role come back.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/token_file.h"
#include "app/cli/tool_token.h"
#include "core/base/logging.h"
#include "core/net/limits.h"
#include "core/tools/sts_reply.h"

#include <QRegularExpression>

namespace tessera::cli {
namespace {

constexpr int kLeastSeconds = 900; // what STS takes
constexpr int kMostSeconds = 43200;

struct StsRequest
{
    QUrl url;
    QString roleArn;
    QString sessionName;
    int seconds = 0; ///< 0: what the role says
};

Result<QString> checkedOption(const Context& context, const char* name, const char* grammar,
                              const QString& fallback)
{
    const QString value = context.isSet(name) ? context.value(name) : fallback;
    const QRegularExpression expression(QStringLiteral("\\A(?:%1)\\z").arg(QString::fromLatin1(grammar)));
    if (!expression.match(value).hasMatch())
        return failure(ErrorKind::Configuration, u"usage.aws",
                       QStringLiteral("--%1 %2").arg(QString::fromLatin1(name), printable(value)));
    return value;
}

/// https://sts.eu-central-1.amazonaws.com/; China's regions have a domain of their own.
QString regionalSts(const QString& region)
{
    if (region.isEmpty())
        return QStringLiteral("https://sts.amazonaws.com/");
    const QString domain = region.startsWith(QLatin1String("cn-")) ? QStringLiteral("amazonaws.com.cn")
                                                                   : QStringLiteral("amazonaws.com");
    return QStringLiteral("https://sts.%1.%2/").arg(region, domain);
}

Result<StsRequest> requestFrom(const Context& context)
{
    const auto role = checkedOption(
        context, "role-arn", "arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}", QString());
    if (!role)
        return failure(role.error());
    const auto session =
        checkedOption(context, "role-session-name", "[A-Za-z0-9_+=,.@-]{2,64}", QStringLiteral("tessera"));
    if (!session)
        return failure(session.error());
    const auto region = checkedOption(context, "region", "|[a-z]{2}(?:-[a-z]+)+-[0-9]", QString());
    if (!region)
        return failure(region.error());
    const auto seconds = numberOption(context, "duration", 0, kLeastSeconds, kMostSeconds);
    if (!seconds)
        return failure(seconds.error());
    StsRequest request;
    request.url =
        QUrl(context.isSet("sts-url") ? context.value("sts-url") : regionalSts(*region), QUrl::StrictMode);
    if (const auto sound = checkAddress(request.url); !sound)
        return failure(sound.error());
    request.roleArn = *role;
    request.sessionName = *session;
    request.seconds = *seconds;
    return request;
}

HttpRequest httpRequest(const StsRequest& sts, const SecretString& token)
{
    HttpRequest request;
    request.method = "POST";
    request.url = sts.url;
    request.accept = "text/xml";
    request.maxBodyBytes = limits::kStsReplyBytes;
    request.form = {{QStringLiteral("Action"), QStringLiteral("AssumeRoleWithWebIdentity")},
                    {QStringLiteral("Version"), QStringLiteral("2011-06-15")},
                    {QStringLiteral("RoleArn"), sts.roleArn},
                    {QStringLiteral("RoleSessionName"), sts.sessionName},
                    {QStringLiteral("WebIdentityToken"), token.revealString()}};
    if (sts.seconds > 0)
        request.form.append({QStringLiteral("DurationSeconds"), QString::number(sts.seconds)});
    return request;
}

QCoro::Task<int> assumeRole(ContextPtr context, StsRequest sts, SecretString token)
{
    const Environment environment = context->environment();
    const HttpRequest request = httpRequest(sts, token);
    const auto response = co_await environment.http->send(request, context->stop);
    if (!response)
        co_return fail(context->terminal, response.error());
    constexpr int kOk = 200;
    if (response->status != kOk) {
        Error error = parseStsError(response->body, response->status);
        error.endpoint = loggableUrl(sts.url);
        co_return fail(context->terminal, error);
    }
    const auto credentials = parseStsReply(response->body);
    if (!credentials)
        co_return fail(context->terminal, credentials.error());
    writeOut(credentialProcessJson(*credentials).reveal());
    writeOut("\n");
    co_return kDone;
}

int writeFile(const Context& context, const SecretString& token)
{
    const QString path = context.value("web-identity-file");
    if (const auto written = writeTokenFile(path, token); !written)
        return fail(context.terminal, written.error());
    context.terminal.complain(
        QStringLiteral("tessera: the ID token stands in %1 until you remove it, and is not renewed.")
            .arg(printable(path)));
    return kDone;
}

QCoro::Task<int> run(ContextPtr context)
{
    const bool toFile = context->isSet("web-identity-file");
    const auto sts = toFile ? Result<StsRequest>(StsRequest()) : requestFrom(*context);
    if (!sts)
        co_return fail(context->terminal, sts.error());
    const WishKind kind = context->isSet("access-token") ? WishKind::Access : WishKind::Id;
    const auto wish = wishFromOptions(*context, kind);
    if (!wish)
        co_return fail(context->terminal, wish.error());
    const auto handed = co_await handBearer(context, *wish, QStringLiteral("aws"));
    if (!handed)
        co_return fail(context->terminal, handed.error());
    if (toFile)
        co_return writeFile(*context, handed->token);
    co_return co_await assumeRole(context, *sts, handed->token);
}

} // namespace

Command awsCredentialCommand()
{
    Command command;
    command.name = QStringLiteral("aws-credential");
    command.usage = QStringLiteral("ACCOUNT --role-arn ARN [OPTIONS]");
    command.summary = QStringLiteral("Gives AWS tools the keys of a role, as their credential_process.");
    command.details = QStringLiteral("Sends the ID token to AWS STS (AssumeRoleWithWebIdentity) and prints "
                                     "what it answers in the form of a\n"
                                     "credential_process, version 1. In IAM the issuer is an OpenID Connect "
                                     "provider, the client ID its audience.");
    command.options = wishOptions();
    command.options +=
        {{QStringLiteral("role-arn"), QStringLiteral("The role: arn:aws:iam::123456789012:role/NAME."),
          QStringLiteral("ARN")},
         {QStringLiteral("role-session-name"), QStringLiteral("What AWS' logs call it (tessera)."),
          QStringLiteral("NAME")},
         {QStringLiteral("region"), QStringLiteral("STS of this region instead of the global one."),
          QStringLiteral("REGION")},
         {QStringLiteral("duration"), QStringLiteral("How long the keys are good: 900 to 43200 seconds."),
          QStringLiteral("S")},
         {QStringLiteral("sts-url"), QStringLiteral("Another STS: https, or http on this computer."),
          QStringLiteral("URL")},
         {QStringLiteral("access-token"), QStringLiteral("Send the access token instead of the ID token.")},
         {QStringLiteral("web-identity-file"),
          QStringLiteral(
              "Instead, write the token to PATH for AWS_WEB_IDENTITY_TOKEN_FILE; below $XDG_RUNTIME_DIR."),
          QStringLiteral("PATH")}};
    command.examples = {
        QStringLiteral("tessera aws-credential work --role-arn arn:aws:iam::123456789012:role/dev"),
        QStringLiteral("aws configure set credential_process \\"),
        QStringLiteral("    'tessera aws-credential work --role-arn arn:aws:iam::123456789012:role/dev'")};
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli

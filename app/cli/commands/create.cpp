// tessera create: a test token, signed or encrypted, with a key that is given or made for it. Everything
// happens on this computer.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/create_request.h"
#include "core/base/logging.h"
#include "core/inspector/token_templates.h"

#include <QFileInfo>
#include <QJsonDocument>

namespace tessera::cli {
namespace {

QJsonObject toJson(const TestToken& made)
{
    return {{QStringLiteral("token"), QString::fromLatin1(made.token)},
            {QStringLiteral("header"), made.header},
            {QStringLiteral("claims"), made.claims},
            {QStringLiteral("public_jwk"),
             made.publicJwk.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(made.publicJwk)}};
}

QString signedHow(const TestToken& made)
{
    const QString encrypted = made.encryptionAlgorithm.isEmpty()
                                  ? QString()
                                  : QStringLiteral("encrypted with %1").arg(made.encryptionAlgorithm);
    if (made.algorithm.isEmpty())
        return QStringLiteral("Only %1: nobody has signed it.").arg(encrypted);
    const QString by = made.isKeyGenerated ? QStringLiteral(" and a new key") : QString();
    return QStringLiteral("Signed with %1%2%3.")
        .arg(made.algorithm, by, encrypted.isEmpty() ? QString() : QStringLiteral(", then ") + encrypted);
}

void tellKey(const Context& context, const TestToken& made)
{
    const Terminal& terminal = context.terminal;
    if (!made.isKeyGenerated)
        return;
    if (context.isSet("key-out"))
        terminal.say(QStringLiteral("The private key is in %1, readable by you alone.")
                         .arg(printable(context.value("key-out"))));
    else
        terminal.say(
            QStringLiteral("The %1 was thrown away: nobody can sign another token with it. "
                           "--key-out FILE keeps it.")
                .arg(made.publicJwk.isEmpty() ? QStringLiteral("secret") : QStringLiteral("private key")));
    if (!made.publicJwk.isEmpty() && !terminal.json())
        terminal.say(QStringLiteral("Public key: ") +
                     QString::fromUtf8(QJsonDocument(made.publicJwk).toJson(QJsonDocument::Compact)));
}

/// The key before the token: a token without its key would be of no use.
Result<void> writeFiles(const Context& context, const TestToken& made)
{
    // Looked at first, so that no key is left behind without its token.
    if (context.isSet("out") && QFileInfo::exists(context.value("out")))
        return failure(ErrorKind::Configuration, u"file.exists", context.value("out"));
    if (context.isSet("key-out") && made.isKeyGenerated)
        if (const auto written = writePrivateFile(context.value("key-out"), made.privateJwk.reveal());
            !written)
            return written;
    if (context.isSet("out"))
        return writePrivateFile(context.value("out"), made.token + '\n');
    return {};
}

QCoro::Task<int> run(ContextPtr context)
{
    const auto request = requestFromOptions(*context);
    if (!request)
        co_return fail(context->terminal, request.error());
    const auto made = createToken(*request);
    if (!made)
        co_return fail(context->terminal, made.error());
    if (const auto written = writeFiles(*context, *made); !written)
        co_return fail(context->terminal, written.error());
    const Terminal& terminal = context->terminal;
    terminal.say(signedHow(*made));
    tellKey(*context, *made);
    if (context->isSet("out"))
        terminal.say(QStringLiteral("The token is in %1.").arg(printable(context->value("out"))));
    if (terminal.json())
        terminal.printJson(toJson(*made));
    else if (!context->isSet("out"))
        terminal.print(QString::fromLatin1(made->token));
    co_return kDone;
}

QString templateList()
{
    QString text = QStringLiteral("Templates\n");
    for (const auto& row : testTokenTemplates())
        text += QStringLiteral("  ") + row.id.leftJustified(18) + row.about + QLatin1Char('\n');
    return text;
}

} // namespace

Command createCommand()
{
    Command command;
    command.name = QStringLiteral("create");
    command.usage = QStringLiteral("[TEMPLATE] [OPTIONS]");
    command.summary = QStringLiteral("Makes a test token, signed or encrypted, from a template or claims.");
    command.details =
        templateList() +
        QStringLiteral(
            "\nThe token goes to standard output, what there is to say about it to standard error. "
            "A key that is\nmade for it is kept only with --key-out. VALUE is JSON where it reads as "
            "JSON, else a string.");
    const auto option = [&](const char* name, const char* about, const char* value = "") {
        command.options.append(QCommandLineOption(QString::fromLatin1(name), QString::fromLatin1(about),
                                                  QString::fromLatin1(value)));
    };
    option("claims", "The claims as JSON, from a file or standard input, in place of the template's.",
           "FILE|-");
    option("set", "Set one claim; may be given often.", "NAME=VALUE");
    option("header", "Set one member of the header; may be given often.", "NAME=VALUE");
    option("alg", "Sign with this algorithm; without it, one that fits the key.", "A");
    option("key", "Sign with this private key: JWK, JWK set or PEM.", "FILE");
    option("secret-file", "Sign with HMAC and the secret in F.", "F");
    option("encrypt-to", "Encrypt the signed token for the owner of this public key.", "FILE");
    option("encrypt-alg", "Encrypt the key with this algorithm; without it, one that fits.", "A");
    option("enc", "Encrypt the content with this algorithm; without it, A256GCM.", "E");
    option("encrypt-only", "Encrypt the claims without signing them.");
    option("life", "Let it live for S seconds.", "S");
    option("at", "Make it as of TIME: 2026-01-02T03:04:05Z, or seconds since 1970.", "TIME");
    option("out", "Write the token to a new file.", "FILE");
    option("key-out", "Write the private key that is made to a new file.", "FILE");
    command.examples = {
        QStringLiteral("tessera create id-token | tessera inspect"),
        QStringLiteral(
            "tessera create access-token --set scope=\"read write\" --life 300 --key-out signer.jwk"),
        QStringLiteral("tessera create --set sub=me --set admin=true --alg EdDSA --json"),
        QStringLiteral("tessera jwk generate --use enc --out reader.jwk"),
        QStringLiteral("tessera create id-token --key signer.jwk --encrypt-to reader.jwk --out token.txt"),
    };
    command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli

// tessera jwk: makes keys, and shows what a key file holds. A private part is never put on a screen.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/jwk_generate.h"
#include "app/cli/commands/key_file.h"
#include "core/base/logging.h"
#include "core/jose/key_output.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tessera::cli {
namespace {

auto wrong(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Configuration, code, detail);
}

QString typeName(const Key& key)
{
    switch (key.type()) {
    case KeyType::Rsa:
        return QStringLiteral("RSA");
    case KeyType::Ec:
        return QStringLiteral("EC");
    case KeyType::Okp:
        return QStringLiteral("OKP");
    case KeyType::Oct:
        break;
    }
    return QStringLiteral("oct");
}

QStringList algorithmsOf(const Key& key)
{
    QStringList names;
    for (const JwsAlgorithm& row : jwsAlgorithms())
        if (key.checkFor(row, key.isPrivate()))
            names.append(row.name.toString());
    for (const JweKeyManagement& row : jweKeyManagements())
        if (row.family != JoseFamily::Pbes2 && row.takes(key.type(), key.curve()) &&
            row.keyType != KeyType::Oct && row.standing != Standing::Refused &&
            key.use() != QLatin1String("sig"))
            names.append(row.name.toString());
    return names;
}

/// A private part as text goes into a file of its own, or into a pipe that somebody asked for.
Result<void> putSecret(const Context& context, const SecretString& text)
{
    if (context.isSet("out"))
        return writePrivateFile(context.value("out"), text.reveal());
    if (Terminal::isOutATerminal())
        return wrong(u"usage.private_on_terminal",
                     QStringLiteral("a private key on a screen stays in its history; use --out FILE"));
    context.terminal.print(QString::fromUtf8(text.reveal()).trimmed());
    return {};
}

Result<void> putText(const Context& context, const QByteArray& text)
{
    if (context.isSet("out"))
        return writePrivateFile(context.value("out"), text);
    context.terminal.print(QString::fromUtf8(text).trimmed());
    return {};
}

QByteArray compactJson(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

Result<void> generate(const Context& context)
{
    if (!context.isSet("out") && Terminal::isOutATerminal())
        return putSecret(context, {}); // says why not, before a key is made
    const auto key = keyFromOptions(context);
    if (!key)
        return failure(key.error());
    const auto text = privateJwk(*key);
    if (!text)
        return failure(text.error());
    if (const auto done = putSecret(context, *text); !done || !context.isSet("out"))
        return done;
    context.terminal.say(QStringLiteral("The key is in %1, readable by you alone.%2")
                             .arg(printable(context.value("out")),
                                  key->type() == KeyType::Oct ? QString() : QStringLiteral(" Public key:")));
    if (key->type() != KeyType::Oct)
        context.terminal.printJson(key->publicJwk());
    return {};
}

QJsonObject factsOf(const Key& key)
{
    const bool isSecret = key.type() == KeyType::Oct;
    return {{QStringLiteral("kty"), typeName(key)},
            {QStringLiteral("crv"), key.curve()},
            {QStringLiteral("bits"), key.bits()},
            {QStringLiteral("private"), key.isPrivate()},
            {QStringLiteral("kid"), key.kid()},
            {QStringLiteral("alg"), key.alg()},
            {QStringLiteral("use"), key.use()},
            {QStringLiteral("thumbprint"), isSecret ? QString() : key.thumbprint()},
            {QStringLiteral("algorithms"), QJsonArray::fromStringList(algorithmsOf(key))},
            {QStringLiteral("public_jwk"), isSecret ? QJsonValue(QJsonValue::Null) : key.publicJwk()}};
}

void printKey(const Terminal& terminal, const Key& key)
{
    const auto line = [&](const QString& name, const QString& value) {
        if (!value.isEmpty())
            terminal.print(QStringLiteral("  ") + terminal.paint(Style::Accent, name.leftJustified(14)) +
                           printable(value, 400));
    };
    const QString size = key.curve().isEmpty() ? QStringLiteral("%1 bits").arg(key.bits()) : key.curve();
    const QString part = key.type() == KeyType::Oct ? QStringLiteral("shared secret")
                         : key.isPrivate()          ? QStringLiteral("private key")
                                                    : QStringLiteral("public key");
    terminal.print(terminal.paint(Style::Bold, QStringLiteral("%1 %2, %3").arg(typeName(key), part, size)));
    line(QStringLiteral("kid"), key.kid());
    line(QStringLiteral("alg"), key.alg());
    line(QStringLiteral("use"), key.use());
    // Of a secret it would be a hash to guess it by.
    if (key.type() != KeyType::Oct)
        line(QStringLiteral("thumbprint"), key.thumbprint());
    line(QStringLiteral("good for"), algorithmsOf(key).join(QStringLiteral(", ")));
}

Result<void> show(const Context& context, const JwkSet& set)
{
    QJsonArray keys;
    for (const Key& key : set.keys()) {
        keys.append(factsOf(key));
        if (!context.terminal.json())
            printKey(context.terminal, key);
    }
    for (const auto& skipped : set.skipped())
        context.terminal.complain(QStringLiteral("Key %1 of the file was left out: %2. (%3)")
                                      .arg(skipped.index + 1)
                                      .arg(printable(skipped.why.detail), skipped.why.code));
    if (context.terminal.json())
        context.terminal.printJson({{QStringLiteral("keys"), keys}});
    return {};
}

Result<void> showPublic(const Context& context, const JwkSet& set)
{
    for (const Key& key : set.keys())
        if (key.type() == KeyType::Oct)
            return wrong(u"key.no_public_part", QStringLiteral("a shared secret has none"));
    return putText(context,
                   compactJson(set.keys().size() == 1 ? set.keys().first().publicJwk() : set.publicJson()));
}

Result<void> showThumbprint(const Context& context, const JwkSet& set)
{
    QByteArray text;
    for (const Key& key : set.keys())
        text += (context.isSet("uri") ? key.thumbprintUri() : key.thumbprint()).toLatin1() + '\n';
    return putText(context, text);
}

Result<void> showPem(const Context& context, const JwkSet& set)
{
    if (set.keys().size() != 1)
        return wrong(u"usage.one_key",
                     QStringLiteral("the file holds %1 keys, and PEM is made of one").arg(set.keys().size()));
    if (context.isSet("private")) {
        const auto pem = privatePem(set.keys().first());
        return pem ? putSecret(context, *pem) : failure(pem.error());
    }
    const auto pem = publicPem(set.keys().first());
    return pem ? putText(context, *pem) : failure(pem.error());
}

struct Action
{
    QStringView name;
    Result<void> (*run)(const Context& context, const JwkSet& set);
};

constexpr Action kActions[] = {
    {u"show", show}, {u"public", showPublic}, {u"thumbprint", showThumbprint}, {u"pem", showPem}};

Result<void> runAction(const Context& context)
{
    const QString name = context.arguments.first();
    if (name == QLatin1String("generate"))
        return context.arguments.size() == 1
                   ? generate(context)
                   : wrong(u"usage.jwk",
                           QStringLiteral("generate takes no file; --out FILE names the new one"));
    const auto it = std::find_if(std::begin(kActions), std::end(kActions),
                                 [&](const Action& action) { return action.name == name; });
    if (it == std::end(kActions))
        return wrong(
            u"usage.jwk",
            QStringLiteral("there is generate, show, public, thumbprint and pem, and not \"%1\"").arg(name));
    if (context.arguments.size() != 2)
        return wrong(u"usage.jwk", QStringLiteral("%1 needs a FILE, or - for standard input").arg(name));
    const auto keys = readKeyFile(context.arguments.at(1));
    return keys ? it->run(context, *keys) : failure(keys.error());
}

QCoro::Task<int> run(ContextPtr context)
{
    const auto done = runAction(*context);
    co_return done ? kDone : fail(context->terminal, done.error());
}

} // namespace

Command jwkCommand()
{
    Command command;
    command.name = QStringLiteral("jwk");
    command.usage = QStringLiteral("generate|show|public|thumbprint|pem [FILE] [OPTIONS]");
    command.summary = QStringLiteral("Makes keys, and tells what a key file holds.");
    command.details =
        QStringLiteral("FILE is a JWK, a JWK set or PEM, private or public; \"-\" is standard input. Files "
                       "are made readable\n"
                       "by you alone and never overwritten; a private key is not printed on a terminal.");
    const auto option = [&](const char* name, const char* about, const char* value = "") {
        command.options.append(QCommandLineOption(QString::fromLatin1(name), QString::fromLatin1(about),
                                                  QString::fromLatin1(value)));
    };
    option("type", "generate: RSA, EC, OKP or oct; without it, what --alg or --curve needs, or EC.", "T");
    option("curve", "generate: P-256, P-384, P-521, secp256k1, Ed25519, Ed448, X25519 or X448.", "C");
    option("bits", "generate: size of an RSA key or of a secret.", "N");
    option("use", "generate: sig or enc.", "U");
    option("alg", "generate: the one algorithm the key is for.", "A");
    option("kid", "generate: the key's id; \"thumbprint\" makes it from the key.", "K");
    option("uri", "thumbprint: as a URI (RFC 9278).");
    option("private", "pem: the private key.");
    option("out", "Write to a new file that only you can read.", "FILE");
    command.examples = {
        QStringLiteral("tessera jwk generate --alg ES256 --kid thumbprint --out key.jwk"),
        QStringLiteral("tessera jwk show key.jwk"),
        QStringLiteral("tessera jwk public key.jwk --out public.jwk"),
        QStringLiteral("tessera jwk thumbprint public.jwk --uri"),
        QStringLiteral("tessera jwk pem key.jwk --private --out key.pem"),
        QStringLiteral("tessera jwk generate --type RSA --bits 3072 | tessera jwk public -"),
    };
    command.leastArguments = 1;
    command.mostArguments = 2;
    command.run = run;
    return command;
}

} // namespace tessera::cli

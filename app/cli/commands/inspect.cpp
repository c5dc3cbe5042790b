// tessera inspect: what a token says, whether it is genuine, and what is wrong with it. Nothing leaves the
// machine unless a key address is given.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/inspect_diff.h"
#include "app/cli/commands/inspect_lines.h"
#include "app/cli/commands/inspect_report.h"

namespace tessera::cli {
namespace {

InspectionExpectations expectations(const Context& context)
{
    return {context.value("issuer"), context.value("audience"), context.value("client-id"),
            context.value("nonce").toUtf8()};
}

Result<void> checkModes(const Context& context)
{
    if (!context.isSet("diff"))
        return {};
    const auto wrong = [](const QString& why) {
        return failure(ErrorKind::Configuration, u"usage.diff", why);
    };
    if (context.isSet("lines"))
        return wrong(QStringLiteral("--diff compares two tokens, --lines reads many"));
    for (const char* option : {"jwks", "key", "secret-file", "issuer", "audience", "client-id", "nonce"})
        if (context.isSet(option))
            return wrong(QStringLiteral("--diff compares what they say; --%1 judges one token")
                             .arg(QLatin1String(option)));
    if (context.value("diff") == context.arguments.value(0, QStringLiteral("-")))
        return wrong(QStringLiteral("both are %1").arg(context.value("diff")));
    return {};
}

/// The line break that ends a text file is no part of the token, and nothing to tell about.
Result<QByteArray> readToken(const QString& path)
{
    return readInput(path, kMaxInspectedBytes).map(withoutLastLineBreak);
}

int compare(const Context& context, TimePoint at)
{
    const auto first = readToken(context.arguments.value(0, QStringLiteral("-")));
    if (!first)
        return fail(context.terminal, first.error());
    const auto second = readToken(context.value("diff"));
    if (!second)
        return fail(context.terminal, second.error());
    const TokenReport before = inspectToken(*first, at);
    const TokenReport after = inspectToken(*second, at);
    const TokenDiff diff = diffTexts({*first, before}, {*second, after});
    if (context.terminal.json())
        context.terminal.printJson(toJson(diff));
    else
        printDiff(context.terminal, diff);
    const bool isFixed = hasError(diff.findings);
    return isGood(before) && isGood(after) && !isFixed ? kDone : kRefused;
}

int inspectOne(const Context& context, TimePoint at, const InspectionKeys& keys)
{
    const auto text = readToken(context.arguments.value(0, QStringLiteral("-")));
    if (!text)
        return fail(context.terminal, text.error());
    const TokenReport report = fullReport(*text, at, keys, expectations(context));
    if (context.terminal.json())
        context.terminal.printJson(toJson(report));
    else
        printReport(context.terminal, report);
    return isGood(report) ? kDone : kRefused;
}

QCoro::Task<int> run(ContextPtr context)
{
    const auto at = timeOption(*context);
    if (!at)
        co_return fail(context->terminal, at.error());
    if (const auto modes = checkModes(*context); !modes)
        co_return fail(context->terminal, modes.error());
    if (const auto sources = checkKeyOptions(*context); !sources)
        co_return fail(context->terminal, sources.error());
    if (context->isSet("diff"))
        co_return compare(*context, *at);
    const auto keys = co_await keysFromOptions(context);
    if (!keys)
        co_return fail(context->terminal, keys.error());
    if (context->isSet("lines"))
        co_return co_await inspectLines(context, *at, *keys, expectations(*context));
    co_return inspectOne(*context, *at, *keys);
}

} // namespace

Command inspectCommand()
{
    Command command;
    command.name = QStringLiteral("inspect");
    command.usage = QStringLiteral("[FILE|-] [OPTIONS]");
    command.summary =
        QStringLiteral("Explains a token: what it says, whether it is genuine, what is wrong with it.");
    command.details = QStringLiteral(
        "Reads the token from FILE or from standard input. Decoding works offline; nothing is sent anywhere\n"
        "unless --jwks or --issuer names an address. With a key source the exit status is 0 only if the\n"
        "signature is valid and nothing found is an error. Of many lines each has to be.\n"
        "--diff of the headers before and after a sign-in also tells whether the session id was renewed.\n"
        "Keys may be private ones; --issuer http://127.0.0.1:8787 takes those of the demo provider.");
    command.options = {
        {QStringLiteral("jwks"),
         QStringLiteral("Verify with this JWK set, JWK or PEM, from a file or an address."),
         QStringLiteral("FILE|URL")},
        {QStringLiteral("key"), QStringLiteral("Verify with this key: PEM, JWK or JWK set."),
         QStringLiteral("FILE")},
        {QStringLiteral("secret-file"),
         QStringLiteral("Verify an HMAC with the secret in F, or on standard input for \"-\"."),
         QStringLiteral("F")},
        {QStringLiteral("issuer"),
         QStringLiteral("Verify with the keys of this issuer, and expect it as iss."), QStringLiteral("URL")},
        {QStringLiteral("audience"), QStringLiteral("Expect A in aud."), QStringLiteral("A")},
        {QStringLiteral("client-id"), QStringLiteral("Judge aud and azp as a sign-in of this client would."),
         QStringLiteral("ID")},
        {QStringLiteral("nonce"), QStringLiteral("Expect this nonce."), QStringLiteral("N")},
        {QStringLiteral("at"),
         QStringLiteral("Judge the times as of TIME: 2026-01-02T03:04:05Z, or seconds since 1970."),
         QStringLiteral("TIME")},
        {QStringLiteral("diff"), QStringLiteral("Tell what the token in FILE says otherwise."),
         QStringLiteral("FILE")},
        {QStringLiteral("lines"), QStringLiteral("Read many tokens, one a line; one line of output each.")},
    };
    command.examples = {
        QStringLiteral("tessera create access-token --key-out key.jwk --out token.txt"),
        QStringLiteral("tessera inspect token.txt"),
        QStringLiteral("tessera inspect token.txt --key key.jwk --audience https://api.example.com --json"),
        QStringLiteral("tessera create access-token --set scope=write | tessera inspect --diff token.txt"),
        QStringLiteral("cat token.txt token.txt | tessera inspect --lines --key key.jwk"),
        QStringLiteral("tessera inspect token.txt --at 2036-01-02T03:04:05Z"),
    };
    command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli

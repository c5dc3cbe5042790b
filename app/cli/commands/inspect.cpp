// tessera inspect: what a token says, whether it is genuine, and what is wrong with it. Nothing leaves the
// machine unless a key address is given.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/inspect_keys.h"
#include "app/cli/commands/inspect_report.h"
#include "core/inspector/token_inspector.h"

namespace tessera::cli {
namespace {

/// "2026-01-02T03:04:05Z" or seconds since 1970.
Result<TimePoint> timeOption(const Context& context)
{
    if (!context.isSet("at"))
        return SystemClock().now();
    const QString text = context.value("at");
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    if (isNumber && seconds >= 0 && seconds <= 253402300799)
        return fromUnixSeconds(seconds);
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (isNumber || !time.isValid())
        return failure(ErrorKind::Configuration, u"usage.time", text);
    return fromUnixSeconds(time.toSecsSinceEpoch());
}

InspectionExpectations expectations(const Context& context)
{
    return {context.value("issuer"), context.value("audience"), context.value("client-id"),
            context.value("nonce").toUtf8()};
}

QCoro::Task<int> run(ContextPtr context)
{
    const auto at = timeOption(*context);
    if (!at)
        co_return fail(context->terminal, at.error());
    if (const auto sources = checkKeyOptions(*context); !sources)
        co_return fail(context->terminal, sources.error());
    const auto text = readInput(context->arguments.value(0, QStringLiteral("-")), kMaxInspectedBytes);
    if (!text)
        co_return fail(context->terminal, text.error());

    TokenReport report = inspectToken(*text, *at);
    const auto keys = co_await keysFromOptions(context);
    if (!keys)
        co_return fail(context->terminal, keys.error());
    if (keys->secret)
        report = verifyReport(report, *keys->secret, keys->source);
    else if (keys->set)
        report = verifyReport(report, *keys->set, keys->source);
    report = checkExpectations(report, expectations(*context));

    if (context->terminal.json())
        context->terminal.printJson(toJson(report));
    else
        printReport(context->terminal, report, *at);
    co_return isGood(report) ? kDone : kRefused;
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
        "signature is valid and nothing found is an error.");
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
    };
    command.examples = {
        QStringLiteral("tessera inspect token.txt"),
        QStringLiteral("tessera token work | tessera inspect"),
        QStringLiteral("tessera inspect token.txt --issuer https://id.example.com --audience api"),
        QStringLiteral("tessera inspect token.txt --key public.pem --at 2026-01-02T03:04:05Z --json"),
    };
    command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli

// tessera sign-in: in the system browser, with PKCE and a loopback redirect. Never prints a token.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/sign_in_protocol.h"
#include "app/cli/commands/sign_in_questions.h"
#include "app/cli/commands/sign_in_registration.h"
#include "core/base/logging.h"
#include "ui/text/endpoint_text.h"
#include "ui/text/error_text.h"

#include <QJsonArray>

namespace tessera::cli {
namespace {

constexpr int kMostSeconds = 3600;

/// Says on stderr how far it is, each step once.
class Reporter
{
public:
    Reporter(const Terminal& terminal, bool printUrl, QString issuer)
        : m_terminal(terminal), m_printUrl(printUrl), m_issuer(std::move(issuer))
    {
    }

    void operator()(const SignInProgress& progress)
    {
        switch (progress.step) {
        case SignInStep::Discovering:
            m_terminal.say(
                QStringLiteral("Asking %1 what it can do.").arg(QUrl(m_issuer).host(QUrl::FullyEncoded)));
            break;
        case SignInStep::WaitingForBrowser:
            waiting(progress);
            break;
        case SignInStep::Redeeming:
            m_terminal.say(QStringLiteral("The browser came back. Exchanging the code for tokens."));
            break;
        case SignInStep::CheckingIdToken:
        case SignInStep::Storing:
            break;
        }
    }

private:
    void waiting(const SignInProgress& progress)
    {
        const QString address = QString::fromLatin1(progress.address.toEncoded());
        sayHosts(progress);
        if (progress.lastGoodBecause)
            m_terminal.complain(lastGoodText(m_issuer) + u' ' +
                                errorText(*progress.lastGoodBecause).sentence());
        if (!progress.userCode.isEmpty())
            return showCode(progress);
        if (m_printUrl) {
            m_terminal.say(QStringLiteral("Open this address in a browser on this computer:"));
            if (m_terminal.json())
                m_terminal.say(address);
            else
                m_terminal.print(address);
        } else if (progress.browserError) {
            m_terminal.complain(errorText(*progress.browserError).sentence());
            m_terminal.complain(
                QStringLiteral("Open this address yourself, in a browser on this computer:\n") + address);
        } else {
            m_terminal.say(QStringLiteral("Your browser shows %1. Type your password there, never here.")
                               .arg(progress.address.host(QUrl::FullyEncoded)));
        }
        m_terminal.say(
            QStringLiteral("Waiting for your browser until %1. Ctrl+C cancels.")
                .arg(toDateTime(progress.deadline).toLocalTime().toString(QStringLiteral("HH:mm:ss"))));
    }

    void sayHosts(const SignInProgress& progress)
    {
        const QString hosts = foreignHostsText(m_issuer, progress.foreignHosts);
        if (!hosts.isEmpty())
            m_terminal.say(hosts);
    }

    /// Device grant. RFC 8628 section 5.4: whoever was sent a code by somebody else is being robbed (A344).
    void showCode(const SignInProgress& progress)
    {
        const QString address = QString::fromLatin1(progress.address.toEncoded());
        m_terminal.say(QStringLiteral("Open this address on any device and enter the code:"));
        m_terminal.print(QStringLiteral("  %1\n  %2")
                             .arg(address, m_terminal.paint(Style::Bold, printable(progress.userCode))));
        m_terminal.say(deviceWarning());
        m_terminal.say(
            QStringLiteral("Waiting until %1. Ctrl+C cancels.")
                .arg(toDateTime(progress.deadline).toLocalTime().toString(QStringLiteral("HH:mm:ss"))));
    }

    Terminal m_terminal;
    bool m_printUrl;
    QString m_issuer;
};

QJsonArray checksJson(const QList<IdTokenCheck>& checks)
{
    QJsonArray array;
    for (const IdTokenCheck& check : checks) {
        QJsonObject object{{QStringLiteral("name"), check.name},
                           {QStringLiteral("rule"), check.rule},
                           {QStringLiteral("outcome"), checkOutcomeName(check.outcome)}};
        if (!check.code.isEmpty())
            object.insert(QStringLiteral("code"), check.code);
        array.append(object);
    }
    return array;
}

/// A plain OAuth server sends none.
QJsonValue idTokenJson(const QList<IdTokenCheck>& checks)
{
    if (checks.isEmpty())
        return QJsonValue::Null;
    return QJsonObject{{QStringLiteral("valid"), true}, {QStringLiteral("checks"), checksJson(checks)}};
}

QJsonObject toJson(const SignInOutcome& outcome)
{
    const Account& account = outcome.account;
    QJsonObject object{
        {QStringLiteral("account"), outcome.accountId},
        {QStringLiteral("issuer"), account.issuer},
        {QStringLiteral("subject"), account.subject},
        {QStringLiteral("name"), account.name},
        {QStringLiteral("email"), account.email},
        {QStringLiteral("email_verified"), account.emailVerified},
        {QStringLiteral("scope"), account.scopeGranted.join(QLatin1Char(' '))},
        {QStringLiteral("expires_at"),
         outcome.expiresAt ? QJsonValue(toDateTime(*outcome.expiresAt).toString(Qt::ISODate)) : QJsonValue()},
        {QStringLiteral("id_token"), idTokenJson(outcome.checks)},
        {QStringLiteral("stored"), !outcome.thisSessionOnly},
    };
    if (outcome.keychainError)
        object.insert(QStringLiteral("keychain_error"), outcome.keychainError->code);
    return object;
}

void printPeople(const Terminal& terminal, const SignInOutcome& outcome, bool store)
{
    const Account& account = outcome.account;
    const QString who = account.name.isEmpty() ? account.subject : account.name;
    const auto passed =
        std::count_if(outcome.checks.begin(), outcome.checks.end(),
                      [](const IdTokenCheck& c) { return c.outcome == CheckOutcome::Passed; });
    terminal.print(terminal.paint(Style::Good, QStringLiteral("Signed in")) +
                   QStringLiteral(" as %1 at %2.").arg(printable(who), printable(account.issuer)));
    terminal.print(QStringLiteral("  Account   %1")
                       .arg(account.label.isEmpty() ? account.id.left(8) : printable(account.label)));
    terminal.print(outcome.checks.isEmpty()
                       ? QStringLiteral("  ID token  none: this server only says who you are when asked")
                       : QStringLiteral("  ID token  passed all %1 checks").arg(passed));
    terminal.print(
        QStringLiteral("  Scope     %1").arg(printable(account.scopeGranted.join(QLatin1Char(' ')))));
    const QString refused = outcome.scopeRefused.join(QLatin1Char(' '));
    if (!refused.isEmpty())
        terminal.print(terminal.paint(Style::Warn, QStringLiteral("  Refused   %1").arg(printable(refused))));
    const QStringList unasked = scopesNotIn(account.scopeRequested, account.scopeGranted); // A103
    if (!unasked.isEmpty())
        terminal.print(
            terminal.paint(Style::Warn, QStringLiteral("  Unasked   %1 (granted, though not asked for)")
                                            .arg(printable(unasked.join(QLatin1Char(' '))))));
    if (!store)
        terminal.say(QStringLiteral("Nothing was stored (--no-store)."));
    else if (outcome.keychainError)
        terminal.complain(terminal.paintError(Style::Warn, QStringLiteral("Not stored: ")) +
                          errorText(*outcome.keychainError).sentence());
}

/// The ID token of many providers holds no name; ask once before the program ends.
QCoro::Task<SignInOutcome> withName(ContextPtr context, SignInOutcome outcome)
{
    if (!outcome.account.name.isEmpty() && !outcome.account.email.isEmpty())
        co_return outcome;
    context->terminal.say(QStringLiteral("Signed in. Asking the provider for the name."));
    co_await context->manager().userInfo(outcome.accountId,
                                         context->stop); // refused or offline: no name, no harm
    if (const auto session = context->manager().session(outcome.accountId))
        outcome.account = session->account;
    co_return outcome;
}

QCoro::Task<int> run(ContextPtr context)
{
    const auto registration = registrationFromOptions(*context);
    if (!registration)
        co_return fail(context->terminal, registration.error());
    const auto seconds =
        numberOption(*context, "timeout",
                     int(std::chrono::duration_cast<Seconds>(limits::kSignInTime).count()), 1, kMostSeconds);
    if (!seconds)
        co_return fail(context->terminal, seconds.error());
    const bool store = !context->isSet("no-store");
    if (store)
        if (const auto loaded = co_await context->manager().load(context->stop); !loaded)
            co_return fail(context->terminal, loaded.error());

    const auto flow = flowFromOptions(*context);
    if (!flow)
        co_return fail(context->terminal, flow.error());
    const auto options = requestOptions(*context);
    if (!options)
        co_return fail(context->terminal, options.error());
    SignInRequest request;
    request.options = *options;
    request.flow = *flow;
    request.acceptNarrowing = narrowingQuestion(context);
    request.acceptMoved = movedQuestion(context, registration->registration.issuer);
    request.registration = registration->registration;
    request.extra = registration->extra;
    request.limit = Seconds(*seconds);
    request.openBrowser = !context->isSet("print-url") && *flow == SignInFlow::Browser;
    request.label = context->value("account");
    request.store = store;
    const bool printUrl = context->isSet("print-url") || *flow == SignInFlow::Paste;
    const Reporter reporter(context->terminal, printUrl, registration->registration.issuer);
    request.onProgress = withPasting(reporter, context, *flow);
    const auto outcome = co_await context->manager().signIn(request, context->stop);
    if (!outcome)
        co_return fail(context->terminal, outcome.error());

    const SignInOutcome named = co_await withName(context, *outcome);
    if (context->terminal.json())
        context->terminal.printJson(toJson(named));
    else
        printPeople(context->terminal, named, store);
    // Signed in, but the promise to keep it was not kept: a script must see that.
    co_return store&& named.keychainError ? int(kKeychain) : int(kDone);
}

} // namespace

Command signInCommand()
{
    Command command;
    command.name = QStringLiteral("sign-in");
    command.usage = QStringLiteral("[PROVIDER] [--issuer URL] [--client-id ID] [OPTIONS]");
    command.summary = QStringLiteral("Signs in with a provider, in your browser.");
    command.details = QStringLiteral("PROVIDER is a name from \"tessera providers\"; with --issuer and "
                                     "--client-id any OpenID provider works.\n"
                                     "The refresh token goes into the keychain. No token is printed.");
    command.options = {
        {QStringLiteral("issuer"), QStringLiteral("Issuer address of the provider."), QStringLiteral("URL")},
        {QStringLiteral("client-id"), QStringLiteral("Your client id at the provider."),
         QStringLiteral("ID")},
        {QStringLiteral("client-secret-file"),
         QStringLiteral("Read the client secret from F, or from standard input for \"-\"."),
         QStringLiteral("F")},
        {QStringLiteral("client-auth"),
         QStringLiteral("How the client proves itself, if the provider wants it otherwise: "
                        "client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt or "
                        "none."),
         QStringLiteral("METHOD")},
        {QStringLiteral("scope"), QStringLiteral("Scopes to ask for, separated by spaces."),
         QStringLiteral("\"…\"")},
        {QStringLiteral("account"), QStringLiteral("Call the account NAME."), QStringLiteral("NAME")},
        {QStringLiteral("redirect-uri"),
         QStringLiteral("The loopback address registered at the provider, where it accepts only one."),
         QStringLiteral("URI")},
        {QStringLiteral("flow"),
         QStringLiteral("browser (default); device: a code to type on another device; paste: no port is "
                        "opened, you paste the address the browser ends on."),
         QStringLiteral("FLOW")},
        {QStringLiteral("tenant"),
         QStringLiteral("Accept only accounts of these tenants, separated by commas (Microsoft)."),
         QStringLiteral("ID")},
        {QStringLiteral("accept-narrower"),
         QStringLiteral("Keep the sign-in even if the account loses scopes it had.")},
        {QStringLiteral("authorization-endpoint"),
         QStringLiteral("With --token-endpoint: a server described by hand, for one that publishes nothing."),
         QStringLiteral("URL")},
        {QStringLiteral("token-endpoint"), QStringLiteral("See above."), QStringLiteral("URL")},
        {QStringLiteral("userinfo-endpoint"), QStringLiteral("Who signed in, for such a server."),
         QStringLiteral("URL")},
        {QStringLiteral("revocation-endpoint"), QStringLiteral("Where such a server ends a sign-in."),
         QStringLiteral("URL")},
        {QStringLiteral("device-authorization-endpoint"),
         QStringLiteral("Where such a server gives codes for --flow device."), QStringLiteral("URL")},
        {QStringLiteral("print-url"), QStringLiteral("Print the address instead of opening a browser.")},
        {QStringLiteral("no-store"), QStringLiteral("Do not keep anything; check that signing in works.")},
        {QStringLiteral("timeout"), QStringLiteral("Wait at most S seconds for the browser (300)."),
         QStringLiteral("S")},
    };
    command.options += protocolOptions() + requestOptionList();
    command.examples = {
        QStringLiteral(
            "tessera sign-in --issuer https://id.example.com --client-id my-desktop --account work"),
        QStringLiteral("tessera sign-in google --client-id 123.apps.googleusercontent.com "
                       "--client-secret-file secret.txt"),
        QStringLiteral("tessera sign-in github --client-id Iv1.0123456789abcdef --flow device"),
        QStringLiteral("tessera sign-in demo"),
        QStringLiteral("tessera sign-in --issuer https://id.example.com --client-id ci --no-store --json"),
    };
    command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli

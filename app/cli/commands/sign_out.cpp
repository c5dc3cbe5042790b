// tessera sign-out: revoke at the server, forget here; with --end-session, end the provider's own session
// too.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/left_over.h"
#include "app/cli/commands/sign_in_registration.h"
#include "app/cli/commands/sign_out_all.h"
#include "ui/text/error_text.h"
#include "ui/text/provider_text.h"

namespace tessera::cli {
namespace {

/// What signing out there did not do, and where a person does it by hand.
void printProvider(const Terminal& terminal, const ProviderNotes& notes)
{
    if (!notes.signOut.isEmpty())
        terminal.print(notes.signOut);
    if (!notes.reviewUrl.isEmpty())
        terminal.say(QStringLiteral("What this program may do at %1, and how to take it back: %2")
                         .arg(notes.name, notes.reviewUrl.toString(QUrl::FullyEncoded)));
}

void printPeople(const Terminal& terminal, const SignOutOutcome& outcome)
{
    terminal.print(outcome.queued
                       ? QStringLiteral("Signed out here.")
                       : QStringLiteral("Signed out. No token of this account is left on this computer."));
    if (outcome.revocationError)
        terminal.complain(terminal.paintError(Style::Warn, unconfirmedText(outcome)));
}

/// What ending the provider's session needs, read while the account is still there. A way back wants an ID
/// token to be sent; where none comes, the provider decides what it does without.
QCoro::Task<std::optional<EndSessionPlan>> planFor(ContextPtr context, QString account,
                                                   std::optional<QUrl> wayBack)
{
    if (wayBack)
        co_await context->manager().freshTokens(account, Seconds(0), context->stop);
    auto plan = context->manager().endSessionPlan(account);
    if (plan)
        plan->postLogoutRedirectUri = wayBack;
    co_return plan;
}

QCoro::Task<Result<void>> endSession(ContextPtr context, std::optional<EndSessionPlan> plan)
{
    if (!plan)
        co_return failure(ErrorKind::Configuration, u"end_session.unsupported");
    const Environment environment = context->environment();
    if (plan->postLogoutRedirectUri)
        context->terminal.say(QStringLiteral("Waiting for your browser to sign out at the provider."));
    const auto ended = co_await endProviderSession(environment, *plan, context->stop);
    co_return ended;
}

void report(const Context& context, const QString& account, const SignOutOutcome& outcome,
            const ProviderNotes& notes, const std::optional<Result<void>>& ended)
{
    if (!context.terminal.json()) {
        printPeople(context.terminal, outcome);
        printProvider(context.terminal, notes);
        return;
    }
    QJsonObject object{{QStringLiteral("account"), account}, {QStringLiteral("revoked"), outcome.revoked}};
    if (outcome.revocationError)
        object.insert(QStringLiteral("revocation_error"), outcome.revocationError->code);
    if (outcome.queued)
        object.insert(QStringLiteral("revocation_queued"), true);
    if (!notes.signOut.isEmpty())
        object.insert(QStringLiteral("note"), notes.signOut);
    if (!notes.reviewUrl.isEmpty())
        object.insert(QStringLiteral("review_url"), notes.reviewUrl.toString(QUrl::FullyEncoded));
    if (ended)
        object.insert(QStringLiteral("session_ended"), ended->has_value());
    if (ended && !*ended)
        object.insert(QStringLiteral("end_session_error"), ended->error().code);
    context.terminal.printJson(object);
}

/// The local sign-out holds; only the exit status tells a script that the browser is still signed in.
int endedStatus(const Terminal& terminal, const std::optional<Result<void>>& ended)
{
    if (!ended || *ended)
        return kDone;
    terminal.complain(
        terminal.paintError(Style::Warn, QStringLiteral("The provider may still know you in the browser. ")) +
        errorText(ended->error()).sentence());
    return exitStatusFor(ended->error());
}

Result<void> checkUse(const Context& context)
{
    const auto named = [&context](const char* option) { return context.isSet(option) ? 1 : 0; };
    const qsizetype targets = context.arguments.size() + named("all") + named("pending") + named("left-over");
    if (targets != 1)
        return failure(ErrorKind::Configuration, u"usage.sign_out");
    const bool forOne = named("end-session") + named("post-logout-redirect-uri") > 0;
    if (context.arguments.isEmpty() && forOne)
        return failure(ErrorKind::Configuration, u"usage.sign_out_one");
    return {};
}

QCoro::Task<int> run(ContextPtr context)
{
    if (const auto good = checkUse(*context); !good)
        co_return fail(context->terminal, good.error());
    if (context->isSet("all"))
        co_return co_await signOutOfAll(context);
    if (context->isSet("pending"))
        co_return co_await tryPending(context);
    if (context->isSet("left-over"))
        co_return co_await endLeftOvers(context);
    const auto wayBack = loopbackAddressOption(*context, "post-logout-redirect-uri");
    if (!wayBack)
        co_return fail(context->terminal, wayBack.error());
    const auto account = co_await loadAccount(context);
    if (!account)
        co_return fail(context->terminal, account.error());
    // While the account is still there.
    const auto session = context->manager().session(*account);
    const ProviderNotes notes =
        session ? providerNotes(context->environment().catalogue(), session->account) : ProviderNotes();
    const bool endsSession = context->isSet("end-session");
    std::optional<EndSessionPlan> plan;
    if (endsSession)
        plan = co_await planFor(context, *account, *wayBack);
    const auto outcome =
        co_await context->manager().signOut(*account, context->isSet("keep-grant"), context->stop);
    if (!outcome)
        co_return fail(context->terminal, outcome.error());
    std::optional<Result<void>> ended;
    if (endsSession)
        ended = co_await endSession(context, plan);
    report(*context, *account, *outcome, notes, ended);
    co_return endedStatus(context->terminal, ended);
}

} // namespace

Command signOutCommand()
{
    Command command;
    command.name = QStringLiteral("sign-out");
    command.usage =
        QStringLiteral("ACCOUNT | --all | --pending | --left-over [--keep-grant] [--end-session]");
    command.summary = QStringLiteral("Revokes the grant at the provider and forgets the account.");
    command.details =
        QStringLiteral("With --end-session the browser then opens the provider's own page for signing "
                       "out. Here you are signed out whatever happens there: a provider that cannot be "
                       "reached is told later, and its tokens wait for that in the keychain and nowhere "
                       "else.");
    command.options = {
        {QStringLiteral("all"), QStringLiteral("Sign out of every account.")},
        {QStringLiteral("pending"),
         QStringLiteral("Tell the providers that could not be reached at an earlier sign-out.")},
        {QStringLiteral("left-over"),
         QStringLiteral("End the sign-ins in the keychain whose account is not in the list any more.")},
        {QStringLiteral("yes"), QStringLiteral("With --left-over: do not ask before.")},
        {QStringLiteral("keep-grant"), QStringLiteral("Forget here only; the grant at the provider stays.")},
        {QStringLiteral("end-session"), QStringLiteral("Sign out at the provider too, in the browser.")},
        {QStringLiteral("post-logout-redirect-uri"),
         QStringLiteral("With --end-session: the loopback address registered for the way back."),
         QStringLiteral("URI")},
    };
    command.examples = {QStringLiteral("tessera sign-out work"),
                        QStringLiteral("tessera sign-out work --keep-grant"),
                        QStringLiteral("tessera sign-out work --end-session"),
                        QStringLiteral("tessera sign-out --all"),
                        QStringLiteral("tessera sign-out --pending"),
                        QStringLiteral("tessera sign-out --left-over")};
    command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli

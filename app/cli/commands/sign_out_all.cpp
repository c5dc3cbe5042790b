#include "app/cli/commands/sign_out_all.h"

#include "core/base/logging.h"
#include "ui/text/error_text.h"
#include "ui/text/host_text.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace tessera::cli {
namespace {

struct Tally
{
    QJsonArray accounts;
    int status = kDone;
    int signedOut = 0;
    int left = 0;   ///< still here
    int queued = 0; ///< of those signed out: the server is told later
};

QString nameOf(const Account& account)
{
    return printable(accountName(account), 80);
}

void tellOne(const Terminal& terminal, const QString& name, const Result<SignOutOutcome>& outcome)
{
    if (outcome)
        terminal.say(QStringLiteral("%1: signed out").arg(name));
    else
        terminal.complain(terminal.paintError(Style::Bad, name + QStringLiteral(": still here. ")) +
                          errorText(outcome.error()).sentence());
    if (outcome && outcome->revocationError)
        terminal.complain(terminal.paintError(Style::Warn, name + QStringLiteral(": ")) +
                          unconfirmedText(*outcome));
}

void count(Tally& tally, const QString& id, const Result<SignOutOutcome>& outcome)
{
    QJsonObject object{{QStringLiteral("account"), id}, {QStringLiteral("signed_out"), outcome.has_value()}};
    if (!outcome) {
        ++tally.left;
        tally.status = worseOf(tally.status, exitStatusFor(outcome.error()));
        object.insert(QStringLiteral("error"), outcome.error().code);
    } else {
        ++tally.signedOut;
        tally.queued += outcome->queued ? 1 : 0;
        object.insert(QStringLiteral("revoked"), outcome->revoked);
        object.insert(QStringLiteral("revocation_queued"), outcome->queued);
        if (outcome->revocationError)
            object.insert(QStringLiteral("revocation_error"), outcome->revocationError->code);
    }
    tally.accounts.append(object);
}

QString summary(const Tally& tally)
{
    QStringList parts;
    if (tally.signedOut > 0)
        parts.append(QStringLiteral("%1 signed out").arg(tally.signedOut));
    if (tally.left > 0)
        parts.append(QStringLiteral("%1 still here").arg(tally.left));
    if (tally.queued > 0)
        parts.append(QStringLiteral("%1 to be revoked at the provider later").arg(tally.queued));
    if (parts.isEmpty())
        return QStringLiteral("There is no account to sign out of.");
    return parts.join(QStringLiteral(", ")) + QLatin1Char('.');
}

void report(const Terminal& terminal, const Tally& tally)
{
    if (!terminal.json())
        return terminal.print(summary(tally));
    terminal.printJson({{QStringLiteral("accounts"), tally.accounts},
                        {QStringLiteral("signed_out"), tally.signedOut},
                        {QStringLiteral("still_here"), tally.left},
                        {QStringLiteral("revocations_queued"), tally.queued}});
}

QString pendingText(const RevocationRound& round)
{
    QString text;
    if (round.revoked > 0)
        text += QStringLiteral("%1 revoked at the provider. ").arg(round.revoked);
    if (round.waiting > 0)
        text += QStringLiteral("%1 still to be revoked. ").arg(round.waiting);
    return text.isEmpty() ? QStringLiteral("Nothing waits to be revoked.") : text.trimmed();
}

} // namespace

QString unconfirmedText(const SignOutOutcome& outcome)
{
    if (!outcome.revocationError)
        return {};
    const QString why = errorText(*outcome.revocationError).sentence();
    if (outcome.queued)
        return QStringLiteral("The provider could not be told yet. The tokens wait in the keychain, and only "
                              "there, until it is: by tessera-desktop, or with \"tessera sign-out "
                              "--pending\". ") +
               why;
    return QStringLiteral("The provider did not confirm that the grant ended. ") + why;
}

int worseOf(int one, int other)
{
    constexpr std::array kFromBest{int(kDone),         int(kNetwork),   int(kRefused), int(kUsage),
                                   int(kSignInNeeded), int(kCancelled), int(kKeychain)};
    const auto rank = [&kFromBest](int status) {
        return std::find(kFromBest.begin(), kFromBest.end(), status) - kFromBest.begin();
    };
    return rank(one) >= rank(other) ? one : other;
}

QCoro::Task<int> signOutOfAll(ContextPtr context)
{
    const auto loaded = co_await context->manager().load(context->stop);
    if (!loaded)
        co_return fail(context->terminal, loaded.error());
    const QList<Session> sessions = context->manager().sessions();
    const bool keepGrant = context->isSet("keep-grant");
    Tally tally;
    int number = 0;
    for (const Session& session : sessions) {
        if (context->stop.stop_requested()) {
            const Error cancelled{ErrorKind::Cancelled, QStringLiteral("cancelled"), {}, {}};
            count(tally, session.account.id, failure(cancelled));
            continue;
        }
        const QString name = nameOf(session.account);
        context->terminal.say(
            QStringLiteral("Signing out of %1 (%2 of %3)").arg(name).arg(++number).arg(sessions.size()));
        const auto outcome =
            co_await context->manager().signOut(session.account.id, keepGrant, context->stop);
        tellOne(context->terminal, name, outcome);
        count(tally, session.account.id, outcome);
    }
    report(context->terminal, tally);
    co_return tally.status;
}

QCoro::Task<int> tryPending(ContextPtr context)
{
    const auto round = co_await context->manager().tryPendingRevocations(context->stop);
    if (!round)
        co_return fail(context->terminal, round.error());
    const Terminal& terminal = context->terminal;
    for (const Error& error : round->givenUp)
        terminal.complain(
            terminal.paintError(Style::Warn,
                                QStringLiteral("Given up at %1. ").arg(printable(error.endpoint, 120))) +
            errorText(error).sentence());
    if (terminal.json())
        terminal.printJson({{QStringLiteral("revoked"), round->revoked},
                            {QStringLiteral("given_up"), round->givenUp.size()},
                            {QStringLiteral("waiting"), round->waiting}});
    else
        terminal.print(pendingText(*round));
    if (round->lastError) {
        terminal.complain(errorText(*round->lastError).sentence());
        co_return exitStatusFor(*round->lastError);
    }
    co_return round->givenUp.isEmpty() ? int(kDone) : int(kRefused);
}

} // namespace tessera::cli

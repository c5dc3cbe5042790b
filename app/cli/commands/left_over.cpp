#include "app/cli/commands/left_over.h"

#include "app/cli/commands/sign_out_all.h"
#include "app/cli/commands/yes_question.h"
#include "core/base/logging.h"
#include "ui/text/error_text.h"
#include "ui/text/host_text.h"

#include <QJsonArray>

namespace tessera::cli {
namespace {

QJsonObject toJson(const LeftOver& leftOver)
{
    QJsonObject object{{QStringLiteral("account"), leftOver.accountId}};
    if (leftOver.unreadable) {
        object.insert(QStringLiteral("error"), leftOver.unreadable->code);
        return object;
    }
    object.insert(QStringLiteral("issuer"), leftOver.issuer);
    object.insert(QStringLiteral("subject"), leftOver.subject);
    object.insert(QStringLiteral("client_id"), leftOver.clientId);
    return object;
}

void printTable(const Terminal& terminal, const QList<LeftOver>& found)
{
    QList<QList<Terminal::Cell>> rows{{{QStringLiteral("SIGN-IN")},
                                       {QStringLiteral("WHERE")},
                                       {QStringLiteral("SUBJECT")},
                                       {QStringLiteral("CLIENT")}}};
    for (const LeftOver& leftOver : found) {
        const QString id = leftOver.accountId.left(8);
        if (leftOver.unreadable)
            rows.append({{id, Style::Bold}, {QStringLiteral("cannot be read"), Style::Bad}, {}, {}});
        else
            rows.append({{id, Style::Bold}, {leftOver.issuer}, {leftOver.subject}, {leftOver.clientId}});
    }
    terminal.printTable(rows);
}

QString countText(qsizetype count)
{
    return count == 1 ? QStringLiteral("1 sign-in is") : QStringLiteral("%1 sign-ins are").arg(count);
}

/// What else may lie behind an entry that no account here has.
QString explanation(const ContextPtr& context, qsizetype count)
{
    return QStringLiteral("%1 in %2 without an account in the list. A list that was lost leaves them, and so "
                          "does one that is kept elsewhere with --config.")
        .arg(countText(count), context->environment().secrets->name());
}

QString nameOf(const LeftOver& leftOver)
{
    const QString id = leftOver.accountId.left(8);
    return leftOver.unreadable ? id : QStringLiteral("%1 at %2").arg(id, hostText(leftOver.issuer));
}

/// The list first: without it everything would seem left over.
QCoro::Task<Result<QList<LeftOver>>> find(ContextPtr context)
{
    const auto loaded = co_await context->manager().load(context->stop);
    if (!loaded)
        co_return failure(loaded.error());
    co_return co_await context->manager().leftOvers(context->stop);
}

struct Tally
{
    QJsonArray ended;
    int status = kDone;
};

void tellOne(const Terminal& terminal, const LeftOver& leftOver, const Result<SignOutOutcome>& outcome)
{
    const QString name = nameOf(leftOver);
    if (!outcome)
        return terminal.complain(terminal.paintError(Style::Bad, name + QStringLiteral(": still there. ")) +
                                 errorText(outcome.error()).sentence());
    if (leftOver.unreadable)
        return terminal.say(name + QStringLiteral(": removed; nobody could read it, so nothing was revoked"));
    terminal.say(name + QStringLiteral(": ended"));
    if (outcome->revocationError)
        terminal.complain(terminal.paintError(Style::Warn, name + QStringLiteral(": ")) +
                          unconfirmedText(*outcome));
}

void count(Tally& tally, const LeftOver& leftOver, const Result<SignOutOutcome>& outcome)
{
    QJsonObject object{{QStringLiteral("account"), leftOver.accountId},
                       {QStringLiteral("removed"), outcome.has_value()}};
    if (outcome) {
        object.insert(QStringLiteral("revoked"), outcome->revoked);
        object.insert(QStringLiteral("revocation_queued"), outcome->queued);
    } else {
        tally.status = worseOf(tally.status, exitStatusFor(outcome.error()));
        object.insert(QStringLiteral("error"), outcome.error().code);
    }
    tally.ended.append(object);
}

QCoro::Task<bool> mayEnd(ContextPtr context, qsizetype count)
{
    if (context->isSet("yes"))
        co_return true;
    const QString question =
        QStringLiteral("Revoke and remove %1? Type yes, or Enter to leave everything as it is:")
            .arg(count == 1 ? QStringLiteral("it") : QStringLiteral("all %1").arg(count));
    co_return co_await isYes(context, question);
}

} // namespace

QCoro::Task<int> listLeftOvers(ContextPtr context)
{
    const auto found = co_await find(context);
    if (!found)
        co_return fail(context->terminal, found.error());
    const Terminal& terminal = context->terminal;
    if (terminal.json()) {
        QJsonArray array;
        for (const LeftOver& leftOver : *found)
            array.append(toJson(leftOver));
        terminal.printJson({{QStringLiteral("left_over"), array}});
        co_return kDone;
    }
    if (found->isEmpty()) {
        terminal.print(
            QStringLiteral("Nothing is left over: every sign-in in the keychain has its account."));
        co_return kDone;
    }
    printTable(terminal, *found);
    terminal.say(explanation(context, found->size()));
    terminal.say(QStringLiteral("To revoke and remove them: tessera sign-out --left-over"));
    co_return kDone;
}

QCoro::Task<int> endLeftOvers(ContextPtr context)
{
    const auto found = co_await find(context);
    if (!found)
        co_return fail(context->terminal, found.error());
    const Terminal& terminal = context->terminal;
    if (!found->isEmpty()) {
        if (!terminal.json())
            printTable(terminal, *found);
        terminal.say(explanation(context, found->size()));
        const bool isAllowed = co_await mayEnd(context, found->size());
        if (!isAllowed)
            co_return fail(terminal, Error{ErrorKind::Cancelled, QStringLiteral("left_over.kept"), {}, {}});
    }
    Tally tally;
    for (const LeftOver& leftOver : *found) {
        if (context->stop.stop_requested())
            co_return kCancelled;
        const auto outcome = co_await context->manager().endLeftOver(leftOver.accountId, context->stop);
        tellOne(terminal, leftOver, outcome);
        count(tally, leftOver, outcome);
    }
    if (terminal.json())
        terminal.printJson({{QStringLiteral("left_over"), tally.ended}});
    else if (found->isEmpty())
        terminal.print(QStringLiteral("Nothing is left over."));
    co_return tally.status;
}

} // namespace tessera::cli

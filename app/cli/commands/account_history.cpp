#include "app/cli/commands/account_history.h"

#include "core/session/account_journal.h"
#include "ui/text/end_text.h"
#include "ui/text/host_text.h"
#include "ui/text/relative_time.h"
#include "ui/text/state_text.h"

#include <QJsonArray>

namespace tessera::cli {
namespace {

QJsonValue timeOrNull(const std::optional<TimePoint>& time)
{
    return time ? QJsonValue(double(toUnixSeconds(*time))) : QJsonValue();
}

QJsonObject eventJson(const SessionEvent& event)
{
    QJsonObject object{{QStringLiteral("at"), double(toUnixSeconds(event.at))},
                       {QStringLiteral("event"), eventName(event.kind)}};
    if (event.count > 1) {
        object.insert(QStringLiteral("count"), event.count);
        object.insert(QStringLiteral("since"), timeOrNull(event.since));
    }
    if (event.why)
        object.insert(QStringLiteral("code"), event.why->code);
    return object;
}

QJsonArray rulesJson(const QList<RefreshEnding>& endings)
{
    QJsonArray rules;
    for (const RefreshEnding& ending : endings)
        rules.append(ending.text);
    return rules;
}

QJsonValue endJson(const Session& session)
{
    const auto end = endOf(session);
    if (!end)
        return {};
    return QJsonObject{{QStringLiteral("at"), double(toUnixSeconds(end->at))},
                       {QStringLiteral("code"), end->why.code},
                       {QStringLiteral("signed_in_at"), timeOrNull(end->signedInAt)},
                       {QStringLiteral("last_honoured_at"), timeOrNull(end->lastHonouredAt)},
                       {QStringLiteral("renewals"), end->renewals},
                       {QStringLiteral("likely"), rulesJson(end->likely)},
                       {QStringLiteral("possible"), rulesJson(end->possible)}};
}

void printEnd(const Terminal& terminal, const EndText& end)
{
    terminal.print(QStringLiteral("  ") + end.headline);
    for (const QString& fact : end.facts)
        terminal.print(QStringLiteral("  ") + fact);
    if (!end.likely.isEmpty())
        terminal.print(QStringLiteral("  ") + terminal.paint(Style::Warn, end.likely));
    if (!end.possible.isEmpty())
        terminal.print(QStringLiteral("  ") + terminal.paint(Style::Dim, end.possible));
}

void printEvents(const Terminal& terminal, const Session& session)
{
    QList<QList<Terminal::Cell>> rows{
        {{QStringLiteral("WHEN")}, {QStringLiteral("WHAT")}, {QStringLiteral("MORE")}}};
    for (auto event = session.events.rbegin(); event != session.events.rend(); ++event) {
        const EventText text = eventText(*event, session.account);
        rows.append({{exactTime(event->at)}, {text.title}, {text.caption}});
    }
    terminal.printTable(rows);
}

} // namespace

void printHistory(const Terminal& terminal, const Session& session, bool all)
{
    const Account& account = session.account;
    const QString name = account.label.isEmpty() ? accountName(account) : account.label;
    terminal.print(terminal.paint(Style::Bold, name) + QStringLiteral("  ") + hostText(account.issuer));
    if (const auto end = whyEnded(session))
        printEnd(terminal, *end);
    else if (session.phase == Phase::SignInNeeded)
        terminal.print(
            QStringLiteral("  Signed out, and nobody remembers why: the journal of this account is empty."));
    else
        terminal.print(
            QStringLiteral("  Not signed out. Signed in since %1.").arg(exactTime(account.createdAt)));
    if (all && !session.events.isEmpty())
        printEvents(terminal, session);
}

QJsonObject historyJson(const Session& session)
{
    QJsonArray events;
    for (const SessionEvent& event : session.events)
        events.append(eventJson(event));
    return {{QStringLiteral("events"), events}, {QStringLiteral("end"), endJson(session)}};
}

} // namespace tessera::cli

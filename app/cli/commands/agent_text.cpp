#include "app/cli/commands/agent_text.h"

#include "core/base/clock.h"

#include <QJsonArray>

namespace tessera::cli {
namespace {

QString timeText(const QJsonValue& seconds)
{
    return toDateTime(fromUnixSeconds(seconds.toInteger()))
        .toLocalTime()
        .toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString lockText(const QJsonObject& status)
{
    QString text = status.value(u"locked").toBool() ? QStringLiteral("locked") : QStringLiteral("open");
    if (status.value(u"locked").toBool() && status.value(u"password").toBool())
        text += QStringLiteral(", with a password");
    if (const auto seconds = status.value(u"lock_after").toInteger(); seconds > 0)
        text += QStringLiteral("; locks after %1 minutes without use").arg(seconds / 60);
    if (status.value(u"lock_with_screen").toBool())
        text += QStringLiteral("; locks with the screen");
    return text;
}

QString programText(const QJsonObject& approval)
{
    const QString starter = approval.value(u"started_by").toString();
    const QString program = approval.value(u"program").toString();
    // It is the starter who is allowed; our own command line is only what he uses.
    return starter.isEmpty() ? program : QStringLiteral("%1 (by %2)").arg(starter, program.section(u'/', -1));
}

QString untilText(const QJsonObject& approval)
{
    if (approval.value(u"denied").toBool())
        return QStringLiteral("denied");
    return approval.contains(u"until") ? QStringLiteral("until ") + timeText(approval.value(u"until"))
                                       : QStringLiteral("always");
}

} // namespace

void printAgentStatus(const Terminal& terminal, const QJsonObject& status)
{
    const QList<QList<Terminal::Cell>> rows{
        {{QStringLiteral("The agent runs.")}, {}},
        {{QStringLiteral("process")},
         {QStringLiteral("%1, %2")
              .arg(status.value(u"process").toInteger())
              .arg(status.value(u"program").toString())}},
        {{QStringLiteral("socket")}, {status.value(u"path").toString()}},
        {{QStringLiteral("since")}, {timeText(status.value(u"started"))}},
        {{QStringLiteral("accounts")}, {QString::number(status.value(u"accounts").toInteger())}},
        {{QStringLiteral("lock")}, {lockText(status)}},
        {{QStringLiteral("asks")},
         {status.value(u"asks").toBool() ? QStringLiteral("in a window")
                                         : QStringLiteral("nobody; use tessera agent allow")}},
        {{QStringLiteral("approvals")}, {status.value(u"approvals").toString()}},
        {{QStringLiteral("log")}, {status.value(u"log").toString()}},
    };
    terminal.printTable(rows);
}

void printApprovals(const Terminal& terminal, const QJsonObject& answer)
{
    const QJsonArray approvals = answer.value(u"approvals").toArray();
    if (approvals.isEmpty())
        return terminal.say(QStringLiteral("No program is allowed anything."));
    QList<QList<Terminal::Cell>> rows{{{QStringLiteral("ID")},
                                       {QStringLiteral("PROGRAM")},
                                       {QStringLiteral("ACCOUNT")},
                                       {QStringLiteral("TOKEN")},
                                       {QStringLiteral("SCOPE")},
                                       {QStringLiteral("UNTIL")}}};
    for (const QJsonValue& entry : approvals) {
        const QJsonObject approval = entry.toObject();
        rows.append({{approval.value(u"id").toString(), Style::Bold},
                     {programText(approval)},
                     {approval.value(u"account").toString()},
                     {approval.value(u"kind").toString()},
                     {approval.value(u"scope").toString()},
                     {untilText(approval)}});
    }
    terminal.printTable(rows);
}

void printAgentLog(const Terminal& terminal, const QJsonObject& answer)
{
    QList<QList<Terminal::Cell>> rows{{{QStringLiteral("TIME")},
                                       {QStringLiteral("EVENT")},
                                       {QStringLiteral("PROGRAM")},
                                       {QStringLiteral("PROCESS")},
                                       {QStringLiteral("ACCOUNT")},
                                       {QStringLiteral("SCOPE")},
                                       {QStringLiteral("WHY")}}};
    for (const QJsonValue& entry : answer.value(u"lines").toArray()) {
        const QJsonObject line = entry.toObject();
        rows.append({{line.value(u"time").toString()},
                     {line.value(u"event").toString()},
                     {programText(line)},
                     {QString::number(line.value(u"process").toInteger())},
                     {line.value(u"account").toString()},
                     {line.value(u"scope").toString()},
                     {line.value(u"why").toString()}});
    }
    terminal.printTable(rows);
}

} // namespace tessera::cli

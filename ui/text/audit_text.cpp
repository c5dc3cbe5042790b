#include "ui/text/audit_text.h"

#include "core/agent/token_wish.h"
#include "core/base/logging.h"
#include "ui/text/approval_text.h"
#include "ui/text/error_text.h"
#include "ui/text/relative_time.h"

#include <QCoreApplication>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::AuditText)
};

bool saysTheSame(const AuditLine& a, const AuditLine& b)
{
    // Of approvals that were taken back stand the ids there, which say nothing to a person.
    const bool sameWhy = a.why == b.why || (a.event == u"revoked" && a.why != u"all" && b.why != u"all");
    return sameWhy && a.event == b.event && a.program == b.program && a.startedBy == b.startedBy &&
           a.account == b.account && a.kind == b.kind && a.scope == b.scope;
}

bool isOwn(const AuditLine& line, const QString& ownCommandLine)
{
    return line.program == ownCommandLine && !line.startedBy.isEmpty();
}

/// "kubectl", "zsh, through the command tessera".
QString who(const AuditLine& line, const QString& ownCommandLine)
{
    const QString name = programName(auditedProgram(line, ownCommandLine));
    return isOwn(line, ownCommandLine) ? Text::tr("%1, through the command tessera,").arg(name) : name;
}

QString gotTitle(const AuditLine& line, const QString& program, const QString& account)
{
    const bool isId = line.kind == wishKindName(WishKind::Id);
    const int count = int(line.count);
    if (count > 1)
        return (isId ? Text::tr("%1 got %n ID tokens of %2", nullptr, count)
                     : Text::tr("%1 got %n access tokens of %2", nullptr, count))
            .arg(program, account);
    return (isId ? Text::tr("%1 got an ID token of %2") : Text::tr("%1 got an access token of %2"))
        .arg(program, account);
}

/// Why it may have it, as agent_hand_out writes it down.
QString permissionText(const QString& why)
{
    if (why == u"once")
        return Text::tr("You allowed it once.");
    if (why == u"hour")
        return Text::tr("You allowed it for an hour.");
    if (why == u"always")
        return Text::tr("You allowed it always.");
    return why.startsWith(u"approval ") ? Text::tr("As you had allowed before.") : QString();
}

/// The beginning of an error's sentence: what to do about it is for the program that asked.
QString refusalText(const QString& code)
{
    return code.isEmpty() ? QString() : errorText(Error{ErrorKind::Denied, code, {}, {}}).headline;
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u' ');
}

AuditText gotText(const AuditLine& line, const QString& program, const QString& account, TimePoint now)
{
    const QString scope = scopeText(line.scope.split(u' ', Qt::SkipEmptyParts));
    const QString first =
        line.since ? Text::tr("The first one: %1.").arg(dayAndTime(*line.since, now)) : QString();
    return {Glyph::Ok, gotTitle(line, program, account),
            joined({scope.isEmpty() ? QString() : scope + u'.', permissionText(line.why), first})};
}

AuditText nothingText(const AuditLine& line, const QString& program, const QString& account)
{
    const QString times = line.count > 1 ? Text::tr("%n times.", nullptr, int(line.count)) : QString();
    return {Glyph::Error,
            account.isEmpty() ? Text::tr("%1 was refused").arg(program)
                              : Text::tr("%1 got nothing of %2").arg(program, account),
            joined({refusalText(line.why), times})};
}

QString takenBackTitle(const AuditLine& line, const QString& account)
{
    if (line.why == u"all")
        return Text::tr("All approvals were taken back");
    if (line.count > 1)
        return account.isEmpty()
                   ? Text::tr("%n approvals were taken back", nullptr, int(line.count))
                   : Text::tr("%n approvals for %1 were taken back", nullptr, int(line.count)).arg(account);
    return account.isEmpty() ? Text::tr("An approval was taken back")
                             : Text::tr("An approval for %1 was taken back").arg(account);
}

} // namespace

std::optional<AuditLine> auditLineFrom(const QJsonObject& object)
{
    const auto text = [&object](QStringView name) { return object.value(name).toString(); };
    const QDateTime time = QDateTime::fromString(text(u"time"), Qt::ISODate);
    AuditLine line;
    line.event = text(u"event");
    if (!time.isValid() || line.event.isEmpty())
        return std::nullopt;
    line.time = fromUnixSeconds(time.toSecsSinceEpoch());
    line.program = text(u"program");
    line.startedBy = text(u"started_by");
    line.account = text(u"account");
    line.issuer = text(u"issuer");
    line.kind = text(u"kind");
    line.scope = text(u"scope");
    line.why = text(u"why");
    return line;
}

QList<AuditLine> newestFirst(const QList<QJsonObject>& lines)
{
    QList<AuditLine> all;
    for (const QJsonObject& object : lines) {
        const auto line = auditLineFrom(object);
        if (!line)
            continue;
        if (all.isEmpty() || !saysTheSame(all.constFirst(), *line)) {
            all.prepend(*line);
            continue;
        }
        AuditLine& same = all.first();
        same.since = same.since.value_or(same.time);
        same.time = line->time;
        ++same.count;
    }
    return all;
}

QString auditedProgram(const AuditLine& line, const QString& ownCommandLine)
{
    return isOwn(line, ownCommandLine) ? line.startedBy : line.program;
}

AuditText auditText(const AuditLine& line, const QString& account, const QString& ownCommandLine,
                    TimePoint now)
{
    const QString program = who(line, ownCommandLine);
    const QString by = Text::tr("By %1.").arg(programName(line.program));
    if (line.event == u"handed-out")
        return gotText(line, program, account, now);
    if (line.event == u"denied" || line.event == u"refused")
        return nothingText(line, program, account);
    if (line.event == u"allowed")
        return {Glyph::Note, Text::tr("%1 may have tokens of %2").arg(programName(line.why), account),
                Text::tr("Without asking. By %1.").arg(programName(line.program))};
    if (line.event == u"revoked")
        return {Glyph::Note, takenBackTitle(line, account), by};
    if (line.event == u"locked")
        return {Glyph::Locked, Text::tr("The agent was locked"), by};
    if (line.event == u"unlocked")
        return {Glyph::Ok, Text::tr("The agent was unlocked"), by};
    return {Glyph::Note, printable(line.event, 60), joined({by, printable(line.why)})};
}

} // namespace tessera

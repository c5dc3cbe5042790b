#include "ui/text/consent_text.h"

#include "core/base/logging.h"
#include "ui/text/host_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kLongestPath = 1000;
constexpr qsizetype kLongestName = 60;
constexpr qsizetype kMostScopes = 20;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::ConsentText)
};

QString nameOf(const QString& path)
{
    return printable(path.section(u'/', -1), kLongestName);
}

QString title(const ConsentQuestion& question, const QString& name)
{
    if (question.opensAgent)
        return Text::tr("Unlock the agent?");
    if (question.allows)
        return Text::tr("Let %1 have tokens without asking?").arg(nameOf(question.program));
    if (question.kind == WishKind::Id)
        return Text::tr("Give %1 an ID token?").arg(name);
    return Text::tr("Give %1 a token?").arg(name);
}

QString meaning(const ConsentQuestion& question)
{
    if (question.opensAgent)
        return Text::tr("Programs you allowed get tokens again.");
    const QString host = hostText(question.account.issuer);
    if (question.kind == WishKind::Id)
        return Text::tr("It learns who you are at %1.").arg(host);
    return Text::tr("It can act for you at %1 until the token runs out.").arg(host);
}

QString processText(const ConsentQuestion& question)
{
    const ProcessIdentity& process = question.peer.process;
    // Whoever started our own command line stands above, as the one who asks.
    if (question.isOwnCommandLine && question.peer.startedBy && !question.allows)
        return Text::tr("Process %1 of user %2, through the command tessera (process %3)")
            .arg(question.asking().pid)
            .arg(question.peer.uid)
            .arg(process.pid);
    const QString number = Text::tr("Process %1 of user %2").arg(process.pid).arg(question.peer.uid);
    const QString starter =
        question.peer.startedBy
            ? printable(question.peer.startedBy->program.path.section(u'/', -1), kLongestName)
            : QString();
    if (starter.isEmpty())
        return number;
    if (process.hasTerminal)
        return Text::tr("%1, started by %2 in a terminal").arg(number, starter);
    return Text::tr("%1, started by %2").arg(number, starter);
}

/// Our own command line is only the hand: the program that uses it is shown, and how.
QString programText(const ConsentQuestion& question)
{
    if (question.allows)
        return printable(question.program, kLongestPath);
    return printable(question.asking().program.path, kLongestPath);
}

QString accountDetail(const AgentAccount& account)
{
    const QString host = hostText(account.issuer);
    const QString who = printable(account.email.isEmpty() ? account.subject : account.email, 100);
    return Text::tr("%1 at %2").arg(who, host);
}

QString askedText(const ConsentQuestion& question)
{
    if (question.allows)
        return Text::tr("Somebody runs “tessera agent allow”");
    if (!question.mayBeRemembered)
        return Text::tr("Where this program comes from cannot be told, so it is asked each time");
    return question.askedBefore ? Text::tr("For something else than it was allowed")
                                : Text::tr("First time this program asks");
}

} // namespace

ConsentText consentText(const ConsentQuestion& question)
{
    ConsentText text;
    text.program = programText(question);
    text.title = title(question, nameOf(question.asking().program.path));
    text.meaning = meaning(question);
    text.process = processText(question);
    text.asked = askedText(question);
    text.yes = question.opensAgent ? Text::tr("Unlock") : Text::tr("Allow");
    if (question.opensAgent)
        return text;
    const AgentAccount& account = question.account;
    const QString name = account.name.isEmpty() ? account.label : account.name;
    text.account = printable(name.isEmpty() ? account.subject : name, 80);
    text.accountDetail = accountDetail(account);
    for (const QString& scope : question.scope.mid(0, kMostScopes))
        text.scope.append(printable(scope, 80));
    if (question.scope.size() > kMostScopes)
        text.scope.append(Text::tr("and %1 more").arg(question.scope.size() - kMostScopes));
    if (!question.audience.isEmpty())
        text.meaning += u' ' + Text::tr("Only %1 takes it.").arg(printable(question.audience, 100));
    return text;
}

QString deniedInText(Milliseconds left)
{
    const auto seconds = std::max<qint64>(0, (left.count() + 999) / 1000);
    return seconds == 1 ? Text::tr("Denied by itself in 1 second")
                        : Text::tr("Denied by itself in %n seconds", nullptr, int(seconds));
}

} // namespace tessera

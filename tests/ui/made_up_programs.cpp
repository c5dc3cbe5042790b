#include "tests/ui/made_up_programs.h"

#include "tests/ui/made_up.h"

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

class NoTokens final : public TokenSource
{
public:
    QCoro::Task<Result<void>> ready(std::stop_token) override { co_return Result<void>(); }
    QList<AgentAccount> accounts() const override { return {}; }
    Result<QString> find(const QString& text) const override
    {
        return failure(ErrorKind::Configuration, u"account.unknown", text);
    }
    bool isSignedIn(const QString&) const override { return false; }
    QCoro::Task<Result<HandedToken>> fresh(QString, WishKind, Seconds, std::stop_token) override
    {
        co_return failure(ErrorKind::Denied, u"session.sign_in_needed");
    }
};

const QString kKubectl = QStringLiteral("/usr/bin/kubectl");
const QString kShell = QStringLiteral("/usr/bin/zsh");
const QString kGit = QStringLiteral("/usr/lib/git-core/git-credential-tessera-helper");
const QString kEditor = QStringLiteral("/opt/editor-with-a-long-name/bin/editor-language-server");

AuditEntry entry(const QString& event, const QString& program, const QString& why)
{
    AuditEntry made;
    made.event = event;
    made.peer.uid = 1000;
    made.peer.process.pid = 48213;
    made.peer.process.program.path = program;
    made.why = why;
    return made;
}

/// As "tessera agent allow": for the program, and for our command line in its hand. The id of the first.
QString allowBoth(const AgentDeskPtr& desk, const QString& program, const QString& account)
{
    const auto itself = desk->approvals.add(approvalFor(program, account));
    Approval through = approvalFor(QStringLiteral("/usr/bin/tessera"), account);
    through.startedBy = program;
    desk->approvals.add(through);
    return itself ? itself->id : QString();
}

void allowForAnHour(const AgentDeskPtr& desk, const QString& program, const QString& account)
{
    Approval hour = approvalFor(program, account,
                                {QStringLiteral("openid"), QStringLiteral("email"),
                                 QStringLiteral("https://www.googleapis.com/auth/drive.readonly")});
    hour.until = desk->clock->now() + kApprovalHour;
    desk->approvals.add(hour);
}

} // namespace

Approval approvalFor(const QString& program, const QString& account, const QStringList& scope)
{
    Approval approval;
    approval.program = program;
    approval.account = account;
    approval.scope = scope;
    return approval;
}

AuditEntry handedOut(const QString& program, const Account& account, const QString& why)
{
    AuditEntry made = entry(QStringLiteral("handed-out"), program, why);
    made.account = account.id;
    made.issuer = account.issuer;
    made.kind = wishKindName(WishKind::Access);
    made.scope = {QStringLiteral("openid"), QStringLiteral("groups")};
    return made;
}

AgentDeskPtr emptyDesk(const QString& directory, const std::shared_ptr<ManualClock>& clock)
{
    return std::make_shared<AgentDesk>(std::make_shared<NoTokens>(), std::make_shared<NobodyToAsk>(),
                                       directory, clock);
}

AgentDeskPtr busyDesk(const QString& directory, const std::shared_ptr<ManualClock>& clock)
{
    const AgentDeskPtr desk = emptyDesk(directory, clock);
    const Account ana = sixAccounts()[0].account;
    const Account google = sixAccounts()[1].account;
    clock->setWallClock(madeUpNow() - 20h);
    desk->log.write(entry(QStringLiteral("unlocked"), QStringLiteral("/usr/bin/tessera"), {}));
    const QString id = allowBoth(desk, kKubectl, ana.id);
    desk->log.write(handedOut(kKubectl, ana, QStringLiteral("always")));
    Approval changed = approvalFor(kGit, sixAccounts()[2].account.id, {QStringLiteral("api")});
    changed.file = ProgramFile{kGit, 1, 2, 3, 4};
    desk->approvals.add(changed);
    clock->setWallClock(madeUpNow() - 95min);
    AuditEntry refused = entry(QStringLiteral("denied"), QStringLiteral("/home/ana/bin/try.py"),
                               QStringLiteral("agent.denied"));
    refused.account = google.id;
    refused.issuer = google.issuer;
    desk->log.write(refused);
    clock->setWallClock(madeUpNow() - 40min);
    allowForAnHour(desk, kShell, google.id);
    for (int i = 0; i < 12; ++i) {
        clock->setWallClock(madeUpNow() - 38min + i * 1min);
        desk->log.write(handedOut(kKubectl, ana, QStringLiteral("approval ") + id));
    }
    AuditEntry byShell = handedOut(kShell, google, QStringLiteral("hour"));
    byShell.scope = {QStringLiteral("openid"), QStringLiteral("email"),
                     QStringLiteral("https://www.googleapis.com/auth/drive.readonly")};
    clock->setWallClock(madeUpNow() - 3min);
    desk->log.write(byShell);
    Approval denial = approvalFor(kEditor, ana.id);
    denial.isDenial = true;
    desk->approvals.add(denial);
    clock->setWallClock(madeUpNow());
    return desk;
}

AgentDeskPtr hostileDesk(const QString& directory, const std::shared_ptr<ManualClock>& clock)
{
    const AgentDeskPtr desk = emptyDesk(directory, clock);
    const QString path = QStringLiteral("/tmp/<b>System Update</b>\u202e<img src=x>") + QString(10000, u'x') +
                         QStringLiteral("/\u202e<a href='x'>") + QString(10000, u'y');
    const Account account = hostile().account;
    QStringList scope;
    for (int i = 0; i < 90; ++i)
        scope.append(QStringLiteral("https://www.example.com/auth/<b>\u202e%1").arg(i));
    Approval approval = approvalFor(path, account.id, scope);
    approval.audience = path;
    desk->approvals.add(approval);
    approval.account = path;
    approval.isDenial = true;
    desk->approvals.add(approval);
    for (const char* event : {"handed-out", "denied", "allowed", "revoked", "locked", "<b>x</b>\u202e"}) {
        AuditEntry line = handedOut(path, account, path);
        line.event = QString::fromUtf8(event);
        line.scope = scope;
        desk->log.write(line);
    }
    return desk;
}

} // namespace tessera::test

// A268, A269: what an approval covers and how long.
#include "core/agent/approvals.h"
#include "tests/core/agent/quoted.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

ApprovalSubject kubectl()
{
    ApprovalSubject subject;
    subject.program = {QStringLiteral("/usr/bin/kubectl"), 1, 2, 3, 4};
    subject.accounts = words("work-id work");
    subject.scope = words("openid groups");
    return subject;
}

Approval approvalOf(const ApprovalSubject& subject)
{
    Approval approval;
    approval.program = subject.program.path;
    approval.file = subject.program;
    approval.startedBy = subject.startedBy;
    approval.account = subject.accounts.constFirst();
    approval.kind = subject.kind;
    approval.scope = subject.scope;
    approval.audience = subject.audience;
    return approval;
}

} // namespace

class ApprovalsTest final : public QObject
{
    Q_OBJECT
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Approvals> m_approvals;

    bool covers(const ApprovalSubject& subject)
    {
        const auto found = m_approvals->find(subject);
        return found && *found && !(*found)->isDenial;
    }
    void restart() { m_approvals = std::make_unique<Approvals>(m_directory->path(), m_clock); }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<ManualClock>();
        m_directory = std::make_unique<QTemporaryDir>();
        restart();
    }

    void covered_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("covered");
        const auto row = [](const char* what, bool covered) {
            QTest::newRow(what) << QString::fromLatin1(what) << covered;
        };
        row("the same", true);
        row("narrower scope", true);
        row("A268 other account", false);
        row("A268 other audience", false);
        row("A268 wider scope", false);
        row("A268 other kind", false);
        row("A267 other file at the path", false);
        row("A267 other path", false);
        row("A267 path of another world", false);
        row("other starter", false);
    }
    void covered()
    {
        QFETCH(QString, what);
        QFETCH(bool, covered);
        QVERIFY(m_approvals->add(approvalOf(kubectl())));
        ApprovalSubject subject = kubectl();
        if (what == QLatin1String("narrower scope"))
            subject.scope = words("groups");
        if (what.endsWith(QLatin1String("other account")))
            subject.accounts = words("home-id home");
        if (what.endsWith(QLatin1String("other audience")))
            subject.audience = QStringLiteral("https://api.example");
        if (what.endsWith(QLatin1String("wider scope")))
            subject.scope = words("openid groups admin");
        if (what.endsWith(QLatin1String("other kind")))
            subject.kind = WishKind::Id;
        if (what.endsWith(QLatin1String("other file at the path")))
            subject.program.inode = 9;
        if (what.endsWith(QLatin1String("other path")))
            subject.program.path = QStringLiteral("/tmp/kubectl");
        if (what.endsWith(QLatin1String("path of another world")))
            subject.pathIsTrue = false;
        if (what == QLatin1String("other starter"))
            subject.startedBy = QStringLiteral("/usr/bin/zsh");
        QCOMPARE(covers(subject), covered);
    }

    void always()
    {
        QVERIFY(m_approvals->add(approvalOf(kubectl())));
        m_clock->advance(Seconds(365 * 86400));
        QVERIFY(covers(kubectl()));
        m_approvals->forgetSession();
        QVERIFY(covers(kubectl()));
        restart();
        QVERIFY(covers(kubectl()));
    }

    void forAnHour()
    {
        Approval approval = approvalOf(kubectl());
        approval.until = m_clock->now() + kApprovalHour;
        QVERIFY(m_approvals->add(approval));
        for (int minutes = 9; minutes < 60; minutes += 9) {
            m_clock->advance(Seconds(9 * 60));
            QVERIFY(covers(kubectl()));
        }
        m_clock->advance(Seconds(6 * 60));
        QVERIFY(!covers(kubectl()));
    }

    void hourEndsSooner_data()
    {
        QTest::addColumn<QString>("how");
        QTest::newRow("A269 ten minutes unused") << QStringLiteral("idle");
        QTest::newRow("A269 locked") << QStringLiteral("lock");
        QTest::newRow("A269 new start") << QStringLiteral("restart");
        QTest::newRow("A269 clock set back, then unused") << QStringLiteral("clock");
    }
    void hourEndsSooner()
    {
        QFETCH(QString, how);
        Approval approval = approvalOf(kubectl());
        approval.until = m_clock->now() + kApprovalHour;
        QVERIFY(m_approvals->add(approval));
        m_clock->advance(Seconds(599));
        QVERIFY(covers(kubectl()));
        if (how == QLatin1String("lock"))
            m_approvals->forgetSession();
        else if (how == QLatin1String("restart"))
            restart();
        else
            m_clock->advance(Seconds(600));
        if (how == QLatin1String("clock"))
            m_clock->setWallClock(fromUnixSeconds(0));
        QVERIFY(!covers(kubectl()));
        QVERIFY(!QFile::exists(m_approvals->path())); // nothing of it on disk
    }

    void denied()
    {
        QVERIFY(m_approvals->add(approvalOf(kubectl())));
        Approval denial = approvalOf(kubectl());
        denial.isDenial = true;
        QVERIFY(m_approvals->add(denial));
        ApprovalSubject other = kubectl();
        other.accounts = words("home-id");
        other.program.inode = 9;
        for (const auto& subject : {kubectl(), other}) {
            const auto found = m_approvals->find(subject);
            QVERIFY(found && *found && (*found)->isDenial);
        }
        m_approvals->forgetSession();
        QVERIFY(covers(kubectl()));
    }

    void revoked()
    {
        const auto added = m_approvals->add(approvalOf(kubectl()));
        QCOMPARE(added->id.size(), 8);
        QCOMPARE(m_approvals->list()->size(), 1);
        QCOMPARE(m_approvals->revoke(QStringLiteral("nothing")).error().code,
                 QStringLiteral("agent.approval_unknown"));
        QCOMPARE(*m_approvals->revoke(added->id), 1);
        QVERIFY(!covers(kubectl()));
        restart();
        QVERIFY(!covers(kubectl()));
        QVERIFY(m_approvals->add(approvalOf(kubectl())));
        Approval timed = approvalOf(kubectl());
        timed.until = m_clock->now() + kApprovalHour;
        QVERIFY(m_approvals->add(timed));
        QCOMPARE(*m_approvals->revoke(QStringLiteral("all")), 2);
        QVERIFY(!covers(kubectl()));
        QCOMPARE(*m_approvals->revoke(QStringLiteral("all")), 0);
    }

    void changedFileIsReadAgain()
    {
        QVERIFY(!covers(kubectl()));
        QFile file(m_approvals->path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(quoted("{'version':1,'approvals':[{'program':'/usr/bin/"
                          "kubectl','account':'work','kind':'access','scope':'*'}]}"));
        file.close();
        QVERIFY(covers(kubectl()));
        ApprovalSubject newer = kubectl();
        newer.program.inode = 77; // written by hand: whatever stands at the path
        QVERIFY(covers(newer));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("{");
        file.close();
        QCOMPARE(m_approvals->find(kubectl()).error().code, QStringLiteral("agent.approvals"));
        QCOMPARE(m_approvals->add(approvalOf(kubectl())).error().code, QStringLiteral("agent.approvals"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{")); // not written over
    }
};

TESSERA_TEST(ApprovalsTest)
#include "approvals_test.moc"

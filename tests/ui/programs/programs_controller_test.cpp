// What programs may have, from the window's agent and from the files alone; taking back, undoing, locking;
// and what other processes do to the files is seen.
#include "ui/programs/programs_controller.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_programs.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;
using namespace std::chrono_literals;

class ProgramsControllerTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<ProgramsController> m_controller;

    QStringList names() const
    {
        QStringList all;
        for (const ProgramRow& row : m_controller->view().allowed)
            all.append(row.name);
        return all;
    }
    QString lastEvent() const
    {
        const auto& events = m_controller->view().events;
        return events.isEmpty() ? QString() : events.constFirst().title;
    }
    /// What the file says, read by somebody else.
    QList<Approval> inFile() const { return *Approvals(m_directory->path(), m_clock).list(); }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_clock = std::make_shared<ManualClock>(madeUpNow());
        m_controller = std::make_unique<ProgramsController>(m_directory->path(), m_clock, [] {
            return QList<Account>{sixAccounts()[0].account, sixAccounts()[1].account,
                                  sixAccounts()[2].account};
        });
    }
    void cleanup() { m_controller.reset(); }

    void theLiveDeskIsRead()
    {
        const AgentDeskPtr desk = busyDesk(m_directory->path(), m_clock);
        m_controller->setDesk(desk);
        QVERIFY(names().isEmpty()); // nobody looks: no file is read
        m_controller->refresh();
        QCOMPARE(m_controller->view().agent.kind, AgentState::Kind::On);
        QCOMPARE(names(), (QStringList{QStringLiteral("git-credential-tessera-helper"),
                                       QStringLiteral("kubectl"), QStringLiteral("zsh")}));
        QCOMPARE(m_controller->view().denied.size(), 1);
        QCOMPARE(m_controller->view().allowed[2].until.left(6), QStringLiteral("Until "));
        QVERIFY(lastEvent().startsWith(QStringLiteral("zsh got an access token")));
    }

    void withoutAnAgentTheFiles()
    {
        busyDesk(m_directory->path(), m_clock);
        m_controller->refresh();
        QCOMPARE(m_controller->view().agent.kind, AgentState::Kind::Off);
        // What holds for a while only that agent knew.
        QCOMPARE(names(),
                 (QStringList{QStringLiteral("git-credential-tessera-helper"), QStringLiteral("kubectl")}));
        QVERIFY(!m_controller->view().events.isEmpty());
    }

    void whyThereIsNone()
    {
        m_controller->setMissing({ErrorKind::Configuration, QStringLiteral("agent.running"), {}, {}});
        QCOMPARE(m_controller->agentState().kind, AgentState::Kind::Elsewhere);
        m_controller->setMissing({ErrorKind::Configuration, QStringLiteral("agent.no_listen"), {}, {}});
        QCOMPARE(m_controller->agentState().kind, AgentState::Kind::Off);
        QCOMPARE(m_controller->agentState().why->code, QStringLiteral("agent.no_listen"));
    }

    void takenBackIsGoneEverywhere()
    {
        const AgentDeskPtr desk = busyDesk(m_directory->path(), m_clock);
        m_controller->setDesk(desk);
        m_controller->refresh();
        QSignalSpy tookBack(m_controller.get(), &ProgramsController::tookBack);
        const QStringList ids = m_controller->view().allowed[1].ids;
        QCOMPARE(ids.size(), 2);
        m_controller->takeBack(ids);
        QCOMPARE(tookBack.size(), 1);
        QCOMPARE(tookBack.first().first().toString(), QStringLiteral("kubectl"));
        QVERIFY(!names().contains(QStringLiteral("kubectl")));
        QCOMPARE(inFile().size(), 1);
        const auto lines = desk->log.last(2);
        QCOMPARE(lines[0].value(u"event").toString(), QStringLiteral("revoked"));
        QCOMPARE(lines[1].value(u"why").toString(), ids[1]);
        QVERIFY2(lastEvent().startsWith(QStringLiteral("2 approvals for Ana")), qPrintable(lastEvent()));
    }

    void undoBringsItBackAsItWas()
    {
        m_controller->setDesk(busyDesk(m_directory->path(), m_clock));
        m_controller->refresh();
        const ProgramRow before = m_controller->view().allowed[2];
        m_controller->takeBack(before.ids);
        QVERIFY(!names().contains(QStringLiteral("zsh")));
        QSignalSpy ended(m_controller.get(), &ProgramsController::undoEnded);
        m_controller->undo();
        QCOMPARE(ended.size(), 1);
        const ProgramRow after = m_controller->view().allowed[2];
        QCOMPARE(after.name, QStringLiteral("zsh"));
        QCOMPARE(after.until, before.until);
        QCOMPARE(after.token, before.token);
        m_controller->undo();
        QCOMPARE(names().size(), 3);
    }

    void aSecondOneEndsTheUndoOfTheFirst()
    {
        m_controller->setDesk(busyDesk(m_directory->path(), m_clock));
        m_controller->refresh();
        m_controller->takeBack(m_controller->view().allowed[0].ids);
        m_controller->takeBack(m_controller->view().allowed[0].ids);
        m_controller->undo();
        QCOMPARE(names(), (QStringList{QStringLiteral("kubectl"), QStringLiteral("zsh")}));
    }

    /// A lock forgets what was allowed for a while: nobody gets it back by an undo.
    void aLockEndsTheUndo()
    {
        m_controller->setDesk(busyDesk(m_directory->path(), m_clock));
        m_controller->refresh();
        m_controller->takeBack(m_controller->view().allowed[2].ids);
        QSignalSpy ended(m_controller.get(), &ProgramsController::undoEnded);
        m_controller->lock();
        QCOMPARE(ended.size(), 1); // the button goes with it
        m_controller->undo();
        m_controller->unlock({});
        QVERIFY(!names().contains(QStringLiteral("zsh")));
    }

    void takenBackElsewhereMeanwhileIsNoFault()
    {
        m_controller->setDesk(busyDesk(m_directory->path(), m_clock));
        m_controller->refresh();
        const QStringList ids = m_controller->view().allowed[1].ids;
        QVERIFY(Approvals(m_directory->path(), m_clock).revoke(QStringLiteral("all")));
        QSignalSpy failed(m_controller.get(), &ProgramsController::failed);
        m_controller->takeBack(ids);
        QVERIFY(failed.isEmpty());
        QVERIFY(!names().contains(QStringLiteral("kubectl")));
    }

    void otherProcessesAreSeenOnRefresh()
    {
        busyDesk(m_directory->path(), m_clock);
        m_controller->refresh();
        QCOMPARE(names().size(), 2);
        Approvals other(m_directory->path(), m_clock);
        QVERIFY(other.revoke(QStringLiteral("all")));
        m_controller->refresh();
        QVERIFY(names().isEmpty());
    }

    void otherProcessesAreSeenWhileWatching()
    {
        m_controller->refresh();
        m_controller->setWatching(true);
        QVERIFY(names().isEmpty());
        Approvals other(m_directory->path(), m_clock);
        const auto added = other.add(approvalFor(QStringLiteral("/usr/bin/git"), QStringLiteral("work")));
        QVERIFY(added);
        QTRY_COMPARE(names(), QStringList{QStringLiteral("git")});
        QVERIFY(other.revoke(added->id));
        QTRY_VERIFY(names().isEmpty());
        AuditLog log(m_directory->path(), m_clock);
        QVERIFY(log.write(
            handedOut(QStringLiteral("/usr/bin/git"), anaAtAcme().account, QStringLiteral("once"))));
        QTRY_COMPARE(m_controller->view().events.size(), 1);
        QVERIFY(log.write(
            handedOut(QStringLiteral("/usr/bin/zsh"), anaAtAcme().account, QStringLiteral("once"))));
        QTRY_COMPARE(m_controller->view().events.size(), 2);
        m_controller->setWatching(false);
        QSignalSpy changed(m_controller.get(), &ProgramsController::changed);
        QVERIFY(log.write(
            handedOut(QStringLiteral("/usr/bin/zsh"), anaAtAcme().account, QStringLiteral("once"))));
        QVERIFY(!changed.wait(300));
    }

    void lockAndUnlock()
    {
        const AgentDeskPtr desk = busyDesk(m_directory->path(), m_clock);
        m_controller->setDesk(desk);
        m_controller->lock();
        QVERIFY(desk->isLocked());
        QCOMPARE(m_controller->view().agent.kind, AgentState::Kind::Locked);
        QVERIFY(!m_controller->view().agent.hasPassword);
        QCOMPARE(lastEvent(), QStringLiteral("The agent was locked"));
        m_controller->unlock({});
        QVERIFY(!desk->isLocked());
        QCOMPARE(m_controller->view().agent.kind, AgentState::Kind::On);
    }

    void aPasswordIsNeededWhereThereIsOne()
    {
        const AgentDeskPtr desk = emptyDesk(m_directory->path(), m_clock);
        m_controller->setDesk(desk);
        QSignalSpy changed(m_controller.get(), &ProgramsController::changed);
        desk->lockNow(SecretString::fromUtf8("made-up")); // as "tessera agent lock" does
        QVERIFY(changed.wait());
        QVERIFY(m_controller->view().agent.hasPassword);
        QSignalSpy failed(m_controller.get(), &ProgramsController::unlockFailed);
        m_controller->unlock(SecretString::fromUtf8("wrong"));
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().code, QStringLiteral("agent.wrong_password"));
        QVERIFY(desk->isLocked());
        m_clock->advance(2s);
        m_controller->unlock(SecretString::fromUtf8("made-up"));
        QVERIFY(!desk->isLocked());
    }

    void aDeskThatOutlivesTheWindowCallsNobody()
    {
        const AgentDeskPtr desk = emptyDesk(m_directory->path(), m_clock);
        m_controller->setDesk(desk);
        m_controller.reset();
        desk->lockNow();
        QCoreApplication::processEvents();
    }

    void anUnreadableFileIsSaid()
    {
        QFile file(m_directory->filePath(QStringLiteral("agent-approvals.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
        file.close();
        m_controller->refresh();
        QVERIFY(m_controller->view().problem);
        QCOMPARE(m_controller->view().problem->code, QStringLiteral("agent.approvals"));
        QSignalSpy failed(m_controller.get(), &ProgramsController::failed);
        m_controller->takeBack({QStringLiteral("1")});
        QCOMPARE(failed.size(), 1);
    }
};

TESSERA_TEST(ProgramsControllerTest)
#include "programs_controller_test.moc"

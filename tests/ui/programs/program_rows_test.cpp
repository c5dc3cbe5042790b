// Approvals and log as rows: what a person cannot tell apart is one row, and the last use is found.
#include "ui/programs/program_rows.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_programs.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;
using namespace std::chrono_literals;

class ProgramRowsTest final : public QObject
{
    Q_OBJECT

    const Account m_ana = anaAtAcme().account;
    const ProgramContext m_context{{m_ana}, QStringLiteral("/usr/bin/tessera"), madeUpNow()};

    Approval allowed(const QString& id) const
    {
        Approval approval = approvalFor(QStringLiteral("/usr/bin/kubectl"), m_ana.id);
        approval.id = id;
        return approval;
    }
    Approval through(const QString& id) const
    {
        Approval approval = allowed(id);
        approval.startedBy = std::exchange(approval.program, QStringLiteral("/usr/bin/tessera"));
        return approval;
    }
    AuditLine used(const QString& why, TimePoint when) const
    {
        AuditLine line;
        line.time = when;
        line.event = QStringLiteral("handed-out");
        line.program = QStringLiteral("/usr/bin/kubectl");
        line.account = m_ana.id;
        line.issuer = m_ana.issuer;
        line.kind = QStringLiteral("access");
        line.scope = QStringLiteral("openid groups");
        line.why = why;
        return line;
    }

private Q_SLOTS:
    void aProgramAndItsCommandLineAreOne()
    {
        const auto rows =
            programRows({allowed(QStringLiteral("1")), through(QStringLiteral("2"))}, {}, m_context);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0].ids, (QStringList{QStringLiteral("1"), QStringLiteral("2")}));
        QCOMPARE(rows[0].name, QStringLiteral("kubectl"));
        QCOMPARE(rows[0].path, QStringLiteral("/usr/bin/kubectl"));
        QCOMPARE(rows[0].hint, QStringLiteral("Itself, and through the command tessera"));
        QCOMPARE(rows[0].account, QStringLiteral("Ana Marić"));
        QCOMPARE(rows[0].host, QStringLiteral("id.acme.example"));
        QCOMPARE(rows[0].token, QStringLiteral("Access token: openid groups"));
        QCOMPARE(rows[0].until, QStringLiteral("Always"));
    }

    void whatDiffersIsTwo()
    {
        Approval other = allowed(QStringLiteral("2"));
        other.scope.append(QStringLiteral("email"));
        QCOMPARE(programRows({allowed(QStringLiteral("1")), other}, {}, m_context).size(), 2);
        Approval hour = allowed(QStringLiteral("3"));
        hour.until = madeUpNow() + 1h;
        QCOMPARE(programRows({allowed(QStringLiteral("1")), hour}, {}, m_context).size(), 2);
    }

    void theLastUse()
    {
        const auto last = [this](const QList<AuditLine>& log) {
            return programRows({allowed(QStringLiteral("1"))}, log, m_context)[0].lastUse;
        };
        QCOMPARE(last({}), QStringLiteral("Not used lately"));
        QCOMPARE(last({used(QStringLiteral("approval 1"), madeUpNow() - 5min),
                       used(QStringLiteral("approval 1"), madeUpNow() - 3h)}),
                 QStringLiteral("Last used 5 minutes ago"));
        QCOMPARE(last({used(QStringLiteral("always"), madeUpNow() - 3h)}),
                 QStringLiteral("Last used 3 hours ago"));
        // Another approval's, and one that was for that once.
        QCOMPARE(last({used(QStringLiteral("approval 2"), madeUpNow())}), QStringLiteral("Not used lately"));
        QCOMPARE(last({used(QStringLiteral("once"), madeUpNow())}), QStringLiteral("Not used lately"));
        AuditLine denied = used(QStringLiteral("approval 1"), madeUpNow());
        denied.event = QStringLiteral("denied");
        QCOMPARE(last({denied}), QStringLiteral("Not used lately"));
    }

    void aProgramThatChangedIsSaid()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("program"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("1") == 1);
        file.close();
        Approval approval = approvalFor(path, m_ana.id);
        approval.file = *programFile(path);
        QVERIFY(!programRows({approval}, {}, m_context)[0].isStale);
        QVERIFY(file.open(QIODevice::Append) && file.write("2") == 1);
        file.close();
        const auto changed = programRows({approval}, {}, m_context);
        QVERIFY(changed[0].isStale);
        QVERIFY(changed[0].hint.startsWith(QStringLiteral("Changed since")));
        QVERIFY(QFile::remove(path));
        QVERIFY(programRows({approval}, {}, m_context)[0].isStale);
        approval.file.reset(); // written by hand: whatever stands there
        QVERIFY(!programRows({approval}, {}, m_context)[0].isStale);
    }

    void accountsByLabelAndNone()
    {
        Account labelled = m_ana;
        labelled.label = QStringLiteral("work");
        Approval byHand = allowed(QStringLiteral("1"));
        byHand.account = QStringLiteral("work");
        const ProgramContext context{{labelled}, {}, madeUpNow()};
        QCOMPARE(programRows({byHand}, {}, context)[0].host, QStringLiteral("id.acme.example"));
        byHand.account = QStringLiteral("gone");
        QCOMPARE(programRows({byHand}, {}, context)[0].account, QStringLiteral("gone"));
        QCOMPARE(programRows({byHand}, {}, context)[0].host, QStringLiteral("No such account here"));
    }

    void sortedByName()
    {
        const auto rows = programRows({approvalFor(QStringLiteral("/b/zsh"), m_ana.id),
                                       approvalFor(QStringLiteral("/a/Kubectl"), m_ana.id),
                                       approvalFor(QStringLiteral("/a/git"), m_ana.id)},
                                      {}, m_context);
        QCOMPARE(rows[0].name, QStringLiteral("git"));
        QCOMPARE(rows[1].name, QStringLiteral("Kubectl"));
    }

    void theLogNamesAccounts()
    {
        AuditLine gone = used(QStringLiteral("once"), madeUpNow());
        gone.account = QStringLiteral("gone");
        const auto rows = auditRows({used(QStringLiteral("once"), madeUpNow()), gone}, m_context);
        QCOMPARE(rows[0].title,
                 QStringLiteral("kubectl got an access token of Ana Marić at id.acme.example"));
        QVERIFY2(rows[1].title.contains(QStringLiteral("an account at id.acme.example that is not here")),
                 qPrintable(rows[1].title));
    }
};

TESSERA_TEST(ProgramRowsTest)
#include "program_rows_test.moc"

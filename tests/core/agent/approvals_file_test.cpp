// agent-approvals.json: there and back; a slip of the pen is told.
#include "core/agent/approvals_file.h"
#include "tests/core/agent/quoted.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace tessera;
using tessera::test::quoted;

class ApprovalsFileTest final : public QObject
{
    Q_OBJECT
    QTemporaryDir m_directory;
    QString path() const { return m_directory.filePath(QStringLiteral("agent-approvals.json")); }
    void put(const QByteArray& text) const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
            qFatal("write");
    }

private Q_SLOTS:
    void init() { QFile::remove(path()); }

    void thereAndBack()
    {
        Approval approval;
        approval.id = QStringLiteral("0a1b2c3d");
        approval.program = QStringLiteral("/usr/bin/kubectl");
        approval.file = ProgramFile{approval.program, ~0ULL, 1ULL << 60, 5, 1767323045123456789};
        approval.startedBy = QStringLiteral("/usr/bin/zsh");
        approval.account = QStringLiteral("work-id");
        approval.kind = WishKind::Id;
        approval.scope = QStringList{QStringLiteral("a"), QStringLiteral("b")};
        approval.audience = QStringLiteral("client");
        approval.given = fromUnixSeconds(1767323045);
        QVERIFY(writeApprovals(path(), {approval}));
        const auto read = readApprovals(path());
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QCOMPARE(read->size(), 1);
        QCOMPARE(toJson(read->first()), toJson(approval));
        QVERIFY(read->first().file == approval.file);
        QVERIFY(!(QFileInfo(path()).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QVERIFY(readApprovals(m_directory.filePath(QStringLiteral("none")))->isEmpty());
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("cause");
        const auto entry = [](const QByteArray& members) {
            return (quoted("{'version':1,'approvals':[{")) + members + "}]}";
        };
        const auto row = [](const char* name, const QByteArray& text, const char* cause) {
            QTest::newRow(name) << text << QString::fromLatin1(cause);
        };
        row("good", entry(quoted("'program':'/p','account':'a','kind':'id','scope':'*'")), "");
        row("cut off", quoted("{'version':1,"), "json.syntax");
        row("twice", quoted("{'version':1,'version':1,'approvals':[]}"), "json.duplicate_name");
        row("other version", quoted("{'version':2,'approvals':[]}"), "version");
        row("no list", quoted("{'version':1,'approvals':{}}"), "approvals");
        row("more", quoted("{'version':1,'approvals':[],'x':1}"), "approvals");
        row("no program", entry(quoted("'account':'a','kind':'id','scope':'*'")), "approval 1, program");
        row("empty program", entry(quoted("'program':'','account':'a','kind':'id','scope':'*'")),
            "approval 1, program");
        row("no account", entry(quoted("'program':'/p','kind':'id','scope':'*'")), "approval 1, account");
        row("no scope", entry(quoted("'program':'/p','account':'a','kind':'id'")), "approval 1, scope");
        row("A271 kind", entry(quoted("'program':'/p','account':'a','kind':'refresh','scope':'*'")),
            "approval 1, kind");
        row("misspelt", entry(quoted("'program':'/p','account':'a','kind':'id','scope':'*','untill':1")),
            "approval 1, untill");
        row("half a file",
            entry(quoted("'program':'/p','account':'a','kind':'id','scope':'*','file':{'inode':'1'}")),
            "approval 1, file");
        row("no object", quoted("{'version':1,'approvals':['/usr/bin/kubectl']}"), "approval 1, program");
        row("too large", QByteArray(600 * 1024, ' '), "too large");
    }
    void refused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, cause);
        put(text);
        const auto read = readApprovals(path());
        QCOMPARE(read.has_value(), cause.isEmpty());
        if (read)
            return;
        QCOMPARE(read.error().code, QStringLiteral("agent.approvals"));
        QVERIFY2(read.error().detail.startsWith(path()), qPrintable(read.error().detail));
        QVERIFY2(read.error().detail.contains(cause), qPrintable(read.error().detail));
    }

    void rights()
    {
        put(quoted("{'version':1,'approvals':[]}"));
        QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::WriteGroup));
        QVERIFY(readApprovals(path()).error().detail.contains(QStringLiteral("chmod go-w")));
        QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(readApprovals(path()));
        if (geteuid() != 0)
            return qInfo("owner not tried: only root can give a file away");
        QCOMPARE(chown(qPrintable(path()), 65534, 65534), 0);
        QVERIFY(readApprovals(path()).error().detail.contains(QStringLiteral("belongs to user 65534")));
    }

    void stampChanges()
    {
        const QString none = approvalsStamp(path());
        put("1");
        const QString one = approvalsStamp(path());
        put("22");
        QVERIFY(none != one);
        QVERIFY(one != approvalsStamp(path()));
    }
};

TESSERA_TEST(ApprovalsFileTest)
#include "approvals_file_test.moc"

// What was handed out to whom stands in the log; no token, no more than two files.
#include "core/agent/audit_log.h"
#include "core/net/limits.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class AuditLogTest final : public QObject
{
    Q_OBJECT

    static AuditEntry entry()
    {
        AuditEntry made;
        made.event = QStringLiteral("handed-out");
        made.peer.uid = 1000;
        made.peer.process.pid = 48213;
        made.peer.process.program.path = QStringLiteral("/usr/bin/kubectl");
        made.account = QStringLiteral("work-id");
        made.issuer = QStringLiteral("https://id.example");
        made.kind = QStringLiteral("access");
        made.scope = QStringList{QStringLiteral("openid"), QStringLiteral("groups")};
        made.why = QStringLiteral("once");
        return made;
    }

private Q_SLOTS:
    void written()
    {
        const QTemporaryDir directory;
        AuditLog log(directory.filePath(QStringLiteral("config")), std::make_shared<ManualClock>());
        QVERIFY(log.write(entry()));
        const auto lines = log.last(10);
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0].value(u"time").toString(), QStringLiteral("2026-01-02T03:04:05Z"));
        QCOMPARE(lines[0].value(u"program").toString(), QStringLiteral("/usr/bin/kubectl"));
        QCOMPARE(lines[0].value(u"process").toInt(), 48213);
        QCOMPARE(lines[0].value(u"account").toString(), QStringLiteral("work-id"));
        QCOMPARE(lines[0].value(u"scope").toString(), QStringLiteral("openid groups"));
        QCOMPARE(lines[0].value(u"why").toString(), QStringLiteral("once"));
        QVERIFY(!(QFileInfo(log.path()).permissions() &
                  (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
    }

    void oneLineEach()
    {
        const QTemporaryDir directory;
        AuditLog log(directory.path(), std::make_shared<ManualClock>());
        AuditEntry odd = entry();
        odd.peer.process.program.path = QStringLiteral("/tmp/a\n{\"event\":\"handed-out\"}\u202e");
        QVERIFY(log.write(odd));
        QFile file(log.path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 1);
        QVERIFY(!log.last(1)[0].value(u"program").toString().contains(QChar(0x202e)));
    }

    void bounded()
    {
        const QTemporaryDir directory;
        AuditLog log(directory.path(), std::make_shared<ManualClock>());
        AuditEntry long_ = entry();
        long_.why = QString(400, u'w');
        const int enough = int(3 * limits::kAuditFileBytes / 600);
        for (int i = 0; i < enough; ++i)
            QVERIFY(log.write(long_));
        QCOMPARE(QDir(directory.path()).entryList(QDir::Files).size(), 2);
        for (const QString& name : QDir(directory.path()).entryList(QDir::Files))
            QVERIFY(QFileInfo(directory.filePath(name)).size() < limits::kAuditFileBytes + 2048);
        AuditEntry last = entry();
        last.account = QStringLiteral("last");
        QVERIFY(log.write(last));
        QCOMPARE(log.last(3).size(), 3);
        QCOMPARE(log.last(3)[2].value(u"account").toString(), QStringLiteral("last"));
    }

    void notWritten()
    {
        const QTemporaryDir directory;
        AuditLog log(directory.path(), std::make_shared<ManualClock>());
        QVERIFY(QDir().mkdir(log.path()));
        const auto written = log.write(entry());
        QCOMPARE(written.error().code, QStringLiteral("agent.audit"));
        QVERIFY(written.error().detail.contains(log.path()));
    }
};

TESSERA_TEST(AuditLogTest)
#include "audit_log_test.moc"

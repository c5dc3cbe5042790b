// What is remembered of an account across restarts: bounded, private, and never in the way.
#include "core/session/account_journal.h"

#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tessera::test {
namespace {

using Kind = SessionEvent::Kind;

const QString kAccount = QStringLiteral("abcdefghijklmnopqrstuv");
const TimePoint kNow = fromUnixSeconds(1767323045);

SessionEvent made(Kind kind, int minutes = 0)
{
    return {kNow + std::chrono::minutes(minutes), kind, std::nullopt};
}

} // namespace

class AccountJournalTest final : public QObject
{
    Q_OBJECT

    static void write(const AccountJournal& journal, const QByteArray& text)
    {
        QVERIFY(QDir().mkpath(QFileInfo(journal.path(kAccount)).path()));
        QFile file(journal.path(kAccount));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

private Q_SLOTS:
    void roundTrip()
    {
        const QTemporaryDir directory;
        const AccountJournal journal(directory.path());
        QVERIFY(journal.read(kAccount).isEmpty());
        const Error refused{ErrorKind::Denied,
                            QStringLiteral("invalid_grant"),
                            QStringLiteral("Token has been expired or revoked."),
                            {}};
        journal.append(kAccount, made(Kind::SignedIn));
        journal.append(kAccount, made(Kind::Renewed, 55));
        journal.append(kAccount, made(Kind::Renewed, 110));
        journal.append(kAccount, {kNow + std::chrono::hours(3), Kind::SignInNeeded, refused});
        const auto events = journal.read(kAccount);
        QCOMPARE(events.size(), 3);
        QCOMPARE(events[0].kind, Kind::SignedIn);
        QCOMPARE(events[1].count, 2);
        QVERIFY(events[1].since == kNow + std::chrono::minutes(55));
        QVERIFY(events[1].at == kNow + std::chrono::minutes(110));
        QCOMPARE(*events[2].why, refused);
        QCOMPARE(QFile::permissions(journal.path(kAccount)) &
                     (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
        journal.remove(kAccount);
        QVERIFY(!QFile::exists(journal.path(kAccount)));
        QVERIFY(journal.read(kAccount).isEmpty());
    }

    void everyKindHasItsName()
    {
        const QTemporaryDir directory;
        const AccountJournal journal(directory.path());
        QStringList names;
        for (int kind = 0; kind <= int(Kind::NotStored); ++kind) {
            journal.append(kAccount, made(Kind(kind), kind));
            names.append(eventName(Kind(kind)));
        }
        QCOMPARE(names.removeDuplicates(), 0);
        const auto events = journal.read(kAccount);
        QCOMPARE(events.size(), names.size());
        for (int kind = 0; kind < events.size(); ++kind)
            QCOMPARE(events[kind].kind, Kind(kind));
    }

    void badLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("A236 torn") << QByteArray("{\"at\":1767323045000,\"event\":\"ren");
        QTest::newRow("A236 a later version's event")
            << QByteArray("{\"at\":1767323045000,\"event\":\"teleported\"}");
        QTest::newRow("A236 no time") << QByteArray("{\"event\":\"renewed\"}");
        QTest::newRow("A236 time in words") << QByteArray("{\"at\":\"now\",\"event\":\"renewed\"}");
        QTest::newRow("A236 a time beyond all") << QByteArray("{\"at\":1e300,\"event\":\"renewed\"}");
        QTest::newRow("A236 a time before all") << QByteArray("{\"at\":-5,\"event\":\"renewed\"}");
        QTest::newRow("A236 an array") << QByteArray("[1,2]");
        QTest::newRow("A236 twice the same name") << QByteArray("{\"at\":1,\"at\":2,\"event\":\"renewed\"}");
        QTest::newRow("A236 deep") << QByteArray(5000, '[');
        QTest::newRow("A236 NUL") << QByteArray(100, '\0');
        QTest::newRow("A236 no UTF-8") << QByteArray("\xff\xfe{}");
        QTest::newRow("A236 long") << QByteArray("{\"at\":1,\"event\":\"") + QByteArray(10000, 'x') + "\"}";
    }
    void badLines()
    {
        QFETCH(QByteArray, line);
        const QTemporaryDir directory;
        const AccountJournal journal(directory.path());
        write(journal, line + "\n");
        QVERIFY(journal.read(kAccount).isEmpty());
        // What comes after it counts, and nothing of it is lost.
        journal.append(kAccount, made(Kind::SignedIn));
        QCOMPARE(journal.read(kAccount).size(), 1);
    }

    void oddCounts_data()
    {
        QTest::addColumn<QByteArray>("count");
        QTest::addColumn<int>("read");
        QTest::newRow("none") << QByteArray() << 1;
        QTest::newRow("many") << QByteArray(",\"count\":7,\"since\":1767323000000") << 7;
        QTest::newRow("nought") << QByteArray(",\"count\":0") << 1;
        QTest::newRow("negative") << QByteArray(",\"count\":-7") << 1;
        QTest::newRow("too many") << QByteArray(",\"count\":2000000000") << 1000000;
        QTest::newRow("in words") << QByteArray(",\"count\":\"seven\"") << 1;
    }
    void oddCounts()
    {
        QFETCH(QByteArray, count);
        QFETCH(int, read);
        const QTemporaryDir directory;
        const AccountJournal journal(directory.path());
        write(journal, "{\"at\":1767323045000,\"event\":\"renewed\"" + count + "}\n");
        QCOMPARE(journal.read(kAccount).value(0).count, read);
    }

    void isBounded()
    {
        const QTemporaryDir directory;
        const AccountJournal journal(directory.path());
        journal.append(kAccount, made(Kind::SignedIn));
        const Error away{ErrorKind::Offline, QStringLiteral("net.unreachable"), QString(300, u'x'), {}};
        for (int i = 0; i < 1000; ++i)
            journal.append(kAccount,
                           {kNow + std::chrono::minutes(i), i % 2 ? Kind::BackOnline : Kind::Offline, away});
        QVERIFY(QFileInfo(journal.path(kAccount)).size() < 66 * 1024);
        const auto events = journal.read(kAccount);
        QCOMPARE(events.size(), 100);
        QCOMPARE(events[0].kind, Kind::SignedIn); // without it nobody knows how long it lasted
        QVERIFY(events.constLast().at == kNow + std::chrono::minutes(999));
        QCOMPARE(events.constLast().why->detail.size(), 201); // cut, with a mark
    }

    void foldsOnlyWhatFollows()
    {
        QList<SessionEvent> events;
        appendEvent(events, made(Kind::Renewed, 1));
        appendEvent(events, made(Kind::Offline, 2));
        appendEvent(events, made(Kind::Renewed, 3));
        appendEvent(events, made(Kind::Renewed, 4));
        appendEvent(events, made(Kind::Renewed, 3)); // the clock was set back
        QCOMPARE(events.size(), 4);
        QCOMPARE(events[2].count, 2);
        QCOMPARE(events[3].count, 1);
    }

    /// A234: a folder that cannot be written costs nothing but the memory.
    void cannotBeWritten()
    {
        const QTemporaryDir directory;
        QFile blocker(directory.filePath(QStringLiteral("journal")));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        const AccountJournal journal(directory.path());
        journal.append(kAccount, made(Kind::SignedIn));
        QVERIFY(journal.read(kAccount).isEmpty());
        journal.remove(kAccount);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::AccountJournalTest)
#include "account_journal_test.moc"

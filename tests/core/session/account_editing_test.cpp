// What a person calls an account and where it stands, here and in the list that other programs read.
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kAlice = QStringLiteral("alice");
const QString kBob = QStringLiteral("bob");
const QString kCarol = QStringLiteral("carol");

QStringList subjects(const QList<Account>& accounts)
{
    QStringList names;
    for (const Account& account : accounts)
        names.append(account.subject);
    return names;
}

QStringList shown(const SessionManager& manager)
{
    QStringList names;
    for (const Session& session : manager.sessions())
        names.append(session.account.subject);
    return names;
}

QStringList listed(const SessionWorld& world)
{
    return subjects(AccountsFile(world.directory.path()).read().value());
}

QString label(const SessionWorld& world, const QString& subject)
{
    const QList<Account> accounts = AccountsFile(world.directory.path()).read().value();
    for (const Account& account : accounts)
        if (account.subject == subject)
            return account.label;
    return QStringLiteral("not listed");
}

} // namespace

class AccountEditingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void renamed()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice, kBob});
        QSignalSpy changed(manager.get(), &SessionManager::sessionChanged);
        QVERIFY(manager->rename(world.id(kAlice), QStringLiteral("  Work, the new one ")));
        QCOMPARE(manager->session(world.id(kAlice))->account.label, QStringLiteral("Work, the new one"));
        QCOMPARE(label(world, kAlice), QStringLiteral("Work, the new one"));
        QCOMPARE(label(world, kBob), QString());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(*manager->findAccount(QStringLiteral("Work, the new one")), world.id(kAlice));
        QVERIFY(manager->rename(world.id(kAlice), QString())); // by its provider's name again
        QCOMPARE(label(world, kAlice), QString());
    }

    void refused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("code");
        QTest::newRow("two lines") << QStringLiteral("a\nb") << QStringLiteral("account.label");
        QTest::newRow("A284 turns the line around")
            << QStringLiteral("a\u202Eb") << QStringLiteral("account.label");
        QTest::newRow("too long") << QString(81, QLatin1Char('x')) << QStringLiteral("account.label");
        QTest::newRow("another's") << QStringLiteral("work") << QStringLiteral("account.label_taken");
    }
    void refused()
    {
        QFETCH(QString, name);
        QFETCH(QString, code);
        SessionWorld world;
        const auto manager = world.managerOf({kAlice, kBob});
        QVERIFY(manager->rename(world.id(kBob), QStringLiteral("work")));
        QCOMPARE(manager->rename(world.id(kAlice), name).error().code, code);
        QCOMPARE(label(world, kAlice), QString());
        QCOMPARE(manager->session(world.id(kAlice))->account.label, QString());
    }

    void moved_data()
    {
        QTest::addColumn<QString>("who");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QStringList>("order");
        QTest::newRow("up") << kCarol << kAlice << QStringList{kCarol, kAlice, kBob};
        QTest::newRow("down") << kAlice << kCarol << QStringList{kBob, kAlice, kCarol};
        QTest::newRow("to the end") << kAlice << QString() << QStringList{kBob, kCarol, kAlice};
        QTest::newRow("where it is") << kAlice << kBob << QStringList{kAlice, kBob, kCarol};
        QTest::newRow("before itself") << kBob << kBob << QStringList{kAlice, kBob, kCarol};
    }
    void moved()
    {
        QFETCH(QString, who);
        QFETCH(QString, before);
        QFETCH(QStringList, order);
        SessionWorld world;
        const auto manager = world.managerOf({kAlice, kBob, kCarol});
        const bool moves = shown(*manager) != order;
        QSignalSpy changed(manager.get(), &SessionManager::orderChanged);
        QVERIFY(manager->move(world.id(who), before.isEmpty() ? QString() : world.id(before)));
        QCOMPARE(shown(*manager), order);
        QCOMPARE(listed(world), order);
        QCOMPARE(changed.size(), moves ? 1 : 0);
    }

    /// The list is written whole; what another program signed in meanwhile stays in it.
    void anotherProgramIsHeeded()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice, kBob});
        QList<Account> accounts = AccountsFile(world.directory.path()).read().value();
        accounts.prepend(world.provider.account(kCarol));
        QVERIFY(AccountsFile(world.directory.path()).write(accounts));
        QVERIFY(manager->move(world.id(kBob), world.id(kAlice)));
        QCOMPARE(listed(world), (QStringList{kCarol, kBob, kAlice}));
        QVERIFY(manager->rename(world.id(kBob), QStringLiteral("b")));
        QCOMPARE(listed(world), (QStringList{kCarol, kBob, kAlice}));
    }

    void orderOfAnotherProgramIsTaken()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice, kBob, kCarol});
        QList<Account> accounts = AccountsFile(world.directory.path()).read().value();
        accounts.move(0, 2);
        QVERIFY(AccountsFile(world.directory.path()).write(accounts));
        QSignalSpy changed(manager.get(), &SessionManager::orderChanged);
        QVERIFY(await(manager->followAccounts()));
        QCOMPARE(shown(*manager), (QStringList{kBob, kCarol, kAlice}));
        QCOMPARE(changed.size(), 1);
        QVERIFY(await(manager->followAccounts()));
        QCOMPARE(changed.size(), 1);
    }

    void notWritable()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice, kBob});
        const QString path = AccountsFile(world.directory.path()).path();
        QVERIFY(QFile::remove(path));
        QVERIFY(QDir().mkpath(path)); // nobody can write a file there
        QVERIFY(!manager->rename(world.id(kAlice), QStringLiteral("x")));
        QCOMPARE(manager->session(world.id(kAlice))->account.label, QString());
        QVERIFY(!manager->move(world.id(kBob), world.id(kAlice)));
        QCOMPARE(shown(*manager), (QStringList{kAlice, kBob}));
    }

    void nobody()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        QCOMPARE(manager->rename(QStringLiteral("x"), QStringLiteral("y")).error().code,
                 QStringLiteral("account.unknown"));
        QCOMPARE(manager->move(QStringLiteral("x"), world.id(kAlice)).error().code,
                 QStringLiteral("account.unknown"));
    }
};

TESSERA_TEST(AccountEditingTest)
#include "account_editing_test.moc"

// Another program signs in and out while this one runs: two managers with one list, one keychain and locks
// between them, as a window and a command line have.
#include "core/session/process_lock.h"
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kAlice = QStringLiteral("alice");
const QString kBob = QStringLiteral("bob");

struct TwoPrograms
{
    SessionWorld world;
    std::unique_ptr<SessionManager> here;
    std::unique_ptr<SessionManager> other;

    explicit TwoPrograms(const QStringList& subjects)
    {
        world.lockDirectory = world.directory.filePath(QStringLiteral("locks"));
        here = world.managerOf(subjects);
        other = world.manager();
        if (!await(other->load()))
            qFatal("accounts.json cannot be read");
    }

    bool signInElsewhere(const QString& who)
    {
        world.provider.person = who;
        return await(other->signIn(world.request())).has_value();
    }
    bool signOutElsewhere(const QString& who)
    {
        return await(other->signOut(world.id(who), false)).has_value();
    }
    bool follow() { return await(here->followAccounts()).has_value(); }
    std::optional<Session> seen(const QString& who) const { return here->session(world.id(who)); }
    QStringList listed() const
    {
        QStringList subjects;
        for (const Account& account : AccountsFile(world.directory.path()).read().value_or(QList<Account>()))
            subjects.append(account.subject);
        return subjects;
    }
    bool writeList(const QStringList& subjects) const
    {
        QList<Account> accounts;
        for (const QString& subject : subjects)
            accounts.append(world.provider.account(subject));
        return AccountsFile(world.directory.path()).write(accounts).has_value();
    }
    QStringList lockFiles() const { return QDir(world.lockDirectory).entryList(QDir::Files); }
    /// No refresh token went over the wire twice.
    bool isEachUsedOnce() const
    {
        const auto used = world.provider.refreshTokens();
        return QSet<QByteArray>(used.begin(), used.end()).size() == used.size();
    }
};

} // namespace

class AccountsElsewhereTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signedIn()
    {
        TwoPrograms two({kAlice});
        QSignalSpy added(two.here.get(), &SessionManager::sessionAdded);
        QVERIFY(two.signInElsewhere(kBob));
        QVERIFY(!two.seen(kBob));
        QVERIFY(two.follow());
        QVERIFY(two.seen(kBob));
        QCOMPARE(two.seen(kBob)->phase, Phase::Active);
        QVERIFY(two.seen(kBob)->hasRefreshToken);
        QCOMPARE(added.size(), 1);
        QVERIFY(two.follow());
        QCOMPARE(added.size(), 1); // once
        QVERIFY(await(two.here->freshTokens(two.world.id(kBob), Seconds(60))));
        QVERIFY(two.isEachUsedOnce());
    }

    /// F13: both renew the account that is new to one of them, at the same time.
    void noDoubledRefresh()
    {
        TwoPrograms two({kAlice});
        QVERIFY(two.signInElsewhere(kBob));
        QVERIFY(two.follow());
        const QString id = two.world.id(kBob);
        int done = 0;
        const auto count = [&done](const Result<TokenSet>& tokens) { done += tokens ? 1 : 0; };
        QCoro::connect(two.here->renewNow(id), this, count);
        QCoro::connect(two.other->renewNow(id), this, count);
        QVERIFY(eventually([&done] { return done == 2; }));
        QCOMPARE(two.world.provider.tokenRequests(), 2);
        QVERIFY(two.isEachUsedOnce());
    }

    void signedOut()
    {
        TwoPrograms two({kAlice, kBob});
        QVERIFY(await(two.here->renewNow(two.world.id(kAlice))));
        QSignalSpy removed(two.here.get(), &SessionManager::sessionRemoved);
        QVERIFY(two.signOutElsewhere(kAlice));
        QVERIFY(two.follow());
        QVERIFY(!two.seen(kAlice));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(removed.first().first().toString(), two.world.id(kAlice));
        QVERIFY(two.seen(kBob));
        QCOMPARE(await(two.here->freshTokens(two.world.id(kAlice), Seconds(0))).error().code,
                 QStringLiteral("account.unknown"));
        // Only the other one told the server, and nothing of the account is left lying about.
        QCOMPARE(two.world.provider.revoked().count(QStringLiteral("refresh-1")), 1);
        QCOMPARE(two.lockFiles(), QStringList());
    }

    /// A renewal that is on its way is neither ended nor does the account go under it.
    void notDuringARenewal()
    {
        TwoPrograms two({kAlice});
        const QString id = two.world.id(kAlice);
        bool looked = false;
        two.world.provider.onTokenRequest = [&] {
            QVERIFY(two.writeList({}));
            QCoro::connect(two.here->followAccounts(), this, [&](const Result<void>&) { looked = true; });
        };
        QVERIFY(await(two.here->freshTokens(id, Seconds(60))));
        QVERIFY(looked);
        two.world.provider.onTokenRequest = {};
        QVERIFY(two.seen(kAlice) && two.seen(kAlice)->tokens);
        QCOMPARE(two.world.provider.tokenRequests(), 1);
        QVERIFY(two.follow());
        QVERIFY(!two.seen(kAlice));
    }

    void notDuringASignIn()
    {
        TwoPrograms two({kAlice});
        bool looked = false;
        two.world.store->onWrite = [&](const QByteArray&) { // signed in, and not yet stored
            QVERIFY(two.writeList({}));
            QCoro::connect(two.here->followAccounts(), this, [&](const Result<void>&) { looked = true; });
        };
        SignInRequest request = two.world.request();
        request.forAccount = two.world.id(kAlice);
        QVERIFY(await(two.here->signIn(request)));
        QVERIFY(looked);
        two.world.store->onWrite = {};
        QVERIFY(two.seen(kAlice) && two.seen(kAlice)->tokens);
        QCOMPARE(two.listed(), QStringList{kAlice});
        QVERIFY(two.follow());
        QVERIFY(two.seen(kAlice));
    }

    /// Waits for the lock, which whoever signs out elsewhere holds until the end.
    void notBeforeTheLockIsFree()
    {
        TwoPrograms two({kAlice});
        auto held = ProcessLock::tryTake(two.world.lockDirectory, two.world.id(kAlice)).value();
        QVERIFY(held);
        QVERIFY(two.writeList({}));
        QVERIFY(two.follow());
        QVERIFY(two.follow());
        QVERIFY(two.seen(kAlice));
        held.reset();
        QVERIFY(eventually([&] { return !two.seen(kAlice); }));
    }

    /// …and has signed in again by then.
    void notIfItIsBackByThen()
    {
        TwoPrograms two({kAlice});
        auto held = ProcessLock::tryTake(two.world.lockDirectory, two.world.id(kAlice)).value();
        QVERIFY(two.writeList({}));
        QVERIFY(two.follow());
        QVERIFY(two.writeList({kAlice}));
        held.reset();
        QTest::qWait(400);
        QVERIFY(two.seen(kAlice));
    }

    /// The only copy of a grant is not thrown away because of a list.
    void notWhatIsInMemoryOnly()
    {
        TwoPrograms two({kAlice});
        two.world.store->failWrites = QStringLiteral("keychain.failed");
        QVERIFY(await(two.here->renewNow(two.world.id(kAlice))));
        QVERIFY(two.seen(kAlice)->thisSessionOnly);
        QVERIFY(two.writeList({}));
        QVERIFY(two.follow());
        QVERIFY(two.seen(kAlice));
        two.world.store->failWrites.clear();
        QVERIFY(await(two.here->settle(Milliseconds(0))));
        QCOMPARE(two.world.storedToken(kAlice), QByteArray("refresh-1"));
    }

    /// The server ended the grant; the person signed in again at the command line.
    void signedInAgain()
    {
        TwoPrograms two({kAlice});
        two.world.provider.script = {ScriptedProvider::refuse(400, QStringLiteral("invalid_grant"))};
        QVERIFY(!await(two.here->renewNow(two.world.id(kAlice))));
        QCOMPARE(two.seen(kAlice)->phase, Phase::SignInNeeded);
        QVERIFY(two.follow());
        QCOMPARE(two.seen(kAlice)->phase, Phase::SignInNeeded); // nothing new in the keychain
        QVERIFY(two.signInElsewhere(kAlice));
        QVERIFY(two.follow());
        QCOMPARE(two.seen(kAlice)->phase, Phase::Active);
        QVERIFY(await(two.here->freshTokens(two.world.id(kAlice), Seconds(60))));
        // Nothing was written since: the keychain is left alone.
        two.world.store->log.clear();
        QVERIFY(two.follow());
        QCOMPARE(two.world.store->log, QStringList());
    }

    /// Signed out and in again between two looks: the tokens of before were revoked.
    void signedOutAndIn()
    {
        TwoPrograms two({kAlice});
        QVERIFY(await(two.here->renewNow(two.world.id(kAlice))));
        QVERIFY(two.signOutElsewhere(kAlice));
        two.world.clock->advance(Seconds(5));
        QVERIFY(two.signInElsewhere(kAlice));
        QVERIFY(two.follow());
        QVERIFY(two.seen(kAlice));
        QVERIFY(!two.seen(kAlice)->tokens);
        QCOMPARE(two.seen(kAlice)->phase, Phase::Active);
        QVERIFY(await(two.here->freshTokens(two.world.id(kAlice), Seconds(60))));
        QCOMPARE(two.world.provider.tokenRequests(), 2);
        QCOMPARE(two.here->sessions().size(), 1);
    }

    void renamed()
    {
        TwoPrograms two({kAlice});
        QSignalSpy changed(two.here.get(), &SessionManager::sessionChanged);
        Account account = two.world.provider.account(kAlice);
        account.label = QStringLiteral("work");
        QVERIFY(AccountsFile(two.world.directory.path()).write({account}));
        QVERIFY(two.follow());
        QCOMPARE(two.seen(kAlice)->account.label, QStringLiteral("work"));
        QCOMPARE(changed.size(), 1);
    }

    void closedKeychain()
    {
        TwoPrograms two({kAlice});
        QVERIFY(two.signInElsewhere(kBob));
        two.world.store->now = SecretStoreState::Locked;
        QVERIFY(two.follow());
        QCOMPARE(two.seen(kBob)->phase, Phase::KeychainLocked);
        two.world.store->now = SecretStoreState::Available;
        two.world.clock->advance(Seconds(60));
        two.here->tick();
        QVERIFY(eventually([&] { return two.seen(kBob)->phase == Phase::Active; }));
    }

    void nothingIsConcluded_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("A236 not to be read") << QByteArray("{\"version\":2,\"accounts\":[]}") << true;
        QTest::newRow("half") << QByteArray("{\"version\":1,") << true;
        QTest::newRow("taken away") << QByteArray() << false;
    }
    void nothingIsConcluded()
    {
        QFETCH(QByteArray, content);
        QFETCH(bool, isThere);
        TwoPrograms two({kAlice});
        QFile file(AccountsFile(two.world.directory.path()).path());
        if (isThere)
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        else
            QVERIFY(file.remove());
        file.close();
        QCOMPARE(two.follow(), !isThere);
        QVERIFY(two.seen(kAlice));
    }

    /// Before anything is loaded there is nothing to compare.
    void notBeforeLoading()
    {
        TwoPrograms two({kAlice});
        const auto late = two.world.manager();
        QVERIFY(await(late->followAccounts()));
        QVERIFY(late->sessions().isEmpty());
        QVERIFY(await(late->load()));
        QCOMPARE(late->sessions().size(), 1);
    }

    /// What is written here leaves the others as they stand: the window does not undo the command line.
    void othersAreNotUndone()
    {
        TwoPrograms two({kAlice});
        QVERIFY(two.signInElsewhere(kBob));
        QVERIFY(await(two.here->signOut(two.world.id(kAlice), false)));
        QCOMPARE(two.listed(), QStringList{kBob});
        QVERIFY(two.signOutElsewhere(kBob));
        two.world.provider.person = kAlice;
        QVERIFY(await(two.here->signIn(two.world.request())));
        QCOMPARE(two.listed(), QStringList{kAlice});
    }

    /// A list that was taken away is made again with everybody.
    void takenAwayListComesBackWhole()
    {
        TwoPrograms two({kAlice});
        QVERIFY(QFile::remove(AccountsFile(two.world.directory.path()).path()));
        two.world.provider.person = kBob;
        QVERIFY(await(two.here->signIn(two.world.request())));
        QCOMPARE(two.listed(), (QStringList{kAlice, kBob}));
    }

    /// The whole way: nobody asks to follow.
    void watched()
    {
        TwoPrograms two({kAlice});
        two.here->watchAccounts();
        QVERIFY(two.signInElsewhere(kBob));
        QVERIFY(eventually([&] { return two.seen(kBob) && two.seen(kBob)->phase == Phase::Active; }));
        QVERIFY(two.signOutElsewhere(kAlice));
        QVERIFY(eventually([&] { return !two.seen(kAlice); }));
        QVERIFY(two.seen(kBob));
    }

    /// What could not be done at once is done when the renewal has ended.
    void watchedDuringARenewal()
    {
        TwoPrograms two({kAlice});
        two.here->watchAccounts();
        two.world.provider.onTokenRequest = [&] {
            QVERIFY(two.writeList({}));
            QTest::qWait(600); // longer than changes are gathered
        };
        QVERIFY(await(two.here->freshTokens(two.world.id(kAlice), Seconds(60))));
        QVERIFY(two.seen(kAlice));
        QVERIFY(eventually([&] { return !two.seen(kAlice); }));
        QCOMPARE(two.world.provider.tokenRequests(), 1);
    }
};

TESSERA_TEST(AccountsElsewhereTest)
#include "accounts_elsewhere_test.moc"

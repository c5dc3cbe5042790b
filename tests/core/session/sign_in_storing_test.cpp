// Where a sign-in is kept, and whether it may be (N099, N102, A232, A234, A237–A239).
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kAlice = QStringLiteral("alice");

QList<Account> listed(const SessionWorld& world)
{
    return AccountsFile(world.directory.path()).read().value_or(QList<Account>());
}

QCoro::Task<bool> ready(bool answer)
{
    co_return answer;
}

} // namespace

class SignInStoringTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keptAndFoundAgain()
    {
        SessionWorld world;
        const auto manager = world.manager();
        QSignalSpy added(manager.get(), &SessionManager::sessionAdded);
        SignInRequest request = world.request();
        request.label = QStringLiteral("work");
        QList<SignInStep> steps;
        request.onProgress = [&steps](const SignInProgress& progress) { steps.append(progress.step); };
        const auto outcome = await(manager->signIn(request));
        QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().code));
        QCOMPARE(outcome->accountId, world.id(kAlice));
        QVERIFY(!outcome->thisSessionOnly);
        QVERIFY(!outcome->keychainError);
        QVERIFY(outcome->expiresAt == world.clock->now() + Seconds(300));
        QVERIFY(!outcome->checks.isEmpty());
        QCOMPARE(steps.last(), SignInStep::Storing);
        QCOMPARE(added.size(), 1);
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
        QCOMPARE(listed(world).constFirst().label, QStringLiteral("work"));
        const auto session = manager->session(outcome->accountId);
        QCOMPARE(session->phase, Phase::Active);
        QCOMPARE(session->events.last().kind, SessionEvent::Kind::SignedIn);
        QVERIFY(session->renewsAt == world.clock->now() + Seconds(270)); // a tenth of its life before

        const auto restarted = world.manager();
        QVERIFY(await(restarted->load()));
        QCOMPARE(restarted->session(outcome->accountId)->account, session->account);
        QVERIFY(await(restarted->freshTokens(outcome->accountId, Seconds(60))));
    }

    void thisSessionOnly_data()
    {
        QTest::addColumn<std::function<void(SessionWorld&, SignInRequest&)>>("change");
        QTest::addColumn<QString>("code");
        using Change = std::function<void(SessionWorld&, SignInRequest&)>;
        const auto row = [](const char* name, const Change& change, const char* code) {
            QTest::newRow(name) << change << QString::fromLatin1(code);
        };
        row(
            "A238 no keychain", [](auto& w, auto&) { w.store->now = SecretStoreState::Absent; },
            "keychain.absent");
        row(
            "A237 locked", [](auto& w, auto&) { w.store->now = SecretStoreState::Locked; },
            "keychain.locked");
        row(
            "A239 denied", [](auto& w, auto&) { w.store->failWrites = QStringLiteral("keychain.denied"); },
            "keychain.denied");
        row(
            "A243 read back differs",
            [](auto& w, auto&) { w.store->failWrites = QStringLiteral("keychain.read_back"); },
            "keychain.read_back");
        row(
            "A234 list not writable",
            [](auto& w, auto&) {
                QFile taken(w.directory.filePath(QStringLiteral("accounts.json")));
                QVERIFY(QDir().mkdir(taken.fileName()));
            },
            "accounts.unreadable");
        row(
            "not wanted", [](auto&, auto& r) { r.store = false; }, "");
        row(
            "memory only", [](auto& w, auto&) { w.store->persistent = false; }, "");
    }
    void thisSessionOnly()
    {
        using Change = std::function<void(SessionWorld&, SignInRequest&)>;
        QFETCH(Change, change);
        QFETCH(QString, code);
        SessionWorld world;
        SignInRequest request = world.request();
        change(world, request);
        const auto manager = world.manager();
        const auto outcome = await(manager->signIn(request));
        QVERIFY(outcome);
        QVERIFY(outcome->thisSessionOnly);
        QCOMPARE(outcome->keychainError ? outcome->keychainError->code : QString(), code);
        const auto session = manager->session(outcome->accountId);
        QCOMPARE(session->phase, Phase::Active);
        QVERIFY(session->thisSessionOnly);
        QCOMPARE(session->problem.has_value(), !code.isEmpty());
        QVERIFY(listed(world).isEmpty());
        QVERIFY(world.store->entries.isEmpty()); // no orphan
        // It renews itself from memory, and stays there.
        QVERIFY(await(manager->renewNow(outcome->accountId)));
        QVERIFY(await(manager->renewNow(outcome->accountId)));
        QCOMPARE(world.provider.refreshTokens(), (QByteArrayList{"refresh-0", "refresh-1"}));
        QVERIFY(manager->session(outcome->accountId)->thisSessionOnly);
        world.store->now = SecretStoreState::Available;
        world.store->failWrites.clear();
        world.clock->advance(Seconds(30));
        manager->tick();
        QCoreApplication::processEvents();
        QVERIFY(world.store->entries.isEmpty()); // the person was told so
    }

    /// Whoever asks while a sign-in of the account is under way gets its answer, and no second page opens.
    void oneSignInAtATime()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        SignInRequest request = world.request();
        request.forAccount = world.id(kAlice);
        int opened = 0;
        request.onProgress = [&opened](const SignInProgress& progress) {
            opened += progress.step == SignInStep::WaitingForBrowser ? 1 : 0;
        };
        auto first = manager->signIn(request);
        auto second = manager->signIn(request);
        auto third = manager->signIn(request);
        QVERIFY(await(std::move(first)));
        QCOMPARE(await(std::move(second))->accountId, world.id(kAlice));
        QVERIFY(await(std::move(third)));
        QCOMPARE(opened, 1);
        QVERIFY(await(manager->signIn(request))); // and afterwards a new one may begin
        QCOMPARE(opened, 2);
    }

    /// A sign-in that would lose scopes is shown first; unless it is accepted, nothing changes.
    void lostScopesAreAskedAbout_data()
    {
        QTest::addColumn<int>("answer"); // 0: nobody to ask, 1: no, 2: yes
        QTest::newRow("nobody to ask") << 0;
        QTest::newRow("no") << 1;
        QTest::newRow("yes") << 2;
    }
    void lostScopesAreAskedAbout()
    {
        QFETCH(int, answer);
        SessionWorld world;
        const auto manager = world.manager();
        SignInRequest request = world.request();
        QVERIFY(await(manager->signIn(request)));
        const QString id = world.id(kAlice);
        const QStringList before = manager->session(id)->account.scopeGranted;
        QVERIFY(before.size() > 1);
        request.registration.scope = {QStringLiteral("openid")};
        QStringList lost;
        if (answer > 0)
            request.acceptNarrowing = [&lost, answer](ScopeLedger ledger) -> QCoro::Task<bool> {
                lost = ledger.lost();
                return ready(answer == 2);
            };
        const auto outcome = await(manager->signIn(request));
        QCOMPARE(outcome.has_value(), answer == 2);
        if (answer > 0)
            QCOMPARE(lost, scopesNotIn({QStringLiteral("openid")}, before));
        if (!outcome)
            QCOMPARE(outcome.error().code, QStringLiteral("sign_in.scope_narrowed"));
        QCOMPARE(manager->session(id)->account.scopeGranted,
                 answer == 2 ? QStringList{QStringLiteral("openid")} : before);
    }

    /// N102
    void anotherPersonIsRefused()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.provider.person = QStringLiteral("bob");
        SignInRequest request = world.request();
        request.forAccount = world.id(kAlice);
        const auto outcome = await(manager->signIn(request));
        QCOMPARE(outcome.error().code, QStringLiteral("sign_in.other_person"));
        QCOMPARE(outcome.error().kind, ErrorKind::Untrusted);
        QCOMPARE(manager->sessions().size(), 1);
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
        QCOMPARE(world.store->entries.size(), 1);
        QVERIFY(eventually([&] { return !world.provider.revoked().isEmpty(); }));
        QCOMPARE(world.provider.revoked(), QStringList{QStringLiteral("refresh-0")});
    }

    void sameAccountAgain()
    {
        SessionWorld world;
        const auto manager = world.manager();
        SignInRequest request = world.request();
        request.label = QStringLiteral("work");
        const auto first = await(manager->signIn(request));
        QVERIFY(await(manager->renewNow(first->accountId)));
        world.provider.script = {ScriptedProvider::refuse(400, QStringLiteral("invalid_grant"))};
        QVERIFY(!await(manager->renewNow(first->accountId)));
        world.clock->advance(std::chrono::hours(1));
        request.label.clear();
        request.forAccount = first->accountId;
        request.registration = *manager->registration(first->accountId);
        const auto second = await(manager->signIn(request));
        QVERIFY(second);
        QCOMPARE(second->accountId, first->accountId);
        QCOMPARE(manager->sessions().size(), 1);
        const auto session = manager->session(first->accountId);
        QCOMPARE(session->phase, Phase::Active);
        QVERIFY(!session->problem);
        QCOMPARE(session->account.label, QStringLiteral("work"));
        QCOMPARE(session->account.createdAt, first->account.createdAt);
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
        QVERIFY(world.provider.revoked().isEmpty());
    }

    /// N099: the same e-mail makes nobody the same.
    void twoPeopleOneEmail()
    {
        SessionWorld world;
        world.provider.idTokenExtra = {{QStringLiteral("email"), QStringLiteral("shared@example.com")}};
        const auto manager = world.manager();
        const auto first = await(manager->signIn(world.request()));
        world.provider.person = QStringLiteral("bob");
        const auto second = await(manager->signIn(world.request()));
        QVERIFY(first->accountId != second->accountId);
        QCOMPARE(listed(world).size(), 2);
        QCOMPARE(manager->findAccount(QStringLiteral("shared@example.com")).error().code,
                 QStringLiteral("account.ambiguous"));
        QCOMPARE(manager->findAccount(QStringLiteral("bob")).value(), second->accountId);
    }

    /// The stored account's new grant does not get in: the old entry is not trusted again, and it is made up.
    void againWhileLocked()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.store->failWrites = QStringLiteral("keychain.failed");
        const auto outcome = await(manager->signIn(world.request()));
        QVERIFY(outcome->thisSessionOnly);
        QCOMPARE(listed(world).size(), 1);
        QVERIFY(await(manager->renewNow(outcome->accountId)));
        world.store->failWrites.clear();
        world.clock->advance(Seconds(10));
        manager->tick();
        QVERIFY(eventually([&] { return !manager->session(outcome->accountId)->thisSessionOnly; }));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-1"));
    }

    /// --no-store for an account that is kept: what is kept stays as it was.
    void againWithoutStoring()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        SignInRequest request = world.request();
        request.store = false;
        const auto outcome = await(manager->signIn(request));
        QVERIFY(outcome->thisSessionOnly);
        QVERIFY(await(manager->renewNow(outcome->accountId)));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
        QCOMPARE(listed(world).size(), 1);
        QVERIFY(!world.store->log.contains(QStringLiteral("write")));
    }

    /// A232: a renewal with the old grant is under way while the person signs in again.
    void renewalUnderWayDoesNotWriteOverIt()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        QCoro::Task<Result<SignInOutcome>> signingIn;
        bool replacedDuring = false;
        world.store->onWrite = [&](const QByteArray& text) {
            // Between the server's answer and the entry: the person is faster.
            if (!text.contains("refresh-1") || std::exchange(replacedDuring, true))
                return;
            signingIn = manager->signIn(world.request());
        };
        const auto renewed = await(manager->renewNow(id));
        QVERIFY(await(std::move(signingIn)));
        Q_UNUSED(renewed)
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
        QVERIFY(manager->session(id)->hasRefreshToken);
    }

    void withoutRefreshToken()
    {
        SessionWorld world;
        world.provider.givesRefreshToken = false;
        const auto manager = world.manager();
        const auto outcome = await(manager->signIn(world.request()));
        QVERIFY(!manager->session(outcome->accountId)->renewsAt);
        QVERIFY(await(manager->freshTokens(outcome->accountId, Seconds(3600)))); // the best there is
        world.clock->advance(Seconds(301));
        manager->tick();
        QCOMPARE(manager->session(outcome->accountId)->phase, Phase::SignInNeeded);
        QCOMPARE(await(manager->freshTokens(outcome->accountId, Seconds(0))).error().code,
                 QStringLiteral("session.sign_in_needed"));
    }
};

TESSERA_TEST(SignInStoringTest)
#include "sign_in_storing_test.moc"

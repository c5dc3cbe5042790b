// From "sign in" to "signed in": which requests are made, in which order, and what is there at the end.
#include "tests/journeys/journey_world.h"
#include "tests/support/recorded_exchanges.h"
#include "tests/support/test_program.h"

#include <QTcpServer>
#include <QTest>
#include <QUrlQuery>

using namespace tessera;
using namespace tessera::test;

namespace {

qsizetype lastIndexOfPages(const QStringList& log)
{
    return qMax(log.lastIndexOf(QStringLiteral("consent")), log.lastIndexOf(QStringLiteral("sign-in")));
}

} // namespace

class SignInJourney final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endsSignedIn_data();
    void endsSignedIn();
    void comesBackToAChosenPort();
    void oneRequestAfterTheRedirect();
    void knownServerIsNotWaitedFor();
    void nameComesInTheBackground();
    void staysSignedInAfterARestart();
    void twoAccountsDoNotCross();
    void twoAtOnce();
    void sameAccountTwiceIsOneAccount();
    void withoutStoring();
};

void SignInJourney::endsSignedIn_data()
{
    QTest::addColumn<QString>("alg");
    QTest::newRow("RS256") << QStringLiteral("RS256");
    QTest::newRow("ES256") << QStringLiteral("ES256");
}

void SignInJourney::endsSignedIn()
{
    QFETCH(QString, alg);
    demo::IdentityProviderOptions options;
    options.idTokenAlg = alg;
    JourneyWorld world(options);
    const auto manager = world.startProgram();
    const auto outcome = await(manager->signIn(world.request()));
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().code));
    QCOMPARE(outcome->account.name, QStringLiteral("Alice Martin"));
    QCOMPARE(outcome->account.subject, QStringLiteral("demo-alice"));
    QCOMPARE(outcome->scopeRefused, QStringList());
    QVERIFY(!outcome->checks.isEmpty());
    for (const IdTokenCheck& check : outcome->checks)
        QVERIFY2(check.outcome != CheckOutcome::Failed, qPrintable(check.name));
    QCOMPARE(phaseOf(*manager, outcome->accountId), Phase::Active);
    QCOMPARE(world.userinfoStatus(accessToken(*manager, outcome->accountId)), 200);
    QVERIFY(!world.storedRefreshToken(outcome->accountId).isEmpty());

    QVERIFY(eventually([&] { return world.visits->done.size() == 1; }));
    const RobotVisit visit = world.visits->done.first();
    QCOMPARE(visit.last.status, 200); // the last page, in the browser
    QVERIFY2(!visit.last.url.hasQuery(), "A310: the code does not stay in the address bar");
}

/// A person chose ports for the way back: the first that is free, and none else.
void SignInJourney::comesBackToAChosenPort()
{
    JourneyWorld world;
    QTcpServer taken;
    QTcpServer free;
    QVERIFY(taken.listen(QHostAddress(QHostAddress::LocalHost)));
    QVERIFY(free.listen(QHostAddress(QHostAddress::LocalHost)));
    const quint16 port = free.serverPort();
    free.close();
    world.redirectPorts = {taken.serverPort(), port};
    const auto manager = world.startProgram();
    QVERIFY(!world.signIn(*manager).isEmpty());
    const QUrl back(QUrlQuery(world.opened.constFirst())
                        .queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded));
    QCOMPARE(back.port(), int(port));
    world.redirectPorts = {taken.serverPort()};
    const auto outcome = await(world.startProgram()->signIn(world.request(QStringLiteral("bob"))));
    QCOMPARE(outcome.error().code, QStringLiteral("listener.port_in_use"));
}

void SignInJourney::oneRequestAfterTheRedirect()
{
    JourneyWorld world;
    const auto manager = world.startProgram();
    QVERIFY(!world.signIn(*manager).isEmpty());
    const QStringList log = world.provider.requestLog();
    QCOMPARE(log.first(), QStringLiteral("discovery"));
    QCOMPARE(world.logAtBrowser.count(QStringLiteral("discovery")), 1);
    QCOMPARE(log.count(QStringLiteral("discovery")), 1);
    QCOMPARE(log.count(QStringLiteral("jwks")), 1);
    QVERIFY2(log.indexOf(QStringLiteral("jwks")) < lastIndexOfPages(log), "keys load while a person reads");
    QCOMPARE(log.mid(lastIndexOfPages(log) + 1), QStringList{QStringLiteral("token")});
    // The same from our side: nothing else went out to anyone.
    QCOMPARE(exchangesOf(*manager->environment().recorder).size(), 3);
}

void SignInJourney::knownServerIsNotWaitedFor()
{
    JourneyWorld world;
    const auto manager = world.startProgram();
    QVERIFY(!world.signIn(*manager, QStringLiteral("alice")).isEmpty());
    world.provider.clearRequestLog();
    QVERIFY(!world.signIn(*manager, QStringLiteral("bob")).isEmpty());
    QCOMPARE(world.logAtBrowser, QStringList()); // nothing was awaited
    const QStringList log = world.provider.requestLog();
    QCOMPARE(log.count(QStringLiteral("discovery")), 1); // but asked beside it, before the code went out
    QVERIFY(log.indexOf(QStringLiteral("discovery")) < log.indexOf(QStringLiteral("token")));
    QCOMPARE(log.count(QStringLiteral("jwks")), 0);
    QCOMPARE(log.mid(lastIndexOfPages(log) + 1), QStringList{QStringLiteral("token")});
}

void SignInJourney::nameComesInTheBackground()
{
    demo::IdentityProviderOptions options;
    options.profileInIdToken = false;
    JourneyWorld world(options);
    const auto manager = world.startProgram();
    const QString id = world.signIn(*manager);
    QVERIFY(!id.isEmpty());
    QCOMPARE(phaseOf(*manager, id), Phase::Active);
    QVERIFY(manager->session(id)->account.name.isEmpty());
    QVERIFY(eventually([&] { return manager->session(id)->account.name == u"Alice Martin"; }));
    QCOMPARE(world.provider.requestLog().mid(lastIndexOfPages(world.provider.requestLog()) + 1),
             (QStringList{QStringLiteral("token"), QStringLiteral("userinfo")}));
}

void SignInJourney::staysSignedInAfterARestart()
{
    JourneyWorld world;
    QString id;
    {
        const auto manager = world.startProgram();
        id = world.signIn(*manager);
    }
    QVERIFY(!id.isEmpty());
    world.provider.clearRequestLog();
    const auto manager = world.startProgram();
    QCOMPARE(manager->sessions().size(), 1);
    const auto tokens = await(manager->freshTokens(id, Seconds(0)));
    QVERIFY2(tokens, qPrintable(tokens ? QString() : tokens.error().code));
    QCOMPARE(world.userinfoStatus(tokens->accessToken.revealString()), 200);
    QCOMPARE(world.opened.size(), 1); // no browser this time
    QCOMPARE(world.provider.requestLog().count(QStringLiteral("token")), 1);
}

void SignInJourney::twoAccountsDoNotCross()
{
    JourneyWorld world;
    const auto manager = world.startProgram();
    const QString alice = world.signIn(*manager, QStringLiteral("alice"));
    const QString bob = world.signIn(*manager, QStringLiteral("bob"));
    QCOMPARE(manager->sessions().size(), 2);
    QVERIFY(alice != bob);
    QCOMPARE(await(manager->userInfo(alice))->value(u"sub").toString(), QStringLiteral("demo-alice"));
    QCOMPARE(await(manager->userInfo(bob))->value(u"sub").toString(), QStringLiteral("demo-bob"));
    const QString bobsToken = accessToken(*manager, bob);
    const QString bobsRefreshToken = world.storedRefreshToken(bob);
    world.clock->advance(Seconds(60));
    QVERIFY(await(manager->renewNow(alice)));
    QCOMPARE(accessToken(*manager, bob), bobsToken);
    QCOMPARE(world.storedRefreshToken(bob), bobsRefreshToken);
    QVERIFY(world.storedRefreshToken(alice) != bobsRefreshToken);
}

void SignInJourney::twoAtOnce() // A005
{
    JourneyWorld world;
    const auto manager = world.startProgram();
    auto first = manager->signIn(world.request(QStringLiteral("alice")));
    auto second = manager->signIn(world.request(QStringLiteral("bob")));
    const auto alice = await(std::move(first));
    const auto bob = await(std::move(second));
    QVERIFY(alice && bob);
    QCOMPARE(alice->account.subject, QStringLiteral("demo-alice"));
    QCOMPARE(bob->account.subject, QStringLiteral("demo-bob"));
    QVERIFY(world.opened.at(0) != world.opened.at(1));
}

void SignInJourney::sameAccountTwiceIsOneAccount()
{
    JourneyWorld world;
    const auto manager = world.startProgram();
    const QString first = world.signIn(*manager);
    const QString second = world.signIn(*manager);
    QVERIFY(!first.isEmpty());
    QCOMPARE(second, first);
    QCOMPARE(manager->sessions().size(), 1);
    QCOMPARE(world.store->entries.size(), 1);
}

void SignInJourney::withoutStoring()
{
    JourneyWorld world;
    const auto manager = world.startProgram();
    SignInRequest request = world.request();
    request.store = false;
    const auto outcome = await(manager->signIn(request));
    QVERIFY(outcome);
    QVERIFY(outcome->thisSessionOnly);
    QVERIFY(world.store->entries.isEmpty());
    QVERIFY(world.startProgram()->sessions().isEmpty());
}

TESSERA_TEST(SignInJourney)
#include "sign_in_test.moc"

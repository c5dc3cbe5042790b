// Every way a provider can misbehave during a sign-in, through the real one. Three things hold in each row:
// no token is stored, nothing further is asked, and the error is the one expected.
#include "tests/hostile/hostile_world.h"
#include "tests/support/test_program.h"

#include <QTest>

Q_DECLARE_METATYPE(tessera::test::HostileCase)

namespace tessera::test {
namespace {

void addCases(const QList<HostileCase>& cases)
{
    QTest::addColumn<HostileCase>("row");
    for (const HostileCase& row : cases)
        QTest::newRow(row.name) << row;
}

bool opensBrowser(Reach reach)
{
    return reach == Reach::Authorization || reach == Reach::Token;
}

QByteArray complaintOf(const HostileCase& row, const HostileWorld& world,
                       const Result<SignInOutcome>& outcome)
{
    if (!outcome || !row.complaint)
        return {};
    return row.complaint(*world.manager->session(outcome->accountId)).toUtf8();
}

} // namespace

class HostileSignInTest final : public QObject
{
    Q_OBJECT

    /// Nothing after the step that failed, and nothing twice that must not be (A112, A115).
    static void checkRequests(const HostileWorld& world, Reach reach)
    {
        const HostileIdentityProvider& provider = world.provider;
        const QByteArray asked = provider.log().join(u' ').toLatin1();
        const char* log = asked.constData();
        const int documents = provider.count(QStringLiteral("discovery"));
        QVERIFY2(reach == Reach::Nothing ? documents == 0 : documents <= 1 + limits::kRedirects, log);
        QCOMPARE(world.opened, opensBrowser(reach) ? 1 : 0);
        QCOMPARE(provider.count(QStringLiteral("authorize")), opensBrowser(reach) ? 1 : 0);
        QCOMPARE(provider.count(QStringLiteral("token")), reach == Reach::Token ? 1 : 0);
        QVERIFY2(provider.count(QStringLiteral("jwks")) <= (reach == Reach::Token ? 2 : 1), log);
        QVERIFY2(provider.count(QStringLiteral("userinfo")) == 0, log);
        QCOMPARE(provider.oddities(), QStringList());
    }

    static void judge()
    {
        QFETCH(HostileCase, row);
        HostileWorld world(row);
        const Result<SignInOutcome> outcome = world.signIn();
        if (!outcome && outcome.error().code != row.code)
            qWarning() << outcome.error();
        QCOMPARE(outcome ? QString() : outcome.error().code, row.code);
        QCOMPARE(world.somethingIsStored(), row.code.isEmpty());
        checkRequests(world, row.reach);
        QCOMPARE(complaintOf(row, world, outcome), QByteArray());
        if (!outcome)
            QVERIFY2(outcome.error().detail.contains(row.detail), qPrintable(outcome.error().detail));
        if (!outcome)
            QVERIFY2(!outcome.error().detail.contains(u"canary"), qPrintable(outcome.error().detail));
    }

private Q_SLOTS:
    void initTestCase() { IssuerKeys::shared(); }

    void discovery_data() { addCases(discoveryCases()); }
    void discovery() { judge(); }

    void endpoints_data() { addCases(endpointCases()); }
    void endpoints() { judge(); }

    void authorization_data() { addCases(authorizationCases()); }
    void authorization() { judge(); }

    void signedResponse_data() { addCases(signedResponseCases()); }
    void signedResponse() { judge(); }

    void token_data() { addCases(tokenCases()); }
    void token() { judge(); }

    void tokenMembers_data() { addCases(tokenMemberCases()); }
    void tokenMembers() { judge(); }

    void idTokenClaims_data() { addCases(idTokenClaimCases()); }
    void idTokenClaims() { judge(); }

    void idTokenTimes_data() { addCases(idTokenTimeCases()); }
    void idTokenTimes() { judge(); }

    void idTokenStructure_data() { addCases(idTokenStructureCases()); }
    void idTokenStructure() { judge(); }

    void keySet_data() { addCases(keySetCases()); }
    void keySet() { judge(); }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::HostileSignInTest)
#include "hostile_sign_in_test.moc"

// What a sign-in becomes, and what it takes over from the account it replaces.
#include "core/session/signed_in_entry.h"

#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

SignedIn alice()
{
    SignedIn signedIn;
    signedIn.metadata.issuer = QStringLiteral("https://op.example");
    signedIn.metadata.tokenEndpoint = QUrl(QStringLiteral("https://tokens.example/t"));
    signedIn.metadata.revocationEndpoint = QUrl(QStringLiteral("https://op.example/revoke"));
    signedIn.registration.issuer = signedIn.metadata.issuer;
    signedIn.registration.clientId = QStringLiteral("desk");
    signedIn.registration.provider = QStringLiteral("acme");
    signedIn.identity.subject = QStringLiteral("alice");
    signedIn.identity.name = QStringLiteral("Alice");
    signedIn.tokens.accessToken = SecretString::fromUtf8("access-1");
    signedIn.redirectUri = QUrl(QStringLiteral("http://127.0.0.1:4000/callback"));
    return signedIn;
}

} // namespace

class SignedInEntryTest : public QObject
{
    Q_OBJECT

    SessionWorld m_world;
    StatePtr m_state;

    EntryPtr entry(const SignedIn& signedIn, const SignInRequest& request = {})
    {
        return entryOf(m_state, signedIn, request);
    }

private Q_SLOTS:
    void init() { m_state = std::make_shared<ManagerState>(m_world.environment(), RenewalPolicy(), nullptr); }

    void account()
    {
        SignInRequest request;
        request.label = QStringLiteral("work");
        const Session session = entry(alice(), request)->session;
        QCOMPARE(session.account.id, accountId(QStringLiteral("https://op.example"), QStringLiteral("alice"),
                                               QStringLiteral("desk")));
        QCOMPARE(session.account.label, QStringLiteral("work"));
        QCOMPARE(session.account.provider, QStringLiteral("acme"));
        QCOMPARE(session.foreignHosts.size(), 1); // A077
        QCOMPARE(session.foreignHosts.first().host, QStringLiteral("tokens.example"));
        QVERIFY(session.canRevoke);
        SignedIn without = alice();
        without.metadata.revocationEndpoint = QUrl();
        QVERIFY(!entry(without)->session.canRevoke);
    }

    void whatTheGrantKeeps()
    {
        SignedIn signedIn = alice();
        QVERIFY(entry(signedIn)->grant->lastingAccessToken.isEmpty());
        QVERIFY(entry(signedIn)->grant->redirectUri.isEmpty());
        signedIn.registration.traits.accessTokenLasts = true;
        signedIn.registration.traits.refreshSendsRedirectUri = true;
        QVERIFY(entry(signedIn)->grant->lastingAccessToken == signedIn.tokens.accessToken);
        QCOMPARE(entry(signedIn)->grant->redirectUri, signedIn.redirectUri);
        // With an end, or with a refresh token, the access token is not the grant.
        signedIn.tokens.expiresAt = m_world.clock->now() + Seconds(60);
        QVERIFY(entry(signedIn)->grant->lastingAccessToken.isEmpty());
        signedIn.tokens.expiresAt.reset();
        signedIn.tokens.refreshToken = SecretString::fromUtf8("refresh-1");
        QVERIFY(entry(signedIn)->grant->lastingAccessToken.isEmpty());
    }

    void inherits()
    {
        const EntryPtr before = entry(alice());
        before->session.account.label = QStringLiteral("work");
        before->session.account.email = QStringLiteral("alice@example.com");
        before->session.account.emailVerified = true;
        before->session.account.createdAt = fromUnixSeconds(1000);
        before->session.events = {{fromUnixSeconds(1000), SessionEvent::Kind::SignedIn, {}}};
        SignedIn again = alice();
        again.identity.name = QStringLiteral("Alice Adams");
        const EntryPtr now = entry(again);
        inherit(now, before);
        QCOMPARE(now->session.account.label, QStringLiteral("work"));
        QCOMPARE(now->session.account.name, QStringLiteral("Alice Adams")); // what is new counts
        QCOMPARE(now->session.account.email, QStringLiteral("alice@example.com"));
        QVERIFY(now->session.account.emailVerified);
        QCOMPARE(now->session.account.createdAt, fromUnixSeconds(1000));
        QCOMPARE(now->session.events.size(), 1);
    }

    void theOldRefreshTokenStays()
    {
        SignedIn first = alice();
        first.tokens.refreshToken = SecretString::fromUtf8("refresh-0");
        const EntryPtr before = entry(first);
        SignedIn second = alice();
        const EntryPtr now = entry(second);
        keepRefreshToken(now, before, second);
        QVERIFY(heldGrant(now)->refreshToken == first.tokens.refreshToken);
        QVERIFY(now->grant->refreshToken.isEmpty()); // as text it is in memory only while it is used
        QVERIFY(second.tokens.refreshToken == first.tokens.refreshToken);
        // A new one counts; one that is bound to a key that goes does not.
        SignedIn third = alice();
        third.tokens.refreshToken = SecretString::fromUtf8("refresh-2");
        keepRefreshToken(entry(third), before, third);
        QVERIFY(third.tokens.refreshToken.equals("refresh-2"));
        SignedIn bound = alice();
        bound.dpopKey = SecretString::fromUtf8("another key");
        keepRefreshToken(entry(bound), before, bound);
        QVERIFY(bound.tokens.refreshToken.isEmpty());
    }

    void names()
    {
        SignedIn signedIn = alice();
        QCOMPARE(displayName(signedIn), QStringLiteral("Alice"));
        signedIn.identity.name.clear();
        QCOMPARE(displayName(signedIn), QStringLiteral("alice"));
    }
};

TESSERA_TEST(SignedInEntryTest)
#include "signed_in_entry_test.moc"

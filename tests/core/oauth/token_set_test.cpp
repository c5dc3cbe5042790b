// Tokens as values: what a renewal keeps, and when the next is due (A225, A226, A228, N010–N012).
#include "core/oauth/token_set.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const TimePoint kNow = fromUnixSeconds(1767323045);
const QStringList kRequested{QStringLiteral("openid"), QStringLiteral("email"),
                             QStringLiteral("offline_access")};

SecretString secret(const char* text)
{
    return SecretString::fromUtf8(text);
}

TokenResponse answer()
{
    TokenResponse response;
    response.accessToken = secret("at-1");
    response.refreshToken = secret("rt-1");
    response.idToken = secret("id-1");
    response.expiresAt = kNow + Seconds(3600);
    return response;
}

TokenSet livingFor(Milliseconds life)
{
    TokenSet tokens = TokenSet::fromResponse(answer(), kRequested, kNow);
    tokens.expiresAt = kNow + life;
    return tokens;
}

} // namespace

class TokenSetTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fromResponse()
    {
        const TokenSet tokens = TokenSet::fromResponse(answer(), kRequested, kNow);
        QVERIFY(tokens.accessToken == secret("at-1"));
        QVERIFY(tokens.refreshToken == secret("rt-1"));
        QVERIFY(tokens.idToken == secret("id-1"));
        QCOMPARE(tokens.obtainedAt, kNow);
        QCOMPARE(tokens.scopeGranted, kRequested); // N011: not said means as asked
        QVERIFY(tokens.scopeRefused().isEmpty());
    }

    void narrowerScope() // A103
    {
        TokenResponse response = answer();
        response.scope = QStringList{QStringLiteral("openid")};
        const TokenSet tokens = TokenSet::fromResponse(response, kRequested, kNow);
        QCOMPARE(tokens.scopeRefused(),
                 (QStringList{QStringLiteral("email"), QStringLiteral("offline_access")}));
    }

    void widerScope() // A103
    {
        TokenResponse response = answer();
        response.scope = kRequested + QStringList{QStringLiteral("admin")};
        const TokenSet tokens = TokenSet::fromResponse(response, kRequested, kNow);
        QVERIFY(tokens.scopeRefused().isEmpty());
        QCOMPARE(scopesNotIn(tokens.scopeRequested, tokens.scopeGranted),
                 QStringList{QStringLiteral("admin")});
    }

    void rotation() // N012
    {
        TokenResponse next = answer();
        next.accessToken = secret("at-2");
        next.refreshToken = secret("rt-2");
        next.idToken = secret("id-2");
        next.expiresAt = kNow + Seconds(7200);
        const TokenSet tokens =
            TokenSet::fromResponse(answer(), kRequested, kNow).rotatedBy(next, kNow + Seconds(3600));
        QVERIFY(tokens.accessToken == secret("at-2"));
        QVERIFY(tokens.refreshToken == secret("rt-2"));
        QVERIFY(tokens.idToken == secret("id-2"));
        QCOMPARE(tokens.obtainedAt, kNow + Seconds(3600));
        QCOMPARE(*tokens.expiresAt, kNow + Seconds(7200));
    }

    void rotationKeepsWhatDidNotCome() // A226
    {
        TokenResponse next;
        next.accessToken = secret("at-2");
        TokenSet old = TokenSet::fromResponse(answer(), kRequested, kNow);
        old.scopeGranted = {QStringLiteral("openid")};
        const TokenSet tokens = old.rotatedBy(next, kNow + Seconds(3600));
        QVERIFY(tokens.refreshToken == secret("rt-1"));
        QVERIFY(tokens.idToken == secret("id-1"));
        QCOMPARE(tokens.scopeGranted, QStringList{QStringLiteral("openid")});
        QCOMPARE(tokens.scopeRequested, kRequested);
        QVERIFY(!tokens.expiresAt); // N010: the old life is not invented for the new token
    }

    void rotationWithNarrowerScope() // A228
    {
        TokenResponse next = answer();
        next.scope = QStringList{QStringLiteral("openid")};
        const TokenSet tokens =
            TokenSet::fromResponse(answer(), kRequested, kNow).rotatedBy(next, kNow + Seconds(60));
        QCOMPARE(tokens.scopeGranted, QStringList{QStringLiteral("openid")});
    }

    void fresh_data()
    {
        QTest::addColumn<qint64>("milliseconds");
        QTest::addColumn<qint64>("minValid");
        QTest::addColumn<bool>("fresh");
        QTest::newRow("just made") << qint64(0) << qint64(0) << true;
        QTest::newRow("one millisecond left") << qint64(3599999) << qint64(0) << true;
        QTest::newRow("at the end") << qint64(3600000) << qint64(0) << false;
        QTest::newRow("60 s wanted, 60.001 left") << qint64(3539999) << qint64(60) << true;
        QTest::newRow("60 s wanted, 60 left") << qint64(3540000) << qint64(60) << false;
    }

    void fresh()
    {
        QFETCH(qint64, milliseconds);
        QFETCH(qint64, minValid);
        QFETCH(bool, fresh);
        QCOMPARE(livingFor(Seconds(3600)).isFresh(kNow + Milliseconds(milliseconds), Seconds(minValid)),
                 fresh);
    }

    void unknownExpiryIsFresh() // N010
    {
        TokenSet tokens = livingFor(Seconds(3600));
        tokens.expiresAt.reset();
        QVERIFY(tokens.isFresh(kNow + std::chrono::hours(24 * 365)));
        tokens.accessToken = {};
        QVERIFY(!tokens.isFresh(kNow));
    }

    void due_data()
    {
        QTest::addColumn<qint64>("life");
        QTest::addColumn<qint64>("due"); // both in milliseconds from now
        QTest::newRow("an hour: a minute before") << qint64(3600000) << qint64(3540000);
        QTest::newRow("ten minutes: a minute is ten per cent") << qint64(600000) << qint64(540000);
        QTest::newRow("just below: ten per cent") << qint64(599000) << qint64(539100);
        QTest::newRow("two minutes: ten per cent") << qint64(120000) << qint64(108000);
        QTest::newRow("A225 33 s: not before the gap") << qint64(33000) << qint64(30000);
        QTest::newRow("A225 5 s") << qint64(5000) << qint64(30000);
        QTest::newRow("A225 1 s") << qint64(1000) << qint64(30000);
        QTest::newRow("A225 already over") << qint64(-1000) << qint64(30000);
        QTest::newRow("ten years") << qint64(3650LL * 86400000) << qint64(3650LL * 86400000 - 60000);
    }

    void due()
    {
        QFETCH(qint64, life);
        QFETCH(qint64, due);
        const auto at = refreshDueAt(livingFor(Milliseconds(life)));
        QVERIFY(at);
        QCOMPARE((*at - kNow).count(), due);
    }

    void neverDue()
    {
        TokenSet tokens = livingFor(Seconds(3600));
        tokens.expiresAt.reset();
        QVERIFY(!refreshDueAt(tokens));
        tokens = livingFor(Seconds(3600));
        tokens.refreshToken = {};
        QVERIFY(!refreshDueAt(tokens));
    }

    /// What others may hold is left to them almost to its end, and never longer than otherwise.
    void whereARenewalEndsTheToken()
    {
        const RenewalPolicy usual;
        const auto leftAt = [](const RenewalPolicy& policy, Seconds life) {
            return Milliseconds(life) - (*refreshDueAt(livingFor(life), policy) - kNow);
        };
        QCOMPARE(leftAt(usual.where(false), Seconds(7200)), Milliseconds(Seconds(60)));
        QCOMPARE(leftAt(usual.where(true), Seconds(7200)), Milliseconds(Seconds(10)));
        QCOMPARE(leftAt(usual.where(true), Seconds(60)), Milliseconds(Seconds(6))); // a tenth of its life
        RenewalPolicy tight;
        tight.lead = Seconds(2);
        QCOMPARE(leftAt(tight.where(true), Seconds(7200)), Milliseconds(Seconds(2)));
    }

    void ownPolicy()
    {
        RenewalPolicy policy;
        policy.lead = Seconds(300);
        policy.leadPercent = 50;
        policy.minimumGap = Seconds(1);
        QCOMPARE((*refreshDueAt(livingFor(Seconds(3600)), policy) - kNow), Milliseconds(Seconds(3300)));
        QCOMPARE((*refreshDueAt(livingFor(Seconds(100)), policy) - kNow), Milliseconds(Seconds(50)));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::TokenSetTest)
#include "token_set_test.moc"

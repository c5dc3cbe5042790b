// A277, A278: which account a wish is about, and whether a token fits it.
#include "core/agent/token_source.h"
#include "tests/core/agent/agent_world.h"
#include "tests/core/agent/quoted.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

/// No signature: it is only looked into.
SecretString jwt(const QByteArray& claims)
{
    const auto part = [](const QByteArray& json) {
        return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return SecretString::fromUtf8(part(quoted("{'alg':'RS256'}")) + '.' + part(claims) + ".AA");
}

} // namespace

class TokenSourceTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void accounts_data()
    {
        QTest::addColumn<QString>("account");
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("audience");
        QTest::addColumn<bool>("idToken");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* account, const char* issuer, const char* scope,
                            const char* audience, bool idToken, const char* code) {
            QTest::newRow(name) << QString::fromLatin1(account) << QString::fromLatin1(issuer)
                                << QString::fromLatin1(scope) << QString::fromLatin1(audience) << idToken
                                << QString::fromLatin1(code);
        };
        row("by name", "work", "", "", "", false, "");
        row("by issuer", "", "https://work.example", "", "", false, "");
        row("both", "work", "https://work.example", "openid groups", "", false, "");
        row("unknown", "nobody", "", "", "", false, "account.unknown");
        row("nothing", "", "", "", "", false, "account.unknown");
        row("A277 evil host", "", "https://evil.example", "", "", false, "account.unknown");
        row("A277 other issuer's account", "work", "https://evil.example", "", "", false, "agent.issuer");
        row("A277 slash at the end", "work", "https://work.example/", "", "", false, "agent.issuer");
        row("A277 capital host", "work", "https://WORK.example", "", "", false, "agent.issuer");
        row("A277 host inside another", "", "https://work.example.evil.example", "", "", false,
            "account.unknown");
        row("A277 user part", "", "https://work.example@evil.example", "", "", false, "account.unknown");
        row("A268 scope not granted", "work", "", "groups admin", "", false, "agent.scope");
        row("ID token for us", "work", "", "", "client", true, "");
        row("A277 ID token for others", "work", "", "", "https://api.example", true, "agent.audience");
    }
    void accounts()
    {
        QFETCH(QString, account);
        QFETCH(QString, issuer);
        QFETCH(QString, scope);
        QFETCH(QString, audience);
        QFETCH(bool, idToken);
        QFETCH(QString, code);
        const AgentWorld world;
        TokenWish wish;
        wish.account = account;
        wish.issuer = issuer;
        wish.scope = scope.split(u' ', Qt::SkipEmptyParts);
        wish.audience = audience;
        wish.kind = idToken ? WishKind::Id : WishKind::Access;
        const auto found = accountFor(*world.source, wish);
        QCOMPARE(found ? QString() : found.error().code, code);
        if (found)
            QCOMPARE(found->id, QStringLiteral("work-id"));
    }

    void twoOfOneIssuer()
    {
        AgentWorld world;
        world.source->list[1].issuer = world.source->list[0].issuer;
        TokenWish wish;
        wish.issuer = world.source->list[0].issuer;
        QCOMPARE(accountFor(*world.source, wish).error().code, QStringLiteral("account.ambiguous"));
    }

    void audience_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<bool>("fits");
        QTest::newRow("the one") << (quoted("{'aud':'https://api.example'}")) << true;
        QTest::newRow("one of two") << (quoted("{'aud':['x','https://api.example']}")) << true;
        QTest::newRow("A277 another") << (quoted("{'aud':'https://api.example.evil'}")) << false;
        QTest::newRow("A277 begins so") << (quoted("{'aud':'https://api.example/'}")) << false;
        QTest::newRow("A277 none") << (quoted("{'sub':'ana'}")) << false;
        QTest::newRow("A277 opaque") << QByteArray() << false;
    }
    void audience()
    {
        QFETCH(QByteArray, claims);
        QFETCH(bool, fits);
        HandedToken token;
        token.token = claims.isEmpty() ? SecretString::fromUtf8("opaque") : jwt(claims);
        TokenWish wish;
        QVERIFY(checkAudience(token, wish)); // nobody asked
        wish.audience = QStringLiteral("https://api.example");
        const auto checked = checkAudience(token, wish);
        QCOMPARE(checked.has_value(), fits);
        if (!fits)
            QCOMPARE(checked.error().code, QStringLiteral("agent.audience"));
    }

    void life()
    {
        const TimePoint now = fromUnixSeconds(1767323045);
        HandedToken token;
        QVERIFY(checkLife(token, now)); // nobody knows
        token.expiresAt = now + Seconds(60);
        QVERIFY(checkLife(token, now));
        token.expiresAt = now + Seconds(60) - Milliseconds(1);
        QCOMPARE(checkLife(token, now).error().code, QStringLiteral("agent.short_life")); // A278
    }
};

TESSERA_TEST(TokenSourceTest)
#include "token_source_test.moc"

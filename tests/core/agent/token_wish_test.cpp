// What goes over the wire about tokens and accounts: there and back, and nothing for a refresh token.
#include "core/agent/token_wish.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class TokenWishTest final : public QObject
{
    Q_OBJECT

    static HandedToken token()
    {
        HandedToken made;
        made.accountId = QStringLiteral("id");
        made.issuer = QStringLiteral("https://id.example");
        made.subject = QStringLiteral("ana");
        made.token = SecretString::fromUtf8("at");
        made.tokenType = QStringLiteral("Bearer");
        made.expiresAt = fromUnixSeconds(1767323045);
        made.scope = QStringList{QStringLiteral("a"), QStringLiteral("b")};
        return made;
    }

private Q_SLOTS:
    void tokens()
    {
        const auto read = handedTokenFrom(toJson(token()));
        QVERIFY(read);
        QVERIFY(read->token == token().token);
        QCOMPARE(read->accountId, token().accountId);
        QCOMPARE(read->expiresAt.value(), fromUnixSeconds(1767323045));
        QCOMPARE(read->scope, token().scope);
        HandedToken lasting = token();
        lasting.expiresAt.reset();
        QVERIFY(!handedTokenFrom(toJson(lasting))->expiresAt);
    }

    void everyMemberOfAToken_data()
    {
        QTest::addColumn<QString>("member");
        for (const char* name : {"account", "issuer", "subject", "token", "token_type", "scope"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyMemberOfAToken()
    {
        QFETCH(QString, member);
        QJsonObject object = toJson(token());
        object.remove(member);
        QCOMPARE(handedTokenFrom(object).error().code, QStringLiteral("agent.reply"));
    }

    void emptyTokenIsNone()
    {
        QJsonObject object = toJson(token());
        object.insert(QStringLiteral("token"), QString());
        QCOMPARE(handedTokenFrom(object).error().code, QStringLiteral("agent.reply"));
    }

    void noRefreshToken()
    {
        const QStringList members = toJson(token()).keys();
        QCOMPARE(members,
                 (QStringList{QStringLiteral("account"), QStringLiteral("expires_at"),
                              QStringLiteral("issuer"), QStringLiteral("scope"), QStringLiteral("subject"),
                              QStringLiteral("token"), QStringLiteral("token_type")})); // A271
    }

    void accounts()
    {
        AgentAccount account;
        account.id = QStringLiteral("id");
        account.label = QStringLiteral("work");
        account.emailVerified = true;
        account.scope = QStringList{QStringLiteral("openid")};
        account.state = QStringLiteral("offline");
        account.problem = QStringLiteral("net.offline");
        const auto read = agentAccountFrom(toJson(account));
        QVERIFY(read);
        QCOMPARE(read->label, account.label);
        QCOMPARE(read->emailVerified, true);
        QCOMPARE(read->scope, account.scope);
        QCOMPARE(read->state, account.state);
        QCOMPARE(read->problem, account.problem);
        QCOMPARE(agentAccountFrom({}).error().code, QStringLiteral("agent.reply"));
    }
};

TESSERA_TEST(TokenWishTest)
#include "token_wish_test.moc"

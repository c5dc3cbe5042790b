// The key of an account's tokens, out of the keychain and into its requests (N049).
#include "core/session/account_requester.h"

#include "core/jose/key_output.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

using namespace tessera;

class AccountRequesterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bearerTokensNeedNoKey()
    {
        const auto requester = requesterOf(Environment(), {});
        QVERIFY(requester);
        QVERIFY(!requester->dpop);
        QVERIFY(requester->expectedTokenType() == TokenType::Bearer);
    }

    void keyOfTheGrant()
    {
        const Key key = Key::generateEc(u"P-256");
        const Environment environment;
        const auto requester = requesterOf(environment, *privateJwk(key));
        QVERIFY(requester);
        QCOMPARE(requester->dpop->key.thumbprint(), key.thumbprint());
        QVERIFY(requester->dpop->nonces == environment.dpopNonces); // shared by all accounts
    }

    void damaged_data()
    {
        QTest::addColumn<QByteArray>("key");
        const Key key = Key::generateEc(u"P-256");
        QTest::newRow("no JSON") << QByteArray("x");
        QTest::newRow("public") << QJsonDocument(key.publicJwk()).toJson();
        QTest::newRow("another kind") << privateJwk(Key::generateEd25519())->reveal().toByteArray();
        QTest::newRow("no key") << QByteArray("{}");
    }

    void damaged() // and never quoted
    {
        QFETCH(QByteArray, key);
        const auto requester = requesterOf(Environment(), SecretString::fromUtf8(key));
        QVERIFY(!requester);
        QCOMPARE(
            requester.error(),
            (Error{ErrorKind::Keychain, QStringLiteral("grant.unreadable"), QStringLiteral("dpop_key"), {}}));
    }
};

TESSERA_TEST(AccountRequesterTest)
#include "account_requester_test.moc"

#include "tests/core/oidc/id_token_case.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <type_traits>

namespace tessera::test {

class IdTokenTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Forgetting the checks must not compile.
    void onlyValidationMakesOne() { QVERIFY(!std::is_default_constructible_v<IdToken>); }

    void displayName_data()
    {
        QTest::addColumn<QJsonObject>("more");
        QTest::addColumn<QString>("name");
        const QJsonValue text(QStringLiteral("Alice"));
        QTest::newRow("name") << QJsonObject{{QStringLiteral("name"), text}} << QStringLiteral("Alice");
        QTest::newRow("preferred_username, name is blank")
            << QJsonObject{{QStringLiteral("name"), QStringLiteral("  ")},
                           {QStringLiteral("preferred_username"), QStringLiteral("alice")}}
            << QStringLiteral("alice");
        QTest::newRow("e-mail, name is no string")
            << QJsonObject{{QStringLiteral("name"), 7},
                           {QStringLiteral("email"), QStringLiteral("alice@example.org")}}
            << QStringLiteral("alice@example.org");
        QTest::newRow("sub") << QJsonObject{} << QStringLiteral("248289761001");
    }
    void displayName()
    {
        QFETCH(QJsonObject, more);
        IdTokenCase subject;
        for (auto it = more.constBegin(); it != more.constEnd(); ++it)
            subject.set(it.key(), it.value());
        const IdTokenVerdict verdict = subject.judge();
        QVERIFY(verdict.idToken);
        QTEST(verdict.idToken->displayName(), "name");
    }

    void holdsWhatWasValidated()
    {
        const IdTokenCase subject;
        const IdTokenVerdict verdict = subject.judge();
        QVERIFY(verdict.idToken);
        const IdToken& token = *verdict.idToken;
        QCOMPARE(token.issuer(), IdTokenCase::issuer);
        QCOMPARE(token.subject(), QStringLiteral("248289761001"));
        QCOMPARE(token.algorithm(), QStringLiteral("RS256"));
        QCOMPARE(toUnixSeconds(token.issuedAt()), toUnixSeconds(subject.now) - 5);
        QCOMPARE(toUnixSeconds(token.expiresAt()), toUnixSeconds(subject.now) + 300);
        QCOMPARE(token.text(u"nonce"), QStringLiteral("n-0S6_WzA2Mj"));
        QCOMPARE(token.text(u"exp"), QString());
        QVERIFY(!token.compact().isEmpty());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::IdTokenTest)
#include "id_token_test.moc"

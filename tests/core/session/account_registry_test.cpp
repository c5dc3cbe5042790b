// How a person names an account.
#include "core/session/account_registry.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

Session session(const QString& id, const QString& label, const QString& email, const QString& name,
                const QString& subject)
{
    Session session;
    session.account.id = id;
    session.account.label = label;
    session.account.email = email;
    session.account.name = name;
    session.account.subject = subject;
    return session;
}

} // namespace

class AccountRegistryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void found_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("id") << "abcd1111"
                            << "abcd1111";
        QTest::newRow("label") << "work"
                               << "abcd1111";
        QTest::newRow("label before name") << "alice"
                                           << "abcd2222";
        QTest::newRow("e-mail") << "alice@example.com"
                                << "abcd1111";
        QTest::newRow("e-mail in other case") << "Alice@Example.COM"
                                              << "abcd1111";
        QTest::newRow("name in other case") << "BOB"
                                            << "abcd2222";
        QTest::newRow("subject") << "s-3"
                                 << "wxyz3333";
        QTest::newRow("prefix of the id") << "wxyz"
                                          << "wxyz3333";
        QTest::newRow("prefix of two ids") << "abcd"
                                           << "account.ambiguous";
        QTest::newRow("prefix too short") << "wxy"
                                          << "account.unknown";
        QTest::newRow("two with this e-mail") << "shared@example.com"
                                              << "account.ambiguous";
        QTest::newRow("nobody") << "carol"
                                << "account.unknown";
        QTest::newRow("empty") << ""
                               << "account.unknown";
        QTest::newRow("case of the subject") << "S-3"
                                             << "account.unknown";
    }
    void found()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const QString none;
        const QList<Session> sessions{
            session(QStringLiteral("abcd1111"), QStringLiteral("work"), QStringLiteral("alice@example.com"),
                    QStringLiteral("Alice"), QStringLiteral("s-1")),
            session(QStringLiteral("abcd2222"), QStringLiteral("alice"), QStringLiteral("shared@example.com"),
                    QStringLiteral("Bob"), QStringLiteral("s-2")),
            session(QStringLiteral("wxyz3333"), none, QStringLiteral("shared@example.com"), none,
                    QStringLiteral("s-3")),
        };
        const auto found = findAccount(sessions, text);
        QCOMPARE(found ? *found : found.error().code, expected);
        if (!found)
            QCOMPARE(found.error().kind, ErrorKind::Configuration);
        if (expected == u"account.ambiguous")
            QVERIFY(found.error().detail.contains(QStringLiteral("abcd2222")));
    }
};

TESSERA_TEST(AccountRegistryTest)
#include "account_registry_test.moc"

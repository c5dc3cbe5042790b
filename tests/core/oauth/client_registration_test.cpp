// The names of RFC 7591 section 2, both ways.
#include "core/oauth/client_registration.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class ClientRegistrationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void methodNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("known");
        QTest::newRow("none") << QStringLiteral("none") << true;
        QTest::newRow("basic") << QStringLiteral("client_secret_basic") << true;
        QTest::newRow("post") << QStringLiteral("client_secret_post") << true;
        QTest::newRow("private_key_jwt") << QStringLiteral("private_key_jwt") << true;
        QTest::newRow("client_secret_jwt") << QStringLiteral("client_secret_jwt") << true;
        QTest::newRow("tls_client_auth") << QStringLiteral("tls_client_auth") << false;
        QTest::newRow("other case") << QStringLiteral("None") << false;
        QTest::newRow("empty") << QString() << false;
    }

    void methodNames()
    {
        QFETCH(QString, name);
        QFETCH(bool, known);
        const auto method = clientAuthenticationMethodFromName(name);
        QCOMPARE(method.has_value(), known);
        if (method)
            QCOMPARE(clientAuthenticationMethodName(*method), name);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ClientRegistrationTest)
#include "client_registration_test.moc"

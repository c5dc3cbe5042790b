// What mail programs send: the documented examples, and what may not be sent.
#include "core/tools/sasl.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class SaslTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// RFC 7628 section 4.1 and Google's documentation of XOAUTH2, with their own tokens.
    void documented_data()
    {
        QTest::addColumn<QString>("mechanism");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("response");
        QTest::newRow("RFC 7628 section 4.1")
            << "oauthbearer"
            << "user@example.com"
            << "server.example.com" << 143 << QByteArray("vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==")
            << QByteArray("bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9Qm"
                          "VhcmVyIHZG"
                          "OWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB");
        QTest::newRow("Google")
            << "xoauth2"
            << "someuser@example.com"
            << "" << 0 << QByteArray("ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg")
            << QByteArray("dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRj"
                          "Mk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ==");
    }
    void documented()
    {
        QFETCH(QString, mechanism);
        QFETCH(QString, user);
        QFETCH(QString, host);
        QFETCH(int, port);
        QFETCH(QByteArray, token);
        const auto response = saslResponse({mechanism, user, host, port}, SecretString::fromUtf8(token));
        QVERIFY(response);
        QTEST(response->reveal().toByteArray(), "response");
    }

    void namesAreWrittenAsGs2Wants()
    {
        const auto response = saslResponse({QStringLiteral("oauthbearer"), QStringLiteral("a,b=c"), {}, 0},
                                           SecretString::fromUtf8("t"));
        QCOMPARE(QByteArray::fromBase64(response->reveal().toByteArray()),
                 QByteArray("n,a=a=2Cb=3Dc,\x01"
                            "auth=Bearer t\x01\x01"));
        const auto nobody =
            saslResponse({QStringLiteral("oauthbearer"), {}, {}, 0}, SecretString::fromUtf8("t"));
        QCOMPARE(QByteArray::fromBase64(nobody->reveal().toByteArray()), QByteArray("n,,\x01"
                                                                                    "auth=Bearer t\x01\x01"));
    }

    void refused_data()
    {
        QTest::addColumn<QString>("mechanism");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* mechanism, const QString& user, const QString& host,
                            const char* token, const char* code) {
            QTest::newRow(name) << QString::fromLatin1(mechanism) << user << host << QByteArray(token)
                                << QString::fromLatin1(code);
        };
        const QString ana = QStringLiteral("ana");
        row("good", "xoauth2", ana, {}, "t", "");
        row("mechanism", "plain", ana, {}, "t", "tool.sasl");
        row("no user", "xoauth2", {}, {}, "t", "tool.sasl");
        row("A262 separator in the user", "xoauth2",
            QStringLiteral("ana\x01"
                           "auth=Bearer x"),
            {}, "t", "tool.sasl");
        row("A262 separator in the host", "oauthbearer", ana, QStringLiteral("h\x01"), "t", "tool.sasl");
        row("A262 separator in the token", "xoauth2", ana, {}, "t\x01", "tool.token");
        row("no token", "xoauth2", ana, {}, "", "tool.token");
    }
    void refused()
    {
        QFETCH(QString, mechanism);
        QFETCH(QString, user);
        QFETCH(QString, host);
        QFETCH(QByteArray, token);
        const auto response = saslResponse({mechanism, user, host, 0}, SecretString::fromUtf8(token));
        QTEST(response ? QString() : response.error().code, "code");
    }
};

TESSERA_TEST(SaslTest)
#include "sasl_test.moc"

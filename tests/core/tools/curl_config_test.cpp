// One line of curl's configuration.
#include "core/tools/curl_config.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class CurlConfigTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void line_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("line"); // empty: refused
        QTest::newRow("plain") << QByteArray("abc.def")
                               << QByteArray("header = \"Authorization: Bearer abc.def\"\n");
        QTest::newRow("quotes") << QByteArray("a\"b\\c")
                                << QByteArray("header = \"Authorization: Bearer a\\\"b\\\\c\"\n");
        QTest::newRow("A262 line feed") << QByteArray("a\nurl=https://evil.example") << QByteArray();
        QTest::newRow("A262 carriage return") << QByteArray("a\rb") << QByteArray();
        QTest::newRow("not ASCII") << QByteArray("a\xc3\xa4") << QByteArray();
        QTest::newRow("empty") << QByteArray() << QByteArray();
    }
    void line()
    {
        QFETCH(QByteArray, token);
        const auto config = curlConfig(QStringLiteral("Bearer"), SecretString::fromUtf8(token));
        QTEST(config ? config->reveal().toByteArray() : QByteArray(), "line");
        if (!config)
            QCOMPARE(config.error().code, QStringLiteral("tool.token"));
    }
};

TESSERA_TEST(CurlConfigTest)
#include "curl_config_test.moc"

// Header lookup and media type of an answer.
#include "core/net/secure_access_manager.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class HttpResponseTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsHeaders();
    void readsMediaType_data();
    void readsMediaType();
};

void HttpResponseTest::findsHeaders()
{
    const HttpResponse response{200, {}, {{"X-One", "1"}, {"x-two", "2"}, {"X-One", "3"}}, {}};
    QCOMPARE(response.header("x-ONE"), QByteArray("1"));
    QCOMPARE(response.header("X-Two"), QByteArray("2"));
    QCOMPARE(response.header("X-Three"), QByteArray());
}

void HttpResponseTest::readsMediaType_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("mediaType");
    QTest::newRow("plain") << QByteArray("application/json") << QByteArray("application/json");
    QTest::newRow("capitals") << QByteArray("Application/JSON") << QByteArray("application/json");
    QTest::newRow("parameter") << QByteArray("application/json ; charset=utf-8")
                               << QByteArray("application/json");
    QTest::newRow("none") << QByteArray() << QByteArray();
}

void HttpResponseTest::readsMediaType()
{
    QFETCH(QByteArray, contentType);
    const HttpResponse response{200, {}, {{"content-type", contentType}}, {}};
    QTEST(response.mediaType(), "mediaType");
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::HttpResponseTest)
#include "http_response_test.moc"

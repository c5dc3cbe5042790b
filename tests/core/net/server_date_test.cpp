// The Date of an answer, and what a cache does to it.
#include "core/net/server_date.h"

#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

constexpr qint64 kThen = 784111777; // Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110 section 5.6.7

using Headers = QList<HttpHeader>;

} // namespace
} // namespace tessera::test

Q_DECLARE_METATYPE(tessera::test::Headers)

namespace tessera::test {

class ServerDateTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
};

void ServerDateTest::reads_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<qint64>("seconds"); // 0: none
    QTest::addColumn<bool>("fromCache");
    const HttpHeader date{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"};
    const auto only = [](const QByteArray& value) { return Headers{{"Date", value}}; };
    QTest::newRow("as it should be") << Headers{date} << kThen << false;
    QTest::newRow("in another case") << Headers{{"date", date.value}} << kThen << false;
    QTest::newRow("kept for an hour") << Headers{date, {"Age", "3600"}} << kThen + 3600 << true;
    QTest::newRow("fresh from a cache") << Headers{date, {"Age", "0"}} << kThen << true;
    QTest::newRow("through a cache without Age") << Headers{date, {"Via", "1.1 proxy"}} << kThen << true;
    QTest::newRow("a content network") << Headers{date, {"X-Cache", "HIT"}} << kThen << true;
    QTest::newRow("odd age") << Headers{date, {"Age", "-5"}} << kThen << true;
    QTest::newRow("age of ages") << Headers{date, {"Age", "99999999999999"}} << kThen << true;
    QTest::newRow("age in words") << Headers{date, {"Age", "old"}} << kThen << true;
    QTest::newRow("none") << Headers{} << qint64(0) << false;
    QTest::newRow("empty") << only("") << qint64(0) << false;
    QTest::newRow("words") << only("now") << qint64(0) << false;
    QTest::newRow("another zone") << only("Sun, 06 Nov 1994 08:49:37 CET") << qint64(0) << false;
    QTest::newRow("no such day") << only("Sun, 31 Feb 1994 08:49:37 GMT") << qint64(0) << false;
    QTest::newRow("two of them") << only(date.value + ", " + date.value) << qint64(0) << false;
    QTest::newRow("a number") << only("784111777") << qint64(0) << false;
}

void ServerDateTest::reads()
{
    QFETCH(Headers, headers);
    QFETCH(qint64, seconds);
    HttpResponse response;
    response.headers = headers;
    const auto date = serverDateOf(response);
    QCOMPARE(date ? toUnixSeconds(date->at) : 0, seconds);
    QTEST(date && date->fromCache, "fromCache");
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::ServerDateTest)
#include "server_date_test.moc"

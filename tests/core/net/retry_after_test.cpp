// Retry-After in all its forms (A114).
#include "core/net/retry_after.h"

#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class RetryAfterTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<qint64>("seconds"); // 0: nothing is heeded
        const QByteArray now = "Sun, 06 Nov 1994 08:49:37 GMT";
        QTest::newRow("A114 seconds") << 503 << QByteArray("120") << QByteArray() << qint64(120);
        QTest::newRow("A114 429") << 429 << QByteArray("7") << QByteArray() << qint64(7);
        QTest::newRow("A114 with blanks") << 429 << QByteArray("  7 ") << QByteArray() << qint64(7);
        QTest::newRow("A114 a date") << 503 << QByteArray("Sun, 06 Nov 1994 08:51:37 GMT") << now
                                     << qint64(120);
        QTest::newRow("A114 a date without Date")
            << 503 << QByteArray("Sun, 06 Nov 1994 08:51:37 GMT") << QByteArray() << qint64(0);
        QTest::newRow("A114 a date that is over")
            << 503 << QByteArray("Sun, 06 Nov 1994 08:40:00 GMT") << now << qint64(0);
        QTest::newRow("A114 a date on the wrong day of the week")
            << 503 << QByteArray("Sun, 06 Nov 2094 08:49:37 GMT") << now << qint64(0);
        QTest::newRow("A114 next year")
            << 503 << QByteArray("Mon, 06 Nov 1995 08:49:37 GMT") << now << qint64(3600);
        QTest::newRow("A114 -5") << 503 << QByteArray("-5") << QByteArray() << qint64(0);
        QTest::newRow("A114 nought") << 503 << QByteArray("0") << QByteArray() << qint64(0);
        QTest::newRow("A114 10^9") << 503 << QByteArray("1000000000") << QByteArray() << qint64(3600);
        QTest::newRow("A114 forty digits") << 503 << QByteArray(40, '9') << QByteArray() << qint64(3600);
        QTest::newRow("A114 garbage") << 503 << QByteArray("soon") << now << qint64(0);
        QTest::newRow("A114 1.5") << 503 << QByteArray("1.5") << QByteArray() << qint64(0);
        QTest::newRow("A114 hexadecimal") << 503 << QByteArray("0x10") << QByteArray() << qint64(0);
        QTest::newRow("A114 empty") << 503 << QByteArray() << QByteArray() << qint64(0);
        QTest::newRow("not with a 400") << 400 << QByteArray("120") << QByteArray() << qint64(0);
        QTest::newRow("not with a 302") << 302 << QByteArray("120") << QByteArray() << qint64(0);
    }
    void reads()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, date);
        QFETCH(qint64, seconds);
        HttpResponse response;
        response.status = status;
        response.headers = {{"Retry-After", value}};
        if (!date.isEmpty())
            response.headers.append({"Date", date});
        const auto wait = retryAfterOf(response);
        QCOMPARE(wait.value_or(Seconds(0)).count(), seconds);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::RetryAfterTest)
#include "retry_after_test.moc"

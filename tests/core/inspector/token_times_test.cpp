#include "core/inspector/token_times.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class TokenTimesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneTime_data()
    {
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QJsonValue>("iso");
        QTest::addColumn<QJsonValue>("relative");
        const QJsonValue null(QJsonValue::Null);
        const auto text = [](const char* value) { return QJsonValue(QString::fromLatin1(value)); };
        QTest::newRow("ahead") << QJsonValue(1767326645) << text("2026-01-02T04:04:05Z") << text("in 1 h");
        QTest::newRow("past") << QJsonValue(1767323040) << text("2026-01-02T03:04:00Z") << text("5 s ago");
        QTest::newRow("now") << QJsonValue(1767323045) << text("2026-01-02T03:04:05Z") << text("in 0 s");
        QTest::newRow("fraction") << QJsonValue(1767323045.9) << text("2026-01-02T03:04:05Z")
                                  << text("in 0 s");
        QTest::newRow("A292 far beyond the calendar") << QJsonValue(9.2e18) << null << null;
        QTest::newRow("A176 negative") << QJsonValue(-1) << null << null;
    }
    void oneTime()
    {
        QFETCH(QJsonValue, value);
        const QJsonObject times = describeTimes({{QStringLiteral("exp"), value}}, ManualClock().now());
        const QJsonObject exp = times.value(u"exp").toObject();
        QCOMPARE(exp.value(u"value"), value);
        QTEST(exp.value(u"iso"), "iso");
        QTEST(exp.value(u"relative"), "relative");
    }

    void everyDay()
    {
        for (qint64 seconds = 0; seconds < 253402300799; seconds += 86400 * 97 + 3671) {
            const QJsonObject times = describeTimes({{QStringLiteral("exp"), seconds}}, ManualClock().now());
            QCOMPARE(times.value(u"exp").toObject().value(u"iso").toString(),
                     QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate));
        }
    }

    void localTime_data()
    {
        QTest::addColumn<QByteArray>("zone"); // as POSIX writes it, west of Greenwich positive
        QTest::addColumn<QString>("local");
        QTest::newRow("UTC") << QByteArray("UTC0") << QStringLiteral("2026-01-02T03:04:05+00:00");
        QTest::newRow("east") << QByteArray("CET-1") << QStringLiteral("2026-01-02T04:04:05+01:00");
        QTest::newRow("India") << QByteArray("IST-5:30") << QStringLiteral("2026-01-02T08:34:05+05:30");
        QTest::newRow("west, the day before")
            << QByteArray("PST8") << QStringLiteral("2026-01-01T19:04:05-08:00");
        QTest::newRow("Newfoundland") << QByteArray("NST3:30") << QStringLiteral("2026-01-01T23:34:05-03:30");
    }
    void localTime()
    {
        QFETCH(QByteArray, zone);
        const QByteArray before = qgetenv("TZ");
        const bool wasSet = qEnvironmentVariableIsSet("TZ");
        qputenv("TZ", zone);
        const QString text = localTimeText(ManualClock().now());
        wasSet ? qputenv("TZ", before) : qunsetenv("TZ");
        QTEST(text, "local");
    }

    void onlyNumbersAndKnownNames()
    {
        const QJsonObject claims{{QStringLiteral("exp"), QStringLiteral("1767326645")},
                                 {QStringLiteral("iat"), QJsonValue::Null},
                                 {QStringLiteral("auth_time"), 1},
                                 {QStringLiteral("age"), 1}};
        QCOMPARE(describeTimes(claims, ManualClock().now()).keys(), QStringList{QStringLiteral("auth_time")});
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::TokenTimesTest)
#include "token_times_test.moc"

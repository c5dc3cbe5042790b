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

// Members with their type checked: "3600" is not 3600 (finding F4).
#include "core/base/json_members.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

namespace tessera::test {
namespace {

/// {"m": <what stands in the row>}, or {} for an absent member.
QJsonObject object(const QByteArray& value)
{
    return value.isEmpty() ? QJsonObject() : QJsonDocument::fromJson("{\"m\":" + value + "}").object();
}

/// "error", "absent" or the value as text.
template <class T, class ToText>
QString seen(const Result<std::optional<T>>& result, ToText toText)
{
    if (!result)
        return result.error().code == u"x.member" && result.error().kind == ErrorKind::Malformed &&
                       result.error().detail.contains(u'm')
                   ? QStringLiteral("error")
                   : QStringLiteral("another error");
    return *result ? toText(**result) : QStringLiteral("absent");
}

const QStringView kCode = u"x.member";

void row(const char* name, const char* value, const char* expected)
{
    QTest::newRow(name) << QByteArray(value) << QString::fromUtf8(expected);
}

void columns()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("expected");
    row("absent", "", "absent");
    row("null", "null", "error");
}

} // namespace

class JsonMembersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void string_data()
    {
        columns();
        row("string", "\"text\"", "text");
        row("empty string", "\"\"", "");
        row("number", "1", "error");
        row("bool", "true", "error");
        row("array", "[\"text\"]", "error");
        row("object", "{}", "error");
    }

    void string()
    {
        QFETCH(QByteArray, value);
        QTEST(seen(optionalString(object(value), u"m", kCode), [](const QString& text) { return text; }),
              "expected");
    }

    void requiredString_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("expected");
        row("string", "\"text\"", "text");
        row("absent", "", "error");
        row("empty string", "\"\"", "error");
        row("null", "null", "error");
        row("number", "1", "error");
    }

    void requiredString()
    {
        QFETCH(QByteArray, value);
        const auto text = tessera::requiredString(object(value), u"m", kCode);
        if (!text)
            QCOMPARE(text.error().code, kCode.toString());
        QTEST(text.value_or(QStringLiteral("error")), "expected");
    }

    void list_data()
    {
        columns();
        row("strings", "[\"a\",\"b\"]", "a b");
        row("empty", "[]", "");
        row("string", "\"a\"", "error");
        row("a number among strings", "[\"a\",1]", "error");
        row("null among strings", "[null]", "error");
        row("object", "{}", "error");
    }

    void list()
    {
        QFETCH(QByteArray, value);
        QTEST(seen(optionalStringList(object(value), u"m", kCode),
                   [](const QStringList& texts) { return texts.join(u' '); }),
              "expected");
    }

    void boolean_data()
    {
        columns();
        row("true", "true", "yes");
        row("false", "false", "no");
        row("string", "\"true\"", "error");
        row("number", "1", "error");
    }

    void boolean()
    {
        QFETCH(QByteArray, value);
        QTEST(seen(optionalBool(object(value), u"m", kCode),
                   [](bool yes) { return yes ? QStringLiteral("yes") : QStringLiteral("no"); }),
              "expected");
    }

    void numericDate_data()
    {
        columns();
        row("epoch", "0", "0");
        row("seconds", "1300819380", "1300819380");
        row("a fraction is rounded down", "1300819380.999", "1300819380");
        row("exponent", "1.3e9", "1300000000");
        row("after 2038", "4102444800", "4102444800");
        row("last second of 9999", "253402300799", "253402300799");
        row("year 10000", "253402300800", "error");
        row("milliseconds by mistake", "1300819380000", "error");
        row("1e300", "1e300", "error");
        row("before 1970", "-1", "error");
        row("a little before 1970", "-0.5", "error");
        row("string", "\"1300819380\"", "error");
        row("bool", "true", "error");
        row("array", "[1]", "error");
    }

    void numericDate()
    {
        QFETCH(QByteArray, value);
        QTEST(seen(optionalNumericDate(object(value), u"m", kCode),
                   [](TimePoint time) { return QString::number(toUnixSeconds(time)); }),
              "expected");
    }

    void namesAreComparedWithCase()
    {
        QVERIFY(!optionalString(object("\"text\""), u"M", kCode)->has_value()); // A119
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JsonMembersTest)
#include "json_members_test.moc"

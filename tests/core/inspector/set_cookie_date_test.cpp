// Dates of Expires, by the algorithm of RFC 6265bis 5.1.1.
#include "core/inspector/set_cookie_date.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class SetCookieDateTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void dates_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("date"); // empty: none
        const auto row = [](const char* name, const char* text, const char* date) {
            QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(date);
        };
        row("N131 RFC 9110 form", "Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z");
        row("N131 RFC 850 form", "Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z");
        row("N131 asctime form", "Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z");
        row("N131 any order", "08:49:37 1994 Nov 6", "1994-11-06T08:49:37Z");
        row("N131 zone is ignored", "06 Nov 1994 08:49:37 +0200", "1994-11-06T08:49:37Z");
        row("N131 month by its first letters", "6 november 1994 8:9:7", "1994-11-06T08:09:07Z");
        row("N131 year 69", "06 Nov 69 08:49:37", "2069-11-06T08:49:37Z");
        row("N131 year 70", "06 Nov 70 08:49:37", "1970-11-06T08:49:37Z");
        row("N131 first time counts", "06 Nov 1994 08:49:37 09:00:00", "1994-11-06T08:49:37Z");
        row("N131 letters behind a number", "06th Nov 1994x 08:49:37z", "1994-11-06T08:49:37Z");
        row("N131 leap day", "29 Feb 2024 00:00:00", "2024-02-29T00:00:00Z");
        row("A353 no leap day", "29 Feb 2023 00:00:00", "");
        row("A353 day 31 of a month of 30", "31 Nov 1994 08:49:37", "");
        row("A353 day 0", "00 Nov 1994 08:49:37", "");
        row("A353 hour 24", "06 Nov 1994 24:00:00", "");
        row("A353 second 60", "06 Nov 1994 08:49:60", "");
        row("A353 year 1600", "06 Nov 1600 08:49:37", "");
        row("A353 year 1601", "06 Nov 1601 08:49:37", "1601-11-06T08:49:37Z");
        row("A353 five digits", "06 Nov 19945 08:49:37", "");
        row("A353 three digits of an hour", "06 Nov 1994 008:49:37", "");
        row("A353 no time", "06 Nov 1994", "");
        row("A353 no month", "06 1994 08:49:37", "");
        row("A353 words", "tomorrow", "");
        row("A353 empty", "", "");
        row("A353 delimiters only", ",;- /", "");
    }
    void dates()
    {
        QFETCH(QByteArray, text);
        const auto time = parseCookieDate(text);
        QTEST(time ? toDateTime(*time).toString(Qt::ISODate) : QString(), "date");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::SetCookieDateTest)
#include "set_cookie_date_test.moc"

// What may stand in a log or on one line of a terminal (A012, A283).
#include "core/base/logging.h"
#include "tests/support/test_program.h"

#include <QtTest>

namespace tessera::test {

class LoggingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void address_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("logged");
        const auto row = [](const char* name, const char* url, const char* logged) {
            QTest::newRow(name) << QString::fromUtf8(url) << QString::fromUtf8(logged);
        };
        row("plain", "https://op.example/token", "https://op.example/token");
        row("query", "http://127.0.0.1:5000/cb?code=c&state=s", "http://127.0.0.1:5000/cb");
        row("fragment", "https://op.example/cb#access_token=a", "https://op.example/cb");
        row("user information", "https://user:password@op.example/", "https://op.example/");
        row("user alone", "https://token@op.example/", "https://op.example/");
        row("all of them", "https://u:p@op.example:8443/a/b?x=1#y", "https://op.example:8443/a/b");
        row("look-alike host in its ASCII form", "https://\u0430pple.com/", "https://xn--pple-43d.com/");
        row("newline in the path", "https://op.example/a%0Ab", "https://op.example/a%0Ab");
        row("empty", "", "");
    }

    void address()
    {
        QFETCH(QString, url);
        QTEST(loggableUrl(QUrl(url)), "logged");
    }

    void printableText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* name, const QString& text, const char* shown) {
            QTest::newRow(name) << text << QString::fromUtf8(shown);
        };
        row("plain", QStringLiteral("Alice O'Brien <a@b>"), "Alice O'Brien <a@b>");
        row("letters of other scripts", QStringLiteral("\u0416\u4E2D\u05D0"), "\u0416\u4E2D\u05D0");
        row("beyond the first plane", QString::fromUcs4(U"\U0001F600"), "\U0001F600");
        row("A012 newline", QStringLiteral("a\nb"), "a\\u{000a}b");
        row("A012 carriage return", QStringLiteral("a\rb"), "a\\u{000d}b");
        row("A012 escape", QStringLiteral("\u001B[31m"), "\\u{001b}[31m");
        row("A012 NUL", QString(QChar(0)), "\\u{0000}");
        row("A012 C1 control", QString(QChar(0x9B)), "\\u{009b}");
        row("A283 right-to-left override", QStringLiteral("a\u202Eb"), "a\\u{202e}b");
        row("A283 isolate", QStringLiteral("\u2066"), "\\u{2066}");
        row("A283 zero width space", QStringLiteral("\u200B"), "\\u{200b}");
        row("A283 line separator", QStringLiteral("\u2028"), "\\u{2028}");
        row("A283 tag character", QString::fromUcs4(U"\U000E0041"), "\\u{e0041}");
        row("private use", QStringLiteral("\uE000"), "\\u{e000}");
        row("lone surrogate", QString(QChar(0xD800)), "\\u{d800}");
        row("empty", QString(), "");
    }

    void printableText()
    {
        QFETCH(QString, text);
        QTEST(printable(text), "shown");
    }

    void longTextIsCut()
    {
        const QString long400(400, u'x');
        QCOMPARE(printable(long400), QString(300, u'x') + QChar(0x2026));
        QCOMPARE(printable(QString(300, u'x')), QString(300, u'x'));
        QCOMPARE(printable(u"abc", 2), QStringLiteral("ab\u2026"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::LoggingTest)
#include "logging_test.moc"

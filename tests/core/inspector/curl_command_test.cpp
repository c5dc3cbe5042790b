// Words as a POSIX shell makes them, and the options of curl that carry something.
#include "core/inspector/curl_command.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

QByteArray joined(const QList<QByteArray>& list)
{
    return list.join('|');
}

} // namespace

class CurlCommandTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void words_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("words"); // with | between
        const auto row = [](const char* name, const char* text, const char* words) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(words);
        };
        row("plain", "curl  a\tb ", "curl|a|b");
        row("single quotes", "curl 'a b' 'c\\n'", "curl|a b|c\\n");
        row("double quotes", "curl \"a b\" \"c\\\"d\" \"e\\\\f\" \"g\\h\"", "curl|a b|c\"d|e\\f|g\\h");
        row("quotes in the middle", "curl a'b c'\"d e\"f", "curl|ab cd ef");
        row("empty word", "curl '' a", "curl||a");
        row("backslash", "curl a\\ b \\'", "curl|a b|'");
        row("continued line", "curl \\\n  a \\\r\n b", "curl|a|b");
        row("continued inside a word", "curl a\\\nb", "curl|ab");
        row("continued inside quotes", "curl \"a\\\nb\"", "curl|ab");
        row("dollar quotes", "curl $'a\\'b\\tc\\x41\\101\\u00e4\\\\'", "curl|a'b\tcAA\xC3\xA4\\");
        row("dollar quotes, short escapes", "curl $'\\x4\\0\\q'", "curl|\x04");
        row("a dollar alone", "curl $HOME", "curl|$HOME");
        row("pipe", "curl a | sh", "curl|a");
        row("semicolon", "curl a; rm b", "curl|a");
        row("next line", "curl a\ncurl b", "curl|a");
        row("ampersand", "curl a&b", "curl|a");
    }
    void words()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, words);
        const auto split = splitShellWords(text);
        QVERIFY(split);
        if (qstrcmp(QTest::currentDataTag(), "dollar quotes, short escapes") == 0)
            words.append(QByteArray("\0\\q", 3));
        QCOMPARE(joined(split->words), words);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("single quote") << QByteArray("curl 'a") << "curl.quote";
        QTest::newRow("double quote") << QByteArray("curl \"a\\\"") << "curl.quote";
        QTest::newRow("dollar quote") << QByteArray("curl $'a\\") << "curl.quote";
        QTest::newRow("dollar quote with an escape at the end") << QByteArray("curl $'a\\'") << "curl.quote";
        QTest::newRow("A289 too many words") << QByteArray("a ").repeated(3000) << "curl.too_many";
    }
    void refused()
    {
        QFETCH(QByteArray, text);
        const auto split = splitShellWords(text);
        QVERIFY(!split);
        QTEST(split.error().code, "code");
    }

    void whole()
    {
        QVERIFY(splitShellWords("curl a  ")->isWhole);
        QVERIFY(!splitShellWords("curl a | sh")->isWhole);
        QVERIFY(!splitShellWords("curl https://x.example/?a=b&c=d")->isWhole);
    }

    void options()
    {
        const auto command = parseCurlCommand(
            "$ curl -sSLH 'A: b' --header 'C: d' -ualice:secret -b 'a=b' -XPOST --compressed "
            "-d x=1 --data-raw '@y' -o out -e https://r.example -k --oauth2-bearer tok https://u.example "
            "--url https://v");
        QVERIFY(command);
        QCOMPARE(joined(command->headers), QByteArray("A: b|C: d"));
        QCOMPARE(joined(command->users), QByteArray("alice:secret"));
        QCOMPARE(joined(command->cookies), QByteArray("a=b"));
        QCOMPARE(joined(command->bodies), QByteArray("x=1|@y"));
        QCOMPARE(joined(command->urls), QByteArray("https://u.example|https://v"));
        QCOMPARE(joined(command->bearers), QByteArray("tok"));
        QCOMPARE(command->method, QByteArray("POST"));
        QCOMPARE(command->referer, QByteArray("https://r.example"));
        QVERIFY(command->isInsecure);
        QVERIFY(!command->readsFiles);
        QVERIFY(command->isWhole);
    }

    void files_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("file");
        QTest::newRow("body") << QByteArray("curl -d @secret.json x") << true;
        QTest::newRow("headers") << QByteArray("curl -H @headers x") << true;
        QTest::newRow("cookie jar") << QByteArray("curl -b jar.txt x") << true;
        QTest::newRow("netrc") << QByteArray("curl -n x") << true;
        QTest::newRow("configuration") << QByteArray("curl -K rc x") << true;
        QTest::newRow("none") << QByteArray("curl -d a=b x") << false;
        QTest::newRow("raw body") << QByteArray("curl --data-raw @a x") << false;
    }
    void files()
    {
        QFETCH(QByteArray, text);
        QTEST(parseCurlCommand(text)->readsFiles, "file");
    }

    void optionWithoutItsArgument()
    {
        QVERIFY(parseCurlCommand("curl -H"));
        QVERIFY(parseCurlCommand("curl --user"));
        QCOMPARE(parseCurlCommand("curl - x")->urls.size(), 2);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::CurlCommandTest)
#include "curl_command_test.moc"

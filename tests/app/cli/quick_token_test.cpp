// The short way to a token: which questions are its own, that they are what the whole command line would ask,
// and which answers it prints.
#include "app/cli/quick_token.h"
#include "core/agent/agent_protocol.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::cli;

class QuickTokenTest final : public QObject
{
    Q_OBJECT

    static std::string question(const QList<QByteArray>& words)
    {
        QList<QByteArray> kept = QList<QByteArray>{"tessera"} + words;
        std::vector<char*> pointers;
        for (QByteArray& word : kept)
            pointers.push_back(word.data());
        pointers.push_back(nullptr);
        return quickQuestion(int(kept.size()), pointers.data());
    }
    static QByteArray answer(const QByteArray& token, const QByteArray& type = "Bearer")
    {
        return answerOf(QJsonObject{{QStringLiteral("account"), QStringLiteral("a")},
                                    {QStringLiteral("token"), QString::fromLatin1(token)},
                                    {QStringLiteral("token_type"), QString::fromLatin1(type)}});
    }

private Q_SLOTS:
    void questions_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("isOurs");
        QTest::newRow("token") << "token alice@example.com" << true;
        QTest::newRow("header") << "token work --header" << true;
        QTest::newRow("id") << "token a1b2c3" << true;
        QTest::newRow("none") << "token" << false;
        QTest::newRow("help") << "token --help" << false;
        QTest::newRow("option first") << "token --header work" << false;
        QTest::newRow("other option") << "token work --json" << false;
        QTest::newRow("two options") << "token work --header --json" << false;
        QTest::newRow("configuration") << "token work --config x" << false;
        QTest::newRow("other command") << "refresh work" << false;
        QTest::newRow("quote") << "token a\"b" << false;
        QTest::newRow("backslash") << "token a\\b" << false;
        QTest::newRow("not ASCII") << QString::fromUtf8("token zoë") << false;
        QTest::newRow("control") << QStringLiteral("token a\tb") << false;
        QTest::newRow("long") << QStringLiteral("token ") + QString(257, u'a') << false;
        QTest::newRow("empty") << "token " << false;
    }
    void questions()
    {
        QFETCH(QString, words);
        QFETCH(bool, isOurs);
        const std::string asked = question(words.toUtf8().split(' '));
        QCOMPARE(!asked.empty(), isOurs);
        if (!isOurs)
            return;
        const auto request = parseAgentRequest(QByteArray::fromStdString(asked));
        QVERIFY2(request, request ? "" : qPrintable(request.error().detail));
        AgentRequest same;
        same.verb = AgentVerb::AccessToken;
        same.wish.account = words.section(u' ', 1, 1);
        QCOMPARE(serialise(*request), serialise(same));
    }

    void answers_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("plain") << answer("at-1") << QByteArray("at-1");
        QTest::newRow("bound to a key") << answer("at-1", "DPoP") << QByteArray();
        QTest::newRow("other kind") << answer("at-1", "bearer") << QByteArray();
        QTest::newRow("empty") << answer("") << QByteArray();
        QTest::newRow("two lines") << answer("at-1\nat-2") << QByteArray();
        QTest::newRow("escape") << answer("\x1b[2J") << QByteArray();
        QTest::newRow("waits for the person") << waitingAnswer() << QByteArray();
        QTest::newRow("error") << answerOf(Error{ErrorKind::Denied, QStringLiteral("agent.locked"), {}, {}})
                               << QByteArray();
        QTest::newRow("other version")
            << QByteArray(answer("at-1")).replace("\"version\":1", "\"version\":2") << QByteArray();
        QTest::newRow("no version") << QByteArray(answer("at-1")).replace("\"version\":1", "\"v\":1")
                                    << QByteArray();
        QTest::newRow("no JSON") << QByteArray("at-1") << QByteArray();
        QTest::newRow("cut") << answer("at-1").chopped(1) << QByteArray();
        QTest::newRow("a list") << QByteArray("[]") << QByteArray();
        QTest::newRow("a number for a token")
            << QByteArray(R"({"version":1,"ok":{"token":7,"token_type":"Bearer"}})") << QByteArray();
        QTest::newRow("deep") << QByteArray(60000, '[') << QByteArray();
    }
    void answers()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, line);
        QCOMPARE(QByteArray::fromStdString(quickLine(message.toStdString(), false)), line);
        const QByteArray header = line.isEmpty() ? QByteArray() : "Authorization: Bearer " + line;
        QCOMPARE(QByteArray::fromStdString(quickLine(message.toStdString(), true)), header);
    }
};

TESSERA_TEST(QuickTokenTest)
#include "quick_token_test.moc"

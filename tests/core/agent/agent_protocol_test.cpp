// The words: what is written is read again, and what no honest client writes is refused.
#include "core/agent/agent_protocol.h"
#include "tests/core/agent/quoted.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using tessera::test::quoted;

namespace {

AgentRequest request(AgentVerb verb)
{
    AgentRequest made;
    made.verb = verb;
    return made;
}

} // namespace

class AgentProtocolTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thereAndBack()
    {
        AgentRequest wish = request(AgentVerb::IdToken);
        wish.wish = {QStringLiteral("work"),
                     WishKind::Id,
                     Seconds(90),
                     QStringLiteral("https://id.example"),
                     QStringLiteral("api"),
                     {QStringLiteral("a"), QStringLiteral("b")}};
        const auto read = parseAgentRequest(serialise(wish));
        QVERIFY(read);
        QCOMPARE(read->verb, AgentVerb::IdToken);
        QCOMPARE(read->wish.account, wish.wish.account);
        QCOMPARE(read->wish.kind, WishKind::Id);
        QCOMPARE(read->wish.minValid, Seconds(90));
        QCOMPARE(read->wish.issuer, wish.wish.issuer);
        QCOMPARE(read->wish.audience, wish.wish.audience);
        QCOMPARE(read->wish.scope, wish.wish.scope);

        AgentRequest allow = request(AgentVerb::Allow);
        allow.program = QStringLiteral("/usr/bin/kubectl");
        allow.wish.account = QStringLiteral("work");
        allow.allowedFor = Seconds(3600);
        const auto allowed = parseAgentRequest(serialise(allow));
        QVERIFY(allowed);
        QCOMPARE(allowed->program, allow.program);
        QCOMPARE(allowed->allowedFor, Seconds(3600));

        AgentRequest lock = request(AgentVerb::Lock);
        lock.password = SecretString::fromUtf8("p\xc3\xa4ss");
        QVERIFY(parseAgentRequest(serialise(lock))->password == lock.password);
        for (int verb = 0; verb <= int(AgentVerb::Log); ++verb)
            QVERIFY(parseAgentRequest(serialise(request(AgentVerb(verb)))));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, QByteArray message, const char* code) {
            QTest::newRow(name) << message << QString::fromLatin1(code);
        };
        row("good", quoted("{'version':1,'ask':'access_token','account':'work','min_valid':60}"), "");
        row("A276 no version", quoted("{'ask':'hello'}"), "agent.request");
        row("A276 older", quoted("{'version':0,'ask':'hello'}"), "agent.version");
        row("A276 newer", quoted("{'version':2,'ask':'hello'}"), "agent.version");
        row("A276 version as text", quoted("{'version':'1','ask':'hello'}"), "agent.request");
        row("A271 refresh token by verb", quoted("{'version':1,'ask':'refresh_token','account':'work'}"),
            "agent.request");
        row("A271 refresh token by member",
            quoted("{'version':1,'ask':'access_token','account':'w','refresh':true}"), "agent.request");
        row("A262 no object", "[1]", "json.not_an_object");
        row("A262 depth",
            (quoted("{'version':1,'ask':")) + QByteArray(5000, '[') + QByteArray(5000, ']') + '}',
            "json.depth");
        row("A262 many values",
            quoted("{'version':1,'ask':'access_token','account':'w','scope':[") +
                QByteArray("\"a\",").repeated(600) + "\"a\"]}",
            "json.too_many_values");
        row("A262 twice", quoted("{'version':1,'ask':'hello','ask':'stop'}"), "json.duplicate_name");
        row("A262 NUL", quoted("{'version':1,'ask':'access_token','account':'wo\\u0000rk'}"),
            "agent.request");
        row("A262 raw NUL", QByteArray("{\"version\":1,\"ask\":\"access_token\",\"account\":\"w\0k\"}", 50),
            "json.syntax");
        row("A262 invalid UTF-8", "{\"version\":1,\"ask\":\"access_token\",\"account\":\"\xc3\x28\"}",
            "json.encoding");
        row("A262 line feed", quoted("{'version':1,'ask':'access_token','account':'work\\nok=1'}"),
            "agent.request");
        row("A262 carriage return",
            quoted("{'version':1,'ask':'access_token','issuer':'https:\\/\\/a\\rhost=evil'}"),
            "agent.request");
        row("A262 line separator", quoted("{'version':1,'ask':'access_token','account':'a\\u2028b'}"),
            "agent.request");
        row("A264 bidi", quoted("{'version':1,'ask':'access_token','account':'a\\u202eb'}"), "agent.request");
        row("A262 long",
            quoted("{'version':1,'ask':'access_token','account':'") + QByteArray(2049, 'a') + "\"}",
            "agent.request");
        row("A262 scope with a space",
            quoted("{'version':1,'ask':'access_token','account':'w','scope':['a b']}"), "agent.request");
        row("A262 scope of many",
            quoted("{'version':1,'ask':'access_token','account':'w','scope':[") +
                QByteArray("\"a\",").repeated(100) + "\"a\"]}",
            "agent.request");
        row("seconds below nothing",
            quoted("{'version':1,'ask':'access_token','account':'w','min_valid':-1}"), "agent.request");
        row("seconds for ever",
            quoted("{'version':1,'ask':'access_token','account':'w','min_valid':4000000000}"),
            "agent.request");
        row("seconds as text", quoted("{'version':1,'ask':'access_token','account':'w','min_valid':'60'}"),
            "agent.request");
        row("half a second", quoted("{'version':1,'ask':'access_token','account':'w','min_valid':60.5}"),
            "agent.request");
        row("a member of another verb", quoted("{'version':1,'ask':'hello','account':'work'}"),
            "agent.request");
        row("account of another type", quoted("{'version':1,'ask':'access_token','account':['work']}"),
            "agent.request");
        row("A264 a name for itself",
            quoted("{'version':1,'ask':'access_token','account':'w','client':'System Update'}"),
            "agent.request");
        row("empty", "", "json.not_an_object");
    }
    void refused()
    {
        QFETCH(QByteArray, message);
        QFETCH(QString, code);
        const auto read = parseAgentRequest(message);
        QCOMPARE(read ? QString() : read.error().code, code);
    }

    void answers()
    {
        const auto good = parseAgentAnswer(answerOf(QJsonObject{{QStringLiteral("a"), 1}}));
        QVERIFY(good && !good->waiting);
        QCOMPARE(good->members.value(u"a").toInt(), 1);
        QVERIFY(parseAgentAnswer(waitingAnswer())->waiting);
        const Error error{ErrorKind::Keychain, QStringLiteral("keychain.locked"), QStringLiteral("why"),
                          QStringLiteral("https://id.example")};
        QCOMPARE(parseAgentAnswer(answerOf(error)).error(), error);
    }

    void badAnswers_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QString>("code");
        QTest::newRow("A276 other version")
            << (quoted("{'version':9,'ok':{}}")) << QStringLiteral("agent.version");
        QTest::newRow("no version") << (quoted("{'ok':{}}")) << QStringLiteral("agent.reply");
        QTest::newRow("neither") << (quoted("{'version':1}")) << QStringLiteral("agent.reply");
        QTest::newRow("error without a code")
            << (quoted("{'version':1,'error':{}}")) << QStringLiteral("agent.reply");
        QTest::newRow("not JSON") << QByteArray("HTTP/1.1 400") << QStringLiteral("json.not_an_object");
    }
    void badAnswers()
    {
        QFETCH(QByteArray, message);
        QFETCH(QString, code);
        QCOMPARE(parseAgentAnswer(message).error().code, code);
    }
};

TESSERA_TEST(AgentProtocolTest)
#include "agent_protocol_test.moc"

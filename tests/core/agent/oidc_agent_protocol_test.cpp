// oidc-agent's words: what is answered, what is refused, and where a message ends.
#include "core/agent/oidc_agent_protocol.h"
#include "core/net/limits.h"
#include "tests/core/agent/quoted.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const char* const kGood = "{'request':'access_token','account':'work','min_valid_period':60}";

struct Heard
{
    QByteArray sent;
    QByteArray request;
    QString code;
};

Heard tell(OidcAgentConversation& conversation, const QByteArray& bytes)
{
    const auto step = conversation.take(bytes);
    if (!step)
        return {{}, {}, step.error().code};
    return {step->send, step->requestJson ? step->requestJson->reveal().toByteArray() : QByteArray(), {}};
}

} // namespace

class OidcAgentProtocolTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// As oidc-token 4.2.6 of Debian sends them.
    void requestsOfOidcToken()
    {
        const auto byAccount = parseOidcAgentRequest(
            quoted("{'request':'access_token','min_valid_period':100,'account':'work','scope':'a b',"
                   "'application_hint':'oidc-token'}"));
        QVERIFY(byAccount);
        QCOMPARE(byAccount->wish.account, QStringLiteral("work"));
        QCOMPARE(byAccount->wish.kind, WishKind::Access);
        QCOMPARE(byAccount->wish.minValid, Seconds(100));
        QCOMPARE(byAccount->wish.scope, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QVERIFY(!byAccount->forcesNew);
        const auto byIssuer = parseOidcAgentRequest(
            quoted("{'request':'access_token','min_valid_period':0,'issuer':'https://issuer.example',"
                   "'application_hint':'n','audience':'x'}"));
        QCOMPARE(byIssuer->wish.issuer, QStringLiteral("https://issuer.example"));
        QCOMPARE(byIssuer->wish.account, QString());
        QCOMPARE(byIssuer->wish.audience, QStringLiteral("x"));
        const auto anew = parseOidcAgentRequest(quoted("{'request':'access_token','min_valid_period':-1,'"
                                                       "account':'work','application_hint':'oidc-token'}"));
        QVERIFY(anew->forcesNew);
        QCOMPARE(anew->wish.minValid, Seconds(0));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code"); // empty: good
        const auto row = [](const char* name, const char* json, const char* code) {
            QTest::newRow(name) << quoted(json) << QString::fromLatin1(code);
        };
        row("good", kGood, "");
        row("without a time", "{'request':'access_token','account':'work'}", "");
        row("A271 add", "{'request':'add','config':{}}", "agent.oidc_request");
        row("A271 remove_all", "{'request':'remove_all'}", "agent.oidc_request");
        row("A271 refresh token", "{'request':'refresh_token','account':'work'}", "agent.oidc_request");
        row("A270 unlock", "{'request':'unlock','password':'x'}", "agent.oidc_request");
        row("no request", "{'account':'work'}", "agent.oidc_request");
        row("request is a number", "{'request':1,'account':'work'}", "agent.request");
        row("nobody", "{'request':'access_token'}", "agent.request");
        row("A277 account and issuer",
            "{'request':'access_token','account':'work','issuer':'https://a.example'}", "agent.request");
        row("A262 line feed", "{'request':'access_token','account':'work\\nhome'}", "agent.request");
        row("A262 NUL", "{'request':'access_token','account':'work\\u0000'}", "agent.request");
        row("A262 twice", "{'request':'access_token','account':'work','account':'home'}",
            "json.duplicate_name");
        row("time is a text", "{'request':'access_token','account':'work','min_valid_period':'60'}",
            "agent.request");
        row("time is broken", "{'request':'access_token','account':'work','min_valid_period':1.5}",
            "agent.request");
        row("time is huge", "{'request':'access_token','account':'work','min_valid_period':1e18}",
            "agent.request");
        row("time is far below zero", "{'request':'access_token','account':'work','min_valid_period':-2}",
            "agent.request");
        row("A262 deep", "{'request':'access_token','account':'work','x':[[[[[[[[[[1]]]]]]]]]]}",
            "json.depth");
    }
    void refused()
    {
        QFETCH(QByteArray, json);
        const auto request = parseOidcAgentRequest(json);
        QTEST(request ? QString() : request.error().code, "code");
    }

    void answers()
    {
        HandedToken token;
        token.token = SecretString::fromUtf8("t");
        token.issuer = QStringLiteral("https://id.example");
        token.expiresAt = fromUnixSeconds(1767323045);
        QCOMPARE(
            oidcAgentAnswer(token).reveal(),
            QByteArrayView(quoted("{'access_token':'t','expires_at':1767323045,'issuer':'https://id.example',"
                                  "'status':'success'}")));
        token.expiresAt.reset();
        QVERIFY(oidcAgentAnswer(token).reveal().contains("\"expires_at\":0"));
        QCOMPARE(oidcAgentAnswer(QStringLiteral("Locked."), {}).reveal(),
                 QByteArrayView(quoted("{'error':'Locked.','status':'failure'}")));
    }

    void inClear()
    {
        OidcAgentConversation conversation;
        QCOMPARE(tell(conversation, quoted(kGood)).request, quoted(kGood));
        QCOMPARE(conversation.answer(SecretString::fromUtf8("{}")), QByteArray("{}"));
    }

    void byteByByte()
    {
        OidcAgentConversation conversation;
        QByteArray text = quoted("{'request':'a}\\'{','x':{}}");
        text.replace("\\'", "\\\"");
        for (qsizetype i = 0; i + 1 < text.size(); ++i)
            QVERIFY(tell(conversation, text.sliced(i, 1)).request.isEmpty());
        QCOMPARE(tell(conversation, text.last(1)).request, text);
    }

    void sealedBothWays()
    {
        const QByteArray privateKey(32, 'k');
        // Our own public key, to be sent, comes with any peer's.
        const auto own = OidcAgentBox::withKeys(privateKey, QByteArray(32, '\x09'));
        OidcAgentConversation conversation;
        const Heard key = tell(conversation, own->publicKey().toBase64());
        QCOMPARE(key.sent.size(), 44);
        const auto box = OidcAgentBox::withKeys(privateKey, QByteArray::fromBase64(key.sent));
        const QByteArray message = box->seal(SecretString::fromUtf8(quoted(kGood)));
        QVERIFY(tell(conversation, message.first(3)).request.isEmpty());
        QVERIFY(tell(conversation, message.sliced(3, 50)).request.isEmpty());
        QCOMPARE(tell(conversation, message.sliced(53)).request, quoted(kGood));
        const QByteArray answer = conversation.answer(SecretString::fromUtf8("secret"));
        QVERIFY(!answer.contains("secret"));
        QVERIFY(box->open(answer)->equals("secret"));
    }

    void badConversations_data()
    {
        QTest::addColumn<QList<QByteArray>>("messages");
        QTest::addColumn<QString>("code");
        using L = QList<QByteArray>;
        const auto row = [](const char* name, const L& messages, const char* code) {
            QTest::newRow(name) << messages << QString::fromLatin1(code);
        };
        const QByteArray key =
            OidcAgentBox::withKeys(QByteArray(32, 'k'), QByteArray(32, '\x09'))->publicKey().toBase64();
        row("neither", L{"GET / HTTP/1.1"}, "agent.request");
        row("A262 binary", L{QByteArray("\0\0\0\5hello", 9)}, "agent.request");
        row("key is too long", L{key + "A"}, "agent.request");
        row("key is no base64", L{QByteArray(44, '=')}, "agent.request");
        row("key of small order", L{QByteArray(32, '\0').toBase64()}, "agent.request");
        row("A261 length -1", L{key, "-1:AA:AA"}, "agent.request");
        row("A261 length 2^32-1", L{key, "4294967295:"}, "agent.request");
        row("A261 length is large", L{key, "999999:" + QByteArray(limits::kOidcAgentMessageBytes, 'A')},
            "agent.too_large");
        row("not sealed with our key",
            L{key, "1:" + QByteArray(24, 'n').toBase64() + ':' + QByteArray(17, 't').toBase64()},
            "agent.request");
        row("more behind it",
            L{key, "1:" + QByteArray(24, 'n').toBase64() + ':' + QByteArray(17, 't').toBase64() + "x"},
            "agent.request");
        row("more behind JSON", L{"{}{}"}, "agent.request");
        row("a second question", L{"{}", "{}"}, "agent.request");
        row("A261 no end", L{'{' + QByteArray(limits::kOidcAgentMessageBytes - 1, ' '), " "},
            "agent.too_large");
        row("no end yet", L{'{' + QByteArray(limits::kOidcAgentMessageBytes - 1, ' ')}, "");
    }
    void badConversations()
    {
        QFETCH(QList<QByteArray>, messages);
        OidcAgentConversation conversation;
        QString code;
        for (const QByteArray& message : messages)
            code = tell(conversation, message).code;
        QTEST(code, "code");
    }
};

TESSERA_TEST(OidcAgentProtocolTest)
#include "oidc_agent_protocol_test.moc"

// Bad input from outside: the error names what and where, the exit status fits, nothing is stored.
#include "core/net/loopback_http_server.h"
#include "tests/app/cli/program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

/// A provider that answers discovery as a row says; "ISSUER" in the body becomes its own address.
class Provider
{
public:
    explicit Provider(LoopbackResponse answer)
        : m_answer(std::move(answer)), m_server([this](const LoopbackRequest&) {
              LoopbackResponse response = m_answer;
              response.body.replace("ISSUER", m_server.origin().toUtf8());
              return response;
          })
    {
        if (!m_server.listen(QHostAddress(QHostAddress::LocalHost)))
            qFatal("no free port");
    }
    QString issuer() const { return m_server.origin(); }

private:
    LoopbackResponse m_answer;
    LoopbackHttpServer m_server;
};

QByteArray metadata(const QByteArray& change = {}, const QByteArray& to = {})
{
    QByteArray text =
        R"({"issuer":"ISSUER","authorization_endpoint":"ISSUER/authorize","token_endpoint":"ISSUER/token",
        "jwks_uri":"ISSUER/jwks","response_types_supported":["code"],"subject_types_supported":["public"],
        "id_token_signing_alg_values_supported":["RS256"],"code_challenge_methods_supported":["S256"]})";
    return change.isEmpty() ? text : text.replace(change, to);
}

LoopbackResponse json(const QByteArray& body)
{
    return {200, "application/json", body, {}};
}

QStringList signIn(const QString& issuer, const QString& config)
{
    return {QStringLiteral("sign-in"),     QStringLiteral("--issuer"), issuer,
            QStringLiteral("--client-id"), QStringLiteral("x"),        QStringLiteral("--timeout"),
            QStringLiteral("2"),           QStringLiteral("--config"), config};
}

} // namespace

class BadInputTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void badInput_data()
    {
        QTest::addColumn<QString>("issuer"); // empty: a provider that answers as below
        QTest::addColumn<LoopbackResponse>("answer");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("named");
        const auto typed = [](const char* name, const char* issuer, int status, const char* code,
                              const char* named) {
            QTest::newRow(name) << QString::fromUtf8(issuer) << LoopbackResponse() << status
                                << QString::fromLatin1(code) << QString::fromUtf8(named);
        };
        const auto answered = [](const char* name, const LoopbackResponse& answer, int status,
                                 const char* code, const char* named) {
            QTest::newRow(name) << QString() << answer << status << QString::fromLatin1(code)
                                << QString::fromUtf8(named);
        };
        typed("bad issuer address", "https://", 2, "issuer.host", "");
        typed("no address at all", "hello there", 2, "issuer.s", "hello there");
        typed("A068 http", "http://id.acme.example", 2, "issuer.insecure", "id.acme.example");
        typed("unreachable: port closed", "http://127.0.0.1:1", 4, "net.connection_refused", "127.0.0.1:1");
        typed("unreachable: no such host", "https://no-such-host.invalid", 4, "net.", "no-such-host.invalid");
        answered("A087 HTML instead of JSON", {200, "text/html", "<html>Sign in to the network</html>", {}},
                 1, "http.content_type", "127.0.0.1");
        answered("not JSON inside", json("{'issuer':1}"), 1, "json.syntax", "127.0.0.1");
        answered("A067 issuer mismatch", json(metadata("\"issuer\":\"ISSUER\"", "\"issuer\":\"ISSUER/\"")), 1,
                 "metadata.issuer_mismatch", "127.0.0.1");
        answered("missing endpoint", json(metadata("\"token_endpoint\"", "\"token_endpoints\"")), 1,
                 "metadata.missing", "token_endpoint");
        answered("A080 endpoint is a number", json(metadata("\"ISSUER/token\"", "7")), 1, "metadata.member",
                 "token_endpoint");
        answered("A071 dangerous endpoint", json(metadata("\"ISSUER/authorize\"", "\"javascript:alert(1)\"")),
                 1, "metadata.endpoint", "authorization_endpoint");
        answered("A092 only none", json(metadata("[\"RS256\"]", "[\"none\"]")), 2,
                 "id_token.no_common_algorithm", "");
        answered("everything is 404", {404, "text/plain", "no", {}}, 1, "discovery.not_found", "127.0.0.1");
        answered("A085 redirect elsewhere", {302, "text/plain", {}, {{"Location", "http://127.0.0.1:9/"}}}, 1,
                 "net.redirect", "127.0.0.1");
    }
    void badInput()
    {
        QFETCH(QString, issuer);
        QFETCH(LoopbackResponse, answer);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, named);
        const QTemporaryDir config;
        Provider provider(answer);
        if (issuer.isEmpty())
            issuer = provider.issuer();
        const Ran ran = runTessera(signIn(issuer, config.path()) << QStringLiteral("--json"));
        QVERIFY2(ran.status == status, ran.told().constData());
        const QJsonObject error = ran.json().value(QLatin1String("error")).toObject();
        QVERIFY2(error.value(QLatin1String("code")).toString().startsWith(code), ran.told().constData());
        QVERIFY2(ran.error.contains(QStringLiteral("tessera: ")), ran.told().constData());
        QVERIFY2(ran.error.contains(named), ran.told().constData());
        QVERIFY(QDir(config.path()).isEmpty());
    }

    void portTaken()
    {
        LoopbackHttpServer holder([](const LoopbackRequest&) { return LoopbackResponse(); });
        QVERIFY(holder.listen(QHostAddress(QHostAddress::LocalHost)).has_value());
        const QTemporaryDir config;
        Provider provider(json(metadata()));
        const Ran ran = runTessera(signIn(provider.issuer(), config.path())
                                   << QStringLiteral("--redirect-uri")
                                   << QStringLiteral("http://127.0.0.1:%1/callback").arg(holder.port()));
        QVERIFY2(ran.status == 2, ran.told().constData());
        QVERIFY2(ran.error.contains(QString::number(holder.port())), ran.told().constData());
    }

    /// The address is printed, and the wait goes on until its limit: the person may open it by hand.
    void noBrowser()
    {
        const QTemporaryDir config;
        Provider provider(json(metadata()));
        const Ran ran = runTessera(signIn(provider.issuer(), config.path()));
        QVERIFY2(ran.status == 6, ran.told().constData());
        QVERIFY2(ran.error.contains(QStringLiteral("No browser")), ran.told().constData());
        QVERIFY2(ran.error.contains(provider.issuer() + QStringLiteral("/authorize?")),
                 ran.told().constData());
    }

    void noKeychain() { doctorSays(QStringLiteral("none answers"), 5); }
    void lockedKeychain() { doctorSays(QStringLiteral("locked"), 5); }

private:
    static void doctorSays(const QString& words, int status)
    {
        const QTemporaryDir config;
        const Ran ran = runTessera({QStringLiteral("doctor"), QStringLiteral("--config"), config.path()});
        QVERIFY2(ran.status == status, ran.told().constData());
        QVERIFY2(ran.out.contains(words), ran.told().constData());
    }
};

QTEST_GUILESS_MAIN(BadInputTest)
#include "bad_input_test.moc"

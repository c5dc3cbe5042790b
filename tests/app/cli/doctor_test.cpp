// tessera doctor with a provider: what a sign-in there would meet, in the program's own words.
#include "core/base/clock.h"
#include "tests/app/cli/program.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QTemporaryDir>
#include <QTest>

namespace tessera::test {
namespace {

QByteArray documentOf(const QString& issuer)
{
    return QJsonDocument(
               QJsonObject{{QStringLiteral("issuer"), issuer},
                           {QStringLiteral("authorization_endpoint"), QString(issuer + QStringLiteral("/a"))},
                           {QStringLiteral("token_endpoint"), QString(issuer + QStringLiteral("/t"))},
                           {QStringLiteral("jwks_uri"), QString(issuer + QStringLiteral("/k"))}})
        .toJson();
}

QByteArray dateLine(int secondsFromNow)
{
    const QDateTime date = toDateTime(SystemClock().now() + Seconds(secondsFromNow));
    return "Date: " +
           QLocale::c().toString(date, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1();
}

QJsonObject find(const Ran& ran, const QString& name)
{
    const QJsonArray checks = ran.json().value(QStringLiteral("checks")).toArray();
    for (const auto& check : checks)
        if (check.toObject().value(QStringLiteral("name")).toString() == name)
            return check.toObject();
    return {};
}

} // namespace

class DoctorTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void looksAtAnIssuer_data();
    void looksAtAnIssuer();
    void refusesWords_data();
    void refusesWords();
    void hidesTheProxysLogin();

private:
    Ran run(QStringList words)
    {
        words.append({QStringLiteral("--json"), QStringLiteral("--config"), m_directory.path()});
        return runTessera(QStringList{QStringLiteral("doctor")} + words);
    }

    QTemporaryDir m_directory;
};

void DoctorTest::looksAtAnIssuer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("seconds"); // the server's clock is ahead
    QTest::addColumn<QString>("redirect");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* title, int status, int seconds, const char* redirect, const char* name,
                        const char* state, const char* code = "") {
        QTest::newRow(title) << status << seconds << QString::fromLatin1(redirect)
                             << QString::fromLatin1(name) << QString::fromLatin1(state)
                             << QString::fromLatin1(code);
    };
    row("metadata", 200, 0, "", "metadata", "ok");
    row("clock", 200, 0, "", "clock", "ok");
    row("loopback", 200, 0, "", "loopback", "ok");
    row("return address", 200, 0, "http://127.0.0.1/cb", "loopback rule", "ok");
    row("certificate", 200, 0, "", "tls", "not-checked");
    row("A180 clock", 200, 7200, "", "clock", "problem", "preflight.clock");
    row("clock, a little", 200, 150, "", "clock", "remark", "preflight.clock");
    row("no provider", 404, 0, "", "metadata", "problem", "discovery.not_found");
}

void DoctorTest::looksAtAnIssuer()
{
    QFETCH(int, status);
    QFETCH(int, seconds);
    QFETCH(QString, redirect);
    QFETCH(QString, name);
    HostileServer server({});
    const QString issuer = QStringLiteral("http://127.0.0.1:%1").arg(server.port());
    server.setReplies({HostileReply::with(status, {"Content-Type: application/json", dateLine(seconds)},
                                          documentOf(issuer))});
    QStringList words{QStringLiteral("--issuer"), issuer};
    if (!redirect.isEmpty())
        words.append({QStringLiteral("--redirect-uri"), redirect});
    const Ran ran = run(words);
    const QJsonObject check = find(ran, name);
    QVERIFY2(!check.isEmpty(), ran.told().constData());
    QTEST(check.value(QStringLiteral("state")).toString(), "state");
    QTEST(check.value(QStringLiteral("code")).toString(), "code");
    if (!check.value(QStringLiteral("code")).toString().isEmpty())
        QVERIFY(check.value(QStringLiteral("detail")).toString().contains(u'.')); // a sentence
    if (check.value(QStringLiteral("state")).toString() == u"problem")
        QVERIFY(ran.status != 0);
}

void DoctorTest::refusesWords_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const char* words, const char* code) {
        QTest::newRow(name) << QString::fromLatin1(words).split(u' ') << QString::fromLatin1(code);
    };
    row("unknown provider", "nobody", "usage.provider_unknown");
    row("issuer without encryption", "--issuer http://op.example", "issuer.insecure");
    row("return address elsewhere", "--issuer https://op.example --redirect-uri https://op.example/cb",
        "usage.redirect_uri");
}

void DoctorTest::refusesWords()
{
    QFETCH(QStringList, words);
    const Ran ran = run(words);
    QCOMPARE(ran.status, 2);
    QTEST(ran.json().value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString(),
          "code");
}

void DoctorTest::hidesTheProxysLogin()
{
    qputenv("https_proxy", "http://ada:canary@127.0.0.1:9");
    const Ran ran = run({});
    qunsetenv("https_proxy");
    QCOMPARE(find(ran, QStringLiteral("proxy")).value(QStringLiteral("detail")).toString(),
             QStringLiteral("127.0.0.1:9 (HTTP)"));
    QVERIFY(!ran.told().contains("canary"));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::DoctorTest)
#include "doctor_test.moc"

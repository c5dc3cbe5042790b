// A server that is honest at the first sign-in and changes before the second, which begins with what it said
// at the first: the code is redeemed by what it says now, or not at all (A067, A077, A085, A089, A090, A211).
#include "tests/hostile/hostile_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using Spoil = std::function<void(tessera::test::Fault&)>;
Q_DECLARE_METATYPE(Spoil)

namespace tessera::test {
namespace {

/// How the second sign-in ends.
struct End
{
    QString code;        ///< empty: signed in
    int tokens = 0;      ///< requests to the token endpoint of this provider
    QString detail = {}; ///< the error speaks of this
};

Spoil member(const char* name, const QJsonValue& value)
{
    return [key = QString::fromLatin1(name), value](Fault& fault) {
        fault.metadata = [key, value](QJsonObject& document) { document.insert(key, value); };
    };
}

Spoil answers(int status, const QByteArray& type, const QByteArray& body,
              const QList<HttpHeader>& headers = {})
{
    return [=](Fault& fault) {
        fault.discovery = [=](const LoopbackResponse&, int) { return reply(status, type, body, headers); };
    };
}

} // namespace
} // namespace tessera::test

Q_DECLARE_METATYPE(tessera::test::End)

namespace tessera::test {

class HostileKnownServerTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void secondSignIn_data()
    {
        QTest::addColumn<Spoil>("spoil");
        QTest::addColumn<End>("end");
        const auto row = [](const char* name, const Spoil& spoil, const End& end) {
            QTest::newRow(name) << spoil << end;
        };
        const QString changed = QStringLiteral("metadata.changed_meanwhile");
        const QString elsewhere = QStringLiteral("https://evil.example/x");
        const QByteArray json = "application/json";
        const End good{{}, 1};
        row(
            "honest", [](Fault&) {}, good);
        row("A089 503", answers(503, json, "{}", {{"Retry-After", "60"}}), good);
        row("A089 500", answers(500, "text/html", "<html>"), good);
        row("A089 404", answers(404, "text/plain", {}), good);
        row("A067 issuer of somebody else", member("issuer", elsewhere),
            {QStringLiteral("metadata.issuer_mismatch")});
        row("A070 token endpoint by http",
            member("token_endpoint", QStringLiteral("http://evil.example/token")),
            {QStringLiteral("metadata.endpoint")});
        row("A077 token endpoint elsewhere", member("token_endpoint", elsewhere),
            {changed, 0, QStringLiteral("token_endpoint")});
        row("A077 keys elsewhere", member("jwks_uri", elsewhere), {changed, 0, QStringLiteral("jwks_uri")});
        row("A077 userinfo elsewhere", member("userinfo_endpoint", elsewhere),
            {changed, 0, QStringLiteral("userinfo_endpoint")});
        row("A090 authorization endpoint elsewhere", member("authorization_endpoint", elsewhere),
            {changed, 0, QStringLiteral("authorization_endpoint")});
        row("A052 iss no longer promised", member("authorization_response_iss_parameter_supported", false),
            {changed, 0, QStringLiteral("authorization_response_iss_parameter_supported")});
        row("A080 endpoint is a number", member("token_endpoint", 7), {QStringLiteral("metadata.member")});
        row("A084 cut off", answers(200, json, "{"), {QStringLiteral("json.syntax")});
        row("A085 redirect elsewhere",
            answers(302, "text/plain", {}, {{"Location", "https://evil.example/"}}),
            {QStringLiteral("net.redirect")});
        row("A087 HTML", answers(200, "text/html", "<html>"), {QStringLiteral("http.content_type")});
    }
    void secondSignIn()
    {
        QFETCH(Spoil, spoil);
        QFETCH(End, end);
        HostileWorld world({"", {}, Reach::Token, {}});
        QVERIFY(world.signIn());
        QCOMPARE(world.provider.count(QStringLiteral("discovery")), 1);
        Fault fault;
        spoil(fault);
        world.provider.setFault(fault);
        const int writes = *world.store->writes;
        const auto outcome = world.signIn();
        QCOMPARE(outcome ? QString() : outcome.error().code, end.code);
        QCOMPARE(world.opened, 2); // at once, both times
        QCOMPARE(world.provider.count(QStringLiteral("token")), 1 + end.tokens);
        QCOMPARE(*world.store->writes, writes + end.tokens);
        QCOMPARE(world.provider.oddities(), QStringList());
        if (!outcome)
            QVERIFY2(outcome.error().detail.contains(end.detail), qPrintable(outcome.error().detail));
    }

    /// Redeemed where the server says it is redeemed now; the third sign-in begins with that.
    void movedOnItsHost()
    {
        HostileWorld world({"", {}, Reach::Token, {}});
        QVERIFY(world.signIn());
        Fault fault;
        fault.metadata = [](QJsonObject& document) {
            document.insert(u"token_endpoint",
                            QString(document.value(u"issuer").toString() + QStringLiteral("/elsewhere")));
        };
        world.provider.setFault(fault);
        const auto outcome = world.signIn();
        QVERIFY(!outcome);
        QCOMPARE(world.provider.count(QStringLiteral("elsewhere")), 1); // where this provider has nothing
        QCOMPARE(world.provider.count(QStringLiteral("token")), 1);
    }

    /// The next try goes by what it says now, and asks whether the move is right (A077).
    void afterARefusal()
    {
        HostileWorld world({"", {}, Reach::Token, {}});
        QVERIFY(world.signIn());
        Fault fault;
        fault.metadata = [](QJsonObject& document) {
            document.insert(u"token_endpoint", QStringLiteral("https://evil.example/token"));
        };
        world.provider.setFault(fault);
        QCOMPARE(world.signIn().error().code, QStringLiteral("metadata.changed_meanwhile"));
        QCOMPARE(world.signIn().error().code, QStringLiteral("metadata.endpoint_moved"));
        QCOMPARE(world.opened, 2); // not for the third
    }

    /// What was poisoned is not kept, and neither is what stood before it.
    void askedFirstAfterSomethingWrong()
    {
        HostileWorld world({"", {}, Reach::Token, {}});
        QVERIFY(world.signIn());
        Fault fault;
        fault.metadata = [](QJsonObject& document) {
            document.insert(u"issuer", QStringLiteral("https://x"));
        };
        world.provider.setFault(fault);
        QCOMPARE(world.signIn().error().code, QStringLiteral("metadata.issuer_mismatch"));
        QCOMPARE(world.signIn().error().code, QStringLiteral("metadata.issuer_mismatch"));
        QCOMPARE(world.opened, 2);
    }

    /// Older than it may be begun with, and the server does not answer: told, and good for a day (A089).
    void lastGoodIsTold()
    {
        HostileWorld world({"", {}, Reach::Token, {}});
        QVERIFY(world.signIn());
        world.clock->advance(limits::kLeastFresh);
        Fault fault;
        answers(503, "text/plain", {})(fault);
        world.provider.setFault(fault);
        QStringList told;
        world.asks = [&told](SignInRequest& request) {
            request.onProgress = [&told](const SignInProgress& progress) {
                if (progress.lastGoodBecause)
                    told += progress.lastGoodBecause->code;
            };
        };
        const auto outcome = world.signIn();
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().code));
        QVERIFY(!told.isEmpty());
        QCOMPARE(told.first(), QStringLiteral("http.status"));
        world.clock->advance(limits::kMostFresh);
        QCOMPARE(world.signIn().error().code, QStringLiteral("http.status"));
    }

    /// The clock is looked at when the server has answered, and before a code is spent.
    void clockIsWrong()
    {
        HostileWorld world({"", {}, Reach::Token, {}});
        QVERIFY(world.signIn());
        Fault fault;
        fault.discovery = [](LoopbackResponse honest, int) {
            honest.headers.append(
                HttpHeader{"Date", "Thu, 01 Jan 2026 00:00:00 GMT"}); // a day before this clock
            return honest;
        };
        world.provider.setFault(fault);
        QCOMPARE(world.signIn().error().code, QStringLiteral("preflight.clock"));
        QCOMPARE(world.provider.count(QStringLiteral("token")), 1);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::HostileKnownServerTest)
#include "hostile_known_server_test.moc"

// Attack group G9: one flight, one refetch, cool-down; by a clock moved by hand.
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

QByteArray setOf(const QList<Key>& keys)
{
    return QJsonDocument(JwkSet(keys).publicJson()).toJson();
}

HostileReply good()
{
    return HostileReply::json(setOf({IssuerKeys::shared().rsa}));
}

struct Subject
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    std::shared_ptr<RemoteJwkSets> sets =
        std::make_shared<RemoteJwkSets>(std::make_shared<HttpClient>(), clock);

    Result<JwkSet> keys(const QUrl& url, std::stop_token stop = {}) const
    {
        return await(RemoteJwkSets::keys(sets, url, stop));
    }
    Result<JwkSet> refetch(const QUrl& url) const { return await(RemoteJwkSets::refetch(sets, url, {})); }
};

QString firstKid(const Result<JwkSet>& set)
{
    return set && !set->keys().isEmpty() ? set->keys().first().kid() : QString();
}

} // namespace

class RemoteJwkSetTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// oidcc-client-test-discovery-jwks-uri-keys
    void fetchesAndKeeps()
    {
        const HostileServer server({good()});
        const Subject subject;
        QCOMPARE(firstKid(subject.keys(server.url())), QStringLiteral("rsa"));
        subject.clock->advance(10min - 1ms);
        QVERIFY(subject.keys(server.url()));
        QCOMPARE(server.requests().size(), 1); // A200: ten minutes
        subject.clock->advance(1ms);
        QVERIFY(subject.keys(server.url()));
        QCOMPARE(server.requests().size(), 2);
        QCOMPARE(subject.sets->fetchCount(), 2);
    }

    void settingTheWallClockChangesNothing() // A223
    {
        const HostileServer server({good()});
        const Subject subject;
        QVERIFY(subject.keys(server.url()));
        subject.clock->setWallClock(subject.clock->now() - std::chrono::hours(24 * 365));
        QVERIFY(subject.keys(server.url()));
        QCOMPARE(server.requests().size(), 1);
    }

    void oneFlightForAll() // A212
    {
        const HostileServer server({good()});
        const Subject subject;
        subject.sets->prefetch(server.url());
        subject.sets->prefetch(server.url());
        QCoro::Task<Result<JwkSet>> first = RemoteJwkSets::keys(subject.sets, server.url(), {});
        QCoro::Task<Result<JwkSet>> second = RemoteJwkSets::keys(subject.sets, server.url(), {});
        QCoro::Task<Result<JwkSet>> third = RemoteJwkSets::refetch(subject.sets, server.url(), {});
        QVERIFY(await(std::move(first)));
        QVERIFY(await(std::move(second)));
        QVERIFY(await(std::move(third)));
        QCOMPARE(server.requests().size(), 1);
    }

    void oneWhoGivesUpDoesNotEndTheFlight()
    {
        const HostileServer server({good()});
        const Subject subject;
        std::stop_source stop;
        QCoro::Task<Result<JwkSet>> first = RemoteJwkSets::keys(subject.sets, server.url(), stop.get_token());
        QCoro::Task<Result<JwkSet>> second = RemoteJwkSets::keys(subject.sets, server.url(), {});
        stop.request_stop();
        const Result<JwkSet> given = await(std::move(first));
        QCOMPARE(given.error().kind, ErrorKind::Cancelled);
        QVERIFY(await(std::move(second)));
        QCOMPARE(server.requests().size(), 1);
    }

    void goneBeforeTheAnswer()
    {
        HostileReply silence;
        silence.ending = HostileReply::Ending::KeepOpen;
        HostileServer server({silence});
        {
            const Subject subject;
            subject.sets->prefetch(server.url());
            QTRY_COMPARE(server.requests().size(), 1);
        }
        QTest::qWait(20); // the aborted flight ends without its owner
        QCOMPARE(server.requests().size(), 1);
    }

    void refetchCoolsDown() // A200, A201
    {
        HostileServer server({good(), HostileReply::json(setOf({IssuerKeys::shared().ec}))});
        const Subject subject;
        QCOMPARE(firstKid(subject.keys(server.url())), QStringLiteral("rsa"));
        QCOMPARE(firstKid(subject.refetch(server.url())), QStringLiteral("ec"));
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(firstKid(subject.refetch(server.url())), QStringLiteral("ec"));
        QCOMPARE(server.requests().size(), 2);
        subject.clock->advance(30s - 1ms);
        QVERIFY(subject.refetch(server.url()));
        QCOMPARE(server.requests().size(), 2);
        subject.clock->advance(1ms);
        QVERIFY(subject.refetch(server.url()));
        QCOMPARE(server.requests().size(), 3);
    }

    void refetchMakesFreshAgain()
    {
        const HostileServer server({good()});
        const Subject subject;
        QVERIFY(subject.keys(server.url()));
        subject.clock->advance(9min);
        QVERIFY(subject.refetch(server.url()));
        subject.clock->advance(9min);
        QVERIFY(subject.keys(server.url()));
        QCOMPARE(server.requests().size(), 2);
    }

    void failureKeepsWhatIsFresh() // A203
    {
        const HostileServer server({good(), HostileReply::with(503, {})});
        const Subject subject;
        QVERIFY(subject.keys(server.url()));
        QCOMPARE(subject.refetch(server.url()).error().code, QStringLiteral("http.status"));
        QCOMPARE(firstKid(subject.keys(server.url())), QStringLiteral("rsa"));
        subject.clock->advance(10min);
        QCOMPARE(subject.keys(server.url()).error().code, QStringLiteral("http.status"));
    }

    void failureIsTriedAgain() // A202: nobody waits out a cool-down because the network was down
    {
        const HostileServer server({HostileReply::with(503, {}), HostileReply::with(503, {}), good()});
        const Subject subject;
        QVERIFY(!subject.keys(server.url()));
        QVERIFY(!subject.refetch(server.url()));
        QVERIFY(subject.keys(server.url()));
    }

    void removedKeyIsGone() // A209
    {
        const HostileServer server(
            {HostileReply::json(setOf({IssuerKeys::shared().rsa, IssuerKeys::shared().ec})),
             HostileReply::json(setOf({IssuerKeys::shared().ec}))});
        const Subject subject;
        QCOMPARE(subject.keys(server.url())->keys().size(), 2);
        QCOMPARE(subject.refetch(server.url())->keys().size(), 1);
        QCOMPARE(firstKid(subject.keys(server.url())), QStringLiteral("ec"));
    }

    void addressesAreApart() // A154
    {
        const HostileServer one({good()});
        const HostileServer two({HostileReply::json(setOf({IssuerKeys::shared().ec}))});
        const Subject subject;
        QCOMPARE(firstKid(subject.keys(one.url())), QStringLiteral("rsa"));
        QCOMPARE(firstKid(subject.keys(two.url())), QStringLiteral("ec"));
        QCOMPARE(firstKid(subject.keys(one.url())), QStringLiteral("rsa"));
    }

    void refused_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArrayList>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        const QByteArray json = "Content-Type: application/json";
        const QByteArray keys = setOf({IssuerKeys::shared().rsa});
        const auto row = [&](const char* name, const QByteArray& body, const char* code) {
            QTest::newRow(name) << 200 << QByteArrayList{json} << body << QString::fromLatin1(code);
        };
        row("A207 keys missing", "{}", "jwks.keys");
        row("A207 keys is no array", "{\"keys\":{}}", "jwks.keys");
        row("A207 entry is null", "{\"keys\":[null]}", "jwks.keys");
        row("A207 empty", "{\"keys\":[]}", "jwks.empty");
        row("A159 a secret only", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}", "jwks.empty");
        QByteArrayList many(101, QByteArray("{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}"));
        row("A204 101 keys", "{\"keys\":[" + many.join(',') + "]}", "jwks.too_many_keys");
        row("A204 1 MiB and one", QByteArray(1024 * 1024 + 1, ' '), "net.too_large");
        row("A084 duplicate keys", "{\"keys\":[],\"keys\":[]}", "json.duplicate_name");
        QTest::newRow("A208 redirect") << 302 << QByteArrayList{"Location: https://evil.example/keys"}
                                       << QByteArray() << QStringLiteral("net.redirect");
        QTest::newRow("A208 HTML") << 200 << QByteArrayList{"Content-Type: text/html"} << keys
                                   << QStringLiteral("http.content_type");
        QTest::newRow("A208 plain text") << 200 << QByteArrayList{"Content-Type: text/plain"} << keys
                                         << QStringLiteral("http.content_type");
        QTest::newRow("A210 304 with nothing in memory")
            << 304 << QByteArrayList{} << QByteArray() << QStringLiteral("http.status");
        QTest::newRow("A203 500") << 500 << QByteArrayList{json} << keys << QStringLiteral("http.status");
    }
    void refused()
    {
        QFETCH(int, status);
        QFETCH(QByteArrayList, headers);
        QFETCH(QByteArray, body);
        const HostileServer server({HostileReply::with(status, headers, body)});
        const Subject subject;
        const Result<JwkSet> keys = subject.keys(server.url(QStringLiteral("/jwks?x=1")));
        QVERIFY(!keys);
        QTEST(keys.error().code, "code");
        QCOMPARE(keys.error().endpoint, server.url(QStringLiteral("/jwks")).toString());
    }

    void httpIsRefusedUnasked() // A208
    {
        const Subject subject;
        const Result<JwkSet> keys = subject.keys(QUrl(QStringLiteral("http://op.example/jwks")));
        QCOMPARE(keys.error().code, QStringLiteral("net.insecure_address"));
    }

    void jwkSetMediaType()
    {
        const HostileServer server({HostileReply::with(200, {"Content-Type: application/jwk-set+json"},
                                                       setOf({IssuerKeys::shared().rsa}))});
        const Subject subject;
        QVERIFY(subject.keys(server.url()));
    }

    void oneBadKeyAmongGoodOnes() // A206
    {
        QJsonArray keys = JwkSet({IssuerKeys::shared().rsa}).publicJson().value(u"keys").toArray();
        keys.prepend(QJsonObject{{QStringLiteral("kty"), QStringLiteral("EC")}});
        const QJsonObject set{{QStringLiteral("keys"), keys}};
        const HostileServer server({HostileReply::json(QJsonDocument(set).toJson())});
        const Subject subject;
        const Result<JwkSet> result = subject.keys(server.url());
        QVERIFY(result);
        QCOMPARE(result->keys().size(), 1);
        QCOMPARE(result->skipped().size(), 1);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::RemoteJwkSetTest)
#include "remote_jwk_set_test.moc"

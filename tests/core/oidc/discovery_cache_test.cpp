// What an issuer said is kept for a while, asked again afterwards, and never replaced by something worse.
#include "core/oidc/discovery_cache.h"

#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

Q_DECLARE_METATYPE(tessera::test::HostileReply)

namespace tessera::test {
namespace {

struct World
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    HostileServer server{QList<HostileReply>{}};
    QTemporaryDir folder;
    std::shared_ptr<DiscoveryCache> cache = started();
    DiscoveryKey key{QStringLiteral("http://127.0.0.1:%1").arg(server.port()), {}};

    std::shared_ptr<DiscoveryCache> started() const
    {
        return std::make_shared<DiscoveryCache>(std::make_shared<HttpClient>(), clock, folder.path());
    }
    QByteArray document(const QString& issuer = {}) const
    {
        const QString origin = key.issuer;
        return QJsonDocument(
                   {{QStringLiteral("issuer"), issuer.isEmpty() ? origin : issuer},
                    {QStringLiteral("authorization_endpoint"), QString(origin + QStringLiteral("/a"))},
                    {QStringLiteral("token_endpoint"), QString(origin + QStringLiteral("/t"))}})
            .toJson(QJsonDocument::Compact);
    }
    void says(const QByteArray& cacheControl)
    {
        server.setReplies({HostileReply::with(
            200, {"Content-Type: application/json", "Cache-Control: " + cacheControl}, document())});
    }
    Result<DiscoveryAnswer> ask() { return await(DiscoveryCache::ask(cache, key, {})); }
    QString onlyFile() const
    {
        const QStringList names = QDir(folder.path()).entryList(QDir::Files);
        return names.size() == 1 ? folder.filePath(names.first()) : QString();
    }
};

QString codeOf(const Result<DiscoveryAnswer>& answer)
{
    return answer ? QString() : answer.error().code;
}

} // namespace

class DiscoveryCacheTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keeps_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::addColumn<bool>("fresh");
        QTest::addColumn<bool>("lastGood");
        QTest::addColumn<bool>("onDisk");
        QTest::newRow("max-age") << QByteArray("max-age=600") << true << true << true;
        QTest::newRow("no-cache") << QByteArray("no-cache") << false << true << false;
        QTest::newRow("no-store") << QByteArray("no-store") << false << false << false;
    }
    void keeps()
    {
        QFETCH(QByteArray, says);
        QFETCH(bool, lastGood);
        World world;
        QVERIFY(!world.cache->fresh(world.key));
        world.says(says);
        const auto answer = world.ask();
        QCOMPARE(codeOf(answer), QString());
        QVERIFY(!answer->lastGoodBecause);
        const auto kept = world.cache->fresh(world.key);
        QTEST(kept.has_value(), "fresh");
        QTEST(!world.onlyFile().isEmpty(), "onDisk");
        if (kept) {
            QCOMPARE(kept->answer.metadata.tokenEndpoint, answer->metadata.tokenEndpoint);
            QVERIFY(kept->isFirstHand);
            QVERIFY(!kept->answer.serverDate);
        }
        world.server.setReplies({HostileReply::with(503, {})});
        QCOMPARE(codeOf(world.ask()), lastGood ? QString() : QStringLiteral("http.status"));
    }

    /// On loopback a port may be another program's in a minute.
    void growsOld()
    {
        World world;
        world.says("max-age=600");
        QVERIFY(world.ask());
        world.clock->advance(limits::kLeastFresh - Milliseconds(1));
        QVERIFY(world.cache->fresh(world.key));
        world.clock->setWallClock(world.clock->now() - std::chrono::hours(10)); // makes nothing younger
        world.clock->advance(Milliseconds(1));
        QVERIFY(!world.cache->fresh(world.key));
    }

    void askedAgain_data() // A089
    {
        QTest::addColumn<HostileReply>("reply");
        QTest::addColumn<QString>("code"); ///< empty: the last good one
        QTest::addColumn<bool>("kept");    ///< what was there is still there
        const auto row = [](const char* name, const HostileReply& reply, const char* code) {
            const bool brief = QByteArrayView(code).isEmpty();
            QTest::newRow(name) << reply << QString::fromLatin1(code) << brief;
        };
        const QByteArray json = "Content-Type: application/json";
        row("A089 404", HostileReply::with(404, {}), "");
        row("A089 500", HostileReply::with(500, {json}, "{}"), "");
        row("A089 503", HostileReply::with(503, {"Retry-After: 10"}), "");
        row("A089 connection lost", HostileReply{{}, {}, {}, HostileReply::Ending::Reset}, "");
        row("A067 issuer of somebody else", HostileReply::json("{\"issuer\":\"https://evil.example\"}"),
            "metadata.issuer_mismatch");
        row("A084 cut off", HostileReply::json("{"), "json.syntax");
        row("A085 redirect elsewhere", HostileReply::with(302, {"Location: https://evil.example/"}),
            "net.redirect");
        row("A087 HTML", HostileReply::with(200, {"Content-Type: text/html"}, "<html>"), "http.content_type");
        row("A118 array", HostileReply::json("[]"), "json.not_an_object");
    }
    void askedAgain()
    {
        QFETCH(HostileReply, reply);
        QFETCH(QString, code);
        QFETCH(bool, kept);
        World world;
        world.says("max-age=600");
        QVERIFY(world.ask());
        world.server.setReplies({reply});
        const auto answer = world.ask();
        QCOMPARE(codeOf(answer), code);
        QCOMPARE(world.cache->fresh(world.key).has_value(), kept);
        QCOMPARE(!world.onlyFile().isEmpty(), kept);
        if (!answer)
            return;
        QVERIFY(answer->lastGoodBecause);
        QCOMPARE(answer->metadata.tokenEndpoint, QUrl(world.key.issuer + QStringLiteral("/t")));
        world.clock->advance(limits::kMostFresh);
        QVERIFY(!world.ask()); // good for a day
    }

    void cancelledHarmsNothing()
    {
        World world;
        world.says("max-age=600");
        QVERIFY(world.ask());
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(codeOf(await(DiscoveryCache::ask(world.cache, world.key, stop.get_token()))),
                 QStringLiteral("cancelled"));
        QVERIFY(world.cache->fresh(world.key));
    }

    /// A new process begins with what the one before it left, and knows that it is hearsay.
    void survivesTheProcess()
    {
        World world;
        world.says("max-age=600");
        QVERIFY(world.ask());
        world.cache = world.started();
        const auto kept = world.cache->fresh(world.key);
        QVERIFY(kept);
        QVERIFY(!kept->isFirstHand);
        QCOMPARE(kept->answer.metadata.tokenEndpoint, QUrl(world.key.issuer + QStringLiteral("/t")));
        // What was only read is no last good answer (A211).
        world.server.setReplies({HostileReply::with(503, {})});
        QCOMPARE(codeOf(world.ask()), QStringLiteral("http.status"));
        world.clock->advance(limits::kLeastFresh);
        QVERIFY(!world.cache->fresh(world.key));
        world.cache = world.started();
        QVERIFY(!world.cache->fresh(world.key));
        world.clock->setWallClock(world.clock->now() - std::chrono::hours(1)); // from the future
        QVERIFY(!world.started()->fresh(world.key));
    }

    void whatIsOnDiskIsJudged_data() // A211
    {
        QTest::addColumn<QString>("endpoint");
        QTest::newRow("A070 http") << QStringLiteral("http://elsewhere.example/a");
        QTest::newRow("A071 javascript") << QStringLiteral("javascript:alert(1)");
        QTest::newRow("A071 file") << QStringLiteral("file:///etc/passwd");
        QTest::newRow("A073 state in the query") << QStringLiteral("https://op.example/a?state=x");
    }
    void whatIsOnDiskIsJudged()
    {
        QFETCH(QString, endpoint);
        World world;
        world.says("max-age=600");
        QVERIFY(world.ask());
        QFile file(world.onlyFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        file.close();
        bytes.replace(world.key.issuer.toLatin1() + "/a\"", endpoint.toLatin1() + '"');
        QVERIFY(bytes.contains(endpoint.toLatin1()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        world.cache = world.started();
        QVERIFY(!world.cache->fresh(world.key));
        QCOMPARE(world.onlyFile(), QString()); // and is not looked at again
    }

    void holdsSoManyAndNoMore()
    {
        World world;
        world.says("max-age=600");
        QVERIFY(world.ask());
        for (int i = 0; i < limits::kServersKept; ++i) {
            const DiscoveryKey other{QStringLiteral("%1/%2").arg(world.key.issuer).arg(i), {}};
            world.server.setReplies({HostileReply::json(world.document(other.issuer))});
            QCOMPARE(codeOf(await(DiscoveryCache::ask(world.cache, other, {}))), QString());
        }
        world.server.setReplies({HostileReply::with(503, {})});
        QCOMPARE(codeOf(world.ask()), QStringLiteral("http.status")); // the oldest is forgotten
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::DiscoveryCacheTest)
#include "discovery_cache_test.moc"

// What an answer says about being kept, and the bounds it cannot leave.
#include "core/net/cache_lifetime.h"

#include "tests/support/test_program.h"

#include <QTest>

using Headers = QList<tessera::HttpHeader>;
Q_DECLARE_METATYPE(Headers)

namespace tessera::test {

class CacheLifetimeTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<Headers>("headers");
        QTest::addColumn<qint64>("seconds"); ///< fresh for; -1: not to be kept
        const auto row = [](const char* name, const Headers& headers, qint64 seconds) {
            QTest::newRow(name) << headers << seconds;
        };
        const auto only = [](const QByteArray& value) { return Headers{{"Cache-Control", value}}; };
        constexpr qint64 usual = 3600;
        constexpr qint64 most = 24 * 3600;
        row("nothing said", {}, usual);
        row("as Google says it", only("public, max-age=7200"), 7200);
        row("in another case", {{"cache-CONTROL", "Public, Max-Age=7200"}}, 7200);
        row("quoted", only("max-age=\"7200\""), 7200);
        row("less the time in a cache", {{"Cache-Control", "max-age=7200"}, {"Age", "200"}}, 7000);
        row("too old already", {{"Cache-Control", "max-age=7200"}, {"Age", "7200"}}, 0);
        row("least", only("max-age=1"), 60);
        row("at the least", only("max-age=60"), 60);
        row("at the most", only("max-age=86400"), most);
        row("past the most", only("max-age=86401"), most);
        row("more than a number holds", only("max-age=99999999999999999999999999"), most);
        row("now", only("max-age=0"), 0);
        row("no-cache", only("no-cache, max-age=7200"), 0);
        row("no-cache for a field", only("no-cache=\"set-cookie\", max-age=7200"), 0);
        row("as Keycloak says it", only("no-cache, must-revalidate, no-transform, no-store"), -1);
        row("no-store in a second line", {{"Cache-Control", "max-age=7200"}, {"Cache-Control", "no-store"}},
            -1);
        row("two ages", only("max-age=7200, max-age=100"), 100);
        row("negative", only("max-age=-1"), usual);
        row("fraction", only("max-age=1.5"), usual);
        row("hexadecimal", only("max-age=0x100"), usual);
        row("empty", only("max-age="), usual);
        row("half a quotation mark", only("max-age=\""), usual);
        row("an Arabic digit", only("max-age=\xd9\xa3"), usual);
        row("of shared caches only", only("s-maxage=10"), usual);
        row("odd age", {{"Cache-Control", "max-age=7200"}, {"Age", "-5"}}, 7200);
        row("age of ages", {{"Cache-Control", "max-age=7200"}, {"Age", "99999999999999999999"}}, 0);
        row("commas", only(QByteArray(16'000, ',')), usual);
    }
    void reads()
    {
        QFETCH(Headers, headers);
        HttpResponse response;
        response.headers = headers;
        const CacheLifetime lifetime = cacheLifetimeOf(response);
        const qint64 seconds = std::chrono::duration_cast<Seconds>(lifetime.freshFor).count();
        QTEST(lifetime.mayBeKept ? seconds : qint64(-1), "seconds");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::CacheLifetimeTest)
#include "cache_lifetime_test.moc"

// The built-in rows are sound, and a bad row is refused by name (attack group G16, A326, A328).
#include "core/providers/provider_catalogue.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

/// JSON with its quotes: moc loses its way in raw strings that hold them.
QByteArray q(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray document(const QByteArray& rows)
{
    return q("{'version':1,'providers':[") + rows + "]}";
}

const QByteArray kGood = q("{'id':'acme','name':'Acme','monogram':'Ac','issuer':'https://id.acme.example',"
                           "    'host_text':'id.acme.example'}");

} // namespace

class ProviderCatalogueTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void builtInRows()
    {
        const auto& catalogue = ProviderCatalogue::builtIn();
        QVERIFY(catalogue.providers().size() >= 5);
        const Provider* google = catalogue.find(u"google");
        QVERIFY(google);
        QVERIFY(google->needsClientSecret);
        QCOMPARE(catalogue.findByIssuer(u"https://accounts.google.com"), google);
        QVERIFY(google->extra.contains(FormField{QStringLiteral("access_type"), QStringLiteral("offline")}));
        QVERIFY(catalogue.find(u"demo")->isDemo);
        QCOMPARE(catalogue.find(u"no-such"), nullptr);
        QCOMPARE(catalogue.findByIssuer(u""), nullptr);
    }

    /// What people read is translated, and nothing else changes.
    void translated()
    {
        ProviderCatalogue other = ProviderCatalogue::builtIn();
        other.translate([](const QString& sentence) { return u'*' + sentence; });
        const QList<Provider>& before = ProviderCatalogue::builtIn().providers();
        QCOMPARE(other.providers().size(), before.size());
        bool sawQuirk = false;
        for (qsizetype i = 0; i < before.size(); ++i) {
            const Provider& row = other.providers()[i];
            QCOMPARE(row.id, before[i].id);
            QCOMPARE(row.name, before[i].name);
            QCOMPARE(row.issuer, before[i].issuer);
            QCOMPARE(row.registerUrl, before[i].registerUrl);
            QCOMPARE(row.hostText.isEmpty(), before[i].hostText.isEmpty());
            QVERIFY(row.hostText.isEmpty() || row.hostText.startsWith(u'*'));
            for (const Quirk& quirk : row.quirks)
                sawQuirk = sawQuirk || quirk.text.startsWith(u'*');
            for (const QString& step : row.registerSteps)
                QVERIFY(step.startsWith(u'*'));
        }
        QVERIFY(sawQuirk);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("named");
        const auto bad = [](QByteArray from, QByteArray to) {
            return document(QByteArray(kGood).replace(from, to));
        };
        QTest::newRow("good") << document(kGood) << QString() << QString();
        QTest::newRow("A326 unknown member")
            << bad(q("'name'"), q("'verify_tls':false,'name'")) << "providers.member"
            << "verify_tls";
        QTest::newRow("A326 duplicate member")
            << bad(q("'name'"), q("'id':'x','name'")) << "json.duplicate_name"
            << "id";
        QTest::newRow("A326 byte order mark")
            << QByteArray("\xEF\xBB\xBF") + document(kGood) << "json.encoding"
            << "";
        QTest::newRow("A326 too large") << document(kGood + QByteArray(300 * 1024, ' ')) << "json.too_large"
                                        << "";
        QTest::newRow("A328 issuer is http") << bad("https://id", "http://id") << "providers.member"
                                             << "issuer";
        QTest::newRow("A071 register_url")
            << bad(q("'name'"), q("'register_url':'file:///etc/passwd','name'")) << "providers.member"
            << "register_url";
        QTest::newRow("name is a number") << bad(q("'Acme'"), "7") << "providers.member"
                                          << "name";
        QTest::newRow("no id") << bad(q("'id':'acme',"), "") << "providers.member"
                               << "id";
        QTest::newRow("no issuer at all")
            << bad(q("'issuer':'https://id.acme.example',"), "") << "providers.member"
            << "issuer_hint";
        QTest::newRow("two of one id") << document(kGood + "," + kGood) << "providers.duplicate"
                                       << "acme";
        QTest::newRow("newer version")
            << document(kGood).replace(q("'version':1"), q("'version':2")) << "providers.member"
            << "version";
        QTest::newRow("row is a string") << document(q("'acme'")) << "providers.member"
                                         << "";
    }
    void refused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, code);
        QFETCH(QString, named);
        const auto parsed = ProviderCatalogue::parse(json);
        QCOMPARE(parsed ? QString() : parsed.error().code, code);
        if (!parsed)
            QVERIFY2(parsed.error().detail.contains(named), qPrintable(parsed.error().detail));
    }
};

TESSERA_TEST(ProviderCatalogueTest)
#include "provider_catalogue_test.moc"

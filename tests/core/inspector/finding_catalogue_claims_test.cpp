// Every code that the sources of the findings mention has words, and every text follows the house's rules.
#include "core/inspector/finding_catalogue.h"
#include "core/inspector/findings.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace tessera::test {
namespace {

QSet<QString> codesInSources()
{
    static const QRegularExpression code(
        QStringLiteral("u\\x22((?:jwt|jws|id_token|access_token|dpop|logout_token|"
                       "client_assertion)\\.[a-z0-9_]+)\\x22"));
    const QDir folder(QStringLiteral(TESSERA_SOURCE_DIR "/core/inspector"));
    QSet<QString> codes;
    for (const QString& name : folder.entryList({QStringLiteral("claim_findings*.cpp")})) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        auto matches = code.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext())
            codes.insert(matches.next().captured(1));
    }
    return codes - QSet<QString>{QStringLiteral("jwt.time")}; // an error nobody sees
}

} // namespace

class FindingCatalogueClaimsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasWords()
    {
        const QSet<QString> codes = codesInSources();
        QVERIFY(codes.size() > 45);
        for (const QString& code : codes)
            QVERIFY2(makeFinding(code, Finding::Note).title != u"Refused", qPrintable(code));
    }

    void texts_data()
    {
        QTest::addColumn<qsizetype>("index");
        const auto texts = claimsFindingTexts();
        for (std::size_t i = 0; i < texts.size(); ++i)
            QTest::newRow(qPrintable(texts[i].code.toString())) << static_cast<qsizetype>(i);
    }
    void texts()
    {
        QFETCH(qsizetype, index);
        const FindingText& text = claimsFindingTexts()[static_cast<std::size_t>(index)];
        QVERIFY(!text.title.isEmpty() && !text.title.endsWith(u'.'));
        QVERIFY(text.why.endsWith(u'.'));
        QVERIFY(text.fix.isEmpty() || text.fix.endsWith(u'.'));
        QVERIFY(!text.reference.isEmpty());
        for (const QStringView sentence : {text.title, text.why, text.fix})
            QVERIFY(!sentence.contains(u'!') && !sentence.contains(u"please", Qt::CaseInsensitive));
    }

    void codesAreUnique()
    {
        QSet<QString> seen;
        for (const auto texts : {claimsFindingTexts(), joseFindingTexts(), textFindingTexts()}) {
            for (const FindingText& text : texts) {
                QVERIFY2(!seen.contains(text.code.toString()), qPrintable(text.code.toString()));
                seen.insert(text.code.toString());
            }
        }
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::FindingCatalogueClaimsTest)
#include "finding_catalogue_claims_test.moc"

// Every code that stands in the sources of the inspector has words, once, and references that name something.
#include "core/inspector/finding_catalogue.h"
#include "core/inspector/findings.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace tessera::test {
namespace {

/// Of the reports; errors of the built-in data ("token_prefixes.…") end the program instead.
const QString kPattern = QStringLiteral(
    "(?:u|QStringLiteral\\()\"((?:inspect|opaque|authorization|url|cookie|set_cookie|session|header|"
    "curl|token_response|www_authenticate|key|form)\\.[a-z0-9_]+)\"");

QSet<QString> codesInSources()
{
    QSet<QString> codes;
    const QRegularExpression pattern(kPattern);
    QDir folder(QStringLiteral(TESSERA_SOURCE_DIR "/core/inspector"));
    for (const QString& name : folder.entryList({QStringLiteral("*.cpp")})) {
        QFile file(folder.filePath(name));
        if (name.startsWith(u"finding_catalogue") || !file.open(QIODevice::ReadOnly))
            continue;
        auto matches = pattern.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext())
            codes.insert(matches.next().captured(1));
    }
    return codes;
}

} // namespace

class FindingCatalogueTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasWords()
    {
        const QSet<QString> codes = codesInSources();
        QVERIFY(codes.size() > 80);
        for (const QString& code : codes) {
            const Finding finding = makeFinding(code, Finding::Warning);
            QVERIFY2(finding.title != u"Refused", qPrintable(code));
            QVERIFY2(!finding.why.isEmpty(), qPrintable(code));
        }
    }

    void textsAreSound()
    {
        for (const auto texts : {textFindingTexts(), cookieFindingTexts(), headerFindingTexts()}) {
            QSet<QStringView> codes;
            for (const FindingText& text : texts) {
                const QByteArray code = text.code.toString().toUtf8();
                QVERIFY2(!codes.contains(text.code), code.constData());
                codes.insert(text.code);
                QVERIFY2(!text.title.isEmpty() && !text.title.endsWith(u'.'), code.constData());
                QVERIFY2(text.why.endsWith(u'.'), code.constData());
                QVERIFY2(text.fix.isEmpty() || text.fix.endsWith(u'.'), code.constData());
            }
        }
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::FindingCatalogueTest)
#include "finding_catalogue_test.moc"

// Whatever a provider can send and whatever the sources can fail with has a sentence: what happened, and what
// to do. The list is kept in tests/support/wire_error_codes.h; our own codes are read from the sources.
#include "core/base/logging.h"
#include "core/oauth/wire_error.h"
#include "tests/support/test_program.h"
#include "tests/support/wire_error_codes.h"
#include "ui/text/error_sentences.h"
#include "ui/text/error_text.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

/// failure(ErrorKind::X, u"code"…), an Error built by hand, a code kept under a name, and the helpers of the
/// programs that make such an error.
QSet<QString> codesIn(const QString& source)
{
    static const QRegularExpression made(QStringLiteral(
        "(?:failure\\(\\s*ErrorKind::\\w+\\s*,|\\b(?:wrong|fail|refuse|refused|malformed|bad)\\(|"
        "QStringView k\\w+\\s*=|\\?|:)\\s*u\"([a-z][a-z0-9_]*\\.[a-z0-9_]+)\"|"
        "ErrorKind::\\w+\\s*,\\s*(?:QStringLiteral\\(\\s*\"|u\")([a-z][a-z0-9_.]*)\""));
    QSet<QString> codes;
    for (auto it = made.globalMatch(source); it.hasNext();) {
        const auto match = it.next();
        codes.insert(match.captured(1).isEmpty() ? match.captured(2) : match.captured(1));
    }
    return codes;
}

/// Findings of the inspector look like codes and have a catalogue and a test of their own.
bool isAFindingsFile(const QString& path)
{
    return path.contains(QStringLiteral("/core/inspector/")) &&
           (path.contains(QStringLiteral("finding")) || path.contains(QStringLiteral("report")) ||
            path.contains(QStringLiteral("verdict")) || path.contains(QStringLiteral("cookie")));
}

QSet<QString> codesOfSources()
{
    QSet<QString> codes;
    for (const char* part : {"core", "app", "ui"}) {
        QDirIterator files(QStringLiteral(TESSERA_SOURCE_DIR "/") + QString::fromLatin1(part),
                           {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!isAFindingsFile(file.fileName()) && file.open(QIODevice::ReadOnly))
                codes.unite(codesIn(QString::fromUtf8(file.readAll())));
        }
    }
    return codes;
}

/// A row stands for it: its own, or one for its family.
bool hasASentence(const QString& code)
{
    const auto rows = errorSentences();
    return std::any_of(rows.begin(), rows.end(), [&](const ErrorSentence& row) {
        const QString own = QString::fromLatin1(row.code);
        return own == code || (own.endsWith(u'.') && code.startsWith(own));
    });
}

} // namespace

class ProviderErrorsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyWireCode_data()
    {
        QTest::addColumn<QString>("code");
        for (const WireErrorCode& row : kWireErrorCodes)
            QTest::addRow("%s (%s)", row.code, row.from) << QString::fromLatin1(row.code);
    }

    /// As it comes: through the one reader of wire errors, with the provider's own words.
    void everyWireCode()
    {
        QFETCH(QString, code);
        QVERIFY2(hasOwnSentence(code), qPrintable(code));
        const Error error =
            wireError(code, QStringLiteral("words of the provider"), QStringLiteral("https://id.example/t"));
        QCOMPARE(error.code, code);
        const ErrorText text = errorText(error);
        QVERIFY(text.headline.endsWith(u'.'));
        QVERIFY2(text.advice.endsWith(QStringLiteral(". It says: “words of the provider”. (%1)").arg(code)),
                 qPrintable(text.advice));
        QVERIFY2(text.advice.size() > code.size() + 45, "what happened is said, and what to do is not");
        QVERIFY(!text.sentence().contains(u'{'));
    }

    void everyRowOfWireCodesIsListed()
    {
        QSet<QByteArray> listed{"oauth.error_code"}; // what is no code
        for (const WireErrorCode& row : kWireErrorCodes)
            listed.insert(row.code);
        QCOMPARE(listed.size(), qsizetype(kWireErrorCodes.size() + 1)); // none twice
        for (const ErrorSentence& row : wireErrorSentences())
            QVERIFY2(listed.contains(row.code), row.code);
    }

    void whatIsNoCodeHasASentence()
    {
        const Error error =
            wireError(QStringLiteral("Sorry <b>!"), {}, QStringLiteral("https://id.example/"));
        QCOMPARE(
            errorText(error).sentence(),
            QStringLiteral("The provider refused, in words that are no error code. Ask its operator what it "
                           "means: Sorry <b>!. (oauth.error_code)"));
    }

    /// A code of a provider nobody has heard of.
    void unknownWireCode()
    {
        const QString text = errorText(wireError(QStringLiteral("moon_phase"), QStringLiteral("wait"),
                                                 QStringLiteral("https://id.example/")))
                                 .sentence();
        QVERIFY2(text.startsWith(QStringLiteral("id.example refused.")), qPrintable(text));
        QVERIFY2(text.endsWith(QStringLiteral("(moon_phase)")), qPrintable(text));
    }

    void everyCodeOfTheSources()
    {
        const QSet<QString> codes = codesOfSources();
        QVERIFY2(codes.size() > 120, "the sources are not read any more");
        for (const char* known :
             {"net.redirect", "usage.issuer_missing", "cancelled", "response.iss_mismatch"})
            QVERIFY2(codes.contains(QString::fromLatin1(known)), known);
        QStringList without;
        for (const QString& code : codes)
            if (!hasASentence(code))
                without.append(code);
        without.sort();
        QVERIFY2(without.isEmpty(), qPrintable(without.join(u' ')));
    }
};

TESSERA_TEST(ProviderErrorsTest)
#include "provider_errors_test.moc"

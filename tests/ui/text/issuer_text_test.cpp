// What an issuer can do, in words.
#include "tests/support/test_program.h"
#include "ui/text/issuer_text.h"

#include <QTest>

using namespace tessera;

namespace {

AuthorizationServerMetadata complete()
{
    AuthorizationServerMetadata m;
    m.issuer = QStringLiteral("https://id.acme.example");
    m.codeChallengeMethodsSupported = {QStringLiteral("S256")};
    m.scopesSupported = {QStringLiteral("openid"), QStringLiteral("offline_access")};
    m.revocationEndpoint = QUrl(QStringLiteral("https://id.acme.example/revoke"));
    return m;
}

} // namespace

class IssuerTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everything()
    {
        const IssuerText text = issuerText(complete());
        QVERIFY(!text.lacking);
        QCOMPARE(text.headline, QStringLiteral("id.acme.example answers."));
        QCOMPARE(text.rest,
                 QStringLiteral("It can do everything Tessera needs: sign-in with PKCE, renewal without "
                                "the browser, sign-out at the provider."));
    }

    void somethingMissing()
    {
        AuthorizationServerMetadata m = complete();
        m.codeChallengeMethodsSupported.clear();
        m.revocationEndpoint = {};
        const IssuerText text = issuerText(m);
        QVERIFY(text.lacking);
        QVERIFY(text.rest.startsWith(QStringLiteral("Sign-in, renewal without the browser.")));
        QVERIFY(text.rest.contains(QStringLiteral("PKCE, which Tessera uses all the same")));
        QVERIFY(text.rest.contains(QStringLiteral("revocation")));
    }

    void developmentIsSaid()
    {
        AuthorizationServerMetadata m = complete();
        m.issuer = QStringLiteral("http://127.0.0.1:8787");
        QVERIFY(issuerText(m).rest.contains(QStringLiteral("development")));
    }
};

TESSERA_TEST(IssuerTextTest)
#include "issuer_text_test.moc"

// Words for hosts besides the issuer's (A077).
#include "ui/text/endpoint_text.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class EndpointTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsForeignHosts()
    {
        const QString issuer = QStringLiteral("https://accounts.op.example");
        const ForeignHost tokens{QStringLiteral("oauth2.op.example"),
                                 {QStringLiteral("token_endpoint"), QStringLiteral("revocation_endpoint")}};
        const ForeignHost keys{QStringLiteral("www.op.example"), {QStringLiteral("jwks_uri")}};
        QCOMPARE(foreignHostsText(issuer, {}), QString());
        QCOMPARE(
            foreignHostsText(issuer, {keys}),
            QStringLiteral("accounts.op.example also uses www.op.example (keys). Tessera keeps to these."));
        QCOMPARE(foreignHostsText(issuer, {tokens, keys, keys}),
                 QStringLiteral("accounts.op.example also uses oauth2.op.example (tokens, revocation), "
                                "www.op.example (keys) and www.op.example (keys). Tessera keeps to "
                                "these."));
    }

    void asksAboutChanges()
    {
        const QString issuer = QStringLiteral("https://op.example");
        const EndpointChange moved{QStringLiteral("token_endpoint"), QStringLiteral("a.example"),
                                   QStringLiteral("b.example")};
        const EndpointChange added{
            QStringLiteral("device_authorization_endpoint"), {}, QStringLiteral("c.example")};
        QCOMPARE(endpointChangesText(issuer, {moved, added}),
                 QStringList({QStringLiteral("op.example moved (tokens): from a.example to b.example."),
                              QStringLiteral("op.example now has device sign-in at c.example.")}));
        QVERIFY(endpointChangesQuestion(issuer).contains(QStringLiteral("op.example")));
    }

    void everyEndpointHasWords() // a new endpoint in the table of core/oauth needs some here
    {
        AuthorizationServerMetadata metadata;
        metadata.issuer = QStringLiteral("https://op.example");
        const QUrl elsewhere(QStringLiteral("https://else.example/"));
        for (QUrl* endpoint :
             {&metadata.authorizationEndpoint, &metadata.tokenEndpoint, &metadata.jwksUri,
              &metadata.userinfoEndpoint, &metadata.revocationEndpoint, &metadata.introspectionEndpoint,
              &metadata.endSessionEndpoint, &metadata.registrationEndpoint,
              &metadata.deviceAuthorizationEndpoint, &metadata.pushedAuthorizationRequestEndpoint})
            *endpoint = elsewhere;
        const auto hosts = foreignHosts(metadata);
        QCOMPARE(hosts.size(), 1);
        QCOMPARE(hosts.first().endpoints.size(), 10);
        const QString text = foreignHostsText(metadata.issuer, hosts);
        QVERIFY2(!text.contains(u'_'), qPrintable(text));
    }
};

TESSERA_TEST(EndpointTextTest)
#include "endpoint_text_test.moc"

// The twin of Entra refuses what Entra refuses, and gives what it gives.
#include "tests/providers/entra_twin.h"
#include "tests/providers/twin_client.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

class EntraTwinTest final : public QObject
{
    Q_OBJECT

    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<EntraTwin> m_entra;
    TwinClient m_client;

    QJsonObject discovery(const QString& tenant)
    {
        return TwinClient::json(
            m_client.get(m_entra->issuerAt(tenant) + QStringLiteral("/.well-known/openid-configuration")));
    }
    QString at(const char* path) const { return m_entra->origin() + QString::fromLatin1(path); }
    static FormFields request(const QString& scope)
    {
        return {{QStringLiteral("client_id"), EntraTwin::clientId()},
                {QStringLiteral("redirect_uri"), TwinClient::redirect()},
                {QStringLiteral("scope"), scope},
                {QStringLiteral("nonce"), QStringLiteral("n")}};
    }
    BrowserPage token(const FormFields& form) { return m_client.post(at("/common/oauth2/v2.0/token"), form); }
    FormFields redemption(const QString& scope)
    {
        const FormFields answer = m_client.authorize(at("/common/oauth2/v2.0/authorize"), request(scope));
        return {{QStringLiteral("grant_type"), QStringLiteral("authorization_code")},
                {QStringLiteral("client_id"), EntraTwin::clientId()},
                {QStringLiteral("redirect_uri"), TwinClient::redirect()},
                {QStringLiteral("code"), TwinClient::value(answer, u"code")}};
    }
    static QJsonObject claimsOf(const QString& idToken)
    {
        return QJsonDocument::fromJson(QByteArray::fromBase64(idToken.section(u'.', 1, 1).toLatin1(),
                                                              QByteArray::Base64UrlEncoding))
            .object();
    }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<ManualClock>();
        m_entra = std::make_unique<EntraTwin>(m_clock);
    }

    void issuerOfTheTenant_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("named");
        QTest::newRow("common") << QStringLiteral("common") << QStringLiteral("{tenantid}");
        QTest::newRow("organizations") << QStringLiteral("organizations") << QStringLiteral("{tenantid}");
        QTest::newRow("consumers") << QStringLiteral("consumers") << EntraTwin::consumers();
        const QString own = EntraTwin(nullptr).tenant;
        QTest::newRow("a tenant") << own << own;
    }
    void issuerOfTheTenant()
    {
        QFETCH(QString, asked);
        QFETCH(QString, named);
        const QJsonObject document = discovery(asked);
        QCOMPARE(document.value(u"issuer").toString(), m_entra->issuerAt(named));
        QVERIFY(!document.contains(u"revocation_endpoint"));
        QVERIFY(!document.contains(u"authorization_response_iss_parameter_supported"));
    }

    void unknownTenant()
    {
        QCOMPARE(discovery(QStringLiteral("nobody")).value(u"error").toString(),
                 QStringLiteral("invalid_tenant"));
    }

    void redirectDoesNotNameTheIssuer()
    {
        const FormFields answer =
            m_client.authorize(at("/common/oauth2/v2.0/authorize"), request(QStringLiteral("openid")));
        QVERIFY(!TwinClient::value(answer, u"code").isEmpty());
        QCOMPARE(TwinClient::value(answer, u"iss"), QString());
    }

    void singleTenantAppOnTheSharedAddress()
    {
        m_entra->isSingleTenant = true;
        const FormFields answer =
            m_client.authorize(at("/common/oauth2/v2.0/authorize"), request(QStringLiteral("openid")));
        QVERIFY(TwinClient::value(answer, u"error_description").startsWith(QStringLiteral("AADSTS50194")));
    }

    void idTokenNamesTheTenant()
    {
        const QJsonObject tokens = TwinClient::json(token(redemption(QStringLiteral("openid"))));
        const QJsonObject claims = claimsOf(tokens.value(u"id_token").toString());
        QCOMPARE(claims.value(u"iss").toString(), m_entra->issuerAt(m_entra->tenant));
        QCOMPARE(claims.value(u"tid").toString(), m_entra->tenant);
        QCOMPARE(claims.value(u"nonce").toString(), QStringLiteral("n"));
        QVERIFY(!tokens.contains(u"refresh_token"));
    }

    void refreshTokenWithOfflineAccess()
    {
        const BrowserPage first = token(redemption(QStringLiteral("openid offline_access")));
        const FormFields renewal{
            {QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
            {QStringLiteral("client_id"), EntraTwin::clientId()},
            {QStringLiteral("refresh_token"), TwinClient::member(first, u"refresh_token")}};
        const BrowserPage second = token(renewal);
        QVERIFY(TwinClient::member(second, u"refresh_token") != TwinClient::member(first, u"refresh_token"));
        QCOMPARE(token(renewal).status, 200); // the one before still works
        m_clock->advance(std::chrono::hours(24 * 91));
        QCOMPARE(TwinClient::error(token(renewal)), QStringLiteral("invalid_grant"));
    }

    void publicClientsSendNoSecret()
    {
        const FormFields form = redemption(QStringLiteral("openid"));
        QCOMPARE(TwinClient::error(token(with(form, "client_secret", QStringLiteral("x")))),
                 QStringLiteral("invalid_client"));
    }

    void ipv6IsRefused()
    {
        const FormFields asked = with(request(QStringLiteral("openid")), "redirect_uri",
                                      QStringLiteral("http://[::1]:1/callback"));
        QVERIFY(m_client.authorize(at("/common/oauth2/v2.0/authorize"), asked).isEmpty());
    }
};

TESSERA_TEST(EntraTwinTest)
#include "entra_twin_test.moc"

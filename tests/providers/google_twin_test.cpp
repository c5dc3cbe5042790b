// The twin of Google refuses what Google refuses, and gives what it gives.
#include "tests/providers/google_twin.h"
#include "tests/providers/twin_client.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

class GoogleTwinTest final : public QObject
{
    Q_OBJECT

    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<GoogleTwin> m_google;
    TwinClient m_client;
    QJsonObject m_metadata;

    FormFields request() const
    {
        return {{QStringLiteral("client_id"), GoogleTwin::clientId()},
                {QStringLiteral("response_type"), QStringLiteral("code")},
                {QStringLiteral("redirect_uri"), TwinClient::redirect()},
                {QStringLiteral("scope"), QStringLiteral("openid email")},
                {QStringLiteral("state"), QStringLiteral("s")},
                {QStringLiteral("access_type"), QStringLiteral("offline")}};
    }
    QString address(const char* member) const { return m_metadata.value(QLatin1String(member)).toString(); }
    FormFields redemption(const FormFields& asked)
    {
        const FormFields answer = m_client.authorize(address("authorization_endpoint"), asked);
        return {{QStringLiteral("grant_type"), QStringLiteral("authorization_code")},
                {QStringLiteral("client_id"), GoogleTwin::clientId()},
                {QStringLiteral("client_secret"), GoogleTwin::clientSecret()},
                {QStringLiteral("redirect_uri"), TwinClient::redirect()},
                {QStringLiteral("code"), TwinClient::value(answer, u"code")}};
    }
    BrowserPage token(const FormFields& form) { return m_client.post(address("token_endpoint"), form); }
    BrowserPage signIn(const FormFields& asked) { return token(redemption(asked)); }
    BrowserPage renew(const QString& refreshToken)
    {
        return token({{QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
                      {QStringLiteral("client_id"), GoogleTwin::clientId()},
                      {QStringLiteral("client_secret"), GoogleTwin::clientSecret()},
                      {QStringLiteral("refresh_token"), refreshToken}});
    }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<ManualClock>();
        m_google = std::make_unique<GoogleTwin>(m_clock);
        m_metadata = TwinClient::json(
            m_client.get(m_google->issuer() + QStringLiteral("/.well-known/openid-configuration")));
    }

    void endpointsStandElsewhere()
    {
        QVERIFY(address("authorization_endpoint").startsWith(m_google->issuer()));
        for (const char* member :
             {"token_endpoint", "jwks_uri", "userinfo_endpoint", "revocation_endpoint"}) {
            QVERIFY2(address(member).startsWith(QStringLiteral("http://127.0.0.1:")), member);
            QVERIFY2(!address(member).startsWith(m_google->issuer()), member);
        }
        QVERIFY(!m_metadata.contains(u"device_authorization_endpoint"));
    }

    void redirectNamesTheIssuer()
    {
        const FormFields answer = m_client.authorize(address("authorization_endpoint"), request());
        QCOMPARE(TwinClient::value(answer, u"iss"), m_google->issuer());
        QCOMPARE(TwinClient::value(answer, u"state"), QStringLiteral("s"));
    }

    void offlineAccessIsNoScope()
    {
        const FormFields asked = with(request(), "scope", QStringLiteral("openid offline_access"));
        QCOMPARE(TwinClient::value(m_client.authorize(address("authorization_endpoint"), asked), u"error"),
                 QStringLiteral("invalid_scope"));
    }

    void secretIsWanted()
    {
        FormFields form = redemption(request());
        const BrowserPage without = token(with(form, "client_secret", {}));
        QCOMPARE(without.status, 400);
        QCOMPARE(TwinClient::error(without), QStringLiteral("invalid_request"));
        QCOMPARE(TwinClient::member(without, u"error_description"),
                 QStringLiteral("client_secret is missing."));
        const BrowserPage wrong = token(with(form, "client_secret", QStringLiteral("other")));
        QCOMPARE(TwinClient::error(wrong), QStringLiteral("invalid_client"));
        QCOMPARE(token(form).status, 200);
        QCOMPARE(TwinClient::error(token(form)), QStringLiteral("invalid_grant")); // the code works once
    }

    void pkceIsChecked()
    {
        const FormFields asked =
            with(request(), "code_challenge", QStringLiteral("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        QCOMPARE(TwinClient::error(signIn(asked)), QStringLiteral("invalid_grant"));
    }

    void refreshTokenOnlyWithTheFirstConsent()
    {
        const auto got = [](const BrowserPage& page) {
            return TwinClient::json(page).contains(u"refresh_token");
        };
        QVERIFY(!got(signIn(with(request(), "access_type", {}))));
        m_google->withdrawAccess();
        QVERIFY(got(signIn(request())));
        QVERIFY(!got(signIn(request())));
        QVERIFY(got(signIn(with(request(), "prompt", QStringLiteral("consent")))));
        m_google->withdrawAccess();
        QVERIFY(got(signIn(request())));
    }

    void sevenDays_data()
    {
        QTest::addColumn<bool>("inTesting");
        QTest::addColumn<QString>("scope");
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("lives");
        const QString more = QStringLiteral("openid https://www.googleapis.com/auth/drive.readonly");
        QTest::newRow("testing, day 6") << true << more << 6 << true;
        QTest::newRow("testing, day 7") << true << more << 7 << false;
        QTest::newRow("testing, who only") << true << QStringLiteral("openid profile email") << 8 << true;
        QTest::newRow("published") << false << more << 8 << true;
        QTest::newRow("unused for half a year") << false << more << 183 << false;
    }
    void sevenDays()
    {
        QFETCH(bool, inTesting);
        QFETCH(QString, scope);
        QFETCH(int, days);
        m_google->inTesting = inTesting;
        const QString refresh = TwinClient::member(signIn(with(request(), "scope", scope)), u"refresh_token");
        QVERIFY(!refresh.isEmpty());
        m_clock->advance(std::chrono::hours(24 * days));
        const BrowserPage page = renew(refresh);
        QTEST(page.status == 200, "lives");
        if (page.status != 200)
            QCOMPARE(TwinClient::error(page), QStringLiteral("invalid_grant"));
        QVERIFY(!TwinClient::json(page).contains(u"refresh_token")); // never with a renewal
    }

    void revocation()
    {
        const QJsonObject tokens = TwinClient::json(signIn(request()));
        const QString refresh = tokens.value(u"refresh_token").toString();
        const auto revoke = [&](const QString& text) {
            return m_client.post(address("revocation_endpoint"), {{QStringLiteral("token"), text}});
        };
        QCOMPARE(TwinClient::error(revoke(QStringLiteral("unknown"))), QStringLiteral("invalid_token"));
        const auto headers = TwinClient::bearer(tokens.value(u"access_token").toString());
        QCOMPARE(m_client.get(address("userinfo_endpoint"), headers).status, 200);
        QCOMPARE(revoke(refresh).status, 200);
        QCOMPARE(m_client.get(address("userinfo_endpoint"), headers).status, 401);
        QCOMPARE(TwinClient::error(renew(refresh)), QStringLiteral("invalid_grant"));
    }

    void oldestOfManyRefreshTokensEnds()
    {
        m_google->mostRefreshTokens = 3;
        const FormFields asked = with(request(), "prompt", QStringLiteral("consent"));
        const QString first = TwinClient::member(signIn(asked), u"refresh_token");
        const QString second = TwinClient::member(signIn(asked), u"refresh_token");
        signIn(asked);
        QCOMPARE(renew(first).status, 200);
        signIn(asked);
        QCOMPARE(renew(first).status, 400);
        QCOMPARE(renew(second).status, 200);
    }
};

TESSERA_TEST(GoogleTwinTest)
#include "google_twin_test.moc"

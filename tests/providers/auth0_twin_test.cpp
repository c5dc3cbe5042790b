// The twin of Auth0 refuses what Auth0 refuses: above all a refresh token that should be gone.
#include "tests/providers/auth0_twin.h"
#include "tests/providers/twin_client.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

class Auth0TwinTest final : public QObject
{
    Q_OBJECT

    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<Auth0Twin> m_auth0;
    TwinClient m_client;

    FormFields authorize(const QString& redirect, const QString& scope)
    {
        return m_client.authorize(m_auth0->origin() + QStringLiteral("/authorize"),
                                  {{QStringLiteral("client_id"), Auth0Twin::clientId()},
                                   {QStringLiteral("redirect_uri"), redirect},
                                   {QStringLiteral("scope"), scope}});
    }
    BrowserPage token(const FormFields& form)
    {
        return m_client.post(m_auth0->origin() + QStringLiteral("/oauth/token"), form);
    }
    QJsonObject signIn(const QString& scope = QStringLiteral("openid offline_access"))
    {
        const FormFields answer = authorize(TwinClient::redirect(), scope);
        return TwinClient::json(token({{QStringLiteral("grant_type"), QStringLiteral("authorization_code")},
                                       {QStringLiteral("client_id"), Auth0Twin::clientId()},
                                       {QStringLiteral("redirect_uri"), TwinClient::redirect()},
                                       {QStringLiteral("code"), TwinClient::value(answer, u"code")}}));
    }
    /// The new refresh token; empty where it was refused.
    QString renew(const QString& refreshToken)
    {
        return TwinClient::member(token({{QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
                                         {QStringLiteral("client_id"), Auth0Twin::clientId()},
                                         {QStringLiteral("refresh_token"), refreshToken}}),
                                  u"refresh_token");
    }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<ManualClock>();
        m_auth0 = std::make_unique<Auth0Twin>(m_clock);
        m_auth0->callbacks = {TwinClient::redirect()};
    }

    void callbacksAreComparedExactly()
    {
        QVERIFY(!authorize(TwinClient::redirect(), QStringLiteral("openid")).isEmpty());
        QVERIFY(
            authorize(QStringLiteral("http://127.0.0.1:49998/callback"), QStringLiteral("openid")).isEmpty());
    }

    void refreshTokenWithOfflineAccessOnly()
    {
        QVERIFY(!signIn(QStringLiteral("openid")).contains(u"refresh_token"));
        QVERIFY(signIn().contains(u"refresh_token"));
    }

    void issuerEndsWithASlash()
    {
        const QJsonObject document = TwinClient::json(
            m_client.get(m_auth0->issuer() + QStringLiteral(".well-known/openid-configuration")));
        QCOMPARE(document.value(u"issuer").toString(), m_auth0->issuer());
        QVERIFY(m_auth0->issuer().endsWith(u'/'));
    }

    void reuse_data()
    {
        QTest::addColumn<int>("renewals");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("the newest, whenever") << 0 << 3600 << true;
        QTest::newRow("the one before, in the window") << 1 << 29 << true;
        QTest::newRow("the one before, after the window") << 1 << 30 << false;
        QTest::newRow("the one before that, in the window") << 2 << 1 << false;
    }
    /// The first token comes again after so many renewals and so much time.
    void reuse()
    {
        QFETCH(int, renewals);
        QFETCH(int, seconds);
        const QString first = signIn().value(u"refresh_token").toString();
        QString newest = first;
        for (int i = 0; i < renewals; ++i)
            newest = renew(newest);
        QVERIFY(!newest.isEmpty());
        m_clock->advance(Seconds(seconds));
        const bool accepted = !renew(first).isEmpty();
        QTEST(accepted, "accepted");
        QCOMPARE(m_auth0->familyIsAlive(), accepted); // a thief or a victim: nobody goes on
        if (!accepted)
            QVERIFY(renew(newest).isEmpty());
    }

    void revocation()
    {
        const QString refresh = signIn().value(u"refresh_token").toString();
        m_client.post(
            m_auth0->origin() + QStringLiteral("/oauth/revoke"),
            {{QStringLiteral("client_id"), Auth0Twin::clientId()}, {QStringLiteral("token"), refresh}});
        QVERIFY(renew(refresh).isEmpty());
    }
};

TESSERA_TEST(Auth0TwinTest)
#include "auth0_twin_test.moc"

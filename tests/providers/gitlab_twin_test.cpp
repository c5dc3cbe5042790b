// The twin of GitLab refuses what GitLab refuses, and gives what it gives.
#include "tests/providers/gitlab_twin.h"
#include "tests/providers/twin_client.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class GitlabTwinTest final : public QObject
{
    Q_OBJECT

    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<GitlabTwin> m_gitlab;
    TwinClient m_client;

    QString at(const char* path) const { return m_gitlab->origin() + QString::fromLatin1(path); }
    BrowserPage token(const FormFields& form) { return m_client.post(at("/oauth/token"), form); }
    QJsonObject signIn()
    {
        const FormFields answer = m_client.authorize(
            at("/oauth/authorize"), {{QStringLiteral("client_id"), GitlabTwin::clientId()},
                                     {QStringLiteral("redirect_uri"), TwinClient::redirect()},
                                     {QStringLiteral("scope"), QStringLiteral("openid email")}});
        return TwinClient::json(token({{QStringLiteral("grant_type"), QStringLiteral("authorization_code")},
                                       {QStringLiteral("client_id"), GitlabTwin::clientId()},
                                       {QStringLiteral("redirect_uri"), TwinClient::redirect()},
                                       {QStringLiteral("code"), TwinClient::value(answer, u"code")}}));
    }
    static FormFields renewal(const QString& refreshToken)
    {
        return {{QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
                {QStringLiteral("client_id"), GitlabTwin::clientId()},
                {QStringLiteral("redirect_uri"), TwinClient::redirect()},
                {QStringLiteral("refresh_token"), refreshToken}};
    }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<ManualClock>();
        m_gitlab = std::make_unique<GitlabTwin>(m_clock);
    }

    void discoveryLeavesOutWhatIsThere()
    {
        const QJsonObject document = TwinClient::json(m_client.get(at("/.well-known/openid-configuration")));
        QVERIFY(!document.value(u"token_endpoint_auth_methods_supported")
                     .toArray()
                     .contains(QStringLiteral("none")));
        QVERIFY(document.value(u"grant_types_supported")
                    .toArray()
                    .contains(QStringLiteral("urn:ietf:params:oauth:grant-type:device_code")));
        QVERIFY(!document.contains(u"device_authorization_endpoint"));
    }

    void lastsTwoHours()
    {
        const QJsonObject tokens = signIn();
        QCOMPARE(tokens.value(u"expires_in").toInt(), 7200);
        const QString access = tokens.value(u"access_token").toString();
        m_clock->advance(Seconds(7199));
        QVERIFY(m_gitlab->accepts(access));
        m_clock->advance(Seconds(1));
        QVERIFY(!m_gitlab->accepts(access));
    }

    void renewalWantsTheRedirectUri_data()
    {
        QTest::addColumn<QString>("redirect");
        QTest::addColumn<QString>("error");
        QTest::newRow("the same") << TwinClient::redirect() << QString();
        QTest::newRow("none") << QString() << QStringLiteral("invalid_grant");
        QTest::newRow("another port")
            << QStringLiteral("http://127.0.0.1:49998/callback") << QStringLiteral("invalid_grant");
    }
    void renewalWantsTheRedirectUri()
    {
        QFETCH(QString, redirect);
        const QString refresh = signIn().value(u"refresh_token").toString();
        QTEST(TwinClient::error(token(with(renewal(refresh), "redirect_uri", redirect))), "error");
    }

    void renewalEndsBothBeforeIt()
    {
        const QJsonObject first = signIn();
        const QString refresh = first.value(u"refresh_token").toString();
        const BrowserPage second = token(renewal(refresh));
        QCOMPARE(second.status, 200);
        QVERIFY(!m_gitlab->accepts(first.value(u"access_token").toString()));
        QVERIFY(m_gitlab->accepts(TwinClient::member(second, u"access_token")));
        QCOMPARE(TwinClient::error(token(renewal(refresh))), QStringLiteral("invalid_grant"));
    }

    void unknownClient()
    {
        const BrowserPage page =
            token(with(renewal(QStringLiteral("x")), "client_id", QStringLiteral("other")));
        QCOMPARE(page.status, 401);
        QCOMPARE(TwinClient::error(page), QStringLiteral("invalid_client"));
    }

    void revocation()
    {
        const QJsonObject tokens = signIn();
        QCOMPARE(m_client
                     .post(at("/oauth/revoke"),
                           {{QStringLiteral("client_id"), GitlabTwin::clientId()},
                            {QStringLiteral("token"), tokens.value(u"refresh_token").toString()}})
                     .status,
                 200);
        const auto headers = TwinClient::bearer(tokens.value(u"access_token").toString());
        QCOMPARE(m_client.get(at("/oauth/userinfo"), headers).status, 401);
    }

    void deviceGrant()
    {
        const QString code =
            TwinClient::member(m_client.post(at("/oauth/authorize_device"),
                                             {{QStringLiteral("client_id"), GitlabTwin::clientId()},
                                              {QStringLiteral("scope"), QStringLiteral("openid")}}),
                               u"device_code");
        const FormFields form{
            {QStringLiteral("grant_type"), QStringLiteral("urn:ietf:params:oauth:grant-type:device_code")},
            {QStringLiteral("client_id"), GitlabTwin::clientId()},
            {QStringLiteral("device_code"), code}};
        const BrowserPage pending = token(form);
        QCOMPARE(pending.status, 400);
        QCOMPARE(TwinClient::error(pending), QStringLiteral("authorization_pending"));
        m_gitlab->device.approve();
        m_clock->advance(Seconds(5));
        QVERIFY(TwinClient::json(token(form)).contains(u"id_token"));
    }
};

TESSERA_TEST(GitlabTwinTest)
#include "gitlab_twin_test.moc"

// The twin of GitHub refuses what GitHub refuses, with status 200, and gives what it gives.
#include "tests/providers/github_twin.h"
#include "tests/providers/twin_client.h"
#include "tests/support/raw_client.h"
#include "tests/support/test_program.h"

#include "core/base/one_shot.h"

#include <QJsonArray>
#include <QNetworkReply>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QList<HttpHeader> kWantJson{{"Accept", "application/json"}};

/// DELETE with a JSON body; its status.
QCoro::Task<int> deletePage(QNetworkAccessManager* manager, QUrl url, QList<HttpHeader> headers,
                            QByteArray body)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    for (const HttpHeader& header : headers)
        request.setRawHeader(header.name, header.value);
    const std::unique_ptr<QNetworkReply> reply(manager->sendCustomRequest(request, "DELETE", body));
    const OneShot<bool> done;
    QObject::connect(reply.get(), &QNetworkReply::finished, reply.get(), [done] { done.resolve(true); });
    co_await done;
    co_return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace

class GithubTwinTest final : public QObject
{
    Q_OBJECT

    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<GithubTwin> m_github;
    TwinClient m_client;

    FormFields request() const
    {
        return {{QStringLiteral("client_id"), GithubTwin::clientId()},
                {QStringLiteral("redirect_uri"), TwinClient::redirect()},
                {QStringLiteral("scope"), QStringLiteral("read:user user:email")},
                {QStringLiteral("state"), QStringLiteral("s")}};
    }
    FormFields answerTo(const FormFields& asked)
    {
        return m_client.authorize(m_github->issuer() + QStringLiteral("/authorize"), asked);
    }
    FormFields redemption(const FormFields& asked)
    {
        return {{QStringLiteral("client_id"), GithubTwin::clientId()},
                {QStringLiteral("client_secret"), GithubTwin::clientSecret()},
                {QStringLiteral("redirect_uri"), TwinClient::redirect()},
                {QStringLiteral("code"), TwinClient::value(answerTo(asked), u"code")}};
    }
    BrowserPage token(const FormFields& form, const QList<HttpHeader>& headers = kWantJson)
    {
        return m_client.post(m_github->issuer() + QStringLiteral("/access_token"), form, headers);
    }
    QJsonObject signIn(const FormFields& asked) { return TwinClient::json(token(redemption(asked))); }
    BrowserPage renew(const QString& refreshToken, bool withSecret)
    {
        return token({{QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
                      {QStringLiteral("client_id"), GithubTwin::clientId()},
                      {QStringLiteral("client_secret"), withSecret ? GithubTwin::clientSecret() : QString()},
                      {QStringLiteral("refresh_token"), refreshToken}});
    }
    QString deviceCode()
    {
        return TwinClient::member(
            m_client.post(m_github->origin() + QStringLiteral("/login/device/code"), request(), kWantJson),
            u"device_code");
    }
    BrowserPage poll(const QString& deviceCode)
    {
        return token(
            {{QStringLiteral("grant_type"), QStringLiteral("urn:ietf:params:oauth:grant-type:device_code")},
             {QStringLiteral("client_id"), GithubTwin::clientId()},
             {QStringLiteral("device_code"), deviceCode}});
    }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<ManualClock>();
        m_github = std::make_unique<GithubTwin>(m_clock);
    }

    void answersAsAFormUnlessAskedForJson()
    {
        const BrowserPage page = token(redemption(request()), {});
        QCOMPARE(page.status, 200);
        QVERIFY(page.header("content-type").startsWith("application/x-www-form-urlencoded"));
        const FormFields fields = decodeForm(page.body).value_or(FormFields());
        QVERIFY(TwinClient::value(fields, u"access_token").startsWith(QStringLiteral("gho_")));
        QCOMPARE(TwinClient::value(fields, u"scope"), QStringLiteral("read:user,user:email"));
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* name, const char* field, const char* value, const char* error) {
            QTest::newRow(name) << QString::fromLatin1(field) << QString::fromLatin1(value)
                                << QString::fromLatin1(error);
        };
        row("good", "state", "x", "");
        row("no secret", "client_secret", "", "incorrect_client_credentials");
        row("wrong secret", "client_secret", "other", "incorrect_client_credentials");
        row("wrong client", "client_id", "other", "incorrect_client_credentials");
        row("wrong code", "code", "other", "bad_verification_code");
        row("another redirect", "redirect_uri", "http://127.0.0.1:1/callback", "bad_verification_code");
    }
    void refusals()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        const BrowserPage page = token(with(redemption(request()), field.toLatin1().constData(), value));
        QCOMPARE(page.status, 200);
        QTEST(TwinClient::error(page), "error");
    }

    void pkceIsS256Only()
    {
        FormFields asked = with(request(), "code_challenge", TwinClient::verifier());
        asked = with(asked, "code_challenge_method", QStringLiteral("plain"));
        QCOMPARE(TwinClient::value(answerTo(asked), u"error"), QStringLiteral("invalid_request"));
        asked = with(asked, "code_challenge_method", QStringLiteral("S256"));
        QCOMPARE(signIn(asked).value(u"error").toString(), QStringLiteral("bad_verification_code"));
    }

    void redirect()
    {
        QCOMPARE(TwinClient::value(answerTo(request()), u"iss"), m_github->issuer());
        const FormFields other = with(request(), "redirect_uri", QStringLiteral("http://127.0.0.1:1/other"));
        QCOMPARE(TwinClient::value(answerTo(other), u"error"), QStringLiteral("redirect_uri_mismatch"));
        m_github->isSuspended = true;
        QCOMPARE(TwinClient::value(answerTo(request()), u"error"), QStringLiteral("application_suspended"));
    }

    void codesLiveTenMinutes()
    {
        const FormFields form = redemption(request());
        m_clock->advance(std::chrono::minutes(10));
        QCOMPARE(TwinClient::error(token(form)), QStringLiteral("bad_verification_code"));
    }

    void tokensThatLast()
    {
        const QJsonObject tokens = signIn(request());
        QVERIFY(!tokens.contains(u"expires_in") && !tokens.contains(u"refresh_token") &&
                !tokens.contains(u"id_token"));
        m_clock->advance(std::chrono::hours(24 * 300));
        QVERIFY(m_github->accepts(tokens.value(u"access_token").toString()));
    }

    void tokensThatExpire()
    {
        m_github->expiringTokens = true;
        const QJsonObject first = signIn(request());
        QVERIFY(first.value(u"access_token").toString().startsWith(QStringLiteral("ghu_")));
        QCOMPARE(first.value(u"expires_in").toInt(), 28800);
        const QString refresh = first.value(u"refresh_token").toString();
        QCOMPARE(TwinClient::error(renew(refresh, false)), QStringLiteral("incorrect_client_credentials"));
        const BrowserPage second = renew(refresh, true);
        QVERIFY(!m_github->accepts(first.value(u"access_token").toString())); // both before it are dead
        QVERIFY(m_github->accepts(TwinClient::member(second, u"access_token")));
        QCOMPARE(TwinClient::error(renew(refresh, true)), QStringLiteral("bad_refresh_token"));
        m_clock->advance(std::chrono::hours(8));
        QVERIFY(!m_github->accepts(TwinClient::member(second, u"access_token")));
    }

    void offlineAccessMakesThemExpire()
    {
        const QJsonObject tokens =
            signIn(with(request(), "scope", QStringLiteral("read:user offline_access")));
        QVERIFY(tokens.contains(u"refresh_token"));
    }

    void theEleventhEndsTheFirst()
    {
        const QString first = signIn(request()).value(u"access_token").toString();
        for (int i = 0; i < 9; ++i)
            signIn(request());
        QVERIFY(m_github->accepts(first));
        signIn(with(request(), "scope", QStringLiteral("read:user"))); // counted by scope
        QVERIFY(m_github->accepts(first));
        signIn(request());
        QVERIFY(!m_github->accepts(first));
    }

    void deviceGrant()
    {
        m_github->deviceFlowEnabled = false;
        const QString url = m_github->origin() + QStringLiteral("/login/device/code");
        QCOMPARE(TwinClient::error(m_client.post(url, request(), kWantJson)),
                 QStringLiteral("device_flow_disabled"));
        m_github->deviceFlowEnabled = true;
        m_github->expiringTokens = true;
        const QString code = deviceCode();
        QCOMPARE(TwinClient::error(poll(QStringLiteral("other"))), QStringLiteral("incorrect_device_code"));
        QCOMPARE(TwinClient::error(poll(code)), QStringLiteral("authorization_pending"));
        const BrowserPage tooSoon = poll(code);
        QCOMPARE(TwinClient::error(tooSoon), QStringLiteral("slow_down"));
        QCOMPARE(TwinClient::json(tooSoon).value(u"interval").toInt(), 10);
        m_clock->advance(Seconds(5)); // not enough any more
        QCOMPARE(TwinClient::error(poll(code)), QStringLiteral("slow_down"));
        m_clock->advance(Seconds(15));
        m_github->device.approve();
        const BrowserPage tokens = poll(code);
        QCOMPARE(TwinClient::error(tokens), QString());
        QCOMPARE(TwinClient::error(renew(TwinClient::member(tokens, u"refresh_token"), false)), QString());
        QCOMPARE(TwinClient::error(poll(code)), QStringLiteral("incorrect_device_code"));
    }

    void deviceCodesExpireOrAreDenied()
    {
        const QString denied = deviceCode();
        m_github->device.deny();
        QCOMPARE(TwinClient::error(poll(denied)), QStringLiteral("access_denied"));
        const QString late = deviceCode();
        m_clock->advance(Seconds(900));
        QCOMPARE(TwinClient::error(poll(late)), QStringLiteral("expired_token"));
    }

    void api()
    {
        const QString access = signIn(request()).value(u"access_token").toString();
        const QString user = m_github->origin() + QStringLiteral("/api/v3/user");
        QCOMPARE(m_client.get(user).status, 401);
        const QJsonObject who = TwinClient::json(m_client.get(user, TwinClient::bearer(access)));
        QVERIFY(who.value(u"id").isDouble() && who.value(u"email").isNull());
        const QByteArray emails =
            m_client.get(user + QStringLiteral("/emails"), TwinClient::bearer(access)).body;
        QCOMPARE(QJsonDocument::fromJson(emails).array().size(), 2);
        const QString narrow =
            signIn(with(request(), "scope", QStringLiteral("read:user"))).value(u"access_token").toString();
        QCOMPARE(m_client.get(user + QStringLiteral("/emails"), TwinClient::bearer(narrow)).status, 404);
    }

    void apiWantsAUserAgent()
    {
        RawClient client(quint16(QUrl(m_github->origin()).port()));
        QVERIFY(client.waitConnected());
        client.send("GET /api/v3/user HTTP/1.1\r\nHost: " + QUrl(m_github->origin()).authority().toLatin1() +
                    "\r\n\r\n");
        QVERIFY(client.waitClosed());
        QCOMPARE(client.status(), 403);
    }

    void revocation()
    {
        const QString first = signIn(request()).value(u"access_token").toString();
        const QString base =
            m_github->origin() + QStringLiteral("/api/v3/applications/") + GithubTwin::clientId();
        const Browser browser;
        const auto revoke = [&](const char* what, const QString& secret) {
            return await(deletePage(&browser.manager(), QUrl(base + QLatin1String(what)),
                                    TwinClient::basic(GithubTwin::clientId(), secret),
                                    "{\"access_token\":\"" + first.toLatin1() + "\"}"));
        };
        QCOMPARE(revoke("/grant", QStringLiteral("other")), 404);
        QVERIFY(m_github->accepts(first));
        QCOMPARE(revoke("/grant", GithubTwin::clientSecret()), 204);
        QVERIFY(!m_github->accepts(first));
        QCOMPARE(revoke("/token", GithubTwin::clientSecret()), 422);
    }

    void metadata()
    {
        const QJsonObject document = TwinClient::json(m_client.get(
            m_github->origin() + QStringLiteral("/.well-known/oauth-authorization-server/login/oauth")));
        QCOMPARE(document.value(u"issuer").toString(), m_github->issuer());
        QVERIFY(!document.contains(u"jwks_uri"));
        QCOMPARE(
            m_client.get(m_github->issuer() + QStringLiteral("/.well-known/openid-configuration")).status,
            404);
    }
};

TESSERA_TEST(GithubTwinTest)
#include "github_twin_test.moc"

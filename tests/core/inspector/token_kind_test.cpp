// Which kind and which family a token is taken for.
#include "core/inspector/token_kind.h"
#include "tests/core/inspector/jwt_report.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

QJsonObject objectOf(const QByteArray& text)
{
    return QJsonDocument::fromJson(jsonText(text)).object();
}

} // namespace

class TokenKindTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char* name, const char* header, const char* claims, const char* kind) {
            QTest::newRow(name) << QByteArray(header) << QByteArray(claims) << QString::fromLatin1(kind);
        };
        const char* jwt = "{'typ':'JWT'}";
        row("nothing", "{}", "{}", "");
        row("RFC 9068 at+jwt", "{'typ':'at+jwt'}", "{}", "access_token");
        row("RFC 9068 in full and capitals", "{'typ':'application/AT+JWT'}", "{}", "access_token");
        row("RFC 9449", "{'typ':'dpop+jwt'}", "{}", "dpop_proof");
        row("RFC 9449 by its claims", jwt, "{'htm':'GET','htu':'https://a.example'}", "dpop_proof");
        row("logout+jwt", "{'typ':'logout+jwt'}", "{}", "logout_token");
        row("logout by its event", jwt,
            "{'iss':'i','aud':'a','events':{'http://schemas.openid.net/event/backchannel-logout':{}}}",
            "logout_token");
        row("another event", jwt, "{'iss':'i','aud':'a','events':{'x':{}}}", "");
        row("RFC 9701", "{'typ':'token-introspection+jwt'}", "{}", "introspection");
        row("RFC 9701 by its claim", jwt, "{'iss':'i','token_introspection':{'active':true}}",
            "introspection");
        row("client-authentication+jwt", "{'typ':'client-authentication+jwt'}", "{}", "client_assertion");
        row("RFC 7523 iss is sub", jwt, "{'iss':'c','sub':'c','aud':'https://as.example','exp':1}",
            "client_assertion");
        row("Keycloak Bearer", jwt, "{'typ':'Bearer','iss':'i','nonce':'n'}", "access_token");
        row("Keycloak ID", jwt, "{'typ':'ID'}", "id_token");
        row("Keycloak Refresh", jwt, "{'typ':'Refresh'}", "refresh_token");
        row("Keycloak Offline", jwt, "{'typ':'Offline'}", "refresh_token");
        row("Keycloak Logout", jwt, "{'typ':'Logout'}", "logout_token");
        row("Cognito access", jwt, "{'token_use':'access','iss':'i','sub':'s'}", "access_token");
        row("Cognito id", jwt, "{'token_use':'id','iss':'i','sub':'s','aud':'a'}", "id_token");
        row("Entra scp", jwt, "{'iss':'i','aud':'a','scp':'User.Read','name':'n'}", "access_token");
        row("Entra application", jwt, "{'iss':'i','aud':'a','appid':'p','roles':['r']}", "access_token");
        row("Auth0 scope", jwt, "{'iss':'i','aud':'a','azp':'c','scope':'openid'}", "access_token");
        row("Okta cid", jwt, "{'iss':'i','aud':'a','cid':'c','scp':['openid']}", "access_token");
        row("ID token by nonce", jwt, "{'iss':'i','aud':'a','sub':'s','exp':1,'nonce':'n'}", "id_token");
        row("ID token by at_hash", jwt, "{'iss':'i','aud':'a','sub':'s','exp':1,'at_hash':'n'}", "id_token");
        row("ID token by email", jwt, "{'iss':'i','aud':'a','sub':'s','exp':1,'email':'e'}", "id_token");
        row("user information", jwt, "{'iss':'i','aud':'a','sub':'s','email':'e'}", "userinfo");
        row("session", jwt, "{'sub':'s','exp':1}", "session");
        row("session by user id", jwt, "{'userId':7,'iat':1}", "session");
        row("no times", jwt, "{'sub':'s'}", "");
        row("issuer and audience only", jwt, "{'iss':'i','aud':'a','exp':1}", "");
        row("typ is a number", "{'typ':1}", "{'typ':2}", "");
    }
    void kinds()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, claims);
        QTEST(tokenKindName(guessTokenKind(objectOf(header), objectOf(claims))), "kind");
    }

    void families_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QString>("family");
        const auto row = [](const char* name, const char* claims, const char* family) {
            QTest::newRow(name) << QByteArray(claims) << QString::fromLatin1(family);
        };
        row("nobody", "{'iss':'https://op.example'}", "");
        row("Google", "{'iss':'https://accounts.google.com'}", "google");
        row("Google without scheme", "{'iss':'accounts.google.com'}", "google");
        row("not Google", "{'iss':'https://accounts.google.com.evil.example'}", "");
        row("not Google by user information", "{'iss':'https://accounts.google.com@evil.example'}", "");
        row("Firebase", "{'iss':'https://securetoken.google.com/p'}", "google");
        row("Entra", "{'iss':'https://login.microsoftonline.com/t/v2.0'}", "entra");
        row("Entra 1.0", "{'iss':'https://sts.windows.net/t/'}", "entra");
        row("Entra by shape", "{'iss':'https://x.example','tid':'t','oid':'o'}", "entra");
        row("Auth0", "{'iss':'https://acme.eu.auth0.com/'}", "auth0");
        row("Auth0 by shape", "{'iss':'https://id.example','gty':'client-credentials'}", "auth0");
        row("Keycloak", "{'iss':'https://id.example/realms/x'}", "keycloak");
        row("Keycloak by shape", "{'iss':'https://id.example','realm_access':{}}", "keycloak");
        row("GitHub Actions", "{'iss':'https://token.actions.githubusercontent.com'}", "github-actions");
        row("GitHub enterprise", "{'iss':'https://token.actions.githubusercontent.com/acme'}",
            "github-actions");
        row("GitLab", "{'iss':'https://git.example','project_path':'a/b','pipeline_id':'1'}", "gitlab");
        row("Kubernetes", "{'iss':'https://k.example','kubernetes.io':{}}", "kubernetes");
        row("Kubernetes, old", "{'iss':'kubernetes/serviceaccount'}", "kubernetes");
        row("iss is a number", "{'iss':1}", "");
    }
    void families()
    {
        QFETCH(QByteArray, claims);
        QTEST(issuerFamilyName(guessIssuerFamily(objectOf(claims))), "family");
    }

    void namesGoBothWays()
    {
        for (const char* name : {"id_token", "access_token", "refresh_token", "logout_token", "dpop_proof",
                                 "client_assertion", "userinfo", "introspection", "session"}) {
            const auto kind = tokenKindOfName(QString::fromLatin1(name));
            QVERIFY2(kind, name);
            QCOMPARE(tokenKindName(*kind), QString::fromLatin1(name));
            QVERIFY(!tokenKindInWords(*kind).isEmpty());
        }
        QVERIFY(!tokenKindOfName(u""));
        QVERIFY(!issuerFamilyOfName(u""));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::TokenKindTest)
#include "token_kind_test.moc"

// Whole tokens as real issuers make them, each with the exact list of what is said about it: a good token
// gets no lecture, and a bad one no more than it deserves.
#include "tests/core/inspector/jwt_report.h"
#include "tests/support/test_program.h"

#include <QTest>

Q_DECLARE_METATYPE(tessera::TokenReport)

namespace tessera::test {
namespace {

constexpr auto kRs256 = "{'alg':'RS256','typ':'JWT','kid':'2026-01'}";
constexpr auto kHs256 = "{'alg':'HS256','typ':'JWT'}";

constexpr auto kGoogleIdToken =
    "{'iss':'https://accounts.google.com','azp':'1234987819200.apps.googleusercontent.com',"
    "'aud':'1234987819200.apps.googleusercontent.com','sub':'110169484474386276334',"
    "'at_hash':'HK6E_P6Dh8Y93mRNtsDB1Q','hd':'example.com','email':'jsmith@example.com','email_verified':"
    "true,"
    "'name':'Jo Smith','picture':'https://lh3.googleusercontent.com/a/ACg8ocK','given_name':'Jo',"
    "'iat':NOW-10,'exp':NOW+3590,'nonce':'0394852-3190485-2490358'}";

constexpr auto kEntraIdToken =
    "{'ver':'2.0','iss':'https://login.microsoftonline.com/9122040d-6c67-4c5b-b112-36a304b66dad/v2.0',"
    "'sub':'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ','aud':'6cb04018-a3f5-46a7-b995-940c78f5aef3',"
    "'exp':NOW+4000,'iat':NOW-200,'nbf':NOW-200,'name':'Abe Lin','preferred_username':'abeli@example.com',"
    "'oid':'00000000-0000-0000-66f3-3332eca7ea81','tid':'9122040d-6c67-4c5b-b112-36a304b66dad',"
    "'nonce':'123523','aio':'Df2UVXL1ix!lMCWMSOJBcFatzcGfvFGhjKv8q5g0x732dR5MB5BisvGQO7YWByjd8iQDLq',"
    "'rh':'0.AXoADQQ','uti':'fqiBqXLPj0eQa82S-IYFAA'}";

constexpr auto kEntraAccessToken =
    "{'aud':'ef1da9d4-ff77-4c3e-a005-840c3f830745','iss':'https://sts.windows.net/"
    "fa15d692-e9c7-4460-a743-29f29522229/',"
    "'iat':NOW-60,'nbf':NOW-60,'exp':NOW+4440,'acr':'1','aio':'AXQAi/8IAAAAFm+E/"
    "QTG+gFnVxLjWdw8K+61AGrSOuMMF6ebaMj7XO3',"
    "'amr':['pwd','mfa'],'appid':'e760cab2-b9a1-4c0d-86fb-ff7084abd902','appidacr':'0','family_name':'Lin',"
    "'given_name':'Abe','ipaddr':'192.0.2.7','name':'Abe Lin','oid':'02223b6b-aa1d-42d4-9ec0-1b2bb9194438',"
    "'rh':'I','scp':'user_impersonation','sub':'l3_roISQU222bULS9yi2k0XpqpOiMz5H3ZACo1GeXA',"
    "'tid':'fa15d692-e9c7-4460-a743-29f2956fd429','unique_name':'abeli@example.com','uti':'FVsGxYXI30-"
    "TuikuuUoFAA','ver':'1.0'}";

constexpr auto kKeycloakIdToken =
    "{'exp':NOW+290,'iat':NOW-10,'auth_time':NOW-12,'jti':'ca5ff96e-2cbf-4e0c-b4c5-1d4e4a0a1d42',"
    "'iss':'https://id.example.com/realms/"
    "work','aud':'desktop','sub':'f:9a1b:alice','typ':'ID','azp':'desktop',"
    "'nonce':'n-0S6','session_state':'1f2e3d4c-0000-4000-8000-000000000001','at_hash':'HK6E_"
    "P6Dh8Y93mRNtsDB1Q','acr':'1',"
    "'sid':'1f2e3d4c-0000-4000-8000-000000000001','email_verified':true,'preferred_username':'alice'}";

constexpr auto kKeycloakAccessToken =
    "{'exp':NOW+290,'iat':NOW-10,'jti':'ca5ff96e-2cbf-4e0c-b4c5-1d4e4a0a1d42','iss':'https://id.example.com/"
    "realms/work',"
    "'aud':'account','sub':'f:9a1b:alice','typ':'Bearer','azp':'desktop','sid':'1f2e3d4c-0000-4000-8000-"
    "000000000001',"
    "'acr':'1','allowed-origins':['https://"
    "app.example.com'],'realm_access':{'roles':['offline_access','admin']},"
    "'resource_access':{'account':{'roles':['manage-account','view-profile']}},'scope':'openid profile',"
    "'email_verified':false,'preferred_username':'alice'}";

constexpr auto kKeycloakRefreshToken =
    "{'exp':NOW+1800,'iat':NOW-10,'jti':'0e0c','iss':'https://id.example.com/realms/work',"
    "'aud':'https://id.example.com/realms/"
    "work','sub':'f:9a1b:alice','typ':'Refresh','azp':'desktop','sid':'1f2e','scope':'openid'}";

constexpr auto kAuth0AccessToken =
    "{'iss':'https://my-domain.auth0.com/','sub':'auth0|123456','aud':['https://api.example.com/"
    "health','https://my-domain.auth0.com/userinfo'],"
    "'azp':'my_client_id','exp':NOW+86390,'iat':NOW-10,'scope':'openid profile "
    "read:patients','permissions':['read:patients']}";

constexpr auto kAuth0IdToken =
    "{'nickname':'alice','name':'Alice','picture':'https://s.gravatar.com/avatar/"
    "x','updated_at':'2026-01-02T02:00:00.000Z',"
    "'iss':'https://my-domain.auth0.com/"
    "','sub':'auth0|123456','aud':'my_client_id','iat':NOW-10,'exp':NOW+35990,'sid':'s1','nonce':'n1'}";

constexpr auto kGitHubActions =
    "{'jti':'8b4d0b0e-6d5f-4d8e-9f0a-111111111111','sub':'repo:octo-org/"
    "octo-repo:environment:prod','environment':'prod',"
    "'aud':'https://github.com/octo-org','ref':'refs/heads/"
    "main','sha':'e7cc06b4a7b6c9d2b3f1a2c3d4e5f60718293a4b',"
    "'repository':'octo-org/"
    "octo-repo','repository_owner':'octo-org','actor_id':'12','repository_visibility':'private',"
    "'repository_id':'74','repository_owner_id':'65','run_id':'6281234567','run_number':'10','run_attempt':'"
    "2',"
    "'runner_environment':'github-hosted','actor':'octocat','workflow':'example-workflow','head_ref':'','"
    "base_ref':'',"
    "'event_name':'workflow_dispatch','ref_type':'branch','ref_protected':'false',"
    "'job_workflow_ref':'octo-org/octo-automation/.github/workflows/oidc.yml@refs/heads/main',"
    "'iss':'https://token.actions.githubusercontent.com','nbf':NOW-20,'exp':NOW+280,'iat':NOW-20}";

constexpr auto kGitLabCi = "{'namespace_id':'72','namespace_path':'my-group','project_id':'20','project_path'"
                           ":'my-group/my-project','user_id':'1',"
                           "'user_login':'sample','user_email':'sample@example.com','pipeline_id':'574','"
                           "pipeline_source':'push','job_id':'302',"
                           "'ref':'feature','ref_type':'branch','ref_protected':'false','runner_id':1,'"
                           "runner_environment':'self-hosted',"
                           "'sha':'714a629c0b401fdce83e847fc9589983fc6f46bc','jti':'235b','iss':'https://"
                           "gitlab.example.com','iat':NOW-5,'nbf':NOW-10,"
                           "'exp':NOW+3595,'sub':'project_path:my-group/"
                           "my-project:ref_type:branch:ref:feature','aud':'https://vault.example.com'}";

constexpr auto kKubernetes =
    "{'aud':['https://kubernetes.default.svc.cluster.local'],'exp':NOW+3597,'iat':NOW-10,'iss':'https://"
    "kubernetes.default.svc.cluster.local',"
    "'jti':'a9e0','kubernetes.io':{'namespace':'default','node':{'name':'n1','uid':'5a8d37a7-1f5a-4a0b-8b5e-"
    "000000000001'},"
    "'pod':{'name':'p-1','uid':'646ba1b9-0000-4000-8000-000000000001'},'serviceaccount':{'name':'default','"
    "uid':'f1d6b8f4-0000-4000-8000-000000000002'},"
    "'secret':{'name':'default-token-x','uid':'f1d6b8f4-0000-4000-8000-000000000003'},'warnafter':NOW+3500},'"
    "nbf':NOW-10,"
    "'sub':'system:serviceaccount:default:default'}";

constexpr auto kRfc9068 =
    "{'iss':'https://as.example.com/','sub':'5ba552d67','aud':'https://rs.example.com/"
    "','exp':NOW+3000,'iat':NOW-10,"
    "'jti':'dbe39bf3a3ba4238a513f51d6e1691c4','client_id':'s6BhdRkqt3','scope':'openid profile reademail'}";

constexpr auto kLogout =
    "{'iss':'https://"
    "server.example.com','sub':'248289761001','aud':'s6BhdRkqt3','iat':NOW-5,'exp':NOW+115,'jti':'bWJq',"
    "'sid':'08a5019c','events':{'http://schemas.openid.net/event/backchannel-logout':{}}}";

constexpr auto kDpop = "{'jti':'-BwC3ESc6acc2lTc','htm':'POST','htu':'https://server.example.com/"
                       "token','iat':NOW-5,'ath':'fUHy'}";

constexpr auto kAssertion =
    "{'iss':'client1','sub':'client1','aud':'https://as.example.com','jti':'j1','iat':NOW-5,'exp':NOW+55}";

} // namespace

class ClaimFindingsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wholeTokens_data()
    {
        QTest::addColumn<TokenReport>("report");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("codes");
        const auto row = [](const char* name, const TokenReport& report, const char* kind,
                            const char* codes) {
            QTest::newRow(name) << report << QString::fromLatin1(kind) << QString::fromLatin1(codes);
        };
        row("Google ID token", inspectJwt(kRs256, kGoogleIdToken), "id_token", "jwt.personal_data");
        row("Entra ID token", inspectJwt(kRs256, kEntraIdToken), "id_token", "jwt.personal_data");
        row("Entra access token of 75 minutes", inspectJwt(kRs256, kEntraAccessToken), "access_token",
            "jwt.long_life jwt.access_token jwt.personal_data");
        row("Keycloak ID token", inspectJwt(kRs256, kKeycloakIdToken), "id_token", "");
        row("N050 Keycloak access token", inspectJwt(kRs256, kKeycloakAccessToken), "access_token",
            "jwt.access_token");
        row("Keycloak refresh token",
            inspectJwt("{'alg':'HS512','typ':'JWT','kid':'a'}", kKeycloakRefreshToken), "refresh_token",
            "jws.shared_secret jwt.refresh_token");
        row("Auth0 access token of 24 hours", inspectJwt(kRs256, kAuth0AccessToken), "access_token",
            "jwt.long_life jwt.access_token");
        row("Auth0 ID token of 10 hours", inspectJwt(kRs256, kAuth0IdToken), "id_token", "");
        row("GitHub Actions", inspectJwt(kRs256, kGitHubActions), "id_token", "");
        row("GitLab CI", inspectJwt(kRs256, kGitLabCi), "id_token", "jwt.personal_data");
        row("Kubernetes service account", inspectJwt("{'alg':'RS256','kid':'k'}", kKubernetes),
            "access_token", "");
        row("N051 JWT access token", inspectJwt("{'alg':'RS256','typ':'at+JWT','kid':'RjEwOwOA'}", kRfc9068),
            "access_token", "jwt.access_token");
        row("logout token", inspectJwt("{'alg':'RS256','typ':'logout+jwt'}", kLogout), "logout_token", "");
        row("N046 DPoP proof",
            inspectJwt("{'typ':'dpop+jwt','alg':'ES256','jwk':{'kty':'EC','crv':'P-256','x':'a','y':'b'}}",
                       kDpop),
            "dpop_proof", "");
        row("client assertion", inspectJwt(kRs256, kAssertion), "client_assertion", "");
        row("HS256 of a tutorial",
            inspectToken(hmacToken(kHs256, "{'sub':'1234567890','name':'John Doe','iat':1516239022}",
                                   "your-256-bit-secret"),
                         ManualClock().now()),
            "session", "jws.shared_secret jws.weak_secret jwt.exp_missing jwt.iss_missing jwt.aud_missing");
        row("HS256 session with a good secret",
            inspectToken(hmacToken(kHs256, "{'sub':'17','iat':NOW-60,'exp':NOW+3600}",
                                   "\x91\x02\x7f\xa0 0123 a secret that nobody has \x07\x33"),
                         ManualClock().now()),
            "session", "jws.shared_secret jwt.iss_missing jwt.aud_missing");
    }
    void wholeTokens()
    {
        QFETCH(TokenReport, report);
        QCOMPARE(report.kind, QStringLiteral("jws"));
        QTEST(report.tokenKind, "kind");
        QTEST(codesOf(report), "codes");
    }

    void tutorialIsToldItsSecret()
    {
        const TokenReport report =
            inspectToken(hmacToken(kHs256, "{'sub':'1234567890','name':'John Doe','iat':1516239022}",
                                   "your-256-bit-secret"),
                         ManualClock().now());
        QCOMPARE(report.title, QStringLiteral("Signed JSON Web Token (session token)"));
        const Finding* finding = findingOf(report, u"jws.weak_secret");
        QVERIFY(finding);
        QCOMPARE(finding->severity, Finding::Error);
        QVERIFY2(finding->why.startsWith(u"The secret is \"your-256-bit-secret\"."),
                 qPrintable(finding->why));
    }

    void titles()
    {
        QCOMPARE(inspectJwt(kRs256, kGoogleIdToken).title,
                 QStringLiteral("Signed JSON Web Token (ID token)"));
        QCOMPARE(inspectJwt(kRs256, "{'a':1}").title, QStringLiteral("Signed JSON Web Token"));
        QCOMPARE(inspectJwt("{'alg':'none'}", "{'a':1}", {}).title,
                 QStringLiteral("JSON Web Token without a signature"));
        QCOMPARE(inspectJwt(kRs256, "no claims").title,
                 QStringLiteral("Signed content that is no JSON Web Token"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ClaimFindingsTest)
#include "claim_findings_test.moc"

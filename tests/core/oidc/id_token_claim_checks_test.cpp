// Rules 2 to 5, 11 and 12 of OIDC Core 3.1.3.7, sub, typ, and what 12.2 says of renewals.
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

namespace tessera::test {
namespace {

const QString kClaim = QStringLiteral("id_token.claim");

Change put(const char* claim, const QJsonValue& value)
{
    const QString name = QString::fromLatin1(claim);
    return [name, value](IdTokenCase& c) { c.set(name, value); };
}

Change drop(const char* claim)
{
    const QString name = QString::fromLatin1(claim);
    return [name](IdTokenCase& c) { c.drop(name); };
}

Change typ(const QJsonValue& value)
{
    return [value](IdTokenCase& c) { c.header.insert(u"typ", value); };
}

Change audience(const QJsonValue& aud, const QJsonValue& azp)
{
    return [aud, azp](IdTokenCase& c) {
        c.set(u"aud", aud);
        if (!azp.isUndefined())
            c.set(u"azp", azp);
    };
}

Change renewed(const Change& change)
{
    return [change](IdTokenCase& c) {
        c.renew();
        change(c);
    };
}

void untouched(IdTokenCase&) {}

/// A function: what other files hold may not be there yet when constants are made.
QJsonValue ours()
{
    return IdTokenCase::clientId;
}
const QString kForeign = QStringLiteral("another-client");
const QJsonValue kNone(QJsonValue::Undefined);

} // namespace

class IdTokenClaimChecksTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void typ_data()
    {
        const QString code = QStringLiteral("id_token.typ");
        const auto text = [](const char* value) { return test::typ(QString::fromLatin1(value)); };
        addRows({
            {"oidcc-client-test: typ JWT", {}, untouched},
            {"N108 absent", {}, [](IdTokenCase& c) { c.header.remove(u"typ"); }},
            {"A131 jwt in other case", {}, text("jWt")},
            {"A131 application/jwt", {}, text("application/JWT")},
            {"A131 at+jwt", code, text("at+jwt")},
            {"A131 AT+JWT", code, text("AT+JWT")},
            {"A131 application/at+jwt", code, text("application/at+jwt")},
            {"A131 logout+jwt", code, text("logout+jwt")},
            {"A131 dpop+jwt", code, text("dpop+jwt")},
            {"N065 token-introspection+jwt", code, text("token-introspection+jwt")},
            {"A131 secevent+jwt", code, text("secevent+jwt")},
            {"A131 JOSE", code, text("JOSE")},
            {"A131 empty", code, text("")},
            {"A131 text/jwt", code, text("text/jwt")},
            {"A131 number", QStringLiteral("jws.header"), test::typ(7)},
            {"A190 access token as ID token", code,
             [](IdTokenCase& c) {
                 c.header.insert(u"typ", QStringLiteral("at+jwt"));
                 c.set(u"client_id", IdTokenCase::clientId);
             }},
        });
    }
    void typ() { judgeRow(); }

    void issuer_data()
    {
        const QString mismatch = QStringLiteral("id_token.iss_mismatch");
        const auto text = [](const char* value) { return put("iss", QString::fromUtf8(value)); };
        addRows({
            {"N083 the same", {}, untouched},
            {"oidcc-client-test-invalid-iss", mismatch, text("https://evil.example/")},
            {"fapi2 invalid-missing-iss", kClaim, drop("iss")},
            {"A181 empty", kClaim, text("")},
            {"A181 array", kClaim, put("iss", QJsonArray{IdTokenCase::issuer})},
            {"A181 substring of ours", mismatch, text("https://op.example")},
            {"A181 ours with more", mismatch, text("https://op.example/tenant2")},
            {"A181 trailing slash", mismatch, text("https://op.example/tenant/")},
            {"A181 other case", mismatch, text("https://OP.example/tenant")},
            {"A181 explicit port", mismatch, text("https://op.example:443/tenant")},
            {"A181 percent-encoded", mismatch, text("https://op.example/%74enant")},
            {"A181 look-alike letter", mismatch, text("https://оp.example/tenant")},
            {"A181 http", mismatch, text("http://op.example/tenant")},
            {"A181 white space behind", mismatch, text("https://op.example/tenant ")},
            {"A181 null", kClaim, put("iss", QJsonValue::Null)},
            {"A181 object", kClaim, put("iss", QJsonObject{})},
        });
    }
    void issuer() { judgeRow(); }

    /// A shared address: the tenant is in the token, and its issuer must be that tenant's (Entra).
    void tenant_data()
    {
        const QString mismatch = QStringLiteral("id_token.iss_mismatch");
        const QString tenant = QStringLiteral("id_token.tenant");
        const QString acme = QStringLiteral("9188040d-6c67-4c5b-b112-36a304b66dad");
        const QString other = QStringLiteral("11111111-2222-3333-4444-555555555555");
        const auto of = [acme](const QJsonValue& tid, const QString& inIssuer,
                               const QStringList& pinned = {}) {
            return [=](IdTokenCase& c) {
                c.expected.issuer = QStringLiteral("https://op.example/common/v2.0");
                c.expected.issuerTemplate = QStringLiteral("https://op.example/{tenantid}/v2.0");
                c.expected.tenants = pinned;
                c.set(u"iss", QStringLiteral("https://op.example/%1/v2.0").arg(inIssuer));
                if (!tid.isUndefined())
                    c.set(u"tid", tid);
            };
        };
        addRows({
            {"any tenant", {}, of(acme, acme)},
            {"the pinned tenant", {}, of(acme, acme, {other, acme})},
            {"another tenant than pinned", tenant, of(acme, acme, {other})},
            {"A181 issuer of another tenant", mismatch, of(acme, other)},
            {"A181 issuer is the template", mismatch, of(acme, QStringLiteral("{tenantid}"))},
            {"A181 issuer is the shared address", mismatch, of(acme, QStringLiteral("common"))},
            {"tid missing", kClaim, of(kNone, acme)},
            {"tid is a number", kClaim, of(7, acme)},
            {"A181 tid with a path", tenant, of(QStringLiteral("../evil"), QStringLiteral("../evil"))},
            {"A181 tid in capitals", tenant, of(acme.toUpper(), acme.toUpper())},
            {"A181 tid with a line break", tenant, of(QString(acme + u'\n'), QString(acme + u'\n'))},
        });
    }
    void tenant() { judgeRow(); }

    void audience_data()
    {
        const QString mismatch = QStringLiteral("id_token.aud_mismatch");
        const QString untrusted = QStringLiteral("id_token.aud_untrusted");
        const QString azp = QStringLiteral("id_token.azp_mismatch");
        const QJsonArray alone{ours()};
        const QJsonArray both{ours(), kForeign};
        addRows({
            // The matrix of nine: aud × azp
            {"N085 string, no azp (A183)", {}, test::audience(ours(), kNone)},
            {"N085 string, azp ours", {}, test::audience(ours(), ours())},
            {"N085 string, azp other (A183)", azp, test::audience(ours(), kForeign)},
            {"N085 array of one, no azp: fapi2 valid-aud-as-array", {}, test::audience(alone, kNone)},
            {"N085 array of one, azp ours", {}, test::audience(alone, ours())},
            {"N085 array of one, azp other", azp, test::audience(alone, kForeign)},
            {"N085 two, no azp: fapi2 invalid-secondary-aud", untrusted, test::audience(both, kNone)},
            {"N085 two, azp ours", {}, test::audience(both, ours())},
            {"N085 two, azp other", untrusted, test::audience(both, kForeign)},
            {"oidcc-client-test-invalid-aud", mismatch, test::audience(kForeign, kNone)},
            {"oidcc-client-test-missing-aud", kClaim, drop("aud")},
            {"A182 empty array", mismatch, test::audience(QJsonArray{}, kNone)},
            {"A182 empty string", mismatch, test::audience(QString(), kNone)},
            {"A182 object", kClaim, test::audience(QJsonObject{{QStringLiteral("a"), ours()}}, kNone)},
            {"A182 nested", kClaim, test::audience(QJsonArray{alone}, kNone)},
            {"A182 array with a number", kClaim, test::audience(QJsonArray{ours(), 1}, kNone)},
            {"A182 null", kClaim, test::audience(QJsonValue::Null, kNone)},
            {"A182 number", kClaim, test::audience(7, kNone)},
            {"A182 our id in other case", mismatch, test::audience(IdTokenCase::clientId.toUpper(), kNone)},
            {"A182 our id as a part", mismatch, test::audience(IdTokenCase::clientId + u'2', kNone)},
            {"A182 ours twice", {}, test::audience(QJsonArray{ours(), ours()}, kNone)},
            {"A183 azp is an array", kClaim, test::audience(ours(), alone)},
            {"A183 azp is empty", azp, test::audience(ours(), QString())},
            {"N084 no client id of our own", mismatch,
             [](IdTokenCase& c) {
                 c.expected.clientId.clear();
                 c.set(u"aud", QString());
             }},
        });
    }
    void audience() { judgeRow(); }

    void nonce_data()
    {
        const QString mismatch = QStringLiteral("id_token.nonce_mismatch");
        const QString missing = QStringLiteral("id_token.nonce_missing");
        addRows({
            {"N091 the same", {}, untouched},
            {"oidcc-client-test-nonce-invalid", mismatch, put("nonce", QStringLiteral("another"))},
            {"fapi2 invalid-missing-nonce", missing, drop("nonce")},
            {"A185 other case", mismatch, put("nonce", QStringLiteral("N-0s6_wZa2mJ"))},
            {"A185 cut", mismatch, put("nonce", QStringLiteral("n-0S6_WzA2M"))},
            {"A185 with more", mismatch, put("nonce", QStringLiteral("n-0S6_WzA2Mjj"))},
            {"A185 empty", mismatch, put("nonce", QString())},
            {"A185 array", kClaim, put("nonce", QJsonArray{QStringLiteral("n-0S6_WzA2Mj")})},
            {"A185 null", kClaim, put("nonce", QJsonValue::Null)},
            {"A189 of an older sign-in", mismatch,
             [](IdTokenCase& c) { c.expected.nonce = "the-nonce-of-today"; }},
            {"N091 none was sent", {}, [](IdTokenCase& c) { c.expected.nonce.clear(); }},
        });
    }
    void nonce() { judgeRow(); }

    void acr_data()
    {
        const QString code = QStringLiteral("id_token.acr");
        const auto asked = [](const QJsonValue& acr) {
            return [acr](IdTokenCase& c) {
                c.expected.essentialAcr = {QStringLiteral("phr"), QStringLiteral("phrh")};
                if (!acr.isUndefined())
                    c.set(u"acr", acr);
            };
        };
        addRows({
            {"N092 met", {}, asked(QStringLiteral("phrh"))},
            {"N092 not asked for", {}, put("acr", QStringLiteral("0"))},
            {"A188 other", code, asked(QStringLiteral("0"))},
            {"A188 missing", code, asked(kNone)},
            {"A188 other case", code, asked(QStringLiteral("PHR"))},
            {"A188 number", kClaim, asked(2)},
        });
    }
    void acr() { judgeRow(); }

    void sub_data()
    {
        const QString code = QStringLiteral("id_token.sub");
        addRows({
            {"N094 present", {}, untouched},
            {"N094 255 characters", {}, put("sub", QString(255, u'a'))},
            {"N094 with a space and punctuation", {}, put("sub", QStringLiteral("auth0|a b@c"))},
            {"oidcc-client-test-missing-sub", code, drop("sub")},
            {"A184 empty", code, put("sub", QString())},
            {"A184 256 characters", code, put("sub", QString(256, u'a'))},
            {"A184 not ASCII", code, put("sub", QString(u'é'))},
            {"A184 number", code, put("sub", 248289761001.0)},
            {"A184 with NUL", code, put("sub", QStringLiteral("a") + QChar(u'\0'))},
            {"A184 with a line break", code, put("sub", QStringLiteral("a\nb"))},
            {"A184 null", code, put("sub", QJsonValue::Null)},
            {"A198 bidirectional override", code, put("sub", QString(QChar(0x202E)))},
        });
    }
    void sub() { judgeRow(); }

    void renewal_data()
    {
        addRows({
            {"oidcc-client-test-refresh-token", {}, renewed(untouched)},
            {"oidcc-client-test-refresh-token-invalid-issuer", QStringLiteral("id_token.iss_mismatch"),
             renewed(put("iss", QStringLiteral("https://evil.example")))},
            {"oidcc-client-test-refresh-token-invalid-sub", QStringLiteral("id_token.sub_changed"),
             renewed(put("sub", QStringLiteral("somebody-else")))},
            {"N100 other audience", QStringLiteral("id_token.aud_mismatch"), renewed(put("aud", kForeign))},
            {"N100 old iat", QStringLiteral("id_token.issued_long_ago"),
             renewed([](IdTokenCase& c) { c.set(u"iat", c.at(-7200)); })},
            {"N100 no nonce though one is kept", {}, renewed([](IdTokenCase& c) {
                 c.expected.nonce = "kept";
             })},
            {"N100 nonce equal", {}, renewed([](IdTokenCase& c) {
                 c.expected.nonce = "kept";
                 c.set(u"nonce", QStringLiteral("kept"));
             })},
            {"N100 nonce other", QStringLiteral("id_token.nonce_mismatch"), renewed([](IdTokenCase& c) {
                 c.expected.nonce = "kept";
                 c.set(u"nonce", QStringLiteral("other"));
             })},
            {"N100 azp as before", {}, renewed([](IdTokenCase& c) {
                 c.expected.previous->azp = IdTokenCase::clientId;
                 c.set(u"azp", IdTokenCase::clientId);
             })},
            {"N100 azp new", QStringLiteral("id_token.azp_mismatch"), renewed(put("azp", ours()))},
            {"N100 azp gone", QStringLiteral("id_token.azp_mismatch"),
             renewed([](IdTokenCase& c) { c.expected.previous->azp = IdTokenCase::clientId; })},
            {"N100 auth_time as before", {}, renewed([](IdTokenCase& c) {
                 c.expected.previous->authTime = c.now - std::chrono::hours(24);
                 c.set(u"auth_time", c.at(-86400));
             })},
            {"N100 auth_time other", QStringLiteral("id_token.auth_time"), renewed([](IdTokenCase& c) {
                 c.expected.previous->authTime = c.now - std::chrono::hours(24);
                 c.set(u"auth_time", c.at(-5));
             })},
            {"N100 auth_time gone", {}, renewed([](IdTokenCase& c) {
                 c.expected.previous->authTime = c.now;
             })},
        });
    }
    void renewal() { judgeRow(); }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::IdTokenClaimChecksTest)
#include "id_token_claim_checks_test.moc"

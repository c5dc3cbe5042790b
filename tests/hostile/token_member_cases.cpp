// What the members of a token response may hold (A099 to A108, A119), and how a client proves itself.
#include "tests/hostile/hostile_identity_provider.h"

#include <QJsonArray>

namespace tessera::test {
namespace {

constexpr const char* kType = "token_response.token_type";
constexpr const char* kAccess = "token_response.access_token";
constexpr const char* kOther = "token_response.member";
const QJsonValue kGone(QJsonValue::Undefined);

HostileCase member(const char* name, const char* key, const QJsonValue& value, const char* code)
{
    const QString member = QString::fromLatin1(key);
    HostileCase row{name, QString::fromLatin1(code), Reach::Token, {}};
    row.fault.tokenMembers = [member, value](QJsonObject& body) {
        if (value.isUndefined())
            body.remove(member);
        else
            body.insert(member, value);
    };
    return row;
}

QJsonValue string(const char* value)
{
    return QString::fromUtf8(value);
}

/// The honest answer with other text in it: for what QJsonObject cannot hold.
HostileCase text(const char* name, const char* code, const QByteArray& before, const QByteArray& after)
{
    HostileCase row{name, QString::fromLatin1(code), Reach::Token, {}};
    row.fault.token = [before, after](LoopbackResponse honest) {
        honest.body.replace(before, after);
        return honest;
    };
    return row;
}

enum class Life { Unknown, Hour, TenYears };

/// expires_in as it stands in the document, and what is made of it (A102).
HostileCase life(const char* name, const QByteArray& value, Life expected)
{
    HostileCase row = text(name, "", "\"expires_in\":3600", "\"expires_in\":" + value);
    row.complaint = [expected](const Session& session) {
        const auto end = session.tokens->expiresAt;
        if (!end || expected == Life::Unknown)
            return end || expected != Life::Unknown ? QStringLiteral("wrong about whether it ends")
                                                    : QString();
        const Seconds left = std::chrono::floor<Seconds>(*end - session.tokens->obtainedAt);
        const Seconds wanted =
            expected == Life::Hour ? Seconds(3600) : Seconds(std::chrono::hours(24) * 3650);
        return left == wanted ? QString() : QStringLiteral("ends in %1 s").arg(left.count());
    };
    return row;
}

HostileCase tooLong(const char* name, const QByteArray& value)
{
    return text(name, "json.number_range", "\"expires_in\":3600", "\"expires_in\":" + value);
}

QList<HostileCase> accessTokenCases()
{
    return {
        member("A099 token_type missing", "token_type", kGone, kType),
        member("A100 mac", "token_type", string("mac"), kType),
        member("A100 N_A", "token_type", string("N_A"), kType),
        member("A100 empty", "token_type", string(""), kType),
        member("A100 array", "token_type", QJsonArray{string("Bearer")}, kType),
        member("A100 null", "token_type", QJsonValue::Null, kType),
        member("N048 DPoP nobody asked for", "token_type", string("DPoP"), kType),
        member("fapi2-security-profile-final-client-test-token-type-case-insensitivity (A100)", "token_type",
               string("BEARER"), ""),
        member("A101 missing", "access_token", kGone, kAccess),
        member("A101 empty", "access_token", string(""), kAccess),
        member("A101 null", "access_token", QJsonValue::Null, kAccess),
        member("A101 number", "access_token", 7, kAccess),
        member("A101 array", "access_token", QJsonArray{string("x")}, kAccess),
        member("A101 line break", "access_token", string("a\r\nX-Evil: 1"), kAccess),
        member("A101 line feed", "access_token", string("a\nb"), kAccess),
        member("A101 NUL", "access_token", QString(QChar(u'\0')), kAccess),
        member("A101 blank", "access_token", string("a b"), kAccess),
        member("A101 outside ASCII", "access_token", QString(u'é'), kAccess),
        member("A101 100 KB", "access_token", QString(100'000, u'a'), kAccess),
        member("A101 1 MiB", "access_token", QString(1024 * 1024, u'a'), "net.too_large"),
        text("A108 access token twice", "json.duplicate_name", "{", "{\"access_token\":\"other\","),
        text("A108 the same access token twice", "json.duplicate_name", "{",
             "{\"access_token\":\"canary-access-token\","),
        text("A119 names in other case", kAccess, "\"access_token\"", "\"Access_Token\""),
        text("A119 token_type in other case", kType, "\"token_type\"", "\"TOKEN_TYPE\""),
    };
}

QList<HostileCase> lifeCases()
{
    return {
        member("fapi2-security-profile-final-client-test-token-endpoint-response-without-expires_in (A102)",
               "expires_in", kGone, ""),
        life("A102 3600", "3600", Life::Hour),
        life("A102 -1", "-1", Life::Unknown),
        life("A102 0", "0", Life::Unknown),
        life("A102 string of digits", "\"3600\"", Life::Hour),
        life("A102 string with a sign", "\"-3600\"", Life::Unknown),
        life("A102 string of words", "\"an hour\"", Life::Unknown),
        life("A102 3600.5", "3600.5", Life::Hour),
        life("A102 1e20", "1e20", Life::TenYears),
        life("A102 2^31", "2147483648", Life::TenYears),
        life("A102 null", "null", Life::Unknown),
        life("A102 true", "true", Life::Unknown),
        life("A102 array", "[3600]", Life::Unknown),
        tooLong("A102 1e400", "1e400"),
        life("A102 2^63", "9223372036854775808", Life::TenYears),
    };
}

HostileCase scope(const char* name, const QJsonValue& value, const QString& granted)
{
    HostileCase row = member(name, "scope", value, "");
    row.complaint = [granted](const Session& session) {
        const QString kept = session.tokens->scopeGranted.join(u' ');
        return kept == granted ? QString() : kept;
    };
    return row;
}

/// "Session only": the account is there, and does not claim that it can renew itself.
HostileCase notRenewable(HostileCase row)
{
    row.complaint = [](const Session& session) {
        return !session.hasRefreshToken && !session.renewsAt
                   ? QString()
                   : QStringLiteral("says that it can renew itself");
    };
    return row;
}

HostileCase withoutOpenId(HostileCase row)
{
    row.request = [](SignInRequest& request) {
        request.registration.scope = QStringList{QStringLiteral("profile")};
    };
    return row;
}

QList<HostileCase> otherCases()
{
    const QString asked = QStringLiteral("openid profile email offline_access");
    return {
        scope("fapi1-advanced-final-client-test-no-scope-in-token-endpoint-response (A103)", kGone, asked),
        scope("A103 narrower scope", string("openid"), QStringLiteral("openid")),
        scope("A103 wider scope", string("openid admin"), QStringLiteral("openid admin")),
        member("A103 scope with a control character", "scope", string("openid\x1b[2J"), kOther),
        member("A103 scope is an array", "scope", QJsonArray{string("openid")}, kOther),
        notRenewable(member("A104 no refresh token", "refresh_token", kGone, "")),
        notRenewable(member("A105 empty refresh token", "refresh_token", string(""), "")),
        notRenewable(member("A105 refresh token is null", "refresh_token", QJsonValue::Null, "")),
        member("A105 refresh token of 100 KB", "refresh_token", QString(100'000, u'a'), kOther),
        member("A105 refresh token is a number", "refresh_token", 7, kOther),
        member("A105 refresh token with a line break", "refresh_token", string("a\r\nb"), kOther),
        member("A106 no ID token", "id_token", kGone, "token_response.id_token"),
        member("A107 ID token is empty", "id_token", string(""), kOther),
        member("A107 ID token is a number", "id_token", 7, kOther),
        member("A107 ID token is null", "id_token", QJsonValue::Null, kOther),
        member("A107 ID token is an object", "id_token", QJsonObject{}, kOther),
        text("A107 ID token twice", "json.duplicate_name", "{", "{\"id_token\":\"a.b.c\","),
        withoutOpenId(member("A106 a wrong ID token nobody asked for", "id_token", string("a.b.c"),
                             "base64url.length")),
        member("N005 unknown members", "x", QJsonObject{}, ""),
        member("A096 an error beside the tokens", "error", string("invalid_grant"), "invalid_grant"),
        member("A096 the error is no text", "error", 7, kOther),
    };
}

void offerOnly(HostileCase& row, const char* method)
{
    const QString name = QString::fromLatin1(method);
    row.fault.metadata = [name](QJsonObject& document) {
        document.insert(u"token_endpoint_auth_methods_supported", QJsonArray{name});
    };
    row.request = [](SignInRequest& request) {
        request.registration.clientSecret = SecretString::fromUtf8("canary-client secret+/");
    };
}

/// RFC 6749 section 2.3.1: form-encoded first, then Basic; nothing of it in the body.
HostileCase basic()
{
    HostileCase row{"oidcc-client-test-client-secret-basic", {}, Reach::Token, {}};
    offerOnly(row, "client_secret_basic");
    row.fault.authenticates = [](const LoopbackRequest& request, const FormFields& form) {
        const QByteArray sent = QByteArray::fromBase64(request.header("Authorization").mid(6));
        const FormFields pair = fieldsOf(QByteArray(sent).replace(':', '='));
        return request.header("Authorization").startsWith("Basic ") &&
               valueOf(pair, u"desktop-client") == u"canary-client secret+/" && !sent.mid(15).contains('/') &&
               valueOf(form, u"client_secret").isEmpty();
    };
    return row;
}

HostileCase post()
{
    HostileCase row{"rp-token_endpoint-client_secret_post", {}, Reach::Token, {}};
    offerOnly(row, "client_secret_post");
    row.fault.authenticates = [](const LoopbackRequest& request, const FormFields& form) {
        return request.header("Authorization").isEmpty() &&
               valueOf(form, u"client_secret") == u"canary-client secret+/" &&
               valueOf(form, u"client_id") == HostileIdentityProvider::clientId();
    };
    return row;
}

} // namespace

QList<HostileCase> tokenMemberCases()
{
    return accessTokenCases() + lifeCases() + otherCases() + QList<HostileCase>{basic(), post()};
}

} // namespace tessera::test

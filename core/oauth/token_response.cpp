#include "core/oauth/token_response.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/oauth/parameters.h"
#include "core/oauth/wire_error.h"

#include <algorithm>
#include <cmath>

namespace tessera {
namespace {

constexpr QStringView kMember = u"token_response.member";
/// Longer than any server takes back in a header.
constexpr qsizetype kMaxTokenCharacters = 64 * 1024;
constexpr Seconds kLongestLife = std::chrono::hours(24) * 3650;

/// RFC 6749 appendix A: VSCHAR, %x20-7E; an access token goes into a header, where a space would end it.
bool isToken(QStringView text, QChar first)
{
    return text.size() <= kMaxTokenCharacters &&
           std::all_of(text.begin(), text.end(), [first](QChar c) { return c >= first && c <= u'~'; });
}

/// What may be in token_type.
struct Kinds
{
    TokenType expected = TokenType::Bearer;
    QStringView other; ///< beside Bearer
};

/// Without case (RFC 6749 section 5.1). A token that is not bound though that was asked for is thrown away:
/// it would be worth more to a thief (RFC 9449 section 5, N048).
Result<void> checkTokenType(const QJsonObject& body, Kinds kinds)
{
    const auto type = requiredString(body, param::kTokenType, u"token_response.token_type");
    if (!type)
        return failure(type.error());
    const QStringView wanted = kinds.expected == TokenType::Dpop ? u"DPoP" : u"Bearer";
    if (type->compare(wanted, Qt::CaseInsensitive) == 0 ||
        type->compare(kinds.other, Qt::CaseInsensitive) == 0)
        return {};
    if (kinds.expected == TokenType::Dpop && type->compare(u"bearer", Qt::CaseInsensitive) == 0)
        return failure(ErrorKind::Untrusted, u"token_response.not_bound");
    return failure(ErrorKind::Malformed, u"token_response.token_type",
                   QStringLiteral("not %1 but %2").arg(wanted, printable(*type, 40)));
}

Result<SecretString> accessToken(const QJsonObject& body)
{
    const auto token = requiredString(body, param::kAccessToken, u"token_response.access_token");
    if (!token)
        return failure(token.error());
    if (!isToken(*token, u'!'))
        return failure(ErrorKind::Malformed, u"token_response.access_token",
                       QStringLiteral("characters or length no header can carry"));
    return SecretString::fromString(*token);
}

/// Absent, null and "" are the same: no renewal (A105).
Result<SecretString> refreshToken(const QJsonObject& body)
{
    if (body.value(param::kRefreshToken).isNull())
        return SecretString();
    const auto token = optionalString(body, param::kRefreshToken, kMember);
    if (!token)
        return failure(token.error());
    if (!isToken(token->value_or(QString()), u' '))
        return failure(ErrorKind::Malformed, kMember,
                       QStringLiteral("refresh_token has characters or a length it must not have"));
    return SecretString::fromString(token->value_or(QString()));
}

Result<SecretString> idToken(const QJsonObject& body)
{
    if (!body.contains(param::kIdToken))
        return SecretString();
    const auto token = requiredString(body, param::kIdToken, kMember);
    if (!token)
        return failure(token.error());
    return SecretString::fromString(*token);
}

Result<std::optional<QStringList>> grantedScope(const QJsonObject& body)
{
    const auto text = optionalString(body, param::kScope, kMember);
    if (!text)
        return failure(text.error());
    if (!*text)
        return std::optional<QStringList>();
    const bool clean = std::none_of((*text)->begin(), (*text)->end(), [](QChar c) {
        return c < u' ' || (c >= QChar(0x7f) && c < QChar(0xa0));
    });
    if (!clean || (*text)->size() > limits::kScopeCharacters)
        return failure(ErrorKind::Malformed, kMember,
                       QStringLiteral("scope has control characters, or is too long"));
    return std::optional<QStringList>((*text)->split(u' ', Qt::SkipEmptyParts));
}

/// Seconds, or nothing where it makes no sense: a wrong life is worse than an unknown one (A102, N010).
std::optional<double> lifeInSeconds(const QJsonValue& value, QStringList& remarks)
{
    double seconds = 0;
    if (value.isDouble()) {
        seconds = std::floor(value.toDouble());
    } else if (value.isString()) {
        const QString text = value.toString();
        const bool digits =
            std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
        seconds = digits ? text.toDouble() : 0;
        if (seconds >= 1)
            remarks += QStringLiteral("token_response.expires_in_string");
    }
    if (seconds >= 1)
        return seconds;
    remarks += QStringLiteral("token_response.expires_in_invalid");
    return std::nullopt;
}

std::optional<TimePoint> expiry(const QJsonObject& body, TimePoint now, QStringList& remarks)
{
    if (!body.contains(param::kExpiresIn))
        return std::nullopt;
    const auto seconds = lifeInSeconds(body.value(param::kExpiresIn), remarks);
    if (!seconds)
        return std::nullopt;
    if (*seconds > static_cast<double>(kLongestLife.count())) {
        remarks += QStringLiteral("token_response.expires_in_capped");
        return now + kLongestLife;
    }
    return now + Seconds(static_cast<qint64>(*seconds));
}

Result<TokenResponse> readMembers(const QJsonObject& body, TimePoint now, Kinds kinds)
{
    if (auto type = checkTokenType(body, kinds); !type)
        return failure(type.error());
    auto access = accessToken(body);
    if (!access)
        return failure(access.error());
    auto refresh = refreshToken(body);
    if (!refresh)
        return failure(refresh.error());
    auto id = idToken(body);
    if (!id)
        return failure(id.error());
    auto scope = grantedScope(body);
    if (!scope)
        return failure(scope.error());

    TokenResponse tokens;
    tokens.tokenType = kinds.expected;
    tokens.accessToken = std::move(*access);
    tokens.refreshToken = std::move(*refresh);
    tokens.idToken = std::move(*id);
    tokens.scope = std::move(*scope);
    tokens.expiresAt = expiry(body, now, tokens.remarks);
    return tokens;
}

/// A bare status may come from a proxy or a captive portal (A220, A222); the others say so themselves.
bool willPass(QStringView code)
{
    return code == u"http.status" || code == u"temporarily_unavailable" || code == u"server_error" ||
           code == u"slow_down" || code == u"use_dpop_nonce";
}

Result<TokenResponse> readBody(const QJsonObject& body, TimePoint now, Kinds kinds, const QString& endpoint)
{
    // Some servers report errors with status 200 (A096).
    if (auto error = wireErrorIn(body, endpoint))
        return failure(std::move(*error));
    if (body.contains(param::kError))
        return failure(ErrorKind::Malformed, kMember, QStringLiteral("error must be a string"), endpoint);
    auto tokens = readMembers(body, now, kinds);
    if (!tokens)
        tokens.error().endpoint = endpoint;
    return tokens;
}

} // namespace

Result<TokenResponse> parseTokenResponse(const HttpResponse& response, TimePoint now, TokenType expected,
                                         QStringView otherTokenType)
{
    const QString endpoint = loggableUrl(response.url);
    if (response.status > 200 && response.status < 300)
        return failure(ErrorKind::Malformed, u"token_response.status", QString::number(response.status),
                       endpoint);
    if (response.status != 200)
        return failure(errorOf(response));
    const auto body = requireJsonObject(response, limits::kTokenReplyBytes);
    if (!body)
        return failure(body.error());
    return readBody(*body, now, {expected, otherTokenType}, endpoint);
}

SecretString accessTokenHeader(TokenType type, const SecretString& accessToken)
{
    QByteArray value(type == TokenType::Dpop ? "DPoP " : "Bearer ");
    value.append(accessToken.reveal());
    return SecretString(std::move(value));
}

TokenResponse withScopeSplitAtCommas(TokenResponse response)
{
    if (response.scope)
        response.scope = response.scope->join(u',').split(u',', Qt::SkipEmptyParts);
    return response;
}

RefreshFailure classifyRefreshFailure(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
        return RefreshFailure::Cancelled;
    case ErrorKind::Denied:
        if (isDeadGrant(error.code))
            return RefreshFailure::SignInNeeded;
        return willPass(error.code) ? RefreshFailure::TryAgain : RefreshFailure::Misconfigured;
    case ErrorKind::Configuration:
        return RefreshFailure::Misconfigured;
    case ErrorKind::Offline:
    case ErrorKind::Timeout:
    case ErrorKind::Malformed:
    case ErrorKind::Untrusted:
    case ErrorKind::Keychain:
        break;
    }
    return RefreshFailure::TryAgain;
}

} // namespace tessera

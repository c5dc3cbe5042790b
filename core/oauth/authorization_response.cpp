#include "core/oauth/authorization_response.h"

#include "core/base/logging.h"
#include "core/oauth/parameters.h"
#include "core/oauth/wire_error.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kMaxCodeCharacters = 8 * 1024;

IgnoreResponse ignore(QStringView code)
{
    return {code.toString()};
}

RefuseResponse refuse(ErrorKind kind, QStringView code, const AuthorizationRequest& request,
                      const QString& detail = {})
{
    return {Error{kind, code.toString(), detail, request.issuer}};
}

/// Values of that name, in order: how many there are is part of the judgement.
QStringList valuesOf(const FormFields& fields, QStringView name)
{
    QStringList values;
    for (const FormField& field : fields)
        if (field.name == name)
            values += field.value;
    return values;
}

std::optional<RefuseResponse> checkRepetition(const FormFields& fields, const AuthorizationRequest& request)
{
    for (const QStringView name :
         {param::kIss, param::kCode, param::kError, param::kErrorDescription, param::kErrorUri})
        if (valuesOf(fields, name).size() > 1)
            return refuse(ErrorKind::Untrusted, u"response.repeated", request, name.toString());
    return std::nullopt;
}

/// RFC 6749 section 4.1.2: 1*VSCHAR.
bool isCode(QStringView code)
{
    return code.size() <= kMaxCodeCharacters &&
           std::all_of(code.begin(), code.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

QString first(const FormFields& fields, QStringView name)
{
    return valuesOf(fields, name).value(0);
}

} // namespace

std::optional<IgnoreResponse> checkState(const FormFields& fields, const QByteArray& state)
{
    const QStringList states = valuesOf(fields, param::kState);
    if (states.isEmpty())
        return ignore(u"response.state_missing");
    if (states.size() > 1)
        return ignore(u"response.state_repeated");
    if (state.isEmpty() || !constantTimeEquals(states.first().toUtf8(), state))
        return ignore(u"response.state_mismatch");
    return std::nullopt;
}

struct AuthorizationResponseJudge
{
    static AuthorizationVerdict judgeIss(const FormFields& fields, const AuthorizationRequest& request)
    {
        const QStringList iss = valuesOf(fields, param::kIss);
        // RFC 9207 section 2.4: plain string comparison.
        if (!iss.isEmpty() && iss.first() != request.issuer)
            return refuse(ErrorKind::Untrusted, u"response.iss_mismatch", request);
        if (iss.isEmpty() && request.issRequired) {
            // An error nobody vouches for must not end the sign-in (A056).
            if (first(fields, param::kCode).isEmpty())
                return ignore(u"response.iss_missing");
            return refuse(ErrorKind::Untrusted, u"response.iss_missing", request);
        }
        return judgeAnswer(fields, request);
    }

    static AuthorizationVerdict judgeAnswer(const FormFields& fields, const AuthorizationRequest& request)
    {
        const QString code = first(fields, param::kCode);
        const QString error = first(fields, param::kError);
        if (!valuesOf(fields, param::kCode).isEmpty() && !valuesOf(fields, param::kError).isEmpty())
            return refuse(ErrorKind::Untrusted, u"response.code_and_error", request);
        if (!error.isEmpty())
            return RefuseResponse{wireError(error, first(fields, param::kErrorDescription), request.issuer)};
        if (code.isEmpty())
            return ignore(u"response.code_missing");
        if (!isCode(code))
            return refuse(ErrorKind::Malformed, u"response.code", request,
                          QStringLiteral("characters or length a code must not have"));
        return AuthorizationCode(SecretString::fromString(code));
    }
};

namespace {

bool has(const FormFields& fields, QStringView name)
{
    return !valuesOf(fields, name).isEmpty();
}

/// The state alone: whatever else is wrong with the claims must be told of an answer of ours only.
FormFields stateIn(const QJsonObject& claims)
{
    const QJsonValue state = claims.value(param::kState);
    return state.isString() ? FormFields{{param::kState.toString(), state.toString()}} : FormFields();
}

/// A token that says it is ours. Nothing of it is verified.
using Claimed = std::variant<IgnoreResponse, OpenedResponse>;

Claimed claimedBy(const QString& token, const AuthorizationRequest& request)
{
    const auto decryption = request.signedResponse ? request.signedResponse->decryption : std::nullopt;
    auto opened = openSignedResponse(token.toUtf8(), decryption);
    if (!opened) {
        qCDebug(lcOauth) << "a response that cannot be read:" << opened.error().code;
        return ignore(u"response.unreadable");
    }
    if (auto stranger = checkState(stateIn(opened->jwt.claims), request.state))
        return *stranger;
    return *std::move(opened);
}

bool isOurs(const QStringList& tokens, const AuthorizationRequest& request)
{
    return std::any_of(tokens.begin(), tokens.end(), [&request](const QString& token) {
        return std::holds_alternative<OpenedResponse>(claimedBy(token, request));
    });
}

AuthorizationVerdict judgePlain(const FormFields& fields, const AuthorizationRequest& request)
{
    const bool isOnlyAToken = !has(fields, param::kCode) && !has(fields, param::kError);
    if (isOnlyAToken && isOurs(valuesOf(fields, param::kResponse), request))
        return refuse(ErrorKind::Untrusted, u"response.not_asked", request);
    if (auto stranger = checkState(fields, request.state))
        return *stranger;
    if (auto repeated = checkRepetition(fields, request))
        return *repeated;
    return AuthorizationResponseJudge::judgeIss(fields, request);
}

/// A plain answer is a step back to what JARM is there to end, whoever sent it. What a server says that does
/// not know the mode is told along.
AuthorizationVerdict judgeUnsigned(const FormFields& fields, const AuthorizationRequest& request)
{
    if (auto stranger = checkState(fields, request.state))
        return *stranger;
    const QString error = first(fields, param::kError);
    return refuse(ErrorKind::Untrusted, u"response.not_signed", request,
                  error.isEmpty() ? QString() : QStringLiteral("It says %1.").arg(printable(error, 80)));
}

AuthorizationVerdict judgeSigned(const FormFields& fields, const AuthorizationRequest& request)
{
    const QStringList tokens = valuesOf(fields, param::kResponse);
    if (tokens.isEmpty())
        return judgeUnsigned(fields, request);
    if (tokens.size() > 1 && isOurs(tokens, request))
        return refuse(ErrorKind::Untrusted, u"response.repeated", request, param::kResponse.toString());
    const Claimed claimed = claimedBy(tokens.first(), request);
    if (const auto* stranger = std::get_if<IgnoreResponse>(&claimed))
        return *stranger;
    const OpenedResponse& ours = std::get<OpenedResponse>(claimed);
    if (const auto checked = checkSignedResponse(ours, *request.signedResponse); !checked)
        return refuse(checked.error().kind, checked.error().code, request, checked.error().detail);
    const auto inside = parametersIn(ours.jwt.claims);
    if (!inside)
        return refuse(inside.error().kind, inside.error().code, request, inside.error().detail);
    return AuthorizationResponseJudge::judgeIss(*inside, request);
}

} // namespace

AuthorizationVerdict validateAuthorizationResponse(QByteArrayView query, const AuthorizationRequest& request)
{
    const auto fields = decodeForm(query);
    if (!fields)
        return ignore(u"response.encoding");
    return request.signedResponse ? judgeSigned(*fields, request) : judgePlain(*fields, request);
}

} // namespace tessera

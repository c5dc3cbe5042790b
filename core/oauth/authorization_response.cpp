#include "core/oauth/authorization_response.h"

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

AuthorizationVerdict validateAuthorizationResponse(QByteArrayView query, const AuthorizationRequest& request)
{
    const auto fields = decodeForm(query);
    if (!fields)
        return ignore(u"response.encoding");
    if (auto stranger = checkState(*fields, request.state))
        return *stranger;
    if (auto repeated = checkRepetition(*fields, request))
        return *repeated;
    return AuthorizationResponseJudge::judgeIss(*fields, request);
}

} // namespace tessera

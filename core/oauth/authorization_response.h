// Judges the redirect: RFC 6749 section 4.1.2, RFC 9207, JARM section 2.4. The only maker of an
// AuthorizationCode.
#pragma once

#include "core/base/result.h"
#include "core/base/secret_string.h"
#include "core/oauth/authorization_request.h"

#include <variant>

namespace tessera {

/// A code that came with our state and, where announced, the right iss. Cannot be made any other way.
class AuthorizationCode
{
public:
    const SecretString& code() const { return m_code; }

private:
    explicit AuthorizationCode(SecretString code) : m_code(std::move(code)) {}
    SecretString m_code;
    friend struct AuthorizationResponseJudge;
};

/// Not ours, or nobody's: answer 400 and keep waiting, so that a stranger cannot end a sign-in.
struct IgnoreResponse
{
    QString
        code; ///< response.state_mismatch, response.state_missing, response.encoding, response.code_missing…
};
/// Ours and bad (or the person declined): the sign-in ends with this error.
struct RefuseResponse
{
    Error error;
};
using AuthorizationVerdict = std::variant<IgnoreResponse, RefuseResponse, AuthorizationCode>;

/// Whose answer is it? Nothing where it holds our state, once; compared in constant time (A001–A006).
std::optional<IgnoreResponse> checkState(const FormFields& fields, const QByteArray& state);

/// `query` as sent, not decoded. State first, in constant time; then iss; then error or code (A001–A013,
/// A042–A044, A051–A056). With request.signedResponse the parameters are those inside the token `response`,
/// which comes once, and its signature, issuer, audience and time are judged before them (A064); a token that
/// cannot be read is nobody's. RefuseResponse codes: Untrusted response.iss_mismatch, response.iss_missing,
/// response.repeated, response.code_and_error, response.not_signed (ours, and plain where a token was asked
/// for), response.not_asked (a token where none was asked for) · Malformed response.code · Denied
/// access_denied and the wire's other errors (detail holds error_description, made printable, at most 300
/// characters; oauth.error_code where the code is no plain word) · as checkSignedResponse and parametersIn.
AuthorizationVerdict validateAuthorizationResponse(QByteArrayView query, const AuthorizationRequest& request);

} // namespace tessera

// The answer in the browser as a signed token: JWT Secured Authorization Response Mode for OAuth 2.0 (JARM).
// Here is who made it, for whom and for how long; what it says is judged by authorization_response, as any
// answer is.
#pragma once

#include "core/base/clock.h"
#include "core/jose/jwt.h"
#include "core/net/form_body.h"
#include "core/oauth/encrypted_token.h"

#include <memory>

namespace tessera {

struct SignedResponseExpectations
{
    QString issuer;
    QString clientId;
    SecretString clientSecret; ///< for HS* where registered
    QString algorithm;         ///< the one that is registered; never "none"
    QString responseMode;      ///< what is asked for: "query.jwt" or "jwt", whichever the server lists
    std::optional<TokenDecryption> decryption; ///< set: it must come encrypted, and so
    JwkSet keys;                               ///< the issuer's, at hand before the browser opens
    std::shared_ptr<const Clock> clock;        ///< asked when the answer comes
};

/// What the registration promises; nothing: a plain answer. `keys` and `clock` are the caller's to fill in.
/// Errors (Configuration): jarm.unsupported (response_modes_supported lists neither mode), jarm.algorithm
/// (unknown, or not what the server signs with), jarm.no_keys (no jwks_uri), client.secret_missing, and those
/// of tokenDecryption.
Result<std::optional<SignedResponseExpectations>>
signedResponseOf(const ClientRegistration& registration, const AuthorizationServerMetadata& metadata);

/// An algorithm of ours: neither "none" nor one nobody here knows.
bool canSignResponses(QStringView algorithm);

/// False where the client secret signs (HS*).
bool needsKeySet(const SignedResponseExpectations& expected);

struct OpenedResponse
{
    UnverifiedJwt jwt;
    bool wasEncrypted = false;
};

/// Reads it, and trusts nothing of it. Errors as decodeJwt, openToken and nestedJws.
Result<OpenedResponse> openSignedResponse(QByteArrayView text,
                                          const std::optional<TokenDecryption>& decryption);

/// The parameters among the claims, and no other claim. Error (Malformed): response.claim (one that is no
/// string; detail names it).
Result<FormFields> parametersIn(const QJsonObject& claims);

/// JARM section 2.4, but for the state, which comes before. Errors: Untrusted response.not_encrypted,
/// response.iss_missing, response.iss_mismatch, response.aud_mismatch, response.expired, response.lifetime
/// (good for longer than limits::kSignedResponseLife), response.not_yet_valid, response.alg (another one than
/// registered), response.signature, key.*, jwks.* · Malformed response.claim (missing or of a wrong type).
Result<void> checkSignedResponse(const OpenedResponse& response, const SignedResponseExpectations& expected);

} // namespace tessera

// The words of oidc-agent (versions 4 and 5) that other programs ask for tokens with: one JSON object in, one
// out, in clear or, after each end has sent its public key in base64, sealed. Of its requests only
// "access_token" is answered: Tessera's accounts are not added, removed or locked by it.
//
// A message has no length and no end: it is what one write of the other end brought. A JSON object is over
// where its last brace is, a key has 44 characters, a sealed message says its length.
#pragma once

#include "core/agent/oidc_agent_box.h"
#include "core/agent/token_wish.h"

#include <optional>

namespace tessera {

struct OidcAgentRequest
{
    TokenWish wish;
    bool forcesNew = false;  ///< min_valid_period below zero: oidc-token --force-new
    QString applicationHint; ///< what the asker calls itself; shown to nobody as who it is (A264)
};

/// Errors (Malformed): agent.request (detail: member), json.* · Configuration agent.oidc_request (another
/// request than "access_token"; detail: which).
Result<OidcAgentRequest> parseOidcAgentRequest(QByteArrayView json);

/// {"status":"success","access_token":…,"issuer":…,"expires_at":…}
SecretString oidcAgentAnswer(const HandedToken& token);
/// {"status":"failure","error":…,"info":…}: what went wrong in words, and what to do.
SecretString oidcAgentAnswer(const QString& headline, const QString& advice);

/// Takes bytes of one asker as they come, says what to send back, and gives the request.
class OidcAgentConversation
{
public:
    struct Step
    {
        QByteArray send;                         ///< our key, or empty
        std::optional<SecretString> requestJson; ///< it is complete
    };
    /// Errors (Malformed): agent.request (detail: what is wrong), agent.too_large, json.depth.
    Result<Step> take(QByteArrayView bytes);
    /// In the form the request had.
    QByteArray answer(const SecretString& json) const;

private:
    Result<Step> takeKey();
    QByteArray m_bytes;
    std::optional<OidcAgentBox> m_box;
    bool m_isOver = false;
};

} // namespace tessera

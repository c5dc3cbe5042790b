// The initial response of a mail program that signs in with a token: XOAUTH2 as Google documents it,
// OAUTHBEARER as RFC 7628 section 3.1 has it. Base64 without line breaks, as both stand in IMAP, POP and
// SMTP.
#pragma once

#include "core/base/result.h"
#include "core/base/secret_string.h"

namespace tessera {

struct SaslRequest
{
    QString mechanism; ///< "xoauth2", "oauthbearer"
    QString user;      ///< the mailbox; OAUTHBEARER may do without
    QString host;      ///< OAUTHBEARER: the server the client believes to talk to; empty: not told
    int port = 0;      ///< 0: not told
};

/// Errors (Configuration): tool.sasl (detail: what is wrong with which part) · Malformed tool.token.
Result<SecretString> saslResponse(const SaslRequest& request, const SecretString& token);

} // namespace tessera

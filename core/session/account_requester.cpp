#include "core/session/account_requester.h"

#include "core/base/strict_json.h"

namespace tessera {

Result<Requester> requesterOf(const Environment& environment, const SecretString& dpopKey)
{
    Requester requester{environment.http, environment.clock};
    if (dpopKey.isEmpty())
        return requester;
    const auto json = parseJsonObject(dpopKey.reveal());
    const auto key = json ? Key::fromJwk(*json) : failure(json.error());
    // Neither error goes on: its detail may quote the key.
    if (!key || !key->isPrivate() || key->type() != KeyType::Ec)
        return failure(ErrorKind::Keychain, u"grant.unreadable", QStringLiteral("dpop_key"));
    requester.dpop = Dpop{*key, environment.dpopNonces};
    return requester;
}

} // namespace tessera

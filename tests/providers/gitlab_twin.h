// GitLab, for a public client ("Confidential" unticked).
//
// Imitated (shared notes on providers, V16 to V18): a discovery document that lists no "none" though public
// clients work, and lists the device grant without its endpoint; access tokens of 7200 s; a renewal that ends
// the access token and the refresh token before it and wants the redirect_uri of the sign-in; the loopback
// port left free; revocation; userinfo; device codes of 300 s at /oauth/authorize_device. Imitated though not
// certain (K): the words of the errors; status 401 for an unknown client. Not imitated: confidential clients,
// pages, introspection.
#pragma once

#include "tests/providers/device_codes.h"

namespace tessera::test {

class GitlabTwin final : public Twin
{
public:
    explicit GitlabTwin(std::shared_ptr<const Clock> clock);

    QString issuer() const { return origin(); }
    static QString clientId() { return QStringLiteral("gitlab-public-client"); }
    TwinDeviceCodes device{Seconds(300), Seconds(5)};
    bool accepts(const QString& accessToken) { return accessTokens.live(accessToken, now()) != nullptr; }

protected:
    LoopbackResponse answer(const TwinRequest& request) override;

private:
    LoopbackResponse discovery() const;
    LoopbackResponse authorize(const TwinRequest& request);
    LoopbackResponse token(const TwinRequest& request);
    LoopbackResponse refresh(const TwinRequest& request);
    LoopbackResponse pollDevice(const TwinRequest& request);
    LoopbackResponse tokens(const TwinGrantPtr& grant);
    LoopbackResponse revoke(const TwinRequest& request);
    LoopbackResponse userInfo(const TwinRequest& request);
};

} // namespace tessera::test

// GitHub: an OAuth app, or with `expiringTokens` a GitHub App's user tokens. No OpenID.
//
// Imitated (shared notes on providers, V7 to V15): RFC 8414 metadata with the issuer {origin}/login/oauth;
// endpoints below /login; iss in the redirect; the client secret wanted for a code, and none for the device
// grant and the renewal of what came from it; answers as a form unless Accept says JSON; errors with status
// 200; scopes separated by commas; tokens that last, or with expiring tokens or the scope offline_access 8
// hours and a refresh token of 6 months, whose use ends the refresh token and the access token before it;
// S256 only; codes of 10 minutes; ten tokens for a person, app and scope; device codes of 900 s with
// slow_down; the API (here below /api/v3, as on a server of one's own): /user with a number for an id and no
// address, /user/emails, DELETE /applications/{client_id}/token and /grant. Imitated though not certain (K):
// that the API refuses a request without User-Agent; the words of the errors. Not known: the members of the
// metadata; whether `expires_in` stands in the answer of a token that lasts (here: no). Not imitated: pages
// (the review page is only an address), PATs, organisations, limits by the hour.
#pragma once

#include "tests/providers/device_codes.h"

namespace tessera::test {

class GithubTwin final : public Twin
{
public:
    explicit GithubTwin(std::shared_ptr<const Clock> clock);

    QString issuer() const { return origin() + QStringLiteral("/login/oauth"); }
    static QString clientId() { return QStringLiteral("Iv1.canary0client"); }
    static QString clientSecret() { return QStringLiteral("canary-github-client-secret"); }

    bool expiringTokens = false;
    bool deviceFlowEnabled = true;
    bool isSuspended = false;
    bool emailIsVerified = true;
    TwinDeviceCodes device{Seconds(900), Seconds(5)};

    /// Is this access token good for the API? (As the person's list of apps would show it.)
    bool accepts(const QString& accessToken) { return accessTokens.live(accessToken, now()) != nullptr; }

protected:
    LoopbackResponse answer(const TwinRequest& request) override;

private:
    LoopbackResponse metadata() const;
    LoopbackResponse authorize(const TwinRequest& request);
    QJsonObject deviceCode(const TwinRequest& request);
    QJsonObject token(const TwinRequest& request);
    QJsonObject redeemCode(const TwinRequest& request);
    QJsonObject refresh(const TwinRequest& request);
    QJsonObject pollDevice(const TwinRequest& request);
    QJsonObject tokens(const TwinGrantPtr& grant);
    bool tokensExpire(const TwinGrant& grant) const;
    void keepTen(const TwinGrant& grant, const QString& accessToken);
    LoopbackResponse api(const TwinRequest& request);
    LoopbackResponse revoke(const TwinRequest& request, bool wholeGrant);

    QHash<QString, QStringList> m_byScope; ///< access tokens, oldest first
    QHash<const TwinGrant*, QString> m_current;
};

} // namespace tessera::test

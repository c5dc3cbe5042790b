// Google, for "Desktop app" clients.
//
// Imitated (shared notes on providers, V1 to V6): a discovery document whose endpoints stand on another host
// than the issuer; the client secret wanted at the token endpoint although PKCE is used; a refresh token only
// with access_type=offline and only with the first consent, again with prompt=consent; none of the scope
// offline_access; the end of refresh tokens after 7 days while the app is in testing and asks for more than
// openid, profile and email, and after six months without use; iss in the redirect; revocation by token=
// without client authentication; userinfo. Imitated though not certain (K): the words of the errors; that the
// oldest of more than 100 refresh tokens ends; with `expandsScopes`, that profile and email come back as
// addresses. Not imitated: consent pages, the device grant (a client type of its own), the legacy issuer
// without a scheme.
#pragma once

#include "tests/providers/twin.h"

namespace tessera::test {

class GoogleTwin final : public Twin
{
public:
    explicit GoogleTwin(std::shared_ptr<const Clock> clock);

    QString issuer() const { return origin(); }
    static QString clientId() { return QStringLiteral("123-desktop.apps.googleusercontent.com"); }
    static QString clientSecret() { return QStringLiteral("GOCSPX-canary-desktop-secret"); }

    bool inTesting = false;
    bool expandsScopes = false;
    QString alsoGrants; ///< a scope nobody asked for; the original does no such thing
    qsizetype mostRefreshTokens = 100;

    /// The person withdraws the app's access on Google's page; the next sign-in is a first one again.
    void withdrawAccess();
    /// What was asked of the hosts other than the issuer's.
    const QStringList& apiLog() const { return m_api.log(); }
    /// Of all its hosts.
    void answerLater(Milliseconds delay)
    {
        Twin::answerLater(delay);
        m_api.answerLater(delay);
    }
    int tokenRequests() const { return m_api.count(QStringLiteral("POST /token")); }

protected:
    LoopbackResponse answer(const TwinRequest& request) override;

private:
    /// oauth2.googleapis.com and the like.
    class Api final : public Twin
    {
    public:
        Api(GoogleTwin* google, std::shared_ptr<const Clock> clock) : Twin(std::move(clock)), m_google(google)
        {
        }

    protected:
        LoopbackResponse answer(const TwinRequest& request) override { return m_google->answerApi(request); }

    private:
        GoogleTwin* m_google;
    };

    LoopbackResponse discovery() const;
    LoopbackResponse authorize(const TwinRequest& request);
    LoopbackResponse answerApi(const TwinRequest& request);
    LoopbackResponse token(const TwinRequest& request);
    LoopbackResponse redeemCode(const TwinRequest& request);
    LoopbackResponse refresh(const TwinRequest& request);
    LoopbackResponse revoke(const TwinRequest& request);
    LoopbackResponse userInfo(const TwinRequest& request);
    QJsonObject tokens(const TwinGrantPtr& grant);
    QString newRefreshToken(const TwinGrantPtr& grant);
    QString scopeAnswer(const QString& scope) const;

    Api m_api;
    QStringList m_refreshTokens; ///< oldest first
    QList<TwinGrantPtr> m_grants;
    bool m_consented = false;
};

} // namespace tessera::test

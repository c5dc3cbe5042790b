// Microsoft Entra, version 2.0 endpoints, for public ("Mobile and desktop") clients.
//
// Imitated (shared notes on providers, V19 to V22 and the details): discovery below /{tenant}/v2.0, whose
// issuer is for common and organizations {origin}/{tenantid}/v2.0 with the braces, for consumers the fixed
// tenant 9188040d…; ID tokens with the tenant in iss and tid; a refresh token only with the scope
// offline_access; no revocation endpoint; no iss in the redirect; errors whose text begins with AADSTS and a
// number. Imitated though not certain (K): each renewal gives a new refresh token and the old one still
// works; userinfo on this host (it is Graph's); AADSTS50194 for a single-tenant app on /common comes with the
// redirect. Not known: whether the port of http://127.0.0.1 is ignored as it is for localhost (here: yes).
// Not imitated: sign-in pages, the device grant, version 1 tokens, a change of tenant by a guest.
#pragma once

#include "tests/providers/twin.h"

#include <functional>

namespace tessera::test {

class EntraTwin final : public Twin
{
public:
    explicit EntraTwin(std::shared_ptr<const Clock> clock);

    /// "common", "organizations", "consumers" or a tenant's id.
    QString issuerAt(const QString& which) const { return origin() + u'/' + which + QStringLiteral("/v2.0"); }
    static QString clientId() { return QStringLiteral("6731de76-14a6-49ae-97bc-6eba6914391e"); }
    static QString consumers() { return QStringLiteral("9188040d-6c67-4c5b-b112-36a304b66dad"); }

    /// Where the person belongs to.
    QString tenant = QStringLiteral("11111111-2222-4333-8444-555555555555");
    /// The app is of that tenant alone.
    bool isSingleTenant = false;
    /// Spoils the claims: a wrong tenant.
    std::function<void(QJsonObject&)> claims;

protected:
    LoopbackResponse answer(const TwinRequest& request) override;

private:
    LoopbackResponse discovery(const QString& asked) const;
    LoopbackResponse authorize(const TwinRequest& request, const QString& asked);
    LoopbackResponse token(const TwinRequest& request);
    LoopbackResponse tokens(const TwinGrantPtr& grant);
    LoopbackResponse userInfo(const TwinRequest& request);
};

} // namespace tessera::test

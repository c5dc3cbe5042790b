// The keys of issuers, fetched from jwks_uri and kept in memory: one flight at a time, one refetch on an
// unknown kid, a cool-down between fetches (OIDC Core section 10.1.1, attack group G9).
#pragma once

#include "core/base/clock.h"
#include "core/base/one_shot.h"
#include "core/jose/jwk_set.h"
#include "core/net/http_client.h"

#include <QHash>

namespace tessera {

struct JwkSetPolicy
{
    Milliseconds freshFor = std::chrono::minutes(10);
    /// Between two refetches of one address. Counted from refetch to refetch: the first unknown kid after a
    /// prefetch is answered at once (keys changed while the person was in the browser), random kids are not.
    Milliseconds coolDown = Seconds(30);
};

class RemoteJwkSets : public std::enable_shared_from_this<RemoteJwkSets>
{
public:
    RemoteJwkSets(std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock,
                  JwkSetPolicy policy = {});

    /// The same keys, fetched another way (HttpClient::forFlow): one that is fetched here is in memory for
    /// all.
    std::shared_ptr<RemoteJwkSets> over(std::shared_ptr<HttpClient> http) const;

    /// Starts loading beside whatever else happens (the person is in the browser). Nothing if fresh or under
    /// way.
    void prefetch(const QUrl& jwksUri);

    /// Fresh keys: from memory if fresh, else fetched (all callers share one flight). Errors as
    /// HttpClient::send, requireJsonObject, JwkSet::parse; `endpoint` is the address.
    static QCoro::Task<Result<JwkSet>> keys(std::shared_ptr<RemoteJwkSets> self, QUrl jwksUri,
                                            std::stop_token stop);

    /// Fetches anew because a kid was not found; inside the cool-down answers what is in memory (A200, A201).
    static QCoro::Task<Result<JwkSet>> refetch(std::shared_ptr<RemoteJwkSets> self, QUrl jwksUri,
                                               std::stop_token stop);

    /// How many requests went out, for tests.
    int fetchCount() const;

private:
    struct Entry;
    struct Memory;
    RemoteJwkSets(std::shared_ptr<HttpClient> http, std::shared_ptr<Memory> memory);
    static QCoro::Task<void> fetch(std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock,
                                   std::shared_ptr<Entry> entry, std::stop_token stop);
    std::shared_ptr<Entry> entryFor(const QUrl& jwksUri);
    bool isFresh(const Entry& entry) const;
    bool isCoolingDown(const Entry& entry) const;
    void startUnlessUnderWay(const std::shared_ptr<Entry>& entry);
    OneShot<Result<JwkSet>> join(const std::shared_ptr<Entry>& entry, const std::stop_token& stop);

    std::shared_ptr<HttpClient> m_http;
    std::shared_ptr<Memory> m_memory;
};

} // namespace tessera

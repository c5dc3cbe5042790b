// What issuers said of themselves, kept for a while, so that the browser opens at once. A kept answer is what
// a sign-in may begin with; before a code is redeemed the issuer is asked again
// (session/server_confirmation).
#pragma once

#include "core/oidc/discovery.h"
#include "core/oidc/discovery_files.h"

namespace tessera {

struct KeptAnswer
{
    DiscoveryAnswer answer; ///< without serverDate: that was then
    /// It came from the issuer to this process. False: it was read from disk, and may be anybody's.
    bool isFirstHand = true;
};

class DiscoveryCache
{
public:
    /// `directory` is for documents (DiscoveryFiles); empty: they are kept in memory only.
    DiscoveryCache(std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock,
                   const QString& directory = {});

    /// The same answers, asked for another way (HttpClient::forFlow): what is learned here all know.
    std::shared_ptr<DiscoveryCache> over(std::shared_ptr<HttpClient> http) const;

    /// What is still fresh (CacheLifetime; on loopback, where ports change hands, limits::kLeastFresh at
    /// most).
    std::optional<KeptAnswer> fresh(const DiscoveryKey& key);

    /// As discoverDated, and keeps the answer. Where the issuer cannot be reached or says it has no document
    /// just now (isBrieflyUnreadable), the last good answer instead, if it came to this process within
    /// limits::kMostFresh, with lastGoodBecause (A089). An answer that is there and wrong is an error, and
    /// what was kept is forgotten.
    static QCoro::Task<Result<DiscoveryAnswer>> ask(std::shared_ptr<DiscoveryCache> self, DiscoveryKey key,
                                                    std::stop_token stop);

private:
    struct Entry
    {
        DiscoveryKey key;
        KeptAnswer kept;
        Milliseconds fetchedAt{0}; ///< since boot: setting the wall clock makes nothing younger
        Milliseconds freshFor{0};
    };
    struct Memory
    {
        Memory(std::shared_ptr<const Clock> time, const QString& directory)
            : clock(std::move(time)), files(directory)
        {
        }

        std::shared_ptr<const Clock> clock;
        DiscoveryFiles files;
        QList<Entry> entries; ///< oldest first
    };
    DiscoveryCache(std::shared_ptr<HttpClient> http, std::shared_ptr<Memory> memory);

    Entry* find(const DiscoveryKey& key);
    Entry* readFile(const DiscoveryKey& key);
    void keep(const DiscoveryKey& key, const DiscoveryAnswer& answer);
    void forget(const DiscoveryKey& key);
    Result<DiscoveryAnswer> lastGood(const DiscoveryKey& key, const Error& why);

    std::shared_ptr<HttpClient> m_http;
    std::shared_ptr<Memory> m_memory; ///< shared by all that are made from one another
};

/// The document is not there just now; nothing speaks against the one of before (A089). An answer that breaks
/// a rule, a certificate, a redirect elsewhere are no such thing.
bool isBrieflyUnreadable(const Error& error);

} // namespace tessera

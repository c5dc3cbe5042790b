#include "core/oidc/remote_jwk_set.h"

#include "core/base/logging.h"

#include <QJsonObject>

namespace tessera {

/// What is known about one address. Ages are counted by the boot clock: setting the wall clock makes no key
/// younger.
struct RemoteJwkSets::Entry
{
    QUrl address;
    std::optional<JwkSet> keys;
    Milliseconds fetchedAt{0};
    std::optional<Milliseconds> refetchedAt;
    bool underWay = false;
    QList<OneShot<Result<JwkSet>>> waiters;
};

/// Shared by all that are made from one another; what is under way stops with the last of them.
struct RemoteJwkSets::Memory
{
    Memory(std::shared_ptr<const Clock> time, JwkSetPolicy rules) : clock(std::move(time)), policy(rules) {}
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;
    ~Memory() { stop.request_stop(); }

    std::shared_ptr<const Clock> clock;
    JwkSetPolicy policy;
    QHash<QUrl, std::shared_ptr<Entry>> entries;
    std::stop_source stop;
    int fetches = 0;
};

namespace {

HttpRequest keySetRequest(const QUrl& url)
{
    HttpRequest request;
    request.url = url;
    request.accept = "application/jwk-set+json, application/json";
    request.maxBodyBytes = limits::kJwksBytes;
    request.followSameOriginRedirects = true;
    return request;
}

Result<JwkSet> readKeySet(const Result<HttpResponse>& response)
{
    if (!response)
        return failure(response.error());
    if (const auto document = requireJsonObject(*response, limits::kJwksBytes); !document)
        return failure(document.error());
    return JwkSet::parse(response->body);
}

} // namespace

RemoteJwkSets::RemoteJwkSets(std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock,
                             JwkSetPolicy policy)
    : RemoteJwkSets(std::move(http), std::make_shared<Memory>(std::move(clock), policy))
{
}

RemoteJwkSets::RemoteJwkSets(std::shared_ptr<HttpClient> http, std::shared_ptr<Memory> memory)
    : m_http(std::move(http)), m_memory(std::move(memory))
{
}

std::shared_ptr<RemoteJwkSets> RemoteJwkSets::over(std::shared_ptr<HttpClient> http) const
{
    return std::shared_ptr<RemoteJwkSets>(new RemoteJwkSets(std::move(http), m_memory));
}

int RemoteJwkSets::fetchCount() const
{
    return m_memory->fetches;
}

/// One flight. It belongs to no caller, so that one who gives up does not end it for the others.
QCoro::Task<void> RemoteJwkSets::fetch(std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock,
                                       std::shared_ptr<Entry> entry, std::stop_token stop)
{
    const HttpRequest request = keySetRequest(entry->address);
    const Result<HttpResponse> response = co_await http->send(request, stop);
    Result<JwkSet> keys = readKeySet(response);
    if (keys) {
        entry->keys = *keys;
        entry->fetchedAt = clock->sinceBoot();
    } else {
        Error error = keys.error();
        error.endpoint = loggableUrl(entry->address);
        qCDebug(lcOidc) << "no keys:" << error;
        keys = failure(error);
    }
    entry->underWay = false;
    const auto waiters = std::exchange(entry->waiters, {});
    for (const auto& waiter : waiters)
        waiter.resolve(keys);
}

std::shared_ptr<RemoteJwkSets::Entry> RemoteJwkSets::entryFor(const QUrl& jwksUri)
{
    std::shared_ptr<Entry>& entry = m_memory->entries[jwksUri];
    if (!entry) {
        entry = std::make_shared<Entry>();
        entry->address = jwksUri;
    }
    return entry;
}

bool RemoteJwkSets::isFresh(const Entry& entry) const
{
    return entry.keys && m_memory->clock->sinceBoot() - entry.fetchedAt < m_memory->policy.freshFor;
}

bool RemoteJwkSets::isCoolingDown(const Entry& entry) const
{
    return entry.keys && entry.refetchedAt &&
           m_memory->clock->sinceBoot() - *entry.refetchedAt < m_memory->policy.coolDown;
}

void RemoteJwkSets::startUnlessUnderWay(const std::shared_ptr<Entry>& entry)
{
    if (entry->underWay)
        return;
    entry->underWay = true;
    ++m_memory->fetches;
    fetch(m_http, m_memory->clock, entry, m_memory->stop.get_token());
}

OneShot<Result<JwkSet>> RemoteJwkSets::join(const std::shared_ptr<Entry>& entry, const std::stop_token& stop)
{
    // Waiting before the start: a request may fail before it has left.
    const OneShot<Result<JwkSet>> answer(stop);
    entry->waiters.append(answer);
    startUnlessUnderWay(entry);
    return answer;
}

void RemoteJwkSets::prefetch(const QUrl& jwksUri)
{
    const std::shared_ptr<Entry> entry = entryFor(jwksUri);
    if (!isFresh(*entry))
        startUnlessUnderWay(entry);
}

QCoro::Task<Result<JwkSet>> RemoteJwkSets::keys(std::shared_ptr<RemoteJwkSets> self, QUrl jwksUri,
                                                std::stop_token stop)
{
    const std::shared_ptr<Entry> entry = self->entryFor(jwksUri);
    if (self->isFresh(*entry))
        co_return Result<JwkSet>(*entry->keys); // a copy: QCoro moves from any lvalue
    const OneShot<Result<JwkSet>> answer = self->join(entry, stop);
    co_return co_await answer;
}

QCoro::Task<Result<JwkSet>> RemoteJwkSets::refetch(std::shared_ptr<RemoteJwkSets> self, QUrl jwksUri,
                                                   std::stop_token stop)
{
    const std::shared_ptr<Entry> entry = self->entryFor(jwksUri);
    if (!entry->underWay) {
        if (self->isCoolingDown(*entry))
            co_return Result<JwkSet>(*entry->keys); // a copy: QCoro moves from any lvalue
        entry->refetchedAt = self->m_memory->clock->sinceBoot();
    }
    const OneShot<Result<JwkSet>> answer = self->join(entry, stop);
    co_return co_await answer;
}

} // namespace tessera

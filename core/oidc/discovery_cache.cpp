#include "core/oidc/discovery_cache.h"

#include "core/base/logging.h"

#include <algorithm>

namespace tessera {
namespace {

Milliseconds freshFor(const DiscoveryAnswer& answer)
{
    return answer.metadata.isDevelopment() ? std::min(answer.lifetime.freshFor, limits::kLeastFresh)
                                           : answer.lifetime.freshFor;
}

} // namespace

bool isBrieflyUnreadable(const Error& error)
{
    return error.kind == ErrorKind::Offline || error.kind == ErrorKind::Timeout ||
           error.code == u"http.status" || error.code == u"discovery.not_found";
}

DiscoveryCache::DiscoveryCache(std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock,
                               const QString& directory)
    : DiscoveryCache(std::move(http), std::make_shared<Memory>(std::move(clock), directory))
{
}

DiscoveryCache::DiscoveryCache(std::shared_ptr<HttpClient> http, std::shared_ptr<Memory> memory)
    : m_http(std::move(http)), m_memory(std::move(memory))
{
}

std::shared_ptr<DiscoveryCache> DiscoveryCache::over(std::shared_ptr<HttpClient> http) const
{
    return std::shared_ptr<DiscoveryCache>(new DiscoveryCache(std::move(http), m_memory));
}

DiscoveryCache::Entry* DiscoveryCache::find(const DiscoveryKey& key)
{
    const auto found = std::find_if(m_memory->entries.begin(), m_memory->entries.end(),
                                    [&key](const Entry& entry) { return entry.key == key; });
    return found == m_memory->entries.end() ? nullptr : &*found;
}

/// Into memory, as of when it was fetched; nothing where it is no longer fresh by the wall clock, or from a
/// time that has not come yet.
DiscoveryCache::Entry* DiscoveryCache::readFile(const DiscoveryKey& key)
{
    const auto file = m_memory->files.read(key);
    if (!file)
        return nullptr;
    const auto age = std::chrono::duration_cast<Milliseconds>(m_memory->clock->now() - file->fetchedAt);
    if (age < Milliseconds(0) || age >= file->freshFor)
        return nullptr;
    const auto metadata = judgeDocument(file->document, key.issuer, key.issuerTemplate);
    if (!metadata) {
        qCDebug(lcOidc) << "a kept discovery document is refused:" << metadata.error();
        m_memory->files.remove(key);
        return nullptr;
    }
    Entry entry;
    entry.key = key;
    entry.kept.answer.metadata = *metadata;
    entry.kept.answer.document = file->document;
    entry.kept.answer.lifetime.freshFor = file->freshFor;
    entry.kept.isFirstHand = false;
    entry.fetchedAt = m_memory->clock->sinceBoot() - age;
    entry.freshFor = freshFor(entry.kept.answer);
    m_memory->entries.append(entry);
    return &m_memory->entries.last();
}

std::optional<KeptAnswer> DiscoveryCache::fresh(const DiscoveryKey& key)
{
    Entry* entry = find(key);
    if (!entry)
        entry = readFile(key);
    if (!entry || m_memory->clock->sinceBoot() - entry->fetchedAt >= entry->freshFor)
        return std::nullopt;
    return entry->kept;
}

void DiscoveryCache::keep(const DiscoveryKey& key, const DiscoveryAnswer& answer)
{
    m_memory->entries.removeIf([&key](const Entry& entry) { return entry.key == key; });
    if (!answer.lifetime.mayBeKept) {
        m_memory->files.remove(key);
        return;
    }
    if (m_memory->entries.size() >= limits::kServersKept)
        m_memory->entries.removeFirst();
    Entry entry;
    entry.key = key;
    entry.kept.answer = answer;
    entry.kept.answer.serverDate.reset();
    entry.fetchedAt = m_memory->clock->sinceBoot();
    entry.freshFor = freshFor(answer);
    m_memory->entries.append(entry);
    if (entry.freshFor > Milliseconds(0))
        m_memory->files.write(key, {answer.document, m_memory->clock->now(), entry.freshFor});
    else
        m_memory->files.remove(key);
}

void DiscoveryCache::forget(const DiscoveryKey& key)
{
    m_memory->entries.removeIf([&key](const Entry& entry) { return entry.key == key; });
    m_memory->files.remove(key);
}

Result<DiscoveryAnswer> DiscoveryCache::lastGood(const DiscoveryKey& key, const Error& why)
{
    const Entry* entry = find(key);
    if (!entry || !entry->kept.isFirstHand ||
        m_memory->clock->sinceBoot() - entry->fetchedAt >= limits::kMostFresh)
        return failure(why);
    qCInfo(lcOidc) << "going on with what was said before:" << why;
    DiscoveryAnswer answer = entry->kept.answer;
    answer.lastGoodBecause = why;
    return answer;
}

QCoro::Task<Result<DiscoveryAnswer>> DiscoveryCache::ask(std::shared_ptr<DiscoveryCache> self,
                                                         DiscoveryKey key, std::stop_token stop)
{
    const Result<DiscoveryAnswer> answer =
        co_await discoverDated(self->m_http, key.issuer, stop, key.issuerTemplate);
    if (answer) {
        self->keep(key, *answer);
        co_return Result<DiscoveryAnswer>(*answer); // a copy: QCoro moves from any lvalue
    }
    if (isBrieflyUnreadable(answer.error()))
        co_return self->lastGood(key, answer.error());
    if (answer.error().kind != ErrorKind::Cancelled)
        self->forget(key);
    co_return failure(answer.error());
}

} // namespace tessera

// Any bytes as the answer of a server. However they are cut into segments the outcome is the same, and
// nothing accepted is past its bounds; nor is how long it would be kept.
#include "core/net/cache_lifetime.h"
#include "core/net/http_response_parser.h"

#include <cstdint>
#include <cstdlib>

using tessera::HttpResponseParser;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    HttpResponseParser whole;
    whole.feed(bytes);
    const QByteArray body = whole.takeBody();
    HttpResponseParser bytewise;
    QByteArray collected;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        bytewise.feed(bytes.sliced(i, 1));
        collected += bytewise.takeBody();
    }
    whole.close();
    bytewise.close();
    require(whole.state() == bytewise.state() && whole.isCutOff() == bytewise.isCutOff());
    if (whole.state() != HttpResponseParser::State::Complete)
        return 0;
    require(body == collected && body.size() <= bytes.size());
    require(whole.status() == bytewise.status() && whole.headers() == bytewise.headers());
    require(whole.status() >= 200 && whole.status() <= 599 && !whole.headers().isEmpty());
    require(whole.headers().size() <= tessera::limits::kReplyHeaderLines);
    tessera::HttpResponse response;
    response.headers = whole.headers();
    const tessera::CacheLifetime lifetime = tessera::cacheLifetimeOf(response);
    require(lifetime.freshFor == tessera::Milliseconds(0) ||
            (lifetime.mayBeKept && lifetime.freshFor >= tessera::limits::kLeastFresh &&
             lifetime.freshFor <= tessera::limits::kMostFresh));
    return 0;
}

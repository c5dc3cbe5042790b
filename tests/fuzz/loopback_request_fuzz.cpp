// Any bytes as a request to the loopback server. However they are cut into segments, the outcome is the same,
// and nothing accepted is past its bounds.
#include "core/net/loopback_request_parser.h"

#include <cstdint>
#include <cstdlib>

using tessera::LoopbackRequestParser;

namespace {

LoopbackRequestParser makeParser()
{
    // Small bounds, so that the fuzzer reaches them.
    tessera::LoopbackServerLimits limits;
    limits.requestLineBytes = 200;
    limits.headerBytes = 300;
    limits.headerLines = 8;
    limits.bodyBytes = 50;
    return LoopbackRequestParser({limits, {"GET", "POST"}, {"127.0.0.1:1"}});
}

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    LoopbackRequestParser whole = makeParser();
    const auto outcome = whole.feed(bytes);

    LoopbackRequestParser bytewise = makeParser();
    auto last = LoopbackRequestParser::Outcome::NeedMore;
    for (qsizetype i = 0; i < bytes.size(); ++i)
        last = bytewise.feed(bytes.sliced(i, 1));

    require(outcome == last);
    require(whole.rejectStatus() == bytewise.rejectStatus());
    require((outcome == LoopbackRequestParser::Outcome::Reject) == (whole.rejectStatus() >= 400));
    if (outcome != LoopbackRequestParser::Outcome::Request)
        return 0;
    const tessera::LoopbackRequest& request = whole.request();
    require(request.path == bytewise.request().path && request.query == bytewise.request().query &&
            request.body == bytewise.request().body && request.headers == bytewise.request().headers);
    require(request.path.startsWith('/') && !request.path.contains('?'));
    require(request.header("Host") == "127.0.0.1:1");
    require(request.headers.size() <= 8 && request.body.size() <= 50);
    return 0;
}

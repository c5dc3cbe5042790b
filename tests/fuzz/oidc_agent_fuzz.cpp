// Any bytes as what a program of oidc-agent sends, in two pieces; and as the JSON inside.
#include "core/agent/oidc_agent_protocol.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto request = tessera::parseOidcAgentRequest(bytes);
    if (request && request->wish.account.isEmpty() == request->wish.issuer.isEmpty())
        std::abort();
    tessera::OidcAgentConversation conversation;
    const qsizetype half = bytes.size() / 2;
    const auto first = conversation.take(bytes.first(half));
    if (first && !first->requestJson)
        static_cast<void>(conversation.take(bytes.sliced(half)));
    return 0;
}

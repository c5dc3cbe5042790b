#include "app/cli/begun_conversation.h"

#include <optional>
#include <utility>

namespace tessera::cli {
namespace {

struct Begun
{
    OwnedDescriptor socket;
    QByteArray received;
};

std::optional<Begun>& begun()
{
    static std::optional<Begun> kept;
    return kept;
}

} // namespace

void keepBegunConversation(const TesseraBegunConversation& conversation)
{
    begun() = Begun{OwnedDescriptor(conversation.socket),
                    QByteArray(conversation.received, qsizetype(conversation.size))};
}

std::optional<Result<AgentClient>> takeBegunConversation(const AgentPlace& place)
{
    auto conversation = std::exchange(begun(), std::nullopt);
    if (!conversation)
        return std::nullopt;
    return AgentClient::resume(place, std::move(conversation->socket), std::move(conversation->received));
}

} // namespace tessera::cli

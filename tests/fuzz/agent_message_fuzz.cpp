// What programs write to the agent's socket, and what a program reads from it: frames, questions, answers.
#include "core/agent/agent_frame.h"
#include "core/agent/agent_protocol.h"
#include "core/net/limits.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace tessera;

namespace {

bool isPlain(const QString& text)
{
    return text.size() <= limits::kAgentTextCharacters && std::none_of(text.begin(), text.end(), [](QChar c) {
               return c.category() == QChar::Other_Control;
           });
}

void checkRequest(QByteArrayView message)
{
    const auto request = parseAgentRequest(message);
    if (!request)
        return;
    for (const QString& text : {request->wish.account, request->wish.issuer, request->wish.audience,
                                request->program, request->approval})
        if (!isPlain(text))
            __builtin_trap();
    // What was understood is written and understood in the same way.
    const auto again = parseAgentRequest(serialise(*request));
    if (!again || again->verb != request->verb || again->wish.account != request->wish.account ||
        again->wish.scope != request->wish.scope || again->program != request->program)
        __builtin_trap();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    FrameReader reader;
    // In two pieces, as a socket may give them.
    reader.append(bytes.first(bytes.size() / 2));
    reader.append(bytes.sliced(bytes.size() / 2));
    while (true) {
        const auto message = reader.next();
        if (!message || !*message)
            break;
        if ((*message)->size() > limits::kAgentMessageBytes)
            __builtin_trap();
        checkRequest(**message);
        if (const auto answer = parseAgentAnswer(**message)) {
            if (const auto token = handedTokenFrom(answer->members); token && token->token.isEmpty())
                __builtin_trap();
            Q_UNUSED(agentAccountFrom(answer->members))
        }
    }
    return 0;
}

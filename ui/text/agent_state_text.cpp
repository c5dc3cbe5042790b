#include "ui/text/agent_state_text.h"

#include "ui/text/error_text.h"

#include <QCoreApplication>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::AgentStateText)
};

} // namespace

AgentState agentMissing(const Error& why)
{
    if (why.code == u"agent.running")
        return {AgentState::Kind::Elsewhere, false, std::nullopt};
    return {AgentState::Kind::Off, false, why};
}

AgentStateText agentStateText(const AgentState& state)
{
    switch (state.kind) {
    case AgentState::Kind::On:
        return {Glyph::Ok, Text::tr("Agent on"), Text::tr("The agent is on."),
                Text::tr("Programs you allowed get tokens; about any other you are asked in a window.")};
    case AgentState::Kind::Locked:
        return {Glyph::Locked, Text::tr("Agent locked"), Text::tr("The agent is locked."),
                state.hasPassword ? Text::tr("No program gets a token until you unlock it with its password.")
                                  : Text::tr("No program gets a token until you unlock it.")};
    case AgentState::Kind::Elsewhere:
        return {
            Glyph::Note, Text::tr("Agent elsewhere"), Text::tr("Another agent runs on this computer."),
            Text::tr(
                "It was there before this window and gives the tokens. What you take back here holds for it "
                "at once. What was allowed for an hour only it knows: \u201ctessera agent approvals\u201d "
                "lists it.")};
    case AgentState::Kind::Off:
        break;
    }
    return {state.why ? Glyph::Warning : Glyph::Rest, Text::tr("Agent off"), Text::tr("The agent is off."),
            state.why ? errorText(*state.why).sentence()
                      : Text::tr("No program gets a token from this window. What you allowed always holds "
                                 "again when an agent starts.")};
}

} // namespace tessera

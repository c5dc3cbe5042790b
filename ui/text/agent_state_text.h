// How the agent is, in words: whether it gives tokens to programs, from where, and why not.
#pragma once

#include "core/base/error.h"
#include "ui/text/glyph.h"

#include <QString>

#include <optional>

namespace tessera {

struct AgentState
{
    enum class Kind {
        Off,       ///< nobody gives tokens, as far as this window knows
        On,        ///< in this window
        Locked,    ///< in this window, and gives nothing
        Elsewhere, ///< another program of the person is the agent
    };
    Kind kind = Kind::Off;
    bool hasPassword = false; ///< locked with one
    std::optional<Error> why; ///< why it could not be started here

    friend bool operator==(const AgentState& a, const AgentState& b)
    {
        return a.kind == b.kind && a.hasPassword == b.hasPassword &&
               (a.why ? a.why->code : QString()) == (b.why ? b.why->code : QString());
    }
};

/// What hostAgent said: an agent that runs elsewhere is no fault.
AgentState agentMissing(const Error& why);

struct AgentStateText
{
    Glyph glyph = Glyph::Rest;
    QString word;     ///< "Agent on"
    QString headline; ///< "The agent is on."
    QString rest;
};

AgentStateText agentStateText(const AgentState& state);

} // namespace tessera

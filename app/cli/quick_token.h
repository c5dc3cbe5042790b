// The shortest way to a token: asks the agent with nothing loaded but the C++ library. A shell prompt, git
// and curl ask often, and loading Qt takes several times as long as the agent's answer (./dev bench token).
//
// It knows one question, "token ACCOUNT [--header]", and one answer, a plain bearer token. Whatever else
// comes, from a question of the window to an error, is handed to the command line with the conversation as it
// stands. The folder, the socket and the server are looked at as AgentClient does (A256, A258, A279). Unix
// only.
#pragma once

#include <string>

namespace tessera::cli {

struct QuickToken
{
    enum class Outcome {
        NotForIt, ///< another command, no agent, or one that is not to be believed: nothing has been asked
        Printed,
        Begun, ///< asked, and not answered with a plain token
    };
    Outcome outcome = Outcome::NotForIt;
    int socket = -1;      ///< Begun: connected; the caller's
    std::string received; ///< Begun: what has come so far
};

QuickToken printTokenQuickly(int argc, char** argv);

/// Parts of it that tests look at. The question as it goes over the wire; empty: not a question for it.
std::string quickQuestion(int argc, char** argv);
/// The line to print for a whole answer; empty: not a plain token.
std::string quickLine(const std::string& message, bool wantsHeader);

} // namespace tessera::cli

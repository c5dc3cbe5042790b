// What goes wrong between a program and the agent.
#include "ui/text/error_sentence_row.h"

namespace tessera {
namespace {

constexpr ErrorSentence kRows[] = {
    ROW("agent.not_running", "No agent is running.",
        "Start one with \"tessera agent start\", or open Tessera. It would listen at {detail}."),
    ROW("agent.running", "An agent is running already.",
        "Ask it with \"tessera agent status\", or end it with \"tessera agent stop\". It listens at "
        "{detail}."),
    ROW("agent.directory", "The agent's folder is not safe, so it is not used.", "{detail}."),
    ROW("agent.no_directory", "The agent's folder is not there.", "It would be {detail}."),
    ROW("agent.unsupported", "The agent does not run on this system yet.",
        "Commands work without it. It would be at {detail}."),
    ROW("agent.foreign_socket", "Something else stands where the agent would listen.",
        "It was left alone; remove it if it is yours. {detail}."),
    ROW("agent.foreign_server", "Another user listens where your agent should be.",
        "Nothing was asked there. {detail}."),
    ROW("agent.no_listen", "The agent cannot listen.", "{detail}."),
    ROW("agent.activation", "What systemd handed over is no socket for the agent.",
        "Check tessera-agent.socket: {detail}."),
    ROW("agent.busy", "The agent has too much to do.", "Try again in a moment."),
    ROW("agent.gone", "The agent closed the connection before it answered.",
        "Try again; \"tessera agent status\" tells whether it still runs. It was at {detail}."),
    ROW("agent.no_answer", "The agent does not answer.",
        "It may wait for the network or the keychain. End it with \"tessera agent stop\" and start it again. "
        "It "
        "is at {detail}."),
    ROW("agent.version", "The agent that runs is of another version of Tessera.",
        "End it with \"tessera agent stop\" of its own version, or close the window, and start it again. "
        "Versions "
        "of the conversation: {detail}."),
    ROW("agent.request", "The agent does not understand the question.", "What it cannot use is: {detail}."),
    ROW("agent.reply", "The agent's answer cannot be read.", "What is wrong with it: {detail}."),
    ROW("agent.too_large", "That is too large for the agent.", "{detail}."),
    ROW("agent.empty", "An empty message is no question.", "Nothing was done."),
    ROW("agent.peer", "It cannot be told which program asks, so it gets nothing.", "{detail}."),
    ROW("agent.peer_changed", "The program that asked is not the same any more.", "Nothing was handed out."),
    ROW("agent.foreign_user", "A program of another user asked the agent.", "It was turned away."),
    ROW("agent.locked", "The agent is locked.",
        "Open it with \"tessera agent unlock\", or in Tessera's window. Until then it gives nothing."),
    ROW("screen_lock.no_bus", "Nothing here would tell the agent that the screen is locked.",
        "Neither the system's message bus nor your session's answers: {detail}. Start the agent within your "
        "session, or let --lock-after MINUTES lock it."),
    ROW("screen_lock.unsupported", "On this system the agent cannot tell when the screen is locked.",
        "Let --lock-after MINUTES lock it when it is not used."),
    ROW("agent.wrong_password", "That is not the password the agent was locked with.",
        "Wait a moment before you try again."),
    ROW("agent.too_many_tries", "A wrong password was given just now.",
        "Wait, then try again. Seconds left: {detail}."),
    ROW("agent.not_a_person", "That needs a person.",
        "Type the command in a terminal, or open Tessera and say so in its window."),
    ROW("agent.denied", "That program may not have this token.", "Denied: {detail}."),
    ROW("agent.consent_needed",
        "Nobody has allowed this program to have this token, and nobody can be asked.",
        "Allow it in a terminal: {detail}."),
    ROW("agent.question_open", "This program has asked already, and you have not answered yet.",
        "Answer in Tessera's window first."),
    ROW("agent.wider_scope", "The token that came may do more than you were asked about.",
        "Ask again, and you are asked about all of it: {detail}."),
    ROW("agent.program", "There is no such program.", "{detail}."),
    ROW("agent.approvals", "The list of what you allowed cannot be used.",
        "Nothing is handed out by it. {detail}."),
    ROW("agent.approval_unknown", "There is no such approval.",
        "\"tessera agent approvals\" lists them. Asked for: {detail}."),
    ROW("agent.audit", "The agent's log cannot be written, so nothing is handed out.", "{detail}."),
    ROW("agent.issuer", "The account belongs to another issuer.",
        "Nothing was handed out. It is an account of {detail}."),
    ROW("agent.scope", "That was not granted to this account.",
        "Sign in again with the scopes you need. Missing: {detail}."),
    ROW("agent.audience", "The token is not for that audience.",
        "Nothing was handed out. Asked for: {detail}."),
    ROW("agent.short_life", "The provider's tokens end too soon to be handed out.",
        "Less than {detail} would be left. Nothing was handed out."),
    ROW("agent.no_id_token", "This account has no ID token.",
        "The provider gave none. Sign in again with the scope openid."),
    ROW("agent.old_id_token", "The ID token has run out, and the provider gives no new one.",
        "Sign in again to get one."),
    ROW("usage.agent", "That is not how the agent is used.", "{detail}. See tessera agent --help."),
};

} // namespace

std::span<const ErrorSentence> agentErrorSentences()
{
    return kRows;
}

} // namespace tessera

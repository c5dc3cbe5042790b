// Frames of the agent: one or two questions, answers, lengths that lie.
#include "core/agent/agent_frame.h"
#include "core/agent/agent_protocol.h"
#include "tests/fuzz/seeds.h"

namespace tessera::fuzz {

void addAgentSeeds(Seeds& seeds)
{
    const auto add = [&seeds](const QByteArray& name, const QByteArray& json, bool isRead) {
        seeds.add("agent_message", name, framed(json).value(), parseAgentRequest(json).has_value() == isRead);
    };
    for (int verb = 0; verb <= int(AgentVerb::Log); ++verb) {
        AgentRequest request;
        request.verb = AgentVerb(verb);
        request.wish.account = QString();
        add(agentVerbName(request.verb).toLatin1(), serialise(request), true);
    }
    AgentRequest wish;
    wish.verb = AgentVerb::AccessToken;
    wish.wish.account = QStringLiteral("work");
    wish.wish.issuer = QStringLiteral("https://id.example");
    wish.wish.audience = QStringLiteral("api");
    wish.wish.scope = QStringList{QStringLiteral("openid"), QStringLiteral("mail")};
    add("wish", serialise(wish), true);
    add("other-version", "{\"version\":2,\"ask\":\"hello\"}", false);
    add("unknown-member", "{\"version\":1,\"ask\":\"hello\",\"x\":1}", false);
    add("line-feed", "{\"version\":1,\"ask\":\"access_token\",\"account\":\"a\\nb\"}", false);
    add("depth", "{\"version\":1,\"ask\":[[[[[[[[[[]]]]]]]]]]}", false);
    seeds.add("agent_message", "two", *framed(serialise(wish)) + *framed(serialise(wish)));
    seeds.add("agent_message", "huge-length", QByteArray("\xff\xff\xff\xff{}", 6));
    seeds.add("agent_message", "no-length", QByteArray("\0\0\0\0", 4));
    seeds.add("agent_message", "waiting", *framed(waitingAnswer()));
    HandedToken token;
    token.token = SecretString::fromUtf8("at");
    token.expiresAt = fromUnixSeconds(1767323045);
    seeds.add("agent_message", "answer", *framed(answerOf(toJson(token))));
    seeds.add("agent_message", "account", *framed(answerOf(toJson(AgentAccount()))));
    seeds.add("agent_message", "error",
              *framed(answerOf(Error{ErrorKind::Denied, QStringLiteral("agent.locked"), {}, {}})));
}

} // namespace tessera::fuzz

// Many programs in one: N threads that ask the agent for a token of the same account at the same time.
//
//   agent_callers CONFIG ACCOUNT N
//
// Says "ok K", K different access tokens, or the codes of the errors.
#include "core/agent/agent_client.h"
#include "core/agent/token_source.h"

#include <QCoreApplication>
#include <QSet>

#include <cstdio>
#include <future>
#include <vector>

using namespace tessera;

namespace {

Result<HandedToken> askOnce(const AgentPlace& place, const QString& account)
{
    auto client = AgentClient::connect(place);
    if (!client)
        return failure(client.error());
    AgentRequest request;
    request.verb = AgentVerb::AccessToken;
    request.wish.account = account;
    const auto answer = client->ask(request);
    if (!answer)
        return failure(answer.error());
    return handedTokenFrom(*answer);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = application.arguments();
    if (words.size() != 4)
        return 2;
    const AgentPlace place = agentPlace(words.at(1));
    std::vector<std::future<Result<HandedToken>>> callers;
    for (int i = 0; i < words.at(3).toInt(); ++i)
        callers.push_back(std::async(std::launch::async, askOnce, place, words.at(2)));
    QSet<QByteArray> tokens;
    QSet<QString> problems;
    for (auto& caller : callers) {
        const auto token = caller.get();
        if (token)
            tokens.insert(token->token.reveal().toByteArray());
        else
            problems.insert(token.error().code);
    }
    if (problems.isEmpty())
        std::printf("ok %lld", static_cast<long long>(tokens.size()));
    else
        std::printf("%s", qPrintable(QStringList(problems.begin(), problems.end()).join(u' ')));
    return 0;
}

#include "core/agent/oidc_agent_connection.h"

#include <QCoro/QCoroTask>

namespace tessera {
namespace {

/// Longer than any token lives: it is renewed.
constexpr Seconds kLongerThanAny{10LL * 365 * 24 * 3600};

QCoro::Task<Result<HandedToken>> tokenFor(AgentDeskPtr desk, OidcAgentRequest request, PeerCredentials peer,
                                          std::stop_token stop)
{
    const auto identity = peerIdentity(peer);
    if (!identity)
        co_return failure(identity.error());
    AgentRequest question;
    question.verb = AgentVerb::AccessToken;
    question.wish = request.wish;
    if (request.forcesNew)
        question.wish.minValid = kLongerThanAny;
    const std::function<void()> nobodyToTell; // these programs know no "a person is being asked"
    const auto answer = co_await answerRequest(desk, question, *identity, nobodyToTell, stop);
    if (!answer)
        co_return failure(answer.error());
    const auto token = handedTokenFrom(*answer);
    // Of no use to a program that only knows bearer tokens (RFC 9449 section 7.1).
    if (token && token->tokenType != QLatin1String("Bearer"))
        co_return failure(ErrorKind::Denied, u"agent.bound_token");
    co_return token;
}

} // namespace

OidcAgentConnection::OidcAgentConnection(AgentDeskPtr desk, OwnedDescriptor socket, PeerCredentials peer,
                                         OidcAgentWords words, QObject* parent)
    : LocalConnection(std::move(socket), peer, parent), m_desk(std::move(desk)), m_words(std::move(words))
{
}

OidcAgentConnection::~OidcAgentConnection()
{
    abandon();
}

void OidcAgentConnection::take(QByteArrayView bytes)
{
    const auto step = m_conversation.take(bytes);
    if (!step)
        return finish(step.error());
    if (!step->send.isEmpty())
        send(step->send);
    if (step->requestJson)
        ask(*step->requestJson);
}

void OidcAgentConnection::ask(const SecretString& json)
{
    const auto request = parseOidcAgentRequest(json.reveal());
    if (!request)
        return finish(request.error());
    waitForAnswer();
    auto token = tokenFor(m_desk, *request, peer(), stopToken());
    QCoro::connect(std::move(token), this, [this](const Result<HandedToken>& result) {
        if (isClosed())
            return;
        waitForPeer();
        if (result)
            finish(oidcAgentAnswer(*result));
        else
            finish(result.error());
    });
}

void OidcAgentConnection::finish(const Error& error)
{
    const auto [headline, advice] = m_words(error);
    finish(oidcAgentAnswer(headline, advice));
}

void OidcAgentConnection::finish(const SecretString& answer)
{
    sendLast(m_conversation.answer(answer));
}

} // namespace tessera

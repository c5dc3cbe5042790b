#include "core/agent/oidc_agent_connection.h"

#include "core/agent/local_socket.h"
#include "core/net/limits.h"

#include <QCoro/QCoroTask>
#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <array>
#include <cerrno>
#endif

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
    : QObject(parent), m_desk(std::move(desk)), m_socket(std::move(socket)), m_peer(peer),
      m_words(std::move(words)), m_readable(new QSocketNotifier(m_socket.get(), QSocketNotifier::Read, this)),
      m_writable(new QSocketNotifier(m_socket.get(), QSocketNotifier::Write, this))
{
    m_writable->setEnabled(false);
    connect(m_readable, &QSocketNotifier::activated, this, &OidcAgentConnection::readSome);
    connect(m_writable, &QSocketNotifier::activated, this, &OidcAgentConnection::writeSome);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &OidcAgentConnection::close);
    m_patience.start(limits::kAgentMessageTime);
}

OidcAgentConnection::~OidcAgentConnection()
{
    m_stop.request_stop();
    wipe(m_out);
}

void OidcAgentConnection::readSome()
{
#ifdef Q_OS_UNIX
    std::array<char, 16384> bytes; // NOLINT: filled by recv
    const ssize_t count = recv(m_socket.get(), bytes.data(), bytes.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return;
    if (count <= 0)
        return close(); // gone: nobody is asked for it any more (A272)
    const auto step = m_conversation.take(QByteArrayView(bytes.data(), count));
    if (!step)
        return finish(step.error());
    if (!step->send.isEmpty())
        send(step->send);
    if (step->requestJson)
        ask(*step->requestJson);
#endif
}

void OidcAgentConnection::ask(const SecretString& json)
{
    const auto request = parseOidcAgentRequest(json.reveal());
    if (!request)
        return finish(request.error());
    m_patience.stop();
    auto token = tokenFor(m_desk, *request, m_peer, m_stop.get_token());
    QCoro::connect(std::move(token), this, [this](const Result<HandedToken>& result) {
        if (m_closed)
            return;
        m_patience.start(limits::kAgentMessageTime);
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
    m_closing = true;
    send(m_conversation.answer(answer));
}

void OidcAgentConnection::send(QByteArray bytes)
{
    m_out.append(bytes);
    wipe(bytes);
    writeSome();
}

void OidcAgentConnection::writeSome()
{
#ifdef Q_OS_UNIX
    while (!m_out.isEmpty() && !m_closed) {
        const ssize_t count = ::send(m_socket.get(), m_out.constData(), size_t(m_out.size()), kNoSignal);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return m_writable->setEnabled(true);
        if (count <= 0)
            return close(); // nobody reads it any more (A273)
        QByteArray rest = m_out.mid(count);
        wipe(m_out);
        m_out = std::move(rest);
    }
    m_writable->setEnabled(false);
    if (m_closing)
        close();
#endif
}

void OidcAgentConnection::close()
{
    if (std::exchange(m_closed, true))
        return;
    m_stop.request_stop();
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
    m_patience.stop();
    Q_EMIT closed();
}

} // namespace tessera

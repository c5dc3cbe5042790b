#include "tests/core/agent/agent_world.h"

#include <QCoreApplication>
#include <QTest>

namespace tessera::test {

Result<QString> WrittenSource::find(const QString& text) const
{
    for (const AgentAccount& account : list)
        if (account.id == text || account.label == text)
            return account.id;
    return failure(ErrorKind::Configuration, u"account.unknown", text);
}

QCoro::Task<Result<HandedToken>> WrittenSource::fresh(QString accountId, WishKind, Seconds minValid,
                                                      std::stop_token)
{
    asked.append(minValid);
    if (onFresh)
        onFresh();
    HandedToken handed;
    handed.accountId = accountId;
    handed.issuer = QStringLiteral("https://id.acme.example");
    handed.subject = QStringLiteral("ana");
    handed.token = token;
    handed.tokenType = QStringLiteral("Bearer");
    handed.expiresAt = expiresAt;
    handed.scope = tokenScope;
    co_return handed;
}

QCoro::Task<Result<ConsentAnswer>> WrittenPerson::ask(ConsentQuestion question, std::stop_token stop)
{
    questions.append(question);
    if (answer)
        co_return *answer;
    ++open;
    m_pending = OneShot<Result<ConsentAnswer>>(stop);
    const auto pending = m_pending;
    const auto said = co_await pending;
    --open;
    if (!said)
        ++withdrawn;
    co_return said;
}

void WrittenPerson::say(ConsentAnswer what) const
{
    m_pending.resolve(what);
}

AgentWorld::AgentWorld()
{
    source->list = {account(QStringLiteral("work")), account(QStringLiteral("home"))};
    desk = std::make_shared<AgentDesk>(source, person, config.path(), clock);
}

std::unique_ptr<AgentServer> AgentWorld::server() const
{
    auto listener = AgentListener::make(place());
    if (!listener)
        qFatal("the agent cannot listen: %s", qPrintable(listener.error().code + listener.error().detail));
    return std::make_unique<AgentServer>(desk, *std::move(listener));
}

PeerIdentity AgentWorld::self()
{
    const auto peer = peerIdentity({ownUser(), QCoreApplication::applicationPid()});
    if (!peer)
        qFatal("this process cannot be looked at");
    return *peer;
}

AgentAccount AgentWorld::account(const QString& name)
{
    AgentAccount account;
    account.id = name + QStringLiteral("-id");
    account.label = name;
    account.issuer = QStringLiteral("https://%1.example").arg(name);
    account.subject = QStringLiteral("ana");
    account.name = QStringLiteral("Ana");
    account.email = QStringLiteral("ana@example.com");
    account.clientId = QStringLiteral("client");
    account.scope = QStringList{QStringLiteral("openid"), QStringLiteral("groups")};
    account.state = QStringLiteral("active");
    return account;
}

AgentRequest AgentWorld::wish(const QString& account) const
{
    AgentRequest request;
    request.verb = AgentVerb::AccessToken;
    request.wish.account = account;
    return request;
}

Result<QJsonObject> AgentWorld::answer(const AgentRequest& request, std::stop_token stop) const
{
    return await(answerRequest(desk, request, self(), {}, std::move(stop)));
}

QStringList AgentWorld::logged() const
{
    QStringList events;
    for (const QJsonObject& line : desk->log.last(1000))
        events.append(line.value(u"event").toString());
    return events;
}

bool until(const std::function<bool()>& isSo)
{
    return QTest::qWaitFor(isSo, 5000);
}

QString codeOf(const Result<QJsonObject>& answer)
{
    return answer ? QString() : answer.error().code;
}

} // namespace tessera::test

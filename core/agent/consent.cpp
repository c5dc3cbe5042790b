#include "core/agent/consent.h"

#include "core/net/limits.h"

#include <QSet>

namespace tessera {

using Turn = OneShot<Result<void>>;

class ConsentQueue
{
public:
    bool isAsking = false;
    QList<Turn> waiting;
    QSet<QString> open; ///< asked or waiting

    void next()
    {
        while (!waiting.isEmpty()) {
            // One who gave up does not take his turn.
            if (waiting.takeFirst().resolve(Result<void>()))
                return;
        }
        isAsking = false;
    }
};

QCoro::Task<Result<ConsentAnswer>> NobodyToAsk::ask(ConsentQuestion, std::stop_token)
{
    co_return ConsentAnswer::Deny;
}

ConsentTurn::ConsentTurn(std::shared_ptr<ConsentQueue> queue, QString key)
    : m_queue(std::move(queue)), m_key(std::move(key))
{
}

ConsentTurn::~ConsentTurn()
{
    m_queue->open.remove(m_key);
    m_queue->next();
}

std::shared_ptr<ConsentQueue> makeConsentQueue()
{
    return std::make_shared<ConsentQueue>();
}

QCoro::Task<Result<std::shared_ptr<ConsentTurn>>> consentTurn(std::shared_ptr<ConsentQueue> queue,
                                                              QString key, std::stop_token stop)
{
    if (queue->open.contains(key))
        co_return failure(ErrorKind::Denied, u"agent.question_open");
    queue->waiting.removeIf([](const Turn& turn) { return turn.isResolved(); });
    if (queue->isAsking && queue->waiting.size() >= limits::kAgentQuestions)
        co_return failure(ErrorKind::Denied, u"agent.busy");
    queue->open.insert(key);
    if (!queue->isAsking) {
        queue->isAsking = true;
        co_return std::make_shared<ConsentTurn>(queue, key);
    }
    const Turn turn(stop);
    queue->waiting.append(turn);
    const auto granted = co_await turn;
    if (!granted) {
        queue->open.remove(key);
        co_return failure(granted.error());
    }
    co_return std::make_shared<ConsentTurn>(queue, key);
}

} // namespace tessera

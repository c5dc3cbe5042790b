// The person behind the agent's questions: a dialog for each, taken off the screen when the question is
// withdrawn (A272).
#pragma once

#include "core/agent/consent.h"

namespace tessera {

class ConsentWindow final : public ConsentBroker
{
public:
    explicit ConsentWindow(std::shared_ptr<const Clock> clock) : m_clock(std::move(clock)) {}

    bool canAsk() const override { return true; }
    QCoro::Task<Result<ConsentAnswer>> ask(ConsentQuestion question, std::stop_token stop) override;

private:
    std::shared_ptr<const Clock> m_clock;
};

} // namespace tessera

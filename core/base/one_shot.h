// OneShot<T>: an answer that comes once, awaited by a coroutine. The leaves of the program (HTTP reply,
// redirect, timer, keychain job) are each wrapped in one of these, so that every await completes
// (architecture rule 2).
#pragma once

#include "core/base/result.h"

#include <QTimer>

#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace tessera {

/// A handle; copies share the answer. One coroutine may await it. Main thread only.
template <class T>
class OneShot
{
public:
    OneShot() : m_state(std::make_shared<State>()) {}

    /// Ends in ErrorKind::Cancelled, code "cancelled", as soon as stop is requested. T must be a Result<…>.
    /// `onStop` runs first (abort the reply, close the port).
    explicit OneShot(const std::stop_token& stop, std::function<void()> onStop = {}) : OneShot()
    {
        if (!stop.stop_possible())
            return;
        std::weak_ptr<State> weak = m_state;
        auto cancel = [weak, onStop = std::move(onStop)] {
            if (auto state = weak.lock(); state && !state->answer) {
                resolve(state, T(failure(ErrorKind::Cancelled, u"cancelled")));
                if (onStop)
                    onStop();
            }
        };
        m_state->onStop.emplace(stop, std::move(cancel));
    }

    /// The first answer counts; later ones are dropped. Returns whether this one counted.
    bool resolve(T answer) const
    {
        if (m_state->answer)
            return false;
        resolve(m_state, std::move(answer));
        return true;
    }

    bool isResolved() const { return m_state->answer.has_value(); }

    auto operator co_await() const noexcept { return Awaiter{m_state}; }

private:
    struct State
    {
        std::optional<T> answer;
        std::coroutine_handle<> waiter;
        std::optional<std::stop_callback<std::function<void()>>> onStop;
    };

    struct Awaiter
    {
        std::shared_ptr<State> state;
        bool await_ready() const noexcept { return state->answer.has_value(); }
        void await_suspend(std::coroutine_handle<> handle) const noexcept { state->waiter = handle; }
        T await_resume() const { return std::move(*state->answer); }
    };

    static void resolve(const std::shared_ptr<State>& state, T answer)
    {
        state->answer = std::move(answer);
        // Through the event loop: whoever resolves is often deep inside a slot of the object the waiter will
        // delete.
        if (auto waiter = std::exchange(state->waiter, {}))
            QTimer::singleShot(0, [waiter, state] { waiter.resume(); });
    }

    std::shared_ptr<State> m_state;
};

} // namespace tessera

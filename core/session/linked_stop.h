// A stop token that follows two others: the caller's and the manager's.
#pragma once

#include <stop_token>

namespace tessera {

class LinkedStop
{
public:
    LinkedStop(const std::stop_token& first, const std::stop_token& second)
        : m_onFirst(first, Request{m_source}), m_onSecond(second, Request{m_source})
    {
    }

    std::stop_token token() const { return m_source.get_token(); }

private:
    struct Request
    {
        mutable std::stop_source source;
        void operator()() const { source.request_stop(); }
    };

    std::stop_source m_source;
    std::stop_callback<Request> m_onFirst;
    std::stop_callback<Request> m_onSecond;
};

} // namespace tessera

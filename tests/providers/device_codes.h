// The device grant (RFC 8628) of the twins that have one: codes, polls that come too soon, a person who types
// the code.
#pragma once

#include "tests/providers/twin.h"

namespace tessera::test {

class TwinDeviceCodes
{
public:
    TwinDeviceCodes(Seconds life, Seconds interval) : m_life(life), m_interval(interval) {}

    enum class Poll { Unknown, Expired, TooSoon, Pending, Denied, Done };
    struct Answer
    {
        Poll poll = Poll::Unknown;
        TwinGrantPtr grant;
        Seconds interval{0};
    };

    /// device_code, user_code, expires_in and interval; the addresses are the twin's.
    QJsonObject begin(const TwinGrantPtr& grant, TimePoint now);
    /// The person types the code that was given last.
    void approve() { m_decided = Poll::Done; }
    void deny() { m_decided = Poll::Denied; }
    Answer poll(const QString& deviceCode, TimePoint now);

private:
    Seconds m_life;
    Seconds m_interval;
    QString m_code;
    TwinGrantPtr m_grant;
    TimePoint m_ends{};
    std::optional<TimePoint> m_lastPoll;
    Seconds m_wait{0};
    Poll m_decided = Poll::Pending;
};

} // namespace tessera::test

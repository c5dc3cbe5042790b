#include "tests/providers/device_codes.h"

#include "app/demo_idp/canary.h"
#include "core/base/random.h"

namespace tessera::test {

QJsonObject TwinDeviceCodes::begin(const TwinGrantPtr& grant, TimePoint now)
{
    m_code = QString::fromLatin1(randomBytes(20).toHex());
    demo::canary(m_code.toLatin1());
    m_grant = grant;
    m_ends = now + m_life;
    m_lastPoll.reset();
    m_wait = m_interval;
    m_decided = Poll::Pending;
    return {{QStringLiteral("device_code"), m_code},
            {QStringLiteral("user_code"), QStringLiteral("WDJB-MJHT")},
            {QStringLiteral("expires_in"), double(m_life.count())},
            {QStringLiteral("interval"), double(m_interval.count())}};
}

TwinDeviceCodes::Answer TwinDeviceCodes::poll(const QString& deviceCode, TimePoint now)
{
    if (m_code.isEmpty() || deviceCode != m_code)
        return {};
    if (now >= m_ends)
        return {Poll::Expired, {}, {}};
    const bool tooSoon = m_lastPoll && now < *m_lastPoll + m_wait;
    m_lastPoll = now;
    if (tooSoon) {
        m_wait += Seconds(5); // RFC 8628 3.5
        return {Poll::TooSoon, {}, m_wait};
    }
    if (m_decided == Poll::Done)
        m_code.clear(); // works once
    return {m_decided, m_decided == Poll::Done ? m_grant : nullptr, m_wait};
}

} // namespace tessera::test

#include "core/agent/agent_frame.h"

#include "core/base/secret_string.h"
#include "core/net/limits.h"

#include <QtEndian>

namespace tessera {
namespace {

constexpr qsizetype kPrefix = 4;

Result<void> checkLength(quint64 length)
{
    if (length == 0)
        return failure(ErrorKind::Malformed, u"agent.empty");
    if (length > quint64(limits::kAgentMessageBytes))
        return failure(ErrorKind::Malformed, u"agent.too_large",
                       QStringLiteral("%1 bytes, at most %2").arg(length).arg(limits::kAgentMessageBytes));
    return {};
}

} // namespace

Result<QByteArray> framed(QByteArrayView message)
{
    if (const auto fits = checkLength(quint64(message.size())); !fits)
        return failure(fits.error());
    QByteArray bytes(kPrefix, Qt::Uninitialized);
    bytes.reserve(kPrefix + message.size());
    qToBigEndian(quint32(message.size()), bytes.data());
    bytes.append(message);
    return bytes;
}

FrameReader::~FrameReader()
{
    wipe(m_bytes); // it may hold a token
}

void FrameReader::append(QByteArrayView bytes)
{
    m_bytes.append(bytes);
}

Result<std::optional<QByteArray>> FrameReader::next()
{
    if (m_bytes.size() < kPrefix)
        return std::optional<QByteArray>();
    const auto length = qFromBigEndian<quint32>(m_bytes.constData());
    if (const auto fits = checkLength(length); !fits)
        return failure(fits.error());
    if (m_bytes.size() < kPrefix + qsizetype(length))
        return std::optional<QByteArray>();
    QByteArray message = m_bytes.mid(kPrefix, qsizetype(length));
    QByteArray rest = m_bytes.mid(kPrefix + qsizetype(length));
    wipe(m_bytes);
    m_bytes = std::move(rest);
    return std::optional<QByteArray>(std::move(message));
}

} // namespace tessera

#include "core/net/one_time_body.h"

#include "core/base/secret_string.h"

#include <algorithm>
#include <cstring>

namespace tessera {

OneTimeBody::OneTimeBody(QByteArray bytes, QObject* parent) : QIODevice(parent), m_bytes(std::move(bytes))
{
    // Unbuffered, so that what was taken is what m_taken says.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

OneTimeBody::~OneTimeBody()
{
    if (m_bytes.isDetached())
        wipe(m_bytes);
}

bool OneTimeBody::reset()
{
    return m_taken == 0;
}

bool OneTimeBody::seek(qint64 position)
{
    return position == m_taken && QIODevice::seek(position);
}

qint64 OneTimeBody::readData(char* data, qint64 maxSize)
{
    const qint64 count = std::min(maxSize, m_bytes.size() - m_taken);
    if (count <= 0)
        return -1;
    std::memcpy(data, m_bytes.constData() + m_taken, static_cast<size_t>(count));
    m_taken += count;
    return count;
}

} // namespace tessera

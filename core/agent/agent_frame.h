// A message of the agent on the wire: its length in four bytes, big-endian, then that many bytes of JSON. At
// most limits::kAgentMessageBytes (A261).
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <optional>

namespace tessera {

/// Length and message. Errors (Malformed): agent.too_large, agent.empty.
Result<QByteArray> framed(QByteArrayView message);

/// Takes bytes as they come and gives whole messages. After an error there is no way to find the next one.
class FrameReader
{
public:
    FrameReader() = default;
    ~FrameReader();
    FrameReader(const FrameReader&) = delete;
    FrameReader& operator=(const FrameReader&) = delete;

    void append(QByteArrayView bytes);
    /// Nothing: not all of it is there yet. Errors (Malformed): agent.too_large (detail: the length it says),
    /// agent.empty.
    Result<std::optional<QByteArray>> next();
    bool isEmpty() const { return m_bytes.isEmpty(); }

private:
    QByteArray m_bytes;
};

} // namespace tessera

// The socket the agent listens at: made in a private folder and held by a lock, or taken over from systemd.
#pragma once

#include "core/agent/agent_place.h"
#include "core/agent/private_directory.h"

#include <optional>

namespace tessera {

class AgentListener
{
public:
    /// Takes the lock, removes a socket that a dead agent left, binds inside the held folder (A255–A257).
    /// Errors (Configuration): agent.directory, agent.unsupported, agent.running (detail: path),
    /// agent.foreign_socket (something else stands in the way; detail: path and cause), agent.no_listen.
    static Result<AgentListener> make(const AgentPlace& place);

    /// Socket activation, sd_listen_fds(3): nothing when LISTEN_PID is not this process. Errors
    /// (Configuration): agent.activation (detail: what is wrong with what was handed over).
    static Result<std::optional<AgentListener>> activated();

    /// Removes its socket, if that is still the one it made.
    ~AgentListener();
    AgentListener(AgentListener&&) noexcept = default;
    AgentListener& operator=(AgentListener&&) = delete;

    int descriptor() const { return m_socket.get(); }
    const QString& path() const { return m_path; }
    bool isActivated() const { return !m_directory; }

private:
    AgentListener() = default;

    OwnedDescriptor m_socket;
    OwnedDescriptor m_lock;
    std::optional<PrivateDirectory> m_directory;
    QString m_name;
    QString m_path;
    quint64 m_inode = 0;
};

} // namespace tessera

// A folder that only we may enter, and held open, so that nobody can put another in its place between the
// look and the use (A255, A256).
#pragma once

#include "core/base/result.h"

#include <QString>

#include <utility>

namespace tessera {

/// A descriptor that is closed with its owner.
class OwnedDescriptor
{
public:
    OwnedDescriptor() = default;
    explicit OwnedDescriptor(int descriptor) : m_descriptor(descriptor) {}
    ~OwnedDescriptor();
    OwnedDescriptor(OwnedDescriptor&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    OwnedDescriptor& operator=(OwnedDescriptor&& other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    OwnedDescriptor(const OwnedDescriptor&) = delete;
    OwnedDescriptor& operator=(const OwnedDescriptor&) = delete;

    int get() const { return m_descriptor; }
    bool isOpen() const { return m_descriptor >= 0; }

private:
    int m_descriptor = -1;
};

class PrivateDirectory
{
public:
    /// Ours, mode 0700, no symbolic link; the folder above it ours or root's, and nobody else may write
    /// there. `create`: made if it is not there (not the one above). Errors (Configuration): agent.directory
    /// (detail: path and cause), agent.no_directory (it is not there), agent.unsupported (not on this
    /// system).
    static Result<PrivateDirectory> open(const QString& path, bool create);

    const QString& path() const { return m_path; }
    int descriptor() const { return m_descriptor.get(); }
    /// A path to an entry that goes through the held folder, short enough for a socket's address.
    QByteArray pathOf(const QString& name) const;

private:
    PrivateDirectory(QString path, OwnedDescriptor descriptor)
        : m_path(std::move(path)), m_descriptor(std::move(descriptor))
    {
    }
    QString m_path;
    OwnedDescriptor m_descriptor;
};

} // namespace tessera

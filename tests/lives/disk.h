// The folders of one life. When the power goes they are copied as they are at that moment, and the next
// program lives in the copy: what a dying one still writes is nobody's, and its locks, as the kernel would,
// are let go. "Full" is a limit of the kernel on every file this process writes.
#pragma once

#include <QTemporaryDir>

namespace tessera::lives {

class Disk
{
public:
    Disk();
    ~Disk();
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    QString config() const;
    QString locks() const;
    void branch();
    /// No file grows beyond so many bytes; a write across the limit is cut there.
    void fill(qint64 bytes);
    void empty();

private:
    QString path(int generation) const;

    QTemporaryDir m_root;
    int m_generation = 0;
    bool m_isFull = false;
};

} // namespace tessera::lives

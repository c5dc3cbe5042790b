#include "tests/lives/disk.h"

#include <QDir>
#include <QFile>

#include <csignal>
#include <filesystem>
#include <sys/resource.h>

namespace tessera::lives {
namespace {

void limitFiles(rlim_t bytes)
{
    rlimit limit{};
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0)
        qFatal("no limit of file sizes");
    limit.rlim_cur = bytes == RLIM_INFINITY ? limit.rlim_max : bytes;
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        qFatal("no limit of file sizes");
}

} // namespace

Disk::Disk()
{
    std::signal(SIGXFSZ, SIG_IGN); // the write shall fail, not the program
    if (!m_root.isValid() || !QDir().mkpath(config()))
        qFatal("no temporary folder");
}

Disk::~Disk()
{
    empty();
}

QString Disk::path(int generation) const
{
    return m_root.filePath(QString::number(generation));
}

QString Disk::config() const
{
    return path(m_generation) + QStringLiteral("/config");
}

QString Disk::locks() const
{
    return path(m_generation) + QStringLiteral("/locks");
}

void Disk::branch()
{
    const bool wasFull = m_isFull;
    if (wasFull)
        limitFiles(RLIM_INFINITY);
    const std::filesystem::path from(QFile::encodeName(path(m_generation)).toStdString());
    const std::filesystem::path to(QFile::encodeName(path(m_generation + 1)).toStdString());
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
    ++m_generation;
    if (wasFull)
        limitFiles(0);
}

void Disk::fill(qint64 bytes)
{
    m_isFull = true;
    limitFiles(static_cast<rlim_t>(bytes));
}

void Disk::empty()
{
    if (std::exchange(m_isFull, false))
        limitFiles(RLIM_INFINITY);
}

} // namespace tessera::lives

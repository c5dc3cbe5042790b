#include "app/cli/commands/typed_lines.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <unistd.h>
#endif

namespace tessera::cli {

TypedLines::TypedLines(int descriptor, QObject* parent) : QObject(parent), m_descriptor(descriptor)
{
#ifdef Q_OS_UNIX
    m_notifier = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &TypedLines::read);
#endif
}

TypedLines::~TypedLines() = default;

bool TypedLines::isInATerminal()
{
#ifdef Q_OS_UNIX
    return isatty(0) == 1;
#else
    return false;
#endif
}

void TypedLines::read()
{
#ifdef Q_OS_UNIX
    char buffer[4096];
    const auto count = ::read(m_descriptor, buffer, sizeof buffer);
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0) {
        m_notifier->setEnabled(false);
        Q_EMIT ended();
        return;
    }
    for (const char c : QByteArrayView(buffer, count)) {
        if (c != '\n') {
            m_isTooLong = m_isTooLong || m_line.size() >= kLongest;
            if (!m_isTooLong)
                m_line += c;
            continue;
        }
        const QString line = QString::fromUtf8(m_line).trimmed();
        m_line.clear();
        if (!std::exchange(m_isTooLong, false))
            Q_EMIT typed(line);
    }
#endif
}

} // namespace tessera::cli

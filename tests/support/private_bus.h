// A message bus of the test's own.
#pragma once

#include <QDBusConnection>
#include <QProcess>

namespace tessera::test {

class PrivateBus
{
public:
    PrivateBus()
    {
        m_process.start(
            QStringLiteral("dbus-daemon"),
            {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
        if (m_process.waitForReadyRead(5000))
            m_address = QString::fromLatin1(m_process.readLine().trimmed());
    }
    ~PrivateBus() { end(); }
    PrivateBus(const PrivateBus&) = delete;
    PrivateBus& operator=(const PrivateBus&) = delete;

    bool isUp() const { return !m_address.isEmpty(); }
    QString address() const { return m_address; }
    /// Of that name; each is another program to the bus.
    QDBusConnection connection(const QString& name) const
    {
        return QDBusConnection::connectToBus(m_address, name);
    }
    /// True: it has ended now.
    bool end()
    {
        m_process.kill();
        return m_process.waitForFinished();
    }

private:
    QProcess m_process;
    QString m_address;
};

} // namespace tessera::test

#include "tests/core/agent/local_client.h"

#include <QJsonDocument>
#include <QTest>
#include <QtEndian>

namespace tessera::test {

LocalClient::LocalClient(const QString& path)
{
    connect(&m_socket, &QLocalSocket::readyRead, this, [this] { m_bytes += m_socket.readAll(); });
    m_socket.connectToServer(path);
    m_socket.waitForConnected(5000);
}

void LocalClient::send(const QByteArray& bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

void LocalClient::sendMessage(const QByteArray& json)
{
    if (const auto frame = framed(json))
        send(*frame);
}

QJsonObject LocalClient::answer()
{
    const auto isWhole = [this] {
        return m_bytes.size() >= 4 && m_bytes.size() >= 4 + qFromBigEndian<quint32>(m_bytes.constData());
    };
    if (!QTest::qWaitFor(isWhole, 5000))
        return {};
    const qsizetype length = qFromBigEndian<quint32>(m_bytes.constData());
    const QByteArray message = m_bytes.mid(4, length);
    m_bytes.remove(0, 4 + length);
    return QJsonDocument::fromJson(message).object();
}

QString LocalClient::answerCode()
{
    return answer().value(u"error").toObject().value(u"code").toString();
}

bool LocalClient::waitClosed(int milliseconds)
{
    return QTest::qWaitFor([this] { return m_socket.state() == QLocalSocket::UnconnectedState; },
                           milliseconds);
}

bool LocalClient::waitWaiting()
{
    return answer().value(u"waiting").toBool();
}

} // namespace tessera::test

// The body of a request that may leave this machine once. When a connection closes without an answer, Qt
// sends the request again by itself; a code or a refresh token sent twice can end the whole grant (attack
// A115). A body that cannot go back to its start makes Qt give up instead.
#pragma once

#include <QIODevice>

namespace tessera {

class OneTimeBody final : public QIODevice
{
    Q_OBJECT
public:
    /// `bytes` may hold secrets: wiped with the device.
    explicit OneTimeBody(QByteArray bytes, QObject* parent = nullptr);
    ~OneTimeBody() override;

    qint64 size() const override { return m_bytes.size(); }
    bool reset() override;
    bool seek(qint64 position) override;

protected:
    qint64 readData(char* data, qint64 maxSize) override;
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_taken = 0;
};

} // namespace tessera

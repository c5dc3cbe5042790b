// Watches one reply: connect time, whole time, least rate, most bytes, no surprises in its header lines. Ends
// the reply when a limit is passed and leaves the reason on it for SecureAccessManager::read.
#pragma once

#include "core/net/secure_access_manager.h"

#include <QNetworkReply>
#include <QTimer>

#include <optional>

namespace tessera {

class ReplyGuard final : public QObject
{
    Q_OBJECT
public:
    /// Becomes a child of the reply and lives with it.
    ReplyGuard(QNetworkReply* reply, const ReplyLimits& limits, qint64 maxBodyBytes);

    struct Reason
    {
        QByteArray code;
        QString detail;
    };
    /// The first reason counts.
    static void setReason(QNetworkReply* reply, const QByteArray& code, const QString& detail);
    static std::optional<Reason> reason(const QNetworkReply* reply);

private:
    void checkHeaders();
    void checkBody();
    void checkRate();
    void noteTlsErrors(const QList<QSslError>& errors);
    void end(const QByteArray& code, const QString& detail);

    QNetworkReply* m_reply;
    qint64 m_maxBodyBytes;
    qint64 m_leastBytesPerWindow;
    qint64 m_bytesAtWindowStart = 0;
    QTimer m_connectTimer;
    QTimer m_exchangeTimer;
    QTimer m_rateTimer;
};

} // namespace tessera

#include "core/net/reply_guard.h"

#include <QSslError>

namespace tessera {
namespace {

constexpr char kReasonCode[] = "_tessera_reason";
constexpr char kReasonDetail[] = "_tessera_reason_detail";

} // namespace

ReplyGuard::ReplyGuard(QNetworkReply* reply, const ReplyLimits& limits, qint64 maxBodyBytes)
    : QObject(reply), m_reply(reply), m_maxBodyBytes(maxBodyBytes),
      m_leastBytesPerWindow(limits.leastBytesPerSecond * limits.leastRateWindow.count() / 1000)
{
    m_connectTimer.setSingleShot(true);
    m_connectTimer.start(limits.connectTime);
    m_exchangeTimer.setSingleShot(true);
    m_exchangeTimer.start(limits.exchangeTime);
    m_rateTimer.setInterval(limits.leastRateWindow);
    connect(&m_connectTimer, &QTimer::timeout, this,
            [this] { end("net.timeout", QStringLiteral("no connection in time")); });
    connect(&m_exchangeTimer, &QTimer::timeout, this,
            [this] { end("net.timeout", QStringLiteral("no complete answer in time")); });
    connect(&m_rateTimer, &QTimer::timeout, this, &ReplyGuard::checkRate);

    connect(reply, &QNetworkReply::requestSent, &m_connectTimer, &QTimer::stop);
    connect(reply, &QNetworkReply::metaDataChanged, this, &ReplyGuard::checkHeaders);
    connect(reply, &QNetworkReply::readyRead, this, &ReplyGuard::checkBody);
    connect(reply, &QNetworkReply::sslErrors, this, &ReplyGuard::noteTlsErrors);
    for (QTimer* timer : {&m_connectTimer, &m_exchangeTimer, &m_rateTimer})
        connect(reply, &QNetworkReply::finished, timer, &QTimer::stop);
}

void ReplyGuard::setReason(QNetworkReply* reply, const QByteArray& code, const QString& detail)
{
    if (reason(reply))
        return;
    reply->setProperty(kReasonCode, code);
    reply->setProperty(kReasonDetail, detail);
}

std::optional<ReplyGuard::Reason> ReplyGuard::reason(const QNetworkReply* reply)
{
    const QVariant code = reply->property(kReasonCode);
    if (!code.isValid())
        return std::nullopt;
    return Reason{code.toByteArray(), reply->property(kReasonDetail).toString()};
}

void ReplyGuard::checkHeaders()
{
    m_connectTimer.stop();
    const QByteArray encoding = m_reply->rawHeader("Content-Encoding").trimmed();
    if (!encoding.isEmpty() && encoding.compare("identity", Qt::CaseInsensitive) != 0)
        return end("net.bad_reply", QStringLiteral("a Content-Encoding that was not asked for"));
    const QByteArray length = m_reply->rawHeader("Content-Length");
    if (length.toLongLong() > m_maxBodyBytes)
        end("net.too_large", QStringLiteral("announces more than %1 bytes").arg(m_maxBodyBytes));
}

void ReplyGuard::checkBody()
{
    // Replies are read whole after they finished; until then everything that came is "available".
    if (m_reply->bytesAvailable() > m_maxBodyBytes)
        return end("net.too_large", QStringLiteral("more than %1 bytes").arg(m_maxBodyBytes));
    if (!m_rateTimer.isActive() && m_reply->isRunning())
        m_rateTimer.start();
}

void ReplyGuard::checkRate()
{
    const qint64 bytes = m_reply->bytesAvailable();
    if (bytes - m_bytesAtWindowStart < m_leastBytesPerWindow)
        end("net.too_slow", QStringLiteral("less than %1 bytes in %2 ms")
                                .arg(m_leastBytesPerWindow)
                                .arg(m_rateTimer.interval()));
    m_bytesAtWindowStart = bytes;
}

void ReplyGuard::noteTlsErrors(const QList<QSslError>& errors)
{
    if (!errors.isEmpty())
        setReason(m_reply, "net.tls", errors.first().errorString());
}

void ReplyGuard::end(const QByteArray& code, const QString& detail)
{
    setReason(m_reply, code, detail);
    m_reply->abort();
}

} // namespace tessera

#include "core/net/reply_guard.h"

#include <QSslError>

#include <algorithm>

namespace tessera {
namespace {

constexpr char kReasonCode[] = "_tessera_reason";
constexpr char kReasonDetail[] = "_tessera_reason_detail";
/// Qt reads a body of unknown length in blocks of up to 128 KiB, one of known length in blocks of up to all
/// of it.
constexpr qint64 kLargestBlock = 128 * 1024;

/// The memory a reply may take. Qt's flow control stalls for good when a block is larger than the room left
/// behind it (6.4: one reply in five at the limit), so the room above the limit is larger than any block.
qint64 readBufferSizeFor(qint64 maxBodyBytes)
{
    return maxBodyBytes + std::max(maxBodyBytes, kLargestBlock) + kLargestBlock;
}

bool isNumber(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 18 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Lines of one name arrive joined to one: so the bytes are what bounds them. Past a bound of its own (100
/// lines in Qt 6.4) Qt drops all lines and goes on: so none at all is one of the signs.
bool hasOddHeaders(const QNetworkReply* reply)
{
    qsizetype bytes = 0;
    for (const auto& [name, value] : reply->rawHeaderPairs())
        bytes += name.size() + value.size();
    return bytes == 0 || bytes > limits::kReplyHeaderBytes ||
           reply->rawHeaderPairs().size() > limits::kReplyHeaderLines;
}

} // namespace

ReplyGuard::ReplyGuard(QNetworkReply* reply, const ReplyLimits& limits, qint64 maxBodyBytes)
    : QObject(reply), m_reply(reply), m_maxBodyBytes(maxBodyBytes),
      m_leastBytesPerWindow(limits.leastBytesPerSecond * limits.leastRateWindow.count() / 1000)
{
    reply->setReadBufferSize(readBufferSizeFor(maxBodyBytes));

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
    if (hasOddHeaders(m_reply))
        return end("net.bad_reply", QStringLiteral("no header lines, or too many"));
    const QByteArray encoding = m_reply->rawHeader("Content-Encoding").trimmed();
    if (!encoding.isEmpty() && encoding.compare("identity", Qt::CaseInsensitive) != 0)
        return end("net.bad_reply", QStringLiteral("a Content-Encoding that was not asked for"));
    if (!m_reply->hasRawHeader("Content-Length"))
        return;
    const QByteArray length = m_reply->rawHeader("Content-Length").trimmed();
    // Two of them arrive joined by a comma, and are no number (attack A318).
    if (!isNumber(length))
        return end("net.bad_reply", QStringLiteral("Content-Length is not one number"));
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

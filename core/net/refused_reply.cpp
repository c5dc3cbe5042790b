#include "core/net/refused_reply.h"

#include "core/net/reply_guard.h"

#include <QTimer>

namespace tessera {

RefusedReply::RefusedReply(QNetworkAccessManager::Operation operation, const QNetworkRequest& request,
                           const Error& reason, QObject* parent)
    : QNetworkReply(parent)
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    setOpenMode(QIODevice::ReadOnly);
    setError(ProtocolInvalidOperationError, reason.code);
    ReplyGuard::setReason(this, reason.code.toLatin1(), reason.detail);
    QTimer::singleShot(0, this, &RefusedReply::end);
}

void RefusedReply::end()
{
    setFinished(true);
    Q_EMIT errorOccurred(error());
    Q_EMIT finished();
}

} // namespace tessera

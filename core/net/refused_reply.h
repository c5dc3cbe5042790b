// A reply that never went out: SecureAccessManager refused the address. Finishes through the event loop, as
// every other reply does.
#pragma once

#include "core/base/error.h"

#include <QNetworkReply>

namespace tessera {

class RefusedReply final : public QNetworkReply
{
    Q_OBJECT
public:
    RefusedReply(QNetworkAccessManager::Operation operation, const QNetworkRequest& request,
                 const Error& reason, QObject* parent);

    void abort() override {}
    qint64 bytesAvailable() const override { return 0; }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char*, qint64) override { return -1; }

private:
    void end();
};

} // namespace tessera

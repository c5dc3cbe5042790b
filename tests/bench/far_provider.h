// tessera-demo-idp as a program of its own, whose answers come as late as from far away.
#pragma once

#include "core/base/clock.h"

#include <QProcess>
#include <QStringList>

namespace tessera::bench {

class FarProvider
{
public:
    /// Ends the program if it does not come up.
    explicit FarProvider(Milliseconds roundTrip);
    ~FarProvider();

    QString issuer() const { return m_issuer; }
    /// Endpoints asked for since the last call, in order.
    QStringList takeRequests();

private:
    QProcess m_process;
    QString m_issuer;
    QStringList m_requests;
};

} // namespace tessera::bench

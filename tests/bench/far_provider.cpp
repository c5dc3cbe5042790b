#include "tests/bench/far_provider.h"

#include "tests/bench/measure.h"

namespace tessera::bench {
namespace {

constexpr int kPatience = 30'000;

} // namespace

FarProvider::FarProvider(Milliseconds roundTrip)
{
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.start(QStringLiteral(TESSERA_DEMO_IDP),
                    {QStringLiteral("--exit-with-stdin"), QStringLiteral("--show-requests"),
                     QStringLiteral("--delay-ms"), QString::number(roundTrip.count())});
    while (!m_process.canReadLine())
        if (!m_process.waitForReadyRead(kPatience))
            fail("error: the demo provider did not start");
    m_issuer = QString::fromLatin1(m_process.readLine()).trimmed();
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this] {
        while (m_process.canReadLine())
            m_requests += QString::fromLatin1(m_process.readLine()).trimmed();
    });
}

FarProvider::~FarProvider()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished(kPatience);
}

QStringList FarProvider::takeRequests()
{
    return std::exchange(m_requests, {});
}

} // namespace tessera::bench

// The timer leaf: it ends by itself, and at once when it is stopped.
#include "core/base/pause.h"

#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QTest>
#include <QTimer>

namespace tessera::test {

using namespace std::chrono_literals;

class PauseTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ends() { QVERIFY(await(pauseFor(1ms, {}))); }
    void ofNoLength() { QVERIFY(await(pauseFor(0ms, {}))); }

    void stopped()
    {
        std::stop_source stop;
        QTimer::singleShot(0, this, [&stop] { stop.request_stop(); });
        const auto outcome = await(pauseFor(1h, stop.get_token()));
        QCOMPARE(outcome.error().kind, ErrorKind::Cancelled);
    }

    void stoppedBefore()
    {
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(await(pauseFor(1h, stop.get_token())).error().code, QStringLiteral("cancelled"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::PauseTest)
#include "pause_test.moc"

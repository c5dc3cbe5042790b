// Typing is not held up: pause, other thread, late results dropped.
#include "ui/inspector/report_runner.h"

#include "tests/support/test_program.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace tessera;

namespace {

/// The kind is the first byte of the text; the title says where it was looked at.
TokenReport look(QByteArrayView text, TimePoint)
{
    TokenReport report;
    report.kind = QString::fromLatin1(text.first(1));
    // The application may be gone before the last look ends.
    const QCoreApplication* application = QCoreApplication::instance();
    report.title = application && QThread::currentThread() == application->thread()
                       ? QStringLiteral("here")
                       : QStringLiteral("elsewhere");
    return report;
}

QByteArray longText(char first)
{
    return QByteArray(ReportRunner::kAtOnce + 1, first);
}

} // namespace

class ReportRunnerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_reports.clear(); }

    void shortTextIsLookedAtHere()
    {
        ReportRunner runner(look);
        follow(runner);
        runner.now("a", {});
        QCOMPARE(m_reports.size(), 1);
        QCOMPARE(m_reports.first().title, QStringLiteral("here"));
    }

    void longTextIsLookedAtElsewhere()
    {
        ReportRunner runner(look);
        follow(runner);
        runner.now(longText('a'), {});
        QVERIFY(m_reports.isEmpty()); // it did not wait
        QVERIFY(runner.isBusy());
        QTRY_COMPARE(m_reports.size(), 1);
        QCOMPARE(m_reports.first().title, QStringLiteral("elsewhere"));
        QVERIFY(!runner.isBusy());
    }

    void typingWaitsForAPause()
    {
        std::atomic<int> calls = 0;
        ReportRunner runner([&calls](QByteArrayView text, TimePoint now) {
            ++calls;
            return look(text, now);
        });
        follow(runner);
        for (char c : {'a', 'b', 'c', 'd'})
            runner.later(QByteArray(1, c), {});
        QCOMPARE(calls.load(), 0);
        QTRY_COMPARE(m_reports.size(), 1);
        QCOMPARE(m_reports.first().kind, QStringLiteral("d"));
        QCOMPARE(calls.load(), 1);
    }

    /// The first look takes until the second one is done: its answer is about a text that is gone.
    void lateResultsAreDropped()
    {
        auto gate = std::make_shared<QSemaphore>();
        ReportRunner runner([gate](QByteArrayView text, TimePoint now) {
            if (text.front() == 'a')
                gate->acquire();
            return look(text, now);
        });
        follow(runner);
        runner.now(longText('a'), {});
        runner.now("b", {});
        QCOMPARE(m_reports.size(), 1);
        gate->release();
        QTRY_VERIFY(!runner.isBusy());
        QCOMPARE(m_reports.size(), 1);
        QCOMPARE(m_reports.first().kind, QStringLiteral("b"));
    }

    void forgottenIsForgotten()
    {
        ReportRunner runner(look);
        follow(runner);
        runner.now(longText('a'), {});
        runner.later("b", {});
        runner.forget();
        QTRY_VERIFY(!runner.isBusy());
        QTest::qWait(int(ReportRunner::kPause.count()) * 2);
        QVERIFY(m_reports.isEmpty());
    }

    void closingWhileBusyIsClean()
    {
        auto gate = std::make_shared<QSemaphore>();
        {
            ReportRunner runner([gate](QByteArrayView text, TimePoint now) {
                gate->acquire();
                return look(text, now);
            });
            follow(runner);
            runner.now(longText('a'), {});
        }
        gate->release();
        QCoreApplication::processEvents();
        QVERIFY(m_reports.isEmpty());
    }

private:
    void follow(ReportRunner& runner)
    {
        connect(&runner, &ReportRunner::finished, this,
                [this](const TokenReport& report) { m_reports.append(report); });
    }

    QList<TokenReport> m_reports;
};

TESSERA_TEST(ReportRunnerTest)
#include "report_runner_test.moc"

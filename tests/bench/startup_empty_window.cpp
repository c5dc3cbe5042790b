// The least a window can cost: an empty QMainWindow that says when it was painted and ends. What
// tessera-desktop is measured against (startup.py). With --stay it stays, for idle.py.
#include <QApplication>
#include <QElapsedTimer>
#include <QMainWindow>

#include <cstdio>

namespace {

class EmptyWindow final : public QMainWindow
{
public:
    EmptyWindow(const QElapsedTimer& sinceStart, bool stays) : m_sinceStart(sinceStart), m_stays(stays)
    {
        resize(1200, 760);
    }

protected:
    bool event(QEvent* event) override
    {
        const bool done = QMainWindow::event(event);
        if (event->type() == QEvent::Paint && !m_stays)
            QMetaObject::invokeMethod(this, &EmptyWindow::leave, Qt::QueuedConnection);
        return done;
    }

private:
    void leave()
    {
        std::printf("%lld\n", static_cast<long long>(m_sinceStart.elapsed()));
        QApplication::exit(0);
    }

    const QElapsedTimer& m_sinceStart;
    bool m_stays;
};

} // namespace

int main(int argc, char* argv[])
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QApplication application(argc, argv);
    EmptyWindow window(sinceStart, QApplication::arguments().contains(QStringLiteral("--stay")));
    window.show();
    return QApplication::exec();
}

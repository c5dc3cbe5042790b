// The least a window can cost: an empty QMainWindow that says when it was painted and ends. What
// tessera-desktop is measured against (tests/bench/startup.py).
#include <QApplication>
#include <QElapsedTimer>
#include <QMainWindow>

#include <cstdio>

namespace {

class EmptyWindow final : public QMainWindow
{
public:
    explicit EmptyWindow(const QElapsedTimer& sinceStart) : m_sinceStart(sinceStart) { resize(1200, 760); }

protected:
    bool event(QEvent* event) override
    {
        const bool done = QMainWindow::event(event);
        if (event->type() == QEvent::Paint)
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
};

} // namespace

int main(int argc, char* argv[])
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QApplication application(argc, argv);
    EmptyWindow window(sinceStart);
    window.show();
    return QApplication::exec();
}

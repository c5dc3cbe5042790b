// How long the program's thread was kept from its events: the longest that any one event took to be handled,
// from the loop's point of view. What is longer than a picture of the screen lasts (16 ms) is felt.
#pragma once

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>

namespace tessera::bench {

class WatchedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        // An event handled within another one is part of that one.
        if (m_depth++ > 0) {
            const bool inner = QApplication::notify(receiver, event);
            --m_depth;
            return inner;
        }
        QElapsedTimer timer;
        timer.start();
        const QByteArray who = receiver->metaObject()->className();
        const int what = event->type();
        const bool done = QApplication::notify(receiver, event);
        --m_depth;
        if (const double took = double(timer.nsecsElapsed()) / 1e6; took > m_longest) {
            m_longest = took;
            m_worst = who + ", event " + QByteArray::number(what);
        }
        return done;
    }

    void forget()
    {
        m_longest = 0;
        m_worst.clear();
    }
    double longestMs() const { return m_longest; }
    /// Whose event that was.
    QByteArray worst() const { return m_worst; }

private:
    int m_depth = 0;
    double m_longest = 0;
    QByteArray m_worst;
};

} // namespace tessera::bench

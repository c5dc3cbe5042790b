// What a person types or pastes while a command is waiting for something else: one line after the other from
// standard input, without holding anything up.
#pragma once

#include "core/base/one_shot.h"
#include "core/base/result.h"

#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace tessera::cli {

class TypedLines final : public QObject
{
    Q_OBJECT
public:
    /// Longer lines are dropped whole.
    static constexpr qsizetype kLongest = 16 * 1024;

    /// Reads from this descriptor (0 is standard input) until it ends or the object goes. Unix only:
    /// elsewhere nothing is ever typed.
    explicit TypedLines(int descriptor = 0, QObject* parent = nullptr);
    ~TypedLines() override;

    static bool isInATerminal();

Q_SIGNALS:
    void typed(const QString& line);
    void ended();

private:
    void read();

    int m_descriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_line;
    bool m_isTooLong = false;
};

} // namespace tessera::cli

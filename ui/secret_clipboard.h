// Puts a secret on the clipboard for a while: marked as a secret for clipboard histories, taken off again
// after 45 s, or as long as a person chose, if it is still there (attack A287). The mark is that of KDE's
// Klipper, which others heed too, and on Windows those of its own history and cloud. The one of macOS
// (org.nspasteboard.ConcealedType) needs a converter that Qt has from 6.5 on: there a history may keep it.
#pragma once

#include "core/base/clock.h"
#include "core/base/secret_string.h"

#include <QObject>
#include <QTimer>

namespace tessera {

class SecretClipboard final : public QObject
{
    Q_OBJECT
public:
    static constexpr Seconds kStay{45};

    explicit SecretClipboard(Milliseconds stay = kStay, QObject* parent = nullptr);
    /// Takes it off when the program ends.
    ~SecretClipboard() override;

    /// From the next copy on.
    void setStay(Milliseconds stay) { m_stay = stay; }
    Seconds stay() const { return std::chrono::duration_cast<Seconds>(m_stay); }

    void copy(const SecretString& secret);
    /// Now, if it is still there.
    void takeOff();

private:
    Milliseconds m_stay;
    QTimer m_timer;
    QByteArray m_hash; ///< of what was put there: enough to know it again
};

} // namespace tessera

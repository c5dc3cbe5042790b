// Puts a secret on the clipboard for a while: marked as a secret for clipboard histories, taken off again
// after 45 s if it is still there (attack A287).
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

    void copy(const SecretString& secret);

private:
    void clearIfOurs();

    QTimer m_timer;
    QByteArray m_hash; ///< of what was put there: enough to know it again
};

} // namespace tessera

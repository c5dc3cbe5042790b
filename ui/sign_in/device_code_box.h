// The device grant on the sign-in page: where to go, the code to type there, a QR code that holds both, and
// the warning never to enter a code that somebody else sent (RFC 8628 section 5.4, A344).
#pragma once

#include "core/session/sign_in.h"

#include <QWidget>

namespace tessera {

class Label;
class QrCode;

class DeviceCodeBox final : public QWidget
{
    Q_OBJECT
public:
    explicit DeviceCodeBox(QWidget* parent = nullptr);

    void show(const SignInProgress& progress);
    QString userCode() const { return m_userCode; }

private:
    QString m_userCode;
    Label* m_where;
    Label* m_address;
    Label* m_code;
    QrCode* m_qr;
    Label* m_compare;
};

} // namespace tessera

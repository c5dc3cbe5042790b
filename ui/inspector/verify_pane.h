// Verify: where the key comes from, what is expected of the token, the verdict and the checks. Asks by a
// signal; nothing goes over the network without a click on a button that names the host (attack A290).
#pragma once

#include "core/inspector/token_inspector.h"
#include "ui/inspector/key_source.h"

#include <QWidget>

namespace tessera {

class Banner;
class Button;
class CheckList;
class Field;
class KeyForm;

class VerifyPane final : public QWidget
{
    Q_OBJECT
public:
    explicit VerifyPane(QWidget* parent = nullptr);

    /// Another token: what was found out about the last one goes.
    void setToken(const TokenReport& report);
    void setBusy(bool busy);
    void showVerified(const TokenReport& report, const InspectionExpectations& expectations, int keyCount);
    void showError(const Error& error);

    KeyForm* keys() const { return m_keys; }
    Field* audience() const { return m_audience; }
    Field* nonce() const { return m_nonce; }
    Button* verifyButton() const { return m_verify; }
    Button* againButton() const { return m_again; }
    Banner* verdict() const { return m_verdict; }
    CheckList* checks() const { return m_checks; }

Q_SIGNALS:
    void verifyRequested(const tessera::KeySourceChoice& choice,
                         const tessera::InspectionExpectations& expectations, bool again);

private:
    void ask(bool again);
    void forget();
    void refresh();

    KeyForm* m_keys;
    Field* m_audience;
    Field* m_nonce;
    Button* m_verify;
    Banner* m_verdict;
    CheckList* m_checks;
    Button* m_again;
    QString m_issuer; ///< as the last token said
    bool m_verifiable = false;
    bool m_busy = false;
};

} // namespace tessera

// Does what the inspector's pages ask for and widgets do not do: gets keys from where a person named,
// verifies. One verification at a time; a new one, or a new token, ends the one under way.
#pragma once

#include "core/inspector/token_inspector.h"
#include "core/session/environment.h"
#include "ui/inspector/key_source.h"

#include <QObject>

#include <functional>
#include <stop_token>

namespace tessera {

/// What a key source gave: keys, or a secret.
struct NamedKeys
{
    JwkSet keys;
    std::optional<SecretString> secret;
    QString source; ///< for people: a host, a file's name, "the pasted key"
};

/// How a report is verified, decrypted and compared with what is expected.
using Verifier = std::function<TokenReport(TokenReport, const NamedKeys&, const InspectionExpectations&)>;
TokenReport verifyWith(TokenReport report, const NamedKeys& keys, const InspectionExpectations& expectations);

class InspectorController final : public QObject
{
    Q_OBJECT
public:
    explicit InspectorController(Environment environment, QObject* parent = nullptr);
    ~InspectorController() override;

    void setVerifier(Verifier verifier) { m_verifier = std::move(verifier); }
    /// `again`: keys that were read before are fetched anew.
    void verify(const TokenReport& report, const KeySourceChoice& choice,
                const InspectionExpectations& expectations, bool again);
    void cancel();
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void busyChanged(bool busy);
    void verified(const tessera::TokenReport& report, const tessera::InspectionExpectations& expectations,
                  int keyCount);
    /// There are no keys to verify with.
    void failed(const tessera::Error& error, const QString& source);

private:
    void setBusy(bool busy);

    Environment m_environment;
    Verifier m_verifier = verifyWith;
    std::stop_source m_stop;
    bool m_busy = false;
    int m_round = 0;
};

} // namespace tessera

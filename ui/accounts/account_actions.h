// What a person can do with an account: copy or inspect its token, renew, sign out. Talks to the session
// manager; tells by signals how it went.
#pragma once

#include "core/session/session_manager.h"
#include "ui/inspector/named_token.h"
#include "ui/secret_clipboard.h"
#include "ui/text/provider_text.h"

#include <QSet>

namespace tessera {

class AccountActions final : public QObject
{
    Q_OBJECT
public:
    explicit AccountActions(SessionManager& manager, QObject* parent = nullptr);
    ~AccountActions() override;

    void setClipboardStay(Seconds stay) { m_clipboard.setStay(stay); }

    void copyAccessToken(const QString& accountId);
    /// Hands the tokens to whoever shows them.
    void inspect(const QString& accountId);
    void renew(const QString& accountId);
    void signOut(const QString& accountId);
    bool isBusy(const QString& accountId) const { return m_busy.contains(accountId); }

Q_SIGNALS:
    void busyChanged(const QString& accountId);
    /// "Copied. …" Without an account: about one that is gone.
    void told(const QString& accountId, const QString& sentence);
    void failed(const QString& accountId, const tessera::Error& error);
    /// The access token first, the ID token after it if there is one.
    void gaveTokens(const QString& account, const QList<tessera::NamedToken>& tokens);
    /// Nobody keeps anything of this account any more; `account` as in gaveTokens.
    void forgot(const QString& account);
    /// The account is gone. `revocationError`: the provider could not be told.
    void signedOut(const tessera::ProviderNotes& notes, const std::optional<tessera::Error>& revocationError);

private:
    bool begin(const QString& accountId);
    void end(const QString& accountId);

    SessionManager& m_manager;
    SecretClipboard m_clipboard;
    QString m_copiedFrom; ///< whose token was copied last
    QSet<QString> m_busy;
    std::stop_source m_stop;
};

} // namespace tessera

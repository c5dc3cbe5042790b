// Keeps the accounts: loads them, renews them before they expire, hands out fresh tokens, signs out. The one
// object programs talk to; it tells what changed by signals and answers questions by tasks.
#pragma once

#include "core/oauth/introspection.h"
#include "core/session/end_session_journey.h"
#include "core/session/left_over.h"
#include "core/session/renewal_plan.h"
#include "core/session/sign_in.h"

#include <QObject>

namespace tessera {

struct SignOutOutcome
{
    /// The server confirmed (or the person asked to keep the grant, or it has no revocation endpoint).
    bool revoked = false;
    std::optional<Error> revocationError; ///< local sign-out happened all the same (A235)
    /// The tokens wait in the keychain until the server has been told; tried again by itself.
    bool queued = false;
};

/// One look at the revocations that wait.
struct RevocationRound
{
    qsizetype revoked = 0;
    qsizetype waiting = 0;
    QList<Error> givenUp;           ///< refused for good, too old, unreadable; endpoint: the issuer
    std::optional<Error> lastError; ///< of those that wait on
};

/// What a person is shown at the end of `tessera sign-in`.
struct SignInOutcome
{
    QString accountId;
    Account account;
    QList<IdTokenCheck> checks;
    std::optional<TimePoint> expiresAt;
    QStringList scopeRefused;           ///< asked for, not granted
    bool thisSessionOnly = false;       ///< no keychain took it…
    std::optional<Error> keychainError; ///< …and this is why
};

/// With whom an account signed in, as what: for the requests of developers.
struct AccountServer
{
    AuthorizationServerMetadata metadata;
    ClientRegistration registration;
};

struct ManagerState;

class SessionManager final : public QObject
{
    Q_OBJECT
public:
    /// `policy` decides when to renew; time comes from the environment's clock.
    explicit SessionManager(Environment environment, RenewalPolicy policy = {}, QObject* parent = nullptr);
    ~SessionManager() override;

    /// Reads accounts.json and each grant. Errors as AccountsFile::read. Call once, first.
    QCoro::Task<Result<void>> load(std::stop_token stop = {});
    /// From here on accounts that another program signs in or out come and go here as well, a moment later.
    void watchAccounts();
    /// The same once and now, after load. Errors as AccountsFile::read: then nothing has changed here.
    QCoro::Task<Result<void>> followAccounts();
    /// From here on a keychain that is opened or comes back is noticed at once, where the system tells.
    void watchKeychain();
    /// Starts renewing by itself: sleeps until something is due, and heeds what the system tells of network,
    /// sleep and keychain. A command that lives for a second does not call it.
    void startRenewing();
    /// RenewalPolicy::lead from each account's next renewal on.
    void setRenewalLead(Seconds lead);

    QList<Session> sessions() const; ///< in the order of accounts.json
    std::optional<Session> session(const QString& accountId) const;
    /// With which client a further sign-in of this account begins, its secret included where the keychain is
    /// open. Unset: no such account.
    std::optional<ClientRegistration> registration(const QString& accountId) const;
    /// The same, with what the server said of itself at sign-in. Unset also while the keychain is closed.
    std::optional<AccountServer> server(const QString& accountId) const;
    /// By id, label, e-mail, name or subject; a unique prefix of the id too. Errors (Configuration):
    /// account.unknown, account.ambiguous (detail lists the candidates).
    Result<QString> findAccount(const QString& text) const;

    /// One at a time for an account that is named (forAccount): whoever asks meanwhile gets the answer of the
    /// one under way, and no second browser page opens. Errors: as tessera::signIn; Untrusted
    /// sign_in.other_person, Cancelled sign_in.scope_narrowed (detail: the scopes that would have been lost).
    QCoro::Task<Result<SignInOutcome>> signIn(SignInRequest request, std::stop_token stop = {});
    /// Valid for at least `minValid` more; renews first if not, and never sooner: where a renewal ends the
    /// token before it (ServerTraits::refreshEndsAccessToken), whoever holds that one loses it then. One
    /// flight per account, all callers share it (A216). Errors: as refresh; Denied session.sign_in_needed.
    QCoro::Task<Result<TokenSet>> freshTokens(QString accountId, Seconds minValid, std::stop_token stop = {});
    /// Because a person asked: not held back by the least gap, and a locked keychain may show its prompt.
    QCoro::Task<Result<TokenSet>> renewNow(QString accountId, std::stop_token stop = {});
    /// With a fresh token; one renewal and one retry on 401 (A229).
    QCoro::Task<Result<QJsonObject>> userInfo(QString accountId, std::stop_token stop = {});
    /// What the server says of a fresh access token. Errors as freshTokens and introspectToken.
    QCoro::Task<Result<Introspection>> introspect(QString accountId, std::stop_token stop = {});
    /// For endProviderSession after signOut. Unset as server().
    std::optional<EndSessionPlan> endSessionPlan(const QString& accountId) const;
    /// Revokes at the server (unless `keepGrant`), removes the keychain entry and the account, wipes the
    /// tokens. A server that does not answer within Environment::signOutTime is told later. Errors: Keychain
    /// when the entry cannot be removed: then the account stays, marked.
    QCoro::Task<Result<SignOutOutcome>> signOut(QString accountId, bool keepGrant, std::stop_token stop = {});

    /// Before the program ends: lets renewals that are under way finish, and writes what is in memory only
    /// (A233, A249). Errors: what still keeps it from being written, or Timeout session.still_renewing.
    QCoro::Task<Result<void>> settle(Milliseconds limit, std::stop_token stop = {});

    /// Tells the servers that could not be told when an account was signed out. A program that renews by
    /// itself does it by itself. Errors: Keychain; Cancelled; Timeout session.busy_elsewhere.
    QCoro::Task<Result<RevocationRound>> tryPendingRevocations(std::stop_token stop = {});
    /// As last seen: their number and issuers are no secret.
    qsizetype pendingRevocations() const;

    /// Sign-ins in the keychain that no account in the list has (A246). Errors: as SecretStore::keys, and as
    /// AccountsFile::read.
    QCoro::Task<Result<QList<LeftOver>>> leftOvers(std::stop_token stop = {});
    /// Ends one of them as signOut does an account. Errors: as signOut; Configuration left_over.in_use.
    QCoro::Task<Result<SignOutOutcome>> endLeftOver(QString accountId, std::stop_token stop = {});

    /// Looks at the clock and starts what is due. Called when the alarm rings; tests call it after moving the
    /// clock.
    void tick();
    /// The network is back: those that could not reach their server try soon (A224).
    void networkCameBack();
    /// The machine slept, and with it many others: what is due is spread.
    void wokeUp();

    /// What a person calls the account; empty: by the name its provider gives. Errors as AccountsFile::write,
    /// and Configuration account.unknown, account.label (too long, or not one line), account.label_taken.
    Result<void> rename(const QString& accountId, const QString& label);
    /// In the list, before that one; empty: to the end. Errors as AccountsFile::write, account.unknown.
    Result<void> move(const QString& accountId, const QString& beforeId);

    const Environment& environment() const;

Q_SIGNALS:
    /// sessions() are the same in another order.
    void orderChanged();
    void sessionAdded(const QString& accountId);
    void sessionChanged(const QString& accountId);
    void sessionRemoved(const QString& accountId);
    void pendingRevocationsChanged();
    /// Some servers have been told, or never will be.
    void revocationsSettled(const tessera::RevocationRound& round);

private:
    std::shared_ptr<ManagerState> m_state;
};

} // namespace tessera

// What the session manager knows: one entry per account. Shared by its coroutines, which may outlive the
// QObject in front of it; afterwards nothing is emitted any more.
#pragma once

#include "core/base/one_shot.h"
#include "core/base/sealed_secret.h"
#include "core/session/account_journal.h"
#include "core/session/account_lock.h"
#include "core/session/due_queue.h"
#include "core/session/entry_list.h"
#include "core/session/pending_revocation.h"
#include "core/session/session_manager.h"
#include "core/session/session_store.h"

namespace tessera {

/// What became of an entry while somebody was waiting for the network. Replaced: a new sign-in of the same
/// account takes its place, and answers those who wait.
enum class Fate { Present, Replaced, SignedOut };

struct AccountEntry
{
    Session session;
    /// As last read or made, without its refresh token, which is kept sealed: only holdGrant writes both, and
    /// heldGrant puts them together for as long as they are used. For a stored account the keychain's copy
    /// counts, unless `unsaved`.
    std::optional<StoredGrant> grant;
    /// What the accounts that no keychain keeps are renewed with, and the others while theirs is gone.
    SealedSecret refreshToken;
    bool listed = false;  ///< stands in accounts.json
    bool stored = false;  ///< the keychain keeps its grant
    bool unsaved = false; ///< the keychain holds an older grant than `grant`
    std::optional<Error> storeProblem;
    /// While `unsaved`: other programs are kept away from the older grant in the keychain, which is used up.
    std::shared_ptr<ProcessLock> kept;
    /// The keychain said no to this program: asked again only when a person says so (A239).
    bool waitsForPerson = false;

    Fate fate = Fate::Present;
    bool keepGrant = false; ///< signed out without revoking

    bool renewing = false;
    bool probing = false;
    bool leaving = false; ///< signed out by another program, and its lock is waited for
    std::stop_source flight;
    FlowHandle flow; ///< of the renewal that is under way
    QList<OneShot<Result<TokenSet>>> waiters;

    int failures = 0;                    ///< in a row
    int looksInVain = 0;                 ///< at the keychain, in a row
    Milliseconds nextTry{0};             ///< since boot: of Offline, of a closed keychain
    Milliseconds notBefore{0};           ///< since boot: of Offline, also where somebody waits for it
    Milliseconds obtainedBoot{0};        ///< since boot: when session.tokens came
    std::optional<Milliseconds> renewAt; ///< since boot: drawn once for session.tokens
    Milliseconds startsAt{0};            ///< since boot: of the first renewal, which brings the first tokens
    After next = After::SharedMoment;    ///< what the next tokens come after
    std::optional<Milliseconds> due;     ///< its place in the queue; only DueQueue writes it
    bool waitsForTurn = false;           ///< due, and others are under way
    std::optional<Milliseconds> renewedBoot; ///< since boot: the last renewal that succeeded
};

using EntryPtr = std::shared_ptr<AccountEntry>;

struct ManagerState
{
    ManagerState(Environment world, RenewalPolicy when, SessionManager* front);

    Environment environment;
    RenewalPolicy policy;
    AccountsFile file;
    AccountJournal journal;
    /// By account id: who waits for the sign-in of that account that is under way.
    QHash<QString, QList<OneShot<Result<SignInOutcome>>>> pendingSignIns;
    std::shared_ptr<AccountLocks> locks;
    std::shared_ptr<void> keychainWatch; ///< set where the system tells when the keychain changes
    EntryList entries;
    DueQueue queue;
    QList<EntryPtr> turn;   ///< due, and waiting until fewer are under way
    qsizetype underWay = 0; ///< renewals
    /// Wall clock less the time since boot, as last seen.
    std::optional<Milliseconds> clockOffset;
    bool looking = false;
    bool isLoaded = false; ///< accounts.json was read, or could not be
    /// When accounts.json was last written and how long it was, as last seen.
    std::optional<std::pair<qint64, qint64>> listSeen;
    /// Wakes the program at that time since boot; unset where nobody renews by himself.
    std::function<void(std::optional<Milliseconds>)> alarm;
    QList<PendingRevocation> pendingRevocations; ///< as last seen in the keychain
    std::optional<Milliseconds> revocationsDue;  ///< since boot; unset: none waits
    int revocationFailures = 0;                  ///< in a row
    bool revoking = false;                       ///< a look at them is under way
    std::stop_source stop;
    SessionManager* facade; ///< null once it is gone
};

using StatePtr = std::shared_ptr<ManagerState>;

EntryPtr findEntry(const StatePtr& state, const QString& accountId);

void announceAdded(const StatePtr& state, const EntryPtr& entry);
/// Nothing for an entry that is no longer shown.
void announceChanged(const StatePtr& state, const EntryPtr& entry);
void announceRemoved(const StatePtr& state, const QString& accountId);

void addEvent(const StatePtr& state, const EntryPtr& entry, SessionEvent::Kind kind,
              std::optional<Error> why = std::nullopt);

/// The later of the wall clock and the time that has passed since the tokens came: a clock set back does not
/// make a token young again (A223).
TimePoint effectiveNow(const StatePtr& state, const EntryPtr& entry);
/// When this account is renewed: as its server wants it.
RenewalPolicy policyOf(const StatePtr& state, const EntryPtr& entry);

/// The grant is this account's now. Its refresh token is in memory as text no longer (A298).
void holdGrant(const EntryPtr& entry, StoredGrant grant);
/// With its refresh token; unset where there is none.
std::optional<StoredGrant> heldGrant(const EntryPtr& entry);
bool hasRefreshToken(const EntryPtr& entry);
/// It is dead, or gone.
void dropRefreshToken(const EntryPtr& entry);

/// What of the server a person may see.
void showServer(const EntryPtr& entry, const AuthorizationServerMetadata& metadata);

/// The tokens are this account's now, all but the refresh token, and their renewal is drawn.
void keepTokens(const StatePtr& state, const EntryPtr& entry, TokenSet tokens);
/// How long until the next look at a keychain that cannot be used, after so many in vain: 5 s, growing to a
/// minute; where the system tells of changes, the longest at once.
Milliseconds keychainRetry(int looksInVain, bool isTold);

/// Phase, problem and plan, told to whoever looks.
void showPhase(const StatePtr& state, const EntryPtr& entry, Phase phase,
               std::optional<Error> problem = std::nullopt);

/// Everybody who waits for this entry's renewal.
void answerWaiters(const EntryPtr& entry, const Result<TokenSet>& answer);

/// To whoever keeps a journal.
void tellRenewal(const StatePtr& state, const EntryPtr& entry, RenewalEvent::Kind kind,
                 std::optional<Error> why = std::nullopt);

/// Revokes without anybody waiting for it.
void revokeInBackground(const StatePtr& state, const StoredGrant& grant, const TokensToRevoke& tokens);

} // namespace tessera

// Judges a life: what the provider knows against what the client shows and keeps. A family of tokens may end
// only because a token that nobody else has was lost on the way or before it could be stored; the client may
// ask for a sign-in only when the family has ended.
#pragma once

#include "core/session/session_store.h"
#include "tests/lives/world.h"

namespace tessera::lives {

struct Person
{
    QString subject;
    QString id;          ///< of the account; empty: not signed in
    int family = -1;     ///< of the tokens the client is expected to have
    bool isKept = false; ///< the client said that the sign-in is stored
    /// Said otherwise, or the power went meanwhile: after the next start it is so or not.
    bool isUncertain = false;
};

class Oracle
{
public:
    Oracle(World* world, QList<Person>* people);

    void signedIn(Person& person, const SignInOutcome& outcome);
    /// The power may have gone in the middle of the person's sign-in.
    void mayHaveSignedIn(Person& person) { person.isUncertain = true; }
    void programStarted(const SessionManager& manager);
    /// Nothing is under way.
    void check(const SessionManager& manager, bool othersRenew);

    bool isDead(const Person& person) const;
    /// Signed in with a token that the server takes, or rightly in need of a sign-in.
    bool isWell(const SessionManager& manager, const Person& person) const;
    QString describe(const SessionManager& manager, const Person& person) const;

    int excusedLosses = 0;

private:
    Result<StoredGrant> stored(const QString& id) const;
    void noteStored();
    void judge(const Reuse& reuse);
    void checkEntry(const Person& person, const Session& session, bool othersRenew);

    World* m_world;
    QList<Person>* m_people;
    std::shared_ptr<SecretStore> m_view;
    QHash<int, Milliseconds> m_onlyInMemorySince; ///< by family
    int m_firstOfThisRun = 0;                     ///< earlier tokens came to a program that has ended
};

} // namespace tessera::lives

// Auth0, for a native application with refresh token rotation.
//
// Imitated (shared notes on providers, V25 and V26): callback addresses compared exactly, port included; each
// renewal rotates; within the reuse window the token before is taken once more; the one before that, or the
// one before after the window, ends the whole family. Imitated though not certain (K): the issuer ends with a
// slash; a refresh token only with offline_access; /oauth/revoke ends the grant; the words of the errors. Not
// known: whether a reuse within the window answers with the tokens of the first time or with new ones (here:
// new). Not imitated: pages, organizations, audiences, the device grant.
#pragma once

#include "tests/providers/twin.h"

namespace tessera::test {

class Auth0Twin final : public Twin
{
public:
    explicit Auth0Twin(std::shared_ptr<const Clock> clock);

    QString issuer() const { return origin() + u'/'; }
    static QString clientId() { return QStringLiteral("auth0-native-client"); }

    /// Callback addresses, as they stand in the list; a sign-in with another is refused.
    QStringList callbacks;
    Seconds reuseWindow{30};
    bool familyIsAlive() const { return m_last && !m_last->ended; }

protected:
    LoopbackResponse answer(const TwinRequest& request) override;

private:
    LoopbackResponse discovery() const;
    LoopbackResponse authorize(const TwinRequest& request);
    LoopbackResponse token(const TwinRequest& request);
    LoopbackResponse refresh(const TwinRequest& request);
    LoopbackResponse tokens(const TwinGrantPtr& grant, int generation);

    struct Family
    {
        int generation = 0; ///< of the newest refresh token
        TimePoint rotatedAt{};
    };
    QHash<const TwinGrant*, Family> m_families;
    TwinGrantPtr m_last;
};

} // namespace tessera::test

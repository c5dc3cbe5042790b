// What the provider remembers of refresh tokens: families with rotation and reuse detection (RFC 9700 section
// 4.14.2), with or without a time in which a used token is taken once more. It also remembers what became of
// each token it gave out, because the oracle asks for the reason of every loss.
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace tessera::lives {

struct ProviderTraits
{
    bool rotates = true;
    bool repeatsToken = false; ///< not rotating: the same token comes with each answer
    Seconds reuseWindow{0};
    bool windowGivesSame = false; ///< within it: the same successor again, or another one
    Seconds accessLife{300};
    bool givesIdToken = false; ///< with each renewal
    bool longScope = false;    ///< the keychain entry takes more than one part
};

struct GivenToken
{
    QByteArray text;
    int family = -1;
    bool used = false;
    Milliseconds usedAt{0}; ///< since boot
    int successor = -1;
    bool delivered = false; ///< the answer it stood in came to the client whole
    bool stored = false;    ///< stood whole in the keychain at some time
    bool hindered = false;  ///< delivered, and then a fault kept it out of the keychain
};

struct Family
{
    QString subject;
    int newest = -1;
    bool revoked = false;
};

/// A used token came again, outside the window: the family ends.
struct Reuse
{
    int family = -1;
    GivenToken newest;
};

class Families
{
public:
    explicit Families(ProviderTraits traits) : m_traits(traits) {}

    /// With its first refresh token.
    int begin(const QString& subject);
    const Family& family(int number) const { return m_families[number]; }
    const GivenToken& token(int number) const { return m_tokens[number]; }
    int tokenCount() const { return static_cast<int>(m_tokens.size()); }
    const GivenToken& newestOf(int family) const { return m_tokens[m_families[family].newest]; }
    std::optional<int> find(QByteArrayView refreshToken) const;

    struct Exchange
    {
        int family = -1; ///< −1: refused
        int token = -1;  ///< to be given out; −1: none comes with the answer
        std::optional<Reuse> reuse;
    };
    Exchange exchange(QByteArrayView refreshToken, Milliseconds now);
    void revoke(QByteArrayView refreshToken);

    /// `token`: the refresh token that comes with it; −1: the one that the client has stays.
    QByteArray issueAccess(int family, int token, Milliseconds now);
    bool isGoodAccess(QByteArrayView accessToken, Milliseconds now) const;
    /// Whose it is; empty: nobody's.
    QString subjectOfAccess(QByteArrayView accessToken) const;
    /// Which refresh token whoever has this access token has to keep; empty: nobody gave it.
    QByteArray refreshTokenBeside(QByteArrayView accessToken) const;

    void noteDelivered(int token) { m_tokens[token].delivered = true; }
    void noteStored(QByteArrayView refreshToken);
    /// A fault stands between this family's newest token and the keychain.
    void noteHindered();

private:
    struct Access
    {
        int family;
        int token;
        Milliseconds end;
    };
    int give(int family);

    ProviderTraits m_traits;
    QList<Family> m_families;
    QList<GivenToken> m_tokens;
    QHash<QByteArray, int> m_byText;
    QHash<QByteArray, Access> m_access;
};

} // namespace tessera::lives

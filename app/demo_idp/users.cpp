#include "app/demo_idp/users.h"

#include "core/base/random.h"

#include <openssl/evp.h>

#include <algorithm>

namespace tessera::demo {
namespace {

constexpr int kFreeAttempts = 5;
constexpr Seconds kLongestWait{60};

// 4 MiB and some 10 ms: bearable for the one thread of a demo, and the passwords have 60 random bits of their
// own.
constexpr uint64_t kScryptN = 1 << 12;
constexpr uint64_t kScryptR = 8;
constexpr uint64_t kScryptP = 1;
constexpr uint64_t kScryptMemory = 16 * 1024 * 1024;

QByteArray scrypt(const QString& password, const QByteArray& salt)
{
    const QByteArray text = password.toUtf8();
    QByteArray hash(32, '\0');
    const int done = EVP_PBE_scrypt(text.constData(), size_t(text.size()),
                                    reinterpret_cast<const unsigned char*>(salt.constData()),
                                    size_t(salt.size()), kScryptN, kScryptR, kScryptP, kScryptMemory,
                                    reinterpret_cast<unsigned char*>(hash.data()), size_t(hash.size()));
    return done == 1 ? hash : QByteArray();
}

/// "k7mw-2pxr-9dqt": 60 random bits, without characters that look alike.
QString makePassword()
{
    constexpr char kAlphabet[] = "abcdefghjkmnpqrstuvwxyz23456789x";
    QString password;
    const QByteArray bytes = randomBytes(12);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            password += u'-';
        password += QLatin1Char(kAlphabet[static_cast<unsigned char>(bytes.at(i)) % 32]);
    }
    return password;
}

} // namespace

QJsonObject personClaims(const User& user, const QStringList& scope)
{
    QJsonObject claims;
    if (scope.contains(u"profile")) {
        claims.insert(u"name", user.fullName);
        claims.insert(u"given_name", user.givenName);
        claims.insert(u"family_name", user.familyName);
        claims.insert(u"preferred_username", user.name);
    }
    if (scope.contains(u"email")) {
        claims.insert(u"email", user.email);
        claims.insert(u"email_verified", true);
    }
    return claims;
}

Users::Users(std::shared_ptr<const Clock> clock) : m_clock(std::move(clock)) {}

void Users::add(const User& user)
{
    Entry entry{user, makePassword(), randomBytes(16), {}};
    entry.hash = scrypt(entry.password, entry.salt);
    m_names.append(user.name);
    m_entries.insert(user.name, entry);
}

QString Users::password(const QString& name) const
{
    return m_entries.value(name).password;
}

const User* Users::byName(const QString& name) const
{
    const auto it = m_entries.constFind(name);
    return it == m_entries.constEnd() ? nullptr : &it->user;
}

const User* Users::bySubject(const QString& subject) const
{
    const auto it = std::find_if(m_entries.cbegin(), m_entries.cend(),
                                 [&](const Entry& entry) { return entry.user.subject == subject; });
    return it == m_entries.cend() ? nullptr : &it->user;
}

bool Users::passwordFits(const Entry* entry, const QString& password) const
{
    static const QByteArray nobody(16, '\0');
    const QByteArray hash = scrypt(password, entry ? entry->salt : nobody);
    return entry && !hash.isEmpty() && constantTimeEquals(hash, entry->hash);
}

Users::SignInVerdict Users::check(const QString& name, const QString& password)
{
    const auto it = m_entries.constFind(name);
    const Entry* entry = it == m_entries.constEnd() ? nullptr : &*it;
    Attempts& attempts = m_attempts[entry ? name : QString()];
    const TimePoint now = m_clock->now();
    if (now < attempts.notBefore)
        return TooManyAttempts{std::chrono::ceil<Seconds>(attempts.notBefore - now)};
    if (passwordFits(entry, password)) {
        m_attempts.remove(name);
        return &entry->user;
    }
    if (++attempts.failures >= kFreeAttempts) {
        const int doublings = std::min(attempts.failures - kFreeAttempts, 6);
        attempts.notBefore = now + std::min(Seconds(1 << doublings), kLongestWait);
    }
    return WrongPassword{};
}

} // namespace tessera::demo

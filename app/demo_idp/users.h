// The people who can sign in at the demo provider, their passwords (scrypt, RFC 7914) and a brake on
// guessing.
#pragma once

#include "core/base/clock.h"
#include "core/base/secret_string.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>

#include <memory>
#include <variant>

namespace tessera::demo {

struct User
{
    QString name;    ///< typed at sign-in
    QString subject; ///< `sub`
    QString fullName;
    QString givenName;
    QString familyName;
    QString email;
};

/// What the scopes allow to say about a person (OIDC Core 5.4).
QJsonObject personClaims(const User& user, const QStringList& scope);

class Users
{
public:
    explicit Users(std::shared_ptr<const Clock> clock);

    /// With a fresh random password.
    void add(const User& user);

    QStringList names() const { return m_names; }
    /// Shown on the sign-in page: this provider exists to be tried.
    QString password(const QString& name) const;
    const User* byName(const QString& name) const;
    const User* bySubject(const QString& subject) const;

    struct WrongPassword
    {
    };
    struct TooManyAttempts
    {
        Seconds wait;
    };
    using SignInVerdict = std::variant<const User*, WrongPassword, TooManyAttempts>;
    /// An unknown name costs the same time as a wrong password.
    SignInVerdict check(const QString& name, const QString& password);

private:
    struct Entry
    {
        User user;
        QString password;
        QByteArray salt;
        QByteArray hash;
    };
    struct Attempts
    {
        int failures = 0;
        TimePoint notBefore{};
    };
    bool passwordFits(const Entry* entry, const QString& password) const;

    std::shared_ptr<const Clock> m_clock;
    QStringList m_names;
    QHash<QString, Entry> m_entries;
    /// By known name; the unknown ones share the empty name, so that guessing names does not fill memory.
    QHash<QString, Attempts> m_attempts;
};

} // namespace tessera::demo

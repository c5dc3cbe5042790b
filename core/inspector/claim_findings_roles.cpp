// Roles that look like administration in a token that lives long: what a thief would look for (RFC 9700 2.3).
#include "core/inspector/claim_findings.h"

#include "core/base/logging.h"
#include "core/inspector/claim_text.h"
#include "core/oidc/id_token_checks.h"

#include <QSet>

#include <algorithm>

namespace tessera::claimfindings {
namespace {

constexpr auto kLong = std::chrono::hours(24);

/// Words of a role's name, in small letters. "owner" and "manage" are what many may do.
constexpr std::array kWords{u"admin",     u"administrator", u"administrators", u"admins", u"root",
                            u"superuser", u"superadmin",    u"sysadmin",       u"sudo",   u"masters"};
/// Template ids of Entra: Global, Privileged Role and Privileged Authentication Administrator.
constexpr std::array kDirectoryRoles{u"62e90394-69f5-4237-9190-012177145e10",
                                     u"e8611ab8-c189-46e8-94e1-60213ab1f814",
                                     u"7be44c8a-adaf-4e2a-84d6-ab2649e08a13"};

template <class List>
bool contains(const List& list, QStringView word)
{
    return std::any_of(list.begin(), list.end(), [&](const char16_t* entry) { return word == entry; });
}

/// "realm-admin", "ROLE_ADMIN", "system:masters", "admin": one of the words between what is no letter.
bool looksLikeAdministration(const QString& role)
{
    const QString small = role.left(256).toLower();
    if (contains(kDirectoryRoles, small))
        return true;
    qsizetype start = 0;
    for (qsizetype i = 0; i <= small.size(); ++i) {
        if (i < small.size() && small[i].isLetter())
            continue;
        if (contains(kWords, QStringView(small).sliced(start, i - start)))
            return true;
        start = i + 1;
    }
    return false;
}

QStringList rolesOf(const QJsonObject& claims)
{
    QStringList roles;
    for (const QStringView name : {u"roles", u"role", u"groups", u"wids", u"permissions", u"scope", u"scp",
                                   u"cognito:groups", u"authorities"})
        if (const auto it = claims.constFind(name); it != claims.constEnd())
            roles += wordsOf(*it);
    roles += stringsOf(claims.value(u"realm_access").toObject().value(u"roles"));
    const QJsonObject clients = claims.value(u"resource_access").toObject();
    for (auto it = clients.begin(); it != clients.end() && roles.size() < 10'000; ++it)
        roles += stringsOf(it->toObject().value(u"roles"));
    for (const QStringView flag : {u"admin", u"is_admin", u"isAdmin", u"is_superuser", u"superuser"}) {
        if (claims.value(flag).toBool())
            roles.append(QStringLiteral("admin"));
    }
    return roles;
}

} // namespace

void judgeRoles(const Subject& subject)
{
    const auto life = lifeOf(subject);
    if (life && *life <= kLong)
        return;
    const QStringList roles = rolesOf(subject.claims);
    const auto it = std::find_if(roles.begin(), roles.end(), looksLikeAdministration);
    if (it == roles.end())
        return;
    subject.add(
        u"jwt.admin_long_life", Finding::Warning,
        life ? QStringLiteral("It says \"%1\" for %2.").arg(printable(*it, 60), idtoken::inWords(*life))
             : QStringLiteral("It says \"%1\" for ever.").arg(printable(*it, 60)));
}

} // namespace tessera::claimfindings

#include "core/inspector/set_cookie_verdict.h"

#include "core/base/logging.h"
#include "core/inspector/recogniser_characters.h"
#include "core/inspector/session_cookies.h"

#include <libpsl.h>

namespace tessera {
namespace {

using Verdict = SetCookieVerdict;

Verdict dropped(QStringView code, const QString& why)
{
    Verdict verdict;
    verdict.isStored = false;
    verdict.code = code.toString();
    verdict.why = why;
    return verdict;
}

std::optional<Verdict> judgeReading(const SetCookie& cookie)
{
    if (cookie.dropped.isEmpty())
        return std::nullopt;
    if (cookie.dropped == u"set_cookie.control")
        return dropped(cookie.dropped, QStringLiteral("A control character is in it."));
    if (cookie.dropped == u"set_cookie.too_large")
        return dropped(cookie.dropped, QStringLiteral("Name and value together have %1 bytes.")
                                           .arg(cookie.name.size() + cookie.value.size()));
    return dropped(cookie.dropped, QStringLiteral("It has neither name nor value."));
}

/// Section 5.7, steps on domain-attribute.
std::optional<Verdict> judgeDomain(const SetCookie& cookie)
{
    if (!cookie.domain || cookie.domain->isEmpty())
        return std::nullopt;
    const QString shown = printable(QString::fromUtf8(*cookie.domain), 80);
    if (!isAll(*cookie.domain, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return dropped(u"set_cookie.domain_ascii",
                       QStringLiteral("The domain \"%1\" is not in ASCII.").arg(shown));
    if (isPublicSuffix(*cookie.domain))
        return dropped(u"set_cookie.public_suffix",
                       QStringLiteral("Everybody can get a name below \"%1\".").arg(shown));
    return std::nullopt;
}

std::optional<Verdict> judgeSameSite(const SetCookie& cookie)
{
    if (cookie.sameSite == "None" && !cookie.secure)
        return dropped(u"set_cookie.none_insecure", QStringLiteral("SameSite=None is there, Secure is not."));
    if (cookie.partitioned && !cookie.secure)
        return dropped(u"set_cookie.partitioned_insecure",
                       QStringLiteral("Partitioned is there, Secure is not."));
    return std::nullopt;
}

/// What the prefix asks for and is not there; empty: all is there.
QString missingForPrefix(const SetCookie& cookie, QByteArrayView prefix)
{
    QStringList missing;
    if (!cookie.secure)
        missing.append(QStringLiteral("Secure is missing"));
    if (prefix.contains("Http-") && !cookie.httpOnly)
        missing.append(QStringLiteral("HttpOnly is missing"));
    if (prefix.startsWith("__Host-")) {
        if (cookie.domain && !cookie.domain->isEmpty())
            missing.append(QStringLiteral("Domain is there"));
        if (cookie.path != "/")
            missing.append(QStringLiteral("Path is not \"/\""));
    }
    return missing.join(QStringLiteral(", "));
}

std::optional<Verdict> judgePrefix(const SetCookie& cookie)
{
    if (cookie.name.isEmpty() && !cookiePrefix(cookie.value).isEmpty()) // N129
        return dropped(
            u"set_cookie.nameless_prefix",
            QStringLiteral("It has no name, and its value begins with a prefix that names alone may have."));
    const QByteArrayView prefix = cookiePrefix(cookie.name);
    if (prefix.isEmpty())
        return std::nullopt;
    const QString missing = missingForPrefix(cookie, prefix);
    if (missing.isEmpty())
        return std::nullopt;
    return dropped(u"set_cookie.prefix", QStringLiteral("The name begins with \"%1\", but %2.")
                                             .arg(QString::fromLatin1(prefix.toByteArray()), missing));
}

} // namespace

bool isPublicSuffix(QByteArrayView domain)
{
    const QByteArray name = domain.toByteArray();
    const psl_ctx_t* list = psl_builtin();
    if (!list)
        return !name.contains('.'); // a libpsl without a list: the rule that is always in it
    return psl_is_public_suffix(list, name.constData()) != 0;
}

SetCookieVerdict judgeSetCookie(const SetCookie& cookie)
{
    using Check = std::optional<Verdict> (*)(const SetCookie&);
    for (const Check check : {judgeReading, judgeDomain, judgeSameSite, judgePrefix}) {
        if (const auto verdict = check(cookie))
            return *verdict;
    }
    return {};
}

} // namespace tessera

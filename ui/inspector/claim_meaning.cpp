#include "ui/inspector/claim_meaning.h"

#include "core/inspector/claim_catalogue.h"

#include <QCoreApplication>

namespace tessera {
namespace {

struct Row
{
    QStringView name;
    const char* meaning;
    QStringView reference;
};

#define ROW(name, meaning, reference)                                                                        \
    {                                                                                                        \
        name, QT_TRANSLATE_NOOP("tessera::ClaimWords", meaning), reference                                   \
    }

constexpr Row kClaims[] = {
    ROW(u"iss", "Who issued it", u"RFC 7519 4.1.1"),
    ROW(u"sub", "The account, as the issuer knows it", u"RFC 7519 4.1.2"),
    ROW(u"aud", "For whom it is meant", u"RFC 7519 4.1.3"),
    ROW(u"exp", "When it runs out", u"RFC 7519 4.1.4"),
    ROW(u"nbf", "From when it is valid", u"RFC 7519 4.1.5"),
    ROW(u"iat", "When it was issued", u"RFC 7519 4.1.6"),
    ROW(u"jti", "Its own number", u"RFC 7519 4.1.7"),
    ROW(u"auth_time", "When the person signed in", u"OIDC Core 2"),
    ROW(u"nonce", "Ties it to one sign-in", u"OIDC Core 2"),
    ROW(u"azp", "The client it was given to", u"OIDC Core 2"),
    ROW(u"at_hash", "Ties it to the access token", u"OIDC Core 3.1.3.6"),
    ROW(u"name", "The person's name", u"OIDC Core 5.1"),
    ROW(u"email", "E-mail address", u"OIDC Core 5.1"),
    ROW(u"email_verified", "The issuer checked the e-mail address", u"OIDC Core 5.1"),
    ROW(u"updated_at", "When the profile was changed", u"OIDC Core 5.1"),
    ROW(u"scope", "What may be done with it", u"RFC 8693 4.2"),
    ROW(u"client_id", "The client it was given to", u"RFC 8693 4.3"),
};

constexpr Row kHeader[] = {
    ROW(u"alg", "How it is signed or encrypted", u"RFC 7515 4.1.1"),
    ROW(u"jku", "An address that claims to hold the key; never followed", u"RFC 7515 4.1.2"),
    ROW(u"jwk", "A key that claims to be the right one; never used", u"RFC 7515 4.1.3"),
    ROW(u"kid", "Which key", u"RFC 7515 4.1.4"),
    ROW(u"x5u", "An address that claims to hold the certificate; never followed", u"RFC 7515 4.1.5"),
    ROW(u"x5c", "Certificates that claim to be the right ones; never used", u"RFC 7515 4.1.6"),
    ROW(u"typ", "What kind of token", u"RFC 7515 4.1.9"),
    ROW(u"cty", "What kind of content", u"RFC 7515 4.1.10"),
    ROW(u"crit", "What a reader must understand", u"RFC 7515 4.1.11"),
    ROW(u"enc", "How the content is encrypted", u"RFC 7516 4.1.2"),
    ROW(u"zip", "The content is compressed", u"RFC 7516 4.1.3"),
};

#undef ROW

template <std::size_t N>
ClaimWords find(const Row (&rows)[N], QStringView name)
{
    for (const Row& row : rows)
        if (row.name == name)
            return {QCoreApplication::translate("tessera::ClaimWords", row.meaning),
                    row.reference.toString()};
    return {};
}

/// For all others the title of the catalogue.
ClaimWords fromCatalogue(QStringView name, ClaimPlace place)
{
    const ClaimCatalogue& catalogue = ClaimCatalogue::builtIn();
    const ClaimMeaning* row = place == ClaimPlace::Header ? catalogue.header(name) : catalogue.claim(name);
    if (!row)
        return {};
    return {QCoreApplication::translate("tessera::ClaimTitle", row->title.toUtf8().constData()),
            row->reference};
}

} // namespace

ClaimWords builtInClaimMeaning(QStringView name, ClaimPlace place)
{
    const ClaimWords words = place == ClaimPlace::Header ? find(kHeader, name) : find(kClaims, name);
    return words.meaning.isEmpty() ? fromCatalogue(name, place) : words;
}

} // namespace tessera

#include "ui/text/sign_in_facts.h"

#include "core/oauth/parameters.h"
#include "ui/text/host_text.h"

#include <QCoreApplication>
#include <QUrlQuery>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::SignInFacts)
};

QString parameter(const QUrl& address, const QString& name)
{
    return QUrlQuery(address).queryItemValue(name, QUrl::FullyDecoded);
}

bool isLoopback(const QUrl& address)
{
    return address.scheme() == u"http";
}

std::optional<SignInFact> keychainFact(std::optional<SecretStoreState> state)
{
    if (!state)
        return std::nullopt;
    if (*state == SecretStoreState::Available)
        return SignInFact{Glyph::Ok, Text::tr("The keychain is unlocked"), {}};
    if (*state == SecretStoreState::Locked)
        return SignInFact{Glyph::Locked, Text::tr("The keychain is locked"),
                          Text::tr("It will ask for its password when the sign-in is stored.")};
    return SignInFact{Glyph::Warning, Text::tr("The keychain cannot be used"),
                      Text::tr("You stay signed in until Tessera closes.")};
}

SignInFact providerFact(const SignInProgress& progress)
{
    if (progress.lastGoodBecause)
        return {Glyph::Warning, Text::tr("The provider does not say what it can do"),
                Text::tr("Tessera goes by what it said before.")};
    return {Glyph::Ok, Text::tr("The provider was found"), hostText(progress.address)};
}

SignInFact connectionFact(const SignInProgress& progress)
{
    if (isLoopback(progress.address))
        return {Glyph::Note, Text::tr("The provider is on this computer"),
                Text::tr("For development: nothing leaves it, so nothing is encrypted.")};
    return {Glyph::Ok, Text::tr("The connection is encrypted"), QStringLiteral("https")};
}

/// What the address itself carries.
SignInFact protectionFact(const SignInProgress& progress)
{
    if (!parameter(progress.address, QStringLiteral("request_uri")).isEmpty())
        return {Glyph::Ok, Text::tr("The request was handed over directly"), QStringLiteral("PAR, RFC 9126")};
    QStringList has;
    const QString method = parameter(progress.address, QStringLiteral("code_challenge_method"));
    if (!method.isEmpty())
        has << QStringLiteral("PKCE (%1)").arg(method);
    for (const QString& name : {QStringLiteral("state"), QStringLiteral("nonce")})
        if (!parameter(progress.address, name).isEmpty())
            has << name;
    const bool isBound = method == u"S256" && has.contains(QStringLiteral("state"));
    return {isBound ? Glyph::Ok : Glyph::Warning,
            isBound ? Text::tr("The answer is bound to this sign-in")
                    : Text::tr("The answer is not bound to this sign-in"),
            has.join(QStringLiteral(", "))};
}

} // namespace

QList<SignInFact> signInFacts(const SignInProgress& progress, std::optional<SecretStoreState> keychain)
{
    QList<SignInFact> facts{providerFact(progress), connectionFact(progress)};
    if (!progress.redirectUri.isEmpty())
        facts << SignInFact{Glyph::Ok, Text::tr("The return address is listening"),
                            hostText(progress.redirectUri)};
    if (progress.userCode.isEmpty())
        facts << protectionFact(progress);
    if (const auto fact = keychainFact(keychain))
        facts << *fact;
    return facts;
}

QStringList scopesAskedFor(const SignInProgress& progress)
{
    return parameter(progress.address, QStringLiteral("scope")).split(u' ', Qt::SkipEmptyParts);
}

} // namespace tessera

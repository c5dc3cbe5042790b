#include "ui/text/issuer_text.h"

#include "ui/text/host_text.h"

#include <QCoreApplication>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::IssuerText)
};

constexpr QStringView kS256 = u"S256";
constexpr QStringView kOfflineAccess = u"offline_access";

} // namespace

IssuerText issuerText(const AuthorizationServerMetadata& metadata)
{
    const bool pkce = metadata.codeChallengeMethodsSupported.contains(kS256);
    const bool renewal = metadata.scopesSupported.contains(kOfflineAccess);
    const bool revocation = !metadata.revocationEndpoint.isEmpty();

    QStringList can{pkce ? Text::tr("sign-in with PKCE") : Text::tr("sign-in")};
    if (renewal)
        can << Text::tr("renewal without the browser");
    if (revocation)
        can << Text::tr("sign-out at the provider");
    QStringList silent;
    if (!pkce)
        silent << Text::tr("PKCE, which Tessera uses all the same");
    if (!renewal)
        silent << Text::tr("renewal, so you may have to sign in again now and then");
    if (!revocation)
        silent << Text::tr("revocation, so signing out happens on this computer only");

    IssuerText text;
    text.lacking = !silent.isEmpty();
    text.headline = Text::tr("%1 answers.").arg(hostText(metadata.issuer));
    QString list = can.join(QStringLiteral(", "));
    list[0] = list[0].toUpper();
    text.rest = silent.isEmpty() ? Text::tr("It can do everything Tessera needs: %1.").arg(can.join(u", "))
                                 : Text::tr("%1. It says nothing of %2.").arg(list, silent.join(u"; "));
    if (metadata.isDevelopment())
        text.rest += u' ' + Text::tr("It is on this computer: development.");
    return text;
}

} // namespace tessera

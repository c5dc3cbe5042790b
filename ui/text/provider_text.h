// What a row of the catalogue says about an account's provider, each part for the place where it matters.
#pragma once

#include "core/providers/provider_catalogue.h"
#include "core/session/session.h"

namespace tessera {

struct ProviderNotes
{
    QString name;     ///< as providerText
    QString lifetime; ///< what ends the sign-in there: belongs beside the life of the token
    QString renewal;  ///< how renewing works there: what gives a refresh token, whether it changes
    QString signOut;  ///< what signing out there does not do
    QUrl reviewUrl;   ///< where a person takes back this program's access; https, or empty
};

/// Empty notes but for the name where no row knows the provider.
ProviderNotes providerNotes(const ProviderCatalogue& catalogue, const Account& account);

/// A row's rule and its words: "A refresh token comes only with … The refresh token changes with each
/// renewal."
QString renewalText(const RefreshRule& rule);

/// "Review access at myaccount.google.com": the words of a link, so that the host is seen before it opens.
QString reviewLinkText(const QUrl& reviewUrl);

/// What a sign-out will do, for the question before it: "Tessera asks Google to revoke the grant and forgets
/// …".
QString signOutText(const ProviderNotes& notes, bool canRevoke);

} // namespace tessera

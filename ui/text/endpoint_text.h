// Hosts that a provider uses besides its own, in words: shown at the first sign-in, asked about when they
// change (attack A077).
#pragma once

#include "core/oauth/endpoint_pinning.h"

namespace tessera {

/// "accounts.google.com also uses oauth2.googleapis.com (tokens, revocation) and www.googleapis.com (keys).
/// Tessera keeps to these."
/// Empty where there is no other host.
QString foreignHostsText(const QString& issuer, const QList<ForeignHost>& hosts);

/// The issuer cannot be asked just now, and a sign-in goes by what it said before (A089).
QString lastGoodText(const QString& issuer);

/// "The tokens of op.example are now at b.example instead of a.example." One sentence for each change.
QStringList endpointChangesText(const QString& issuer, const QList<EndpointChange>& changes);

/// What to answer to it.
QString endpointChangesQuestion(const QString& issuer);

} // namespace tessera

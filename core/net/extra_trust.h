// A company's own certificate authority, trusted for the hosts of one provider and for nobody else, beside
// what the system trusts (attack A314). The system's store is never replaced and no check is left out.
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QSslCertificate>
#include <QStringList>
#include <QUrl>

namespace tessera {

struct ExtraTrust
{
    QStringList hosts; ///< exact names or literals, in any case; no wildcards
    QList<QSslCertificate> authorities;
};

/// The authorities that are trusted for this address besides the system's; empty for all other hosts.
QList<QSslCertificate> extraAuthoritiesFor(const QList<ExtraTrust>& trust, const QUrl& url);

/// PEM, as companies hand it out; more than one certificate in a file is usual. Errors (Configuration):
/// ca_file.unreadable, ca_file.too_large, ca_file.empty (no certificate in it), ca_file.not_an_authority
/// (detail: whose it is).
Result<QList<QSslCertificate>> readAuthorities(const QString& path);

/// Does this chain, as the server sent it (its own certificate first), end in one of these roots? Built and
/// verified once more with OpenSSL, because Qt below 6.5.2 does not always look (finding F11,
/// CVE-2023-34410).
bool chainEndsIn(const QList<QSslCertificate>& chain, const QList<QSslCertificate>& roots);

} // namespace tessera

// Hosts and names from outside, made fit to be read: ACE form, no control or bidirectional characters
// (attacks A283, A284).
#pragma once

#include "core/session/session.h"

namespace tessera {

/// "id.acme.example", "127.0.0.1:8787", "xn--pple-43d.com". Empty for something that is no address.
QString hostText(const QString& address);
QString hostText(const QUrl& address);

/// The name of the provider if Tessera knows it ("GitHub"), else the host.
QString providerText(const Account& account);

/// What the account is called: label, name, e-mail or subject, whichever is there, made printable.
QString accountName(const Account& account);

} // namespace tessera

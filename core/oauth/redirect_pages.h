// What the browser shows when it comes back. The pages for strangers carry no name (A050); none repeats
// anything of the request (A046).
#pragma once

#include "core/net/form_body.h"
#include "core/net/loopback_http_server.h"

#include <QUrl>

namespace tessera {

/// Shown once, after an answer with our own state: says to close the page.
LoopbackResponse finalPage(bool accepted);
/// After an end of session with our own state.
LoopbackResponse signedOutPage();
/// Posts these fields to `target` by itself; where scripts are off, by a button. Holds what it posts and
/// nothing else from outside.
LoopbackResponse postingPage(const QUrl& target, const FormFields& fields);
/// One line of plain text.
LoopbackResponse strangerPage(int status);

} // namespace tessera

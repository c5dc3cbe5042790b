// Ends the sending half of a connection, so that the peer sees the end of the answer while we still drain
// what it sends: closing with unread bytes would reset the connection and could destroy the answer (RFC 9112
// section 9.6). Qt has no call for it.
#pragma once

#include <QtGlobal>

namespace tessera {

void endSending(qintptr socketDescriptor);

} // namespace tessera

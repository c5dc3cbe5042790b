// What is inside the value of a cookie: a token, a session id, or the signed or encrypted box of a framework,
// known by its shape and named only.
#pragma once

#include <QByteArray>
#include <QString>

namespace tessera {

struct CookieContent
{
    QString box;             ///< "Session of Flask, signed and readable"; empty: none that is known
    bool isReadable = false; ///< of the box: signed, not encrypted
    QByteArray token;        ///< a token of a known kind; empty: none
    QByteArray identifier;   ///< what would have to be guessed; empty if a box or token protects it
};

/// Percent-encoding and a pair of quotes are looked through.
CookieContent readCookieValue(QByteArrayView value);

/// The name, or its length where it looks like a secret itself.
QString cookieNameForPeople(QByteArrayView name);

} // namespace tessera

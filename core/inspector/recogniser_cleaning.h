// What people copy along with a token: invisible characters, white space, quotes, "Bearer ", "export TOKEN=".
// Taken off for the inspector alone, and every removal is put in words (attack A137).
#pragma once

#include <QByteArray>
#include <QStringList>

namespace tessera {

/// How removed white space is called.
inline constexpr QStringView kSpaceAround = u"white space around it";

struct CleanText
{
    QByteArray text;
    QStringList removed; ///< "white space around it", "3 line breaks inside"
};

/// Without characters nobody sees (zero width, byte order mark, soft hyphen, marks of direction), with plain
/// spaces for the unbreakable ones, and without white space at the ends.
CleanText withoutInvisible(QByteArrayView pasted);

/// Takes one layer off: a pair of quotes, "Bearer ", an assignment, punctuation behind. False: nothing to
/// take.
bool unwrapOnce(CleanText& clean);

/// Line breaks and blanks inside, which mails and terminals make of long lines. Only where what is left looks
/// like one token.
void joinWrappedToken(CleanText& clean);

} // namespace tessera

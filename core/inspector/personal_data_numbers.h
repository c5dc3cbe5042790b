// Numbers with a grammar and check digits. Each function answers for the whole text, blanks and dashes
// between groups left out by the caller where the number is written with them.
#pragma once

#include <QString>

namespace tessera {

/// ISO/IEC 7812: Luhn, and a length that its issuer range has. `digits`: digits only.
bool isCardNumber(QStringView digits);
/// ISO 13616: country, length of that country, mod 97. `text`: capital letters and digits only.
bool isIban(QStringView text);

/// Whose national identity number `text` is, "Spanish DNI"; empty: nobody's. `named`: the claim's name speaks
/// of such a number, so that short shapes count too. Written as received; at most 32 characters.
QString nationalIdIn(QStringView text, bool named);

/// The sum of Luhn's method is a multiple of ten (ISO/IEC 7812-1 annex B). `digits`: digits only.
bool fitsLuhn(QStringView digits);

} // namespace tessera

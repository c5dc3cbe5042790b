// Text that does not say what it seems to say: letters of two scripts in one word, words that are wholly made
// of another script's twins of Latin letters, and characters nobody sees (Unicode TR 39; attacks A076, A198,
// A283).
#pragma once

#include <QString>

namespace tessera {

enum class LookAlike {
    None,
    MixedScripts,  ///< one word holds letters of Latin, Cyrillic, Greek or Armenian together
    WholeScript,   ///< every letter of a word has a Latin twin, and none is Latin
    Compatibility, ///< full-width, styled or ligated letters, that normalise to others
};

/// ASCII is None at once. Looks at the first 4096 characters.
LookAlike lookAlikeIn(QStringView text);

/// Controls, zero-width and bidirectional characters, tags.
bool hasHiddenCharacters(QStringView text);

/// The letters that a label "xn--…" stands for (RFC 3492); labels that are none, or no valid one, as they
/// are.
QString decodedHost(QStringView host);

} // namespace tessera

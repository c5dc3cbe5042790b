// What a claim or a header parameter means and where that is written: asked for by name, so that a catalogue
// can be put behind it. Built in are those a token is never without.
#pragma once

#include <QString>

#include <functional>

namespace tessera {

struct ClaimWords
{
    QString meaning;   ///< no full stop; empty: nobody knows
    QString reference; ///< "RFC 7519 4.1.1"; empty: none
};

enum class ClaimPlace { Header, Claims };

using ClaimWordSource = std::function<ClaimWords(QStringView name, ClaimPlace place)>;

ClaimWords builtInClaimMeaning(QStringView name, ClaimPlace place);

} // namespace tessera

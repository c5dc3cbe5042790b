// "Why was I signed out?" in words: what happened when, which rule fits, what to do about it.
#pragma once

#include "core/session/end_of_sign_in.h"

#include <QStringList>

namespace tessera {

struct EndText
{
    QString headline; ///< "Google ended this sign-in on 26 November 2026, 09:12."
    QStringList
        facts; ///< "You signed in on 19 November 2026, 09:10, 7 days before.", "It was renewed 164 times…"
    QString likely;   ///< the rule that fits and what to do; empty: none does
    QString possible; ///< what else ends sign-ins there
    /// All of it as one paragraph.
    QString paragraph() const;
};

/// `providerName`: "Google", else the host.
EndText endText(const EndOfSignIn& end, const QString& providerName);

/// Of this account, by the rule of its provider's row. Unset as endOfSignIn.
std::optional<EndOfSignIn> endOf(const Session& session);
/// The same in words.
std::optional<EndText> whyEnded(const Session& session);

} // namespace tessera

// The state of an account in words (design section 8, sentences 1 to 9). Made here and nowhere else.
#pragma once

#include "core/session/session.h"
#include "ui/text/glyph.h"

namespace tessera {

struct StateText
{
    Glyph glyph = Glyph::Rest;
    QString word;     ///< "Signed in": stands beside the glyph where there is room for one word
    QString headline; ///< "Signed in."
    QString rest;     ///< "The access token renews itself in 41 minutes."
    bool needsPerson = false;

    QString sentence() const { return rest.isEmpty() ? headline : headline + u' ' + rest; }
};

StateText stateText(const Session& session, TimePoint now);

/// One line of "What happened".
struct EventText
{
    Glyph glyph = Glyph::Note;
    QString title;
    QString caption;
};
EventText eventText(const SessionEvent& event, const Account& account);

} // namespace tessera

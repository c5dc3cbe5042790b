// The signs of the design (section 5) by what they mean. Their shapes are painted in ui/widgets/state_glyph.
#pragma once

namespace tessera {

enum class Glyph {
    Ok,       ///< filled disc with a tick
    Rest,     ///< open ring: signed out, not started
    Offline,  ///< ring with a slash
    NotDone,  ///< ring with a bar: not checked
    Renewing, ///< turning arrow
    Waiting,  ///< dotted ring: waiting for the person
    Warning,  ///< triangle
    Locked,   ///< padlock
    Error,    ///< diamond with a cross
    Note,     ///< ring with an i
};

} // namespace tessera

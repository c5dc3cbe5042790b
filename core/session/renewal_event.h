// What happens to a refresh token, step by step, as values: for whoever keeps a journal.
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QString>

#include <functional>
#include <optional>

namespace tessera {

struct RenewalEvent
{
    enum class Kind {
        Noted,           ///< the keychain knows that a request is about to go out
        NotNoted,        ///< …or could not be told (`why`); the renewal goes on
        FoundUnfinished, ///< a renewal of before never got its answer stored; tried again
        FromMemory,      ///< the keychain is gone; the copy in memory is the newest and goes on
        AnswerLost,      ///< the request may have arrived, no answer came (`why`)
        TriedAgain,      ///< once, with the same token
        Rotated,         ///< a new refresh token came and stands in the keychain
        Kept,            ///< the server gave no new one
        NotStored,       ///< a new one came and is in memory only (`why`)
        StoredLate,      ///< what was in memory only is in the keychain
        Refused,         ///< the server said no, and nothing newer is stored (`why`)
        FoundNewer,      ///< it said no to a token that another program had replaced by now
        NotSent,         ///< the request never left (`why`)
        LateAnswer,      ///< it came after the sign-out, and was revoked
    };
    Kind kind;
    QString accountId;
    TimePoint at;
    std::optional<Error> why;
};

using RenewalListener = std::function<void(const RenewalEvent&)>;

} // namespace tessera

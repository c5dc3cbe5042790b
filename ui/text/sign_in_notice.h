// The words of the notification that an account needs a new sign-in: the account page's reason, with its
// dates and the rule of the provider that fits. No secret is in it; what a provider sent is printable.
#pragma once

#include "core/session/session.h"

namespace tessera {

struct SignInNotice
{
    QString title;  ///< "Ana Marić at Google: sign-in needed"
    QString body;   ///< "Google ended this sign-in; … This rule fits: …"
    QString action; ///< "Sign in again"
};

SignInNotice signInNotice(const Session& session, TimePoint now);

} // namespace tessera

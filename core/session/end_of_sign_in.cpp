#include "core/session/end_of_sign_in.h"

#include "core/oauth/wire_error.h"

#include <algorithm>

namespace tessera {
namespace {

using Kind = SessionEvent::Kind;

/// Servers count from their own clock and in whole days.
constexpr Milliseconds kTolerance = std::chrono::hours(1);

bool appliesTo(const RefreshEnding& ending, const Account& account)
{
    const QStringList& asked = account.scopeRequested;
    if (!ending.withScope.isEmpty() && !asked.contains(ending.withScope))
        return false;
    if (!ending.withoutScope.isEmpty() && asked.contains(ending.withoutScope))
        return false;
    return ending.beyondScope.isEmpty() || std::any_of(asked.begin(), asked.end(), [&](const QString& scope) {
               return !ending.beyondScope.contains(scope);
           });
}

bool fits(const RefreshEnding& ending, const EndOfSignIn& end)
{
    const auto& from = ending.since == RefreshEnding::Since::SignIn ? end.signedInAt : end.lastHonouredAt;
    if (!from || !ending.after || !end.lastHonouredAt)
        return false;
    const TimePoint limit = *from + *ending.after;
    return *end.lastHonouredAt <= limit + kTolerance && limit <= end.at + kTolerance;
}

/// Sign-in and renewals before the end at `index`.
void readLife(const QList<SessionEvent>& events, qsizetype index, EndOfSignIn& end)
{
    for (qsizetype i = index - 1; i >= 0; --i) {
        const SessionEvent& event = events[i];
        if (event.kind != Kind::Renewed && event.kind != Kind::SignedIn)
            continue;
        if (!end.lastHonouredAt)
            end.lastHonouredAt = event.at;
        if (event.kind == Kind::SignedIn) {
            end.signedInAt = event.at;
            return;
        }
        end.renewals += event.count;
    }
}

} // namespace

std::optional<EndOfSignIn> endOfSignIn(const Session& session, const RefreshRule& rule)
{
    const auto& events = session.events;
    for (qsizetype i = events.size() - 1; i >= 0; --i) {
        const SessionEvent& event = events[i];
        if (event.kind == Kind::SignedIn || event.kind == Kind::Renewed)
            return std::nullopt;
        if (event.kind != Kind::SignInNeeded)
            continue;
        EndOfSignIn end;
        end.at = event.at;
        end.why =
            event.why.value_or(Error{ErrorKind::Denied, QStringLiteral("session.sign_in_needed"), {}, {}});
        readLife(events, i, end);
        if (!isDeadGrant(end.why.code))
            return end; // no rule of the server: it says itself what it is
        for (const RefreshEnding& ending : rule.endings) {
            if (!appliesTo(ending, session.account))
                continue;
            if (!ending.after)
                end.possible.append(ending);
            else if (fits(ending, end))
                end.likely.append(ending);
        }
        return end;
    }
    return std::nullopt;
}

} // namespace tessera

#include "ui/text/state_text.h"

#include "ui/text/end_text.h"
#include "ui/text/error_text.h"
#include "ui/text/host_text.h"
#include "ui/text/relative_time.h"

#include <QCoreApplication>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::StateText)
};

constexpr QStringView kDemo = u"demo";
constexpr QStringView kInvalidGrant = u"invalid_grant";

/// "invalid_grant" ends the sentence, in brackets.
QString withCode(const QString& sentence, const QString& code)
{
    return Text::tr("%1 (%2).", "a sentence and the code of its cause").arg(sentence, code);
}

QString activeRest(const Session& session, TimePoint now)
{
    if (!session.tokens)
        return Text::tr("A fresh access token is fetched when it is needed.");
    const TokenSet& tokens = *session.tokens;
    if (session.renewsAt)
        return Text::tr("The access token renews itself %1.").arg(inTime(*session.renewsAt - now));
    if (!tokens.expiresAt)
        return Text::tr("%1 did not say how long the access token lasts.").arg(providerText(session.account));
    if (session.hasRefreshToken)
        return Text::tr("The access token ends %1.").arg(inTime(*tokens.expiresAt - now));
    return Text::tr("%1 gave no refresh token; sign in again at %2.")
        .arg(providerText(session.account), clockTime(*tokens.expiresAt));
}

StateText active(const Session& session, TimePoint now)
{
    const bool renews = !session.tokens || session.hasRefreshToken || !session.tokens->expiresAt;
    return {Glyph::Ok, Text::tr("Signed in"),
            renews ? Text::tr("Signed in.") : Text::tr("Signed in, but not renewing."),
            activeRest(session, now), false};
}

StateText offline(const Session& session, TimePoint now)
{
    QString rest =
        Text::tr("%1 cannot be reached; Tessera keeps trying.").arg(hostText(session.account.issuer));
    if (session.tokens && session.tokens->expiresAt) {
        const bool good = *session.tokens->expiresAt > now;
        rest += u' ' +
                (good ? Text::tr("The token is good for %1.").arg(moreTime(*session.tokens->expiresAt - now))
                      : Text::tr("The token has run out."));
    }
    return {Glyph::Offline, Text::tr("Offline"), Text::tr("Offline."), rest, false};
}

QString whySignInNeeded(const Session& session)
{
    const Account& account = session.account;
    if (!session.problem)
        return Text::tr("The refresh token is missing.");
    if (session.problem->code != kInvalidGrant)
        return errorText(*session.problem).sentence();
    if (account.provider == kDemo)
        return Text::tr("The demo provider was restarted and forgets its users.");
    const QString refused = withCode(
        Text::tr("%1 withdrew the grant, so the refresh token was refused").arg(providerText(account)),
        session.problem->code);
    const auto end = whyEnded(session);
    return !end || end->likely.isEmpty() ? refused : refused + u' ' + end->likely;
}

/// Waiting, not signed out. Only a locked one and one that refuses want something of a person.
StateText waitingForKeychain(const Session& session)
{
    const QString code = session.problem ? session.problem->code : QString();
    if (code == u"keychain.absent" || code == u"keychain.gone")
        return {Glyph::Waiting, Text::tr("Waiting for the keychain"),
                code == u"keychain.gone" ? Text::tr("The keychain has gone away.")
                                         : Text::tr("The keychain is not there yet."),
                Text::tr("Your sign-in is in it. Tessera goes on as soon as it is back."), false};
    if (code == u"keychain.timeout")
        return {Glyph::Waiting, Text::tr("Waiting for the keychain"),
                Text::tr("The keychain is slow to answer."),
                Text::tr("Your sign-in is in it. Tessera asks again by itself."), false};
    if (code == u"keychain.denied")
        return {Glyph::Locked, Text::tr("Keychain refused"), Text::tr("The keychain did not let Tessera in."),
                Text::tr("Your sign-in is safe in it. It is asked again when you say so."), true};
    return {Glyph::Locked, Text::tr("Keychain locked"), Text::tr("The keychain is locked."),
            Text::tr("Your sign-in is safe in it. Unlock it to go on."), true};
}

} // namespace

StateText stateText(const Session& session, TimePoint now)
{
    switch (session.phase) {
    case Phase::Loading:
        return {Glyph::Waiting, Text::tr("Loading"), Text::tr("Reading the keychain."), {}, false};
    case Phase::Active:
        return active(session, now);
    case Phase::Renewing:
        return {Glyph::Renewing, Text::tr("Renewing"), Text::tr("Renewing now."), {}, false};
    case Phase::Offline:
        return offline(session, now);
    case Phase::Misconfigured:
        return {Glyph::Error, Text::tr("Refused"),
                Text::tr("%1 refuses Tessera itself, not you.").arg(providerText(session.account)),
                session.problem ? errorText(*session.problem).sentence() : QString(), true};
    case Phase::KeychainLocked:
        return waitingForKeychain(session);
    case Phase::SignInNeeded:
        break;
    }
    return {Glyph::Warning, Text::tr("Sign-in needed"), Text::tr("Sign-in needed."), whySignInNeeded(session),
            true};
}

EventText eventText(const SessionEvent& event, const Account& account)
{
    const QString why = event.why ? errorText(*event.why).sentence() : QString();
    switch (event.kind) {
    case SessionEvent::Kind::SignedIn:
        return {Glyph::Ok, Text::tr("Signed in"), Text::tr("In your browser, with PKCE.")};
    case SessionEvent::Kind::Renewed:
        return {Glyph::Ok,
                event.count > 1 ? Text::tr("Renewed %n times", nullptr, int(event.count))
                                : Text::tr("Renewed"),
                event.since ? Text::tr("The first time on %1.").arg(exactTime(*event.since))
                            : Text::tr("Without the browser, with the refresh token.")};
    case SessionEvent::Kind::Offline:
        return {Glyph::Offline, Text::tr("Offline"),
                Text::tr("%1 could not be reached. Nothing was lost; Tessera kept trying.")
                    .arg(hostText(account.issuer))};
    case SessionEvent::Kind::BackOnline:
        return {Glyph::Ok, Text::tr("Back online"),
                Text::tr("%1 answers again.").arg(hostText(account.issuer))};
    case SessionEvent::Kind::SignInNeeded:
        return {Glyph::Error, Text::tr("Sign-in needed"), why};
    case SessionEvent::Kind::KeychainLocked:
        return {Glyph::Locked, Text::tr("Keychain locked"), Text::tr("Your sign-in is safe in it.")};
    case SessionEvent::Kind::Misconfigured:
        return {Glyph::Error, Text::tr("Refused"), why};
    case SessionEvent::Kind::NotStored:
        break;
    }
    return {Glyph::Warning, Text::tr("Not stored"), why};
}

} // namespace tessera

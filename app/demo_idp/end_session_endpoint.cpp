#include "app/demo_idp/end_session_endpoint.h"

#include "app/demo_idp/pages.h"
#include "app/demo_idp/request_fields.h"
#include "core/oauth/parameters.h"

namespace tessera::demo {
namespace {

constexpr QStringView kDecision = u"decision";

LoopbackResponse signedOutPage()
{
    return messagePage(200, QStringLiteral("Signed out"),
                       QStringLiteral("Nobody is signed in at this provider in this browser."));
}

/// Section 3: back to the program only if an ID token of ours shows which program it is.
QString allowedReturn(const DemoState& state, const FormFields& fields)
{
    const QString address = valueOf(fields, param::kPostLogoutRedirectUri);
    const Result<QJsonObject> hint = state.keys.verify(valueOf(fields, param::kIdTokenHint).toUtf8());
    const bool known = hint && state.clients.find(hint->value(u"aud").toString());
    return known && isRedirectUriAllowed(address, state.port) ? address : QString();
}

LoopbackResponse goBack(const QString& address, const QString& clientState)
{
    if (address.isEmpty())
        return signedOutPage();
    const FormFields answer{{param::kState.toString(), clientState}};
    return seeOther(clientState.isEmpty() ? address
                                          : address + u'?' + QString::fromLatin1(encodeForm(answer)));
}

LoopbackResponse endSession(DemoState& state, const LoopbackRequest& request, const FormFields& form,
                            const BrowserSessionPtr& session)
{
    if (!isOwnForm(request, form, session->csrf, state.issuer))
        return messagePage(403, QStringLiteral("This form was not ours"),
                           QStringLiteral("Nothing was done; you are still signed in."));
    if (valueOf(form, kDecision) != u"allow")
        return messagePage(200, QStringLiteral("Still signed in"), QStringLiteral("Nothing was changed."));
    state.sessions.signOut(session);
    // The address was judged when the page was made, and came back under our own token.
    const QString address = valueOf(form, param::kPostLogoutRedirectUri);
    return goBack(isRedirectUriAllowed(address, state.port) ? address : QString(),
                  valueOf(form, param::kState));
}

} // namespace

LoopbackResponse endSessionEndpoint(DemoState& state, const LoopbackRequest& request)
{
    const Result<FormFields> fields = readParameters(request);
    if (!fields || !repeatedName(*fields).isEmpty())
        return messagePage(400, QStringLiteral("This sign-out cannot go on"),
                           QStringLiteral("The address is not well encoded."));
    const BrowserSessionPtr session = state.sessions.existingSessionOf(request);
    const User* person = session ? state.users.bySubject(session->subject) : nullptr;
    const bool answered = request.method == "POST" && !valueOf(*fields, kDecision).isEmpty();
    if (answered && session)
        return endSession(state, request, *fields, session);
    const QString address = allowedReturn(state, *fields);
    if (!person)
        return goBack(address, valueOf(*fields, param::kState));
    return endSessionPage({{{}, session->csrf}, person->fullName, address, valueOf(*fields, param::kState)});
}

} // namespace tessera::demo

#include "app/demo_idp/authorization_endpoint.h"

#include "app/demo_idp/authorization_check.h"
#include "app/demo_idp/pages.h"
#include "app/demo_idp/request_fields.h"
#include "core/oauth/parameters.h"

namespace tessera::demo {
namespace {

FormTies tiesOf(const PendingRequest& pending)
{
    return {pending.id, pending.session->csrf};
}

LoopbackResponse showSignIn(const DemoState& state, const PendingRequest& pending, const QString& name,
                            const QString& problem = {})
{
    return signInPage({tiesOf(pending), pending.ask.clientName, pending.ask.redirectUri, name, problem,
                       passwordsOf(state.users)},
                      problem.isEmpty() ? 200 : 403);
}

LoopbackResponse showConsent(const PendingRequest& pending, const User& person)
{
    return consentPage({tiesOf(pending), pending.ask.clientName, pending.ask.redirectUri, person.fullName,
                        pending.ask.scope});
}

bool needsSignIn(const DemoState& state, const PendingRequest& pending)
{
    const User* person = state.users.bySubject(pending.session->subject);
    if (!person)
        return true;
    if (pending.signedInHere)
        return false;
    const AuthorizationAsk& ask = pending.ask;
    const bool otherHinted =
        !ask.loginHint.isEmpty() && state.users.byName(ask.loginHint) && ask.loginHint != person->name;
    const bool otherPerson = !ask.hintedSubject.isEmpty() && ask.hintedSubject != person->subject;
    const bool tooOld = ask.maxAge && state.clock->now() > pending.session->authTime + *ask.maxAge;
    const bool asked = ask.prompt.contains(u"login") || ask.prompt.contains(u"select_account");
    return otherHinted || otherPerson || tooOld || asked;
}

/// RFC 8252 section 8.6: a public client can be anyone, so a person is asked once per browser session, and
/// always for offline access.
bool needsConsent(const PendingRequest& pending)
{
    const AuthorizationAsk& ask = pending.ask;
    if (ask.prompt.contains(u"consent") || ask.scope.contains(u"offline_access"))
        return true;
    const QStringList given = pending.session->consented.value(ask.clientId);
    return !std::all_of(ask.scope.begin(), ask.scope.end(),
                        [&](const QString& scope) { return given.contains(scope); });
}

LoopbackResponse giveCode(DemoState& state, const PendingRequestPtr& pending)
{
    const AuthorizationAsk& ask = pending->ask;
    state.sessions.finish(pending);
    Grant grant{pending->session->subject,  ask.clientId, ask.scope,
                pending->session->authTime, ask.nonce,    false};
    const QByteArray code = state.grants.issueCode(grant, {ask.redirectUri, ask.challenge});
    return answerClient(state, ask, {{param::kCode.toString(), QString::fromLatin1(code)}});
}

LoopbackResponse giveUp(DemoState& state, const PendingRequestPtr& pending, QStringView error)
{
    state.sessions.finish(pending);
    return refuseClient(state, pending->ask, error);
}

/// The next step of a request: sign-in page, consent page, or back to the client.
LoopbackResponse proceed(DemoState& state, const PendingRequestPtr& pending)
{
    const AuthorizationAsk& ask = pending->ask;
    const bool silent = ask.prompt.contains(u"none");
    if (needsSignIn(state, *pending))
        return silent ? giveUp(state, pending, u"login_required")
                      : showSignIn(state, *pending, ask.loginHint);
    const User* person = state.users.bySubject(pending->session->subject);
    // OIDC Core 3.1.2.1, id_token_hint: no answer about somebody else.
    if (!ask.hintedSubject.isEmpty() && ask.hintedSubject != person->subject)
        return giveUp(state, pending, u"login_required");
    if (needsConsent(*pending))
        return silent ? giveUp(state, pending, u"consent_required") : showConsent(*pending, *person);
    return giveCode(state, pending);
}

LoopbackResponse overPage()
{
    return messagePage(400, QStringLiteral("This sign-in is over"),
                       QStringLiteral("It was finished, took too long, or began in another browser. Start "
                                      "again from the program that sent you here."));
}

LoopbackResponse foreignFormPage()
{
    return messagePage(403, QStringLiteral("This form was not ours"),
                       QStringLiteral("It did not come from this provider's own page, so nothing was done."));
}

/// A posted form with the request it belongs to, or the page that says why not.
struct OwnForm
{
    FormFields fields;
    PendingRequestPtr pending;
};
std::variant<LoopbackResponse, OwnForm> readOwnForm(const DemoState& state, const LoopbackRequest& request)
{
    const Result<FormFields> form = readForm(request);
    const BrowserSessionPtr session = state.sessions.existingSessionOf(request);
    if (!form || !session || !isOwnForm(request, *form, session->csrf, state.issuer))
        return foreignFormPage();
    const PendingRequestPtr pending = state.sessions.find(valueOf(*form, u"request").toLatin1(), session);
    if (!pending)
        return overPage();
    return OwnForm{*form, pending};
}

QString continueAddress(const PendingRequest& pending)
{
    return QStringLiteral("/consent?request=") + QString::fromLatin1(pending.id);
}

LoopbackResponse consentDecision(DemoState& state, const LoopbackRequest& request)
{
    const auto read = readOwnForm(state, request);
    if (const auto* page = std::get_if<LoopbackResponse>(&read))
        return *page;
    const auto& [fields, pending] = std::get<OwnForm>(read);
    if (needsSignIn(state, *pending))
        return seeOther(continueAddress(*pending));
    if (valueOf(fields, u"decision") != u"allow")
        return giveUp(state, pending, u"access_denied");
    pending->session->consented.insert(pending->ask.clientId, pending->ask.scope);
    return giveCode(state, pending);
}

} // namespace

QList<std::pair<QString, QString>> passwordsOf(const Users& users)
{
    QList<std::pair<QString, QString>> passwords;
    for (const QString& name : users.names())
        passwords.append({name, users.password(name)});
    return passwords;
}

LoopbackResponse authorizationEndpoint(DemoState& state, const LoopbackRequest& request)
{
    const Result<FormFields> fields = readParameters(request);
    if (!fields)
        return messagePage(400, QStringLiteral("This sign-in cannot go on"),
                           QStringLiteral("The address is not well encoded."));
    const AuthorizationCheck check = checkAuthorizationRequest(state, *fields);
    if (const auto* answer = std::get_if<LoopbackResponse>(&check))
        return *answer;
    const BrowserSessionPtr session = state.sessions.sessionOf(request);
    LoopbackResponse response =
        proceed(state, state.sessions.begin(session, std::get<AuthorizationAsk>(check)));
    state.sessions.attachCookie(response, session);
    return response;
}

LoopbackResponse signInEndpoint(DemoState& state, const LoopbackRequest& request)
{
    const auto read = readOwnForm(state, request);
    if (const auto* page = std::get_if<LoopbackResponse>(&read))
        return *page;
    const auto& [fields, pending] = std::get<OwnForm>(read);
    const QString name = valueOf(fields, u"username").trimmed();
    const auto verdict = state.users.check(name, valueOf(fields, u"password"));
    if (const auto* wait = std::get_if<Users::TooManyAttempts>(&verdict))
        return showSignIn(state, *pending, name,
                          QStringLiteral("Too many wrong passwords. Wait %1 seconds, then try again.")
                              .arg(wait->wait.count()));
    if (std::holds_alternative<Users::WrongPassword>(verdict))
        return showSignIn(
            state, *pending, name,
            QStringLiteral("The user name or the password is wrong. Both are shown on this page."));
    state.sessions.signIn(pending->session, std::get<const User*>(verdict)->subject);
    pending->signedInHere = true;
    LoopbackResponse response = seeOther(continueAddress(*pending));
    state.sessions.attachCookie(response, pending->session);
    return response;
}

LoopbackResponse consentEndpoint(DemoState& state, const LoopbackRequest& request)
{
    if (request.method == "POST")
        return consentDecision(state, request);
    const BrowserSessionPtr session = state.sessions.existingSessionOf(request);
    const Result<FormFields> fields = readParameters(request);
    const PendingRequestPtr pending =
        session && fields ? state.sessions.find(valueOf(*fields, u"request").toLatin1(), session) : nullptr;
    return pending ? proceed(state, pending) : overPage();
}

} // namespace tessera::demo

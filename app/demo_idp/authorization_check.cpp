#include "app/demo_idp/authorization_check.h"

#include "app/demo_idp/pages.h"
#include "app/demo_idp/request_fields.h"
#include "core/oauth/parameters.h"

#include <algorithm>

namespace tessera::demo {
namespace {

struct Refusal
{
    QStringView error;
    QString description;
};
using Check = std::optional<Refusal> (*)(const DemoState&, const FormFields&, AuthorizationAsk&);

std::optional<Refusal> invalid(const char* why)
{
    return Refusal{u"invalid_request", QString::fromUtf8(why)};
}

std::optional<Refusal> checkRepetition(const DemoState&, const FormFields& fields, AuthorizationAsk&)
{
    return repeatedName(fields).isEmpty() ? std::nullopt : invalid("A parameter is there twice.");
}

std::optional<Refusal> checkResponseType(const DemoState&, const FormFields& fields, AuthorizationAsk&)
{
    const QString type = valueOf(fields, param::kResponseType);
    if (type.isEmpty())
        return invalid("response_type is missing.");
    if (type != param::kCode)
        return Refusal{u"unsupported_response_type", QStringLiteral("Only code is supported.")};
    const QString mode = valueOf(fields, u"response_mode");
    return mode.isEmpty() || mode == u"query" ? std::nullopt
                                              : invalid("Only response_mode query is supported.");
}

/// OIDC Core 6.1, 6.2.
std::optional<Refusal> checkRequestObjects(const DemoState&, const FormFields& fields, AuthorizationAsk&)
{
    if (!valueOf(fields, u"request").isEmpty())
        return Refusal{u"request_not_supported", {}};
    if (!valueOf(fields, u"request_uri").isEmpty())
        return Refusal{u"request_uri_not_supported", {}};
    return std::nullopt;
}

/// RFC 7636 section 4.4.1; RFC 9700 section 2.1.1: S256 and nothing weaker.
std::optional<Refusal> checkPkce(const DemoState&, const FormFields& fields, AuthorizationAsk& ask)
{
    const QString challenge = valueOf(fields, param::kCodeChallenge);
    if (challenge.isEmpty())
        return invalid("code_challenge is missing.");
    if (valueOf(fields, param::kCodeChallengeMethod) != u"S256")
        return invalid("Only code_challenge_method S256 is supported.");
    const auto urlSafe = [](QChar c) {
        return c < QChar(0x80) && (c.isLetterOrNumber() || c == u'-' || c == u'_');
    };
    if (challenge.size() != 43 || !std::all_of(challenge.begin(), challenge.end(), urlSafe))
        return invalid("code_challenge is not a SHA-256 hash in base64url.");
    ask.challenge = challenge.toLatin1();
    return std::nullopt;
}

std::optional<Refusal> checkScope(const DemoState&, const FormFields& fields, AuthorizationAsk& ask)
{
    static const QStringList known{QStringLiteral("openid"), QStringLiteral("profile"),
                                   QStringLiteral("email"), QStringLiteral("offline_access")};
    const QStringList asked = valueOf(fields, param::kScope).split(u' ', Qt::SkipEmptyParts);
    for (const QString& scope : known)
        if (asked.contains(scope))
            ask.scope.append(scope);
    return ask.scope.isEmpty() ? std::optional(Refusal{u"invalid_scope", {}}) : std::nullopt;
}

std::optional<Refusal> checkPrompt(const DemoState&, const FormFields& fields, AuthorizationAsk& ask)
{
    static const QStringList known{QStringLiteral("none"), QStringLiteral("login"), QStringLiteral("consent"),
                                   QStringLiteral("select_account")};
    ask.prompt = valueOf(fields, param::kPrompt).split(u' ', Qt::SkipEmptyParts);
    for (const QString& value : std::as_const(ask.prompt))
        if (!known.contains(value))
            return invalid("prompt has an unknown value.");
    if (ask.prompt.contains(u"none") && ask.prompt.size() > 1)
        return invalid("prompt none goes with no other value.");
    // OIDC Core section 11: without a word from the person there is no offline access.
    if (ask.prompt.contains(u"none"))
        ask.scope.removeAll(QStringLiteral("offline_access"));
    return std::nullopt;
}

std::optional<Refusal> checkMaxAge(const DemoState&, const FormFields& fields, AuthorizationAsk& ask)
{
    const QString text = valueOf(fields, param::kMaxAge);
    if (text.isEmpty())
        return std::nullopt;
    bool ok = false;
    const int seconds = text.toInt(&ok);
    if (!ok || seconds < 0)
        return invalid("max_age is not a number of seconds.");
    ask.maxAge = Seconds(seconds);
    return std::nullopt;
}

std::optional<Refusal> checkHints(const DemoState& state, const FormFields& fields, AuthorizationAsk& ask)
{
    ask.nonce = valueOf(fields, param::kNonce);
    ask.loginHint = valueOf(fields, param::kLoginHint);
    const QString hint = valueOf(fields, param::kIdTokenHint);
    if (hint.isEmpty())
        return std::nullopt;
    const Result<QJsonObject> claims = state.keys.verify(hint.toUtf8());
    if (!claims)
        return invalid("id_token_hint was not issued here.");
    ask.hintedSubject = claims->value(u"sub").toString();
    return std::nullopt;
}

constexpr Check kChecks[] = {checkRepetition, checkResponseType, checkRequestObjects, checkPkce,
                             checkScope,      checkPrompt,       checkMaxAge,         checkHints};

bool comesOnce(const FormFields& fields, QStringView name)
{
    return std::count_if(fields.begin(), fields.end(), [&](const FormField& f) { return f.name == name; }) ==
           1;
}

LoopbackResponse stopHere(const QString& sentence)
{
    return messagePage(400, QStringLiteral("This sign-in cannot go on"), sentence);
}

} // namespace

AuthorizationCheck checkAuthorizationRequest(const DemoState& state, const FormFields& fields)
{
    // Who asks and where the answer goes come first: until both are known good, nothing is sent anywhere.
    const QString clientId = valueOf(fields, param::kClientId);
    const Client* client = comesOnce(fields, param::kClientId) ? state.clients.find(clientId) : nullptr;
    if (!client)
        return stopHere(QStringLiteral("The program that sent you is not registered here (client_id)."));
    const QString redirectUri = valueOf(fields, param::kRedirectUri);
    if (!comesOnce(fields, param::kRedirectUri) || !isRedirectUriAllowed(redirectUri, state.port))
        return stopHere(QStringLiteral(
            "The address to return to is not one of a program on this computer (redirect_uri)."));

    AuthorizationAsk ask;
    ask.clientId = client->id;
    ask.clientName = client->name;
    ask.redirectUri = redirectUri;
    if (comesOnce(fields, param::kState))
        ask.state = valueOf(fields, param::kState);
    for (const Check check : kChecks)
        if (const auto refusal = check(state, fields, ask))
            return refuseClient(state, ask, refusal->error, refusal->description);
    return ask;
}

LoopbackResponse answerClient(const DemoState& state, const AuthorizationAsk& ask, FormFields answer)
{
    if (!ask.state.isEmpty())
        answer.append({param::kState.toString(), ask.state});
    answer.append({param::kIss.toString(), state.issuer});
    return seeOther(ask.redirectUri + u'?' + QString::fromLatin1(encodeForm(answer)));
}

LoopbackResponse refuseClient(const DemoState& state, const AuthorizationAsk& ask, QStringView error,
                              const QString& description)
{
    FormFields answer{{param::kError.toString(), error.toString()}};
    if (!description.isEmpty())
        answer.append({param::kErrorDescription.toString(), description});
    return answerClient(state, ask, answer);
}

} // namespace tessera::demo

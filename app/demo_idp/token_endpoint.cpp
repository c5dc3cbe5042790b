#include "app/demo_idp/token_endpoint.h"

#include "app/demo_idp/issued_tokens.h"
#include "app/demo_idp/request_fields.h"
#include "core/oauth/parameters.h"

#include <algorithm>

namespace tessera::demo {
namespace {

struct ClientForm
{
    Client client;
    FormFields fields;
};

Result<ClientForm> readClientForm(const DemoState& state, const LoopbackRequest& request)
{
    const Result<FormFields> form = readForm(request);
    if (!form)
        return failure(form.error());
    const Result<Client> client = state.clients.authenticate(request.header("authorization"), *form);
    if (!client)
        return failure(client.error());
    return ClientForm{*client, *form};
}

QByteArray bytes(const FormFields& fields, QStringView name)
{
    return valueOf(fields, name).toUtf8();
}

Result<QJsonObject> redeem(DemoState& state, const ClientForm& form)
{
    const Result<GrantPtr> grant = state.grants.redeemCode(bytes(form.fields, param::kCode), form.client.id,
                                                           valueOf(form.fields, param::kRedirectUri),
                                                           bytes(form.fields, param::kCodeVerifier));
    if (!grant)
        return failure(grant.error());
    return issueTokens(state, form.client, *grant, (*grant)->scope, TokenOccasion::Code);
}

/// RFC 6749 section 6: the same or less, never more.
Result<QStringList> narrowedScope(const Grant& grant, const QString& asked)
{
    const QStringList scope = asked.split(u' ', Qt::SkipEmptyParts);
    if (scope.isEmpty())
        return grant.scope;
    const auto granted = [&](const QString& one) { return grant.scope.contains(one); };
    if (!std::all_of(scope.begin(), scope.end(), granted))
        return failure(ErrorKind::Denied, u"invalid_scope", QStringLiteral("More than was granted."));
    return scope;
}

Result<QJsonObject> refresh(DemoState& state, const ClientForm& form)
{
    const QByteArray token = bytes(form.fields, param::kRefreshToken);
    // Before the token is used up: a wrong scope is a mistake, not a theft.
    if (const auto live = state.grants.find(token)) {
        if (const auto scope = narrowedScope(*live->grant, valueOf(form.fields, param::kScope)); !scope)
            return failure(scope.error());
    }
    const Result<GrantPtr> grant = state.grants.useRefreshToken(token, form.client.id);
    if (!grant)
        return failure(grant.error());
    const Result<QStringList> scope = narrowedScope(**grant, valueOf(form.fields, param::kScope));
    if (!scope)
        return failure(scope.error());
    return issueTokens(state, form.client, *grant, *scope, TokenOccasion::Refresh);
}

Result<QJsonObject> answerTokenRequest(DemoState& state, const LoopbackRequest& request)
{
    const Result<ClientForm> form = readClientForm(state, request);
    if (!form)
        return failure(form.error());
    const QString grantType = valueOf(form->fields, param::kGrantType);
    if (grantType == u"authorization_code")
        return redeem(state, *form);
    if (grantType == param::kRefreshToken)
        return refresh(state, *form);
    return failure(ErrorKind::Denied,
                   grantType.isEmpty() ? QStringView(u"invalid_request") : u"unsupported_grant_type");
}

LoopbackResponse bearerRefusal(int status, const QByteArray& error)
{
    LoopbackResponse response{status, "text/plain; charset=utf-8", error + '\n', {}};
    const QByteArray detail = error.isEmpty() ? QByteArray() : " error=\"" + error + '"';
    response.headers = {{"WWW-Authenticate", "Bearer" + detail}};
    return response;
}

} // namespace

LoopbackResponse tokenEndpoint(DemoState& state, const LoopbackRequest& request)
{
    const Result<QJsonObject> answer = answerTokenRequest(state, request);
    if (answer)
        return jsonResponse(200, *answer);
    if (answer.error().kind != ErrorKind::Denied)
        return jsonResponse(500, {{param::kError.toString(), QStringLiteral("server_error")}});
    return errorResponse(answer.error());
}

LoopbackResponse revocationEndpoint(DemoState& state, const LoopbackRequest& request)
{
    const Result<ClientForm> form = readClientForm(state, request);
    if (!form)
        return errorResponse(form.error());
    const Result<void> done = state.grants.revoke(bytes(form->fields, param::kToken), form->client.id);
    return done ? LoopbackResponse{200, "text/plain; charset=utf-8", {}, {}} : errorResponse(done.error());
}

LoopbackResponse introspectionEndpoint(DemoState& state, const LoopbackRequest& request)
{
    const Result<ClientForm> form = readClientForm(state, request);
    if (!form)
        return errorResponse(form.error());
    const auto token = state.grants.find(bytes(form->fields, param::kToken));
    if (!token || token->grant->clientId != form->client.id)
        return jsonResponse(200, {{param::kActive.toString(), false}});
    QJsonObject answer{
        {param::kActive.toString(), true},
        {param::kScope.toString(), token->scope.join(u' ')},
        {param::kClientId.toString(), token->grant->clientId},
        {QStringLiteral("sub"), token->grant->subject},
        {QStringLiteral("iss"), state.issuer},
        {QStringLiteral("iat"), toUnixSeconds(token->issuedAt)},
        {QStringLiteral("exp"), toUnixSeconds(token->expiresAt)},
    };
    if (!token->isRefreshToken)
        answer.insert(param::kTokenType, QStringLiteral("Bearer"));
    if (const User* person = state.users.bySubject(token->grant->subject))
        answer.insert(u"username", person->name);
    return jsonResponse(200, answer);
}

LoopbackResponse userinfoEndpoint(DemoState& state, const LoopbackRequest& request)
{
    const QByteArray header = request.header("authorization");
    if (header.isEmpty())
        return bearerRefusal(401, {});
    const bool bearer = header.size() > 7 && header.first(7).compare("bearer ", Qt::CaseInsensitive) == 0;
    const auto token = bearer ? state.grants.find(header.sliced(7).trimmed()) : std::nullopt;
    if (!token || token->isRefreshToken)
        return bearerRefusal(401, "invalid_token");
    const User* person = state.users.bySubject(token->grant->subject);
    if (!person || !token->scope.contains(u"openid"))
        return bearerRefusal(403, "insufficient_scope");
    QJsonObject claims = personClaims(*person, token->scope);
    claims.insert(u"sub", person->subject);
    return jsonResponse(200, claims);
}

} // namespace tessera::demo

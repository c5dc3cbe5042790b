#include "core/oauth/authorization_request.h"

#include "core/base/random.h"
#include "core/oauth/parameters.h"

#include <algorithm>

namespace tessera {
namespace {

FormField* find(FormFields& fields, QStringView name)
{
    const auto it = std::find_if(fields.begin(), fields.end(),
                                 [name](const FormField& field) { return field.name == name; });
    return it == fields.end() ? nullptr : &*it;
}

/// OIDC Core section 11: without it the server may leave out the refresh token.
void askForConsent(FormFields& extra)
{
    const QString consent = QStringLiteral("consent");
    FormField* prompt = find(extra, param::kPrompt);
    if (!prompt) {
        extra += {param::kPrompt.toString(), consent};
        return;
    }
    const QStringList asked = prompt->value.split(u' ', Qt::SkipEmptyParts);
    // "none" stands alone (OIDC Core 3.1.2.1).
    if (!asked.contains(consent) && !asked.contains(QStringLiteral("none")))
        prompt->value = (asked + QStringList{consent}).join(u' ');
}

QStringList withoutRepetition(QStringList scope)
{
    scope.removeAll(QString());
    scope.removeDuplicates();
    return scope;
}

} // namespace

AuthorizationRequest makeAuthorizationRequest(const AuthorizationServerMetadata& metadata,
                                              const ClientRegistration& registration, const QUrl& redirectUri,
                                              TimePoint now, const FormFields& extra)
{
    AuthorizationRequest request;
    request.issuer = metadata.issuer;
    request.issRequired = metadata.authorizationResponseIssParameterSupported;
    request.clientId = registration.clientId;
    request.redirectUri = redirectUri;
    request.scope = withoutRepetition(registration.scope);
    request.state = randomToken();
    if (request.scope.contains(QStringLiteral("openid")))
        request.nonce = randomToken();
    request.pkce = Pkce::generate();
    request.extra = extra;
    request.startedAt = now;
    if (request.scope.contains(QStringLiteral("offline_access")))
        askForConsent(request.extra);
    return request;
}

FormFields authorizationParameters(const AuthorizationRequest& request)
{
    FormFields fields{
        {param::kResponseType.toString(), QStringLiteral("code")},
        {param::kClientId.toString(), request.clientId},
        {param::kRedirectUri.toString(), request.redirectUri.toString(QUrl::FullyEncoded)},
        {param::kState.toString(), QString::fromLatin1(request.state)},
        {param::kCodeChallenge.toString(), QString::fromLatin1(request.pkce.challenge)},
        {param::kCodeChallengeMethod.toString(), QStringLiteral("S256")},
    };
    if (!request.scope.isEmpty())
        fields += {param::kScope.toString(), request.scope.join(u' ')};
    if (!request.nonce.isEmpty())
        fields += {param::kNonce.toString(), QString::fromLatin1(request.nonce)};
    if (request.maxAge)
        fields += {param::kMaxAge.toString(), QString::number(request.maxAge->count())};
    // Ours first: what a provider row or a caller adds can never replace them.
    for (const FormField& field : request.extra)
        if (!find(fields, field.name))
            fields += field;
    // Qt NetworkAuth keeps parameters in a map, so this is the order they are sent in.
    std::sort(fields.begin(), fields.end(),
              [](const FormField& a, const FormField& b) { return a.name < b.name; });
    return fields;
}

} // namespace tessera

#include "core/oauth/authorization_request.h"

#include "core/base/logging.h"
#include "core/base/random.h"
#include "core/oauth/endpoint_rules.h"
#include "core/oauth/parameters.h"

#include <QJsonArray>
#include <QJsonDocument>

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

/// What a program says goes before what a provider row says.
void put(FormFields& fields, QStringView name, const QString& value)
{
    if (value.isEmpty())
        return;
    if (FormField* field = find(fields, name))
        field->value = value;
    else
        fields += {name.toString(), value};
}

FormFields withOptions(FormFields extra, const RequestOptions& options)
{
    put(extra, param::kLoginHint, options.loginHint);
    put(extra, param::kPrompt, options.prompt.join(u' '));
    put(extra, param::kAcrValues, options.acrValues.join(u' '));
    if (!options.claims.isEmpty())
        put(extra, param::kClaims,
            QString::fromUtf8(QJsonDocument(options.claims).toJson(QJsonDocument::Compact)));
    return extra;
}

/// Said by whichever side: what is asked for is also checked (N093).
std::optional<Seconds> maxAgeOf(const RequestOptions& options, FormFields& extra)
{
    if (options.maxAge)
        return options.maxAge;
    const FormField* field = find(extra, param::kMaxAge);
    bool isNumber = false;
    const qint64 seconds = field ? field->value.toLongLong(&isNumber) : 0;
    return isNumber && seconds >= 0 ? std::optional<Seconds>(seconds) : std::nullopt;
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
                                              TimePoint now, const FormFields& extra,
                                              const RequestOptions& options)
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
    request.extra = withOptions(extra, options);
    request.maxAge = maxAgeOf(options, request.extra);
    request.essentialAcr = essentialAcrIn(options.claims);
    request.resources = withoutRepetition(registration.resources);
    request.startedAt = now;
    if (request.scope.contains(QStringLiteral("offline_access")))
        askForConsent(request.extra);
    return request;
}

Result<void> checkResource(const QString& resource)
{
    const QUrl url(resource, QUrl::StrictMode);
    if (!url.isValid() || url.isRelative() || resource.contains(u'#') || hasUnsafeCharacter(resource))
        return failure(ErrorKind::Configuration, u"client.resource", printable(resource, 120));
    return {};
}

QStringList essentialAcrIn(const QJsonObject& claims)
{
    const QJsonObject acr = claims.value(param::kIdToken).toObject().value(u"acr").toObject();
    if (!acr.value(u"essential").toBool())
        return {};
    const QJsonArray wanted = acr.value(u"values").toArray() + acr.value(u"value");
    QStringList values;
    for (const QJsonValue& value : wanted)
        if (value.isString() && !value.toString().isEmpty())
            values += value.toString();
    return values;
}

FormFields authorizationParameters(const AuthorizationRequest& request)
{
    if (!request.requestUri.isEmpty())
        return {{param::kClientId.toString(), request.clientId},
                {param::kRequestUri.toString(), request.requestUri}};
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
    if (!request.dpopJkt.isEmpty())
        fields += {param::kDpopJkt.toString(), request.dpopJkt};
    if (request.signedResponse)
        fields += {param::kResponseMode.toString(), request.signedResponse->responseMode};
    for (const QString& resource : request.resources)
        fields += {param::kResource.toString(), resource};
    // Ours first: what a provider row or a caller adds can never replace them.
    for (const FormField& field : request.extra)
        if (!find(fields, field.name))
            fields += field;
    // Qt NetworkAuth keeps parameters in a map, so this is the order they are sent in.
    std::stable_sort(fields.begin(), fields.end(),
                     [](const FormField& a, const FormField& b) { return a.name < b.name; });
    return fields;
}

} // namespace tessera

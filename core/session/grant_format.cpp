// The text of one keychain entry, version 1. The server is kept as a discovery document, so that reading it
// back judges the endpoints once more (A252).
#include "core/session/session_store.h"

#include "core/base/json_members.h"
#include "core/base/strict_json.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tessera {
namespace {

constexpr int kVersion = 1;
constexpr qsizetype kLargestGrant = 16 * 1024;
constexpr QStringView kUnreadable = u"grant.unreadable";

QString toText(const QUrl& url)
{
    return QString::fromLatin1(url.toEncoded());
}

QJsonObject serverToJson(const AuthorizationServerMetadata& server)
{
    QJsonObject json{
        {QStringLiteral("issuer"), server.issuer},
        {QStringLiteral("authorization_endpoint"), toText(server.authorizationEndpoint)},
        {QStringLiteral("token_endpoint"), toText(server.tokenEndpoint)},
    };
    const auto addUrl = [&json](const QString& name, const QUrl& url) {
        if (!url.isEmpty())
            json.insert(name, toText(url));
    };
    addUrl(QStringLiteral("jwks_uri"), server.jwksUri);
    addUrl(QStringLiteral("userinfo_endpoint"), server.userinfoEndpoint);
    addUrl(QStringLiteral("revocation_endpoint"), server.revocationEndpoint);
    addUrl(QStringLiteral("introspection_endpoint"), server.introspectionEndpoint);
    addUrl(QStringLiteral("end_session_endpoint"), server.endSessionEndpoint);
    addUrl(QStringLiteral("registration_endpoint"), server.registrationEndpoint);
    addUrl(QStringLiteral("device_authorization_endpoint"), server.deviceAuthorizationEndpoint);
    addUrl(QStringLiteral("pushed_authorization_request_endpoint"),
           server.pushedAuthorizationRequestEndpoint);
    const auto addList = [&json](const QString& name, const QStringList& list) {
        if (!list.isEmpty())
            json.insert(name, QJsonArray::fromStringList(list));
    };
    addList(QStringLiteral("token_endpoint_auth_methods_supported"),
            server.tokenEndpointAuthMethodsSupported);
    addList(QStringLiteral("token_endpoint_auth_signing_alg_values_supported"),
            server.tokenEndpointAuthSigningAlgValuesSupported);
    addList(QStringLiteral("id_token_signing_alg_values_supported"), server.idTokenSigningAlgValuesSupported);
    addList(QStringLiteral("dpop_signing_alg_values_supported"), server.dpopSigningAlgValuesSupported);
    if (server.requirePushedAuthorizationRequests)
        json.insert(QStringLiteral("require_pushed_authorization_requests"), true);
    if (server.authorizationResponseIssParameterSupported)
        json.insert(QStringLiteral("authorization_response_iss_parameter_supported"), true);
    return json;
}

/// What is registered about algorithms, by the names of RFC 7591 and its companions.
struct TextMember
{
    QStringView name;
    QString ClientRegistration::*value;
};
constexpr TextMember kAlgorithmMembers[] = {
    {u"id_token_signed_response_alg", &ClientRegistration::idTokenSignedResponseAlg},
    {u"id_token_encrypted_response_alg", &ClientRegistration::idTokenEncryptedResponseAlg},
    {u"id_token_encrypted_response_enc", &ClientRegistration::idTokenEncryptedResponseEnc},
    {u"userinfo_signed_response_alg", &ClientRegistration::userinfoSignedResponseAlg},
    {u"userinfo_encrypted_response_alg", &ClientRegistration::userinfoEncryptedResponseAlg},
    {u"userinfo_encrypted_response_enc", &ClientRegistration::userinfoEncryptedResponseEnc},
    {u"authorization_signed_response_alg", &ClientRegistration::authorizationSignedResponseAlg},
    {u"authorization_encrypted_response_alg", &ClientRegistration::authorizationEncryptedResponseAlg},
    {u"authorization_encrypted_response_enc", &ClientRegistration::authorizationEncryptedResponseEnc},
};

QJsonObject clientToJson(const ClientRegistration& client)
{
    QJsonObject json{{QStringLiteral("client_id"), client.clientId},
                     {QStringLiteral("scope"), QJsonArray::fromStringList(client.scope)}};
    const auto add = [&json](const QString& name, const QString& value) {
        if (!value.isEmpty())
            json.insert(name, value);
    };
    add(QStringLiteral("provider"), client.provider);
    add(QStringLiteral("client_secret"), client.clientSecret.revealString());
    add(QStringLiteral("client_key"), client.clientKey.revealString());
    if (client.authenticationMethod)
        add(QStringLiteral("token_endpoint_auth_method"),
            clientAuthenticationMethodName(*client.authenticationMethod));
    if (client.redirectUri)
        add(QStringLiteral("redirect_uri"), toText(*client.redirectUri));
    for (const TextMember& member : kAlgorithmMembers)
        add(member.name.toString(), client.*member.value);
    if (client.dpop != DpopUse::Never)
        json.insert(QStringLiteral("dpop"), client.dpop == DpopUse::Required
                                                ? QStringLiteral("required")
                                                : QStringLiteral("if_supported"));
    if (!client.resources.isEmpty())
        json.insert(QStringLiteral("resource"), QJsonArray::fromStringList(client.resources));
    return json;
}

QJsonObject previousToJson(const PreviousIdToken& previous)
{
    QJsonObject json{{QStringLiteral("sub"), previous.subject}, {QStringLiteral("azp"), previous.azp}};
    if (previous.authTime)
        json.insert(QStringLiteral("auth_time"), toUnixSeconds(*previous.authTime));
    return json;
}

QJsonObject noteToJson(const RenewalNote& note)
{
    return {{QStringLiteral("since"), toUnixSeconds(note.since)},
            {QStringLiteral("token"), note.fingerprint}};
}

Error unreadable(const QString& what)
{
    return Error{ErrorKind::Keychain, kUnreadable.toString(), what, {}};
}

/// The same failure as one of this entry.
Error asUnreadable(const Error& error)
{
    return unreadable(QStringLiteral("%1, %2").arg(error.code, error.detail));
}

Result<QJsonObject> objectMember(const QJsonObject& parent, const QString& name)
{
    const QJsonValue value = parent.value(name);
    if (!value.isObject())
        return failure(unreadable(name));
    return value.toObject();
}

Result<QString> text(const QJsonObject& object, QStringView name)
{
    const auto value = optionalString(object, name, kUnreadable);
    if (!value)
        return failure(asUnreadable(value.error()));
    return value->value_or(QString());
}

Result<QStringList> list(const QJsonObject& object, QStringView name)
{
    const auto value = optionalStringList(object, name, kUnreadable);
    if (!value)
        return failure(asUnreadable(value.error()));
    return value->value_or(QStringList());
}

Result<ClientRegistration> clientFromJson(const QJsonObject& json)
{
    const auto clientId = requiredString(json, u"client_id", kUnreadable);
    const auto scope = list(json, u"scope");
    const auto provider = text(json, u"provider");
    const auto secret = text(json, u"client_secret");
    const auto key = text(json, u"client_key");
    const auto method = text(json, u"token_endpoint_auth_method");
    const auto redirectUri = text(json, u"redirect_uri");
    const auto dpop = text(json, u"dpop");
    const auto resources = list(json, u"resource");
    if (!clientId || !scope || !provider || !secret || !key || !method || !redirectUri || !dpop || !resources)
        return failure(unreadable(QStringLiteral("client")));
    ClientRegistration client;
    client.provider = *provider;
    client.clientId = *clientId;
    client.clientSecret = SecretString::fromString(*secret);
    client.clientKey = SecretString::fromString(*key);
    client.scope = *scope;
    client.resources = *resources;
    if (!dpop->isEmpty())
        client.dpop = *dpop == u"required" ? DpopUse::Required : DpopUse::IfSupported;
    for (const TextMember& member : kAlgorithmMembers) {
        const auto value = text(json, member.name);
        if (!value)
            return failure(value.error());
        client.*member.value = *value;
    }
    if (!method->isEmpty()) {
        client.authenticationMethod = clientAuthenticationMethodFromName(*method);
        if (!client.authenticationMethod)
            return failure(unreadable(QStringLiteral("token_endpoint_auth_method")));
    }
    if (!redirectUri->isEmpty()) {
        client.redirectUri = QUrl(*redirectUri, QUrl::StrictMode);
        if (!client.redirectUri->isValid())
            return failure(unreadable(QStringLiteral("redirect_uri")));
    }
    return client;
}

Result<PreviousIdToken> previousFromJson(const QJsonObject& json)
{
    const auto subject = text(json, u"sub");
    const auto azp = text(json, u"azp");
    const auto authTime = optionalNumericDate(json, u"auth_time", kUnreadable);
    if (!subject || !azp || !authTime)
        return failure(unreadable(QStringLiteral("previous")));
    return PreviousIdToken{*subject, *authTime, *azp};
}

Result<std::optional<RenewalNote>> noteFromJson(const QJsonObject& json)
{
    const QJsonValue value = json.value(u"renewal");
    if (value.isUndefined())
        return std::optional<RenewalNote>();
    const auto since = optionalNumericDate(value.toObject(), u"since", kUnreadable);
    const auto token = text(value.toObject(), u"token");
    if (!since || !*since || !token || token->isEmpty())
        return failure(unreadable(QStringLiteral("renewal")));
    return std::optional<RenewalNote>(RenewalNote{**since, *token});
}

Result<StoredGrant> grantFromJson(const QJsonObject& json)
{
    const auto server = objectMember(json, QStringLiteral("server"));
    const auto client = objectMember(json, QStringLiteral("client"));
    const auto previous = objectMember(json, QStringLiteral("previous"));
    if (!server || !client || !previous)
        return failure(unreadable(QStringLiteral("server, client or previous is missing")));
    const auto metadata = parseMetadata(*server, server->value(u"issuer").toString());
    if (!metadata)
        return failure(asUnreadable(metadata.error()));
    const auto registration = clientFromJson(*client);
    if (!registration)
        return failure(registration.error());
    const auto previousIdToken = previousFromJson(*previous);
    if (!previousIdToken)
        return failure(previousIdToken.error());
    const auto subject = requiredString(json, u"subject", kUnreadable);
    const auto refreshToken = text(json, u"refresh_token");
    const auto requested = list(json, u"scope_requested");
    const auto granted = list(json, u"scope_granted");
    if (!subject || !refreshToken || !requested || !granted)
        return failure(unreadable(QStringLiteral("subject, refresh_token or scope")));
    const auto lasting = text(json, u"lasting_access_token");
    const auto redirectUri = text(json, u"redirect_uri");
    const auto dpopKey = text(json, u"dpop_key");
    if (!lasting || !redirectUri || !dpopKey)
        return failure(unreadable(QStringLiteral("lasting_access_token, redirect_uri or dpop_key")));
    const auto generation = text(json, u"generation");
    const auto renewal = noteFromJson(json);
    if (!generation || !renewal)
        return failure(unreadable(QStringLiteral("generation or renewal")));
    StoredGrant grant;
    grant.metadata = *metadata;
    grant.registration = *registration;
    grant.subject = *subject;
    grant.refreshToken = SecretString::fromString(*refreshToken);
    grant.scopeRequested = *requested;
    grant.scopeGranted = *granted;
    grant.previous = *previousIdToken;
    grant.lastingAccessToken = SecretString::fromString(*lasting);
    grant.dpopKey = SecretString::fromString(*dpopKey);
    grant.redirectUri = QUrl(*redirectUri, QUrl::StrictMode);
    grant.generation = *generation;
    grant.renewal = *renewal;
    grant.registration.issuer = grant.metadata.issuer;
    return grant;
}

} // namespace

SecretString serialiseGrant(const StoredGrant& grant)
{
    QJsonObject json{
        {QStringLiteral("version"), kVersion},
        {QStringLiteral("server"), serverToJson(grant.metadata)},
        {QStringLiteral("client"), clientToJson(grant.registration)},
        {QStringLiteral("subject"), grant.subject},
        {QStringLiteral("refresh_token"), grant.refreshToken.revealString()},
        {QStringLiteral("scope_requested"), QJsonArray::fromStringList(grant.scopeRequested)},
        {QStringLiteral("scope_granted"), QJsonArray::fromStringList(grant.scopeGranted)},
        {QStringLiteral("previous"), previousToJson(grant.previous)},
    };
    if (!grant.lastingAccessToken.isEmpty())
        json.insert(QStringLiteral("lasting_access_token"), grant.lastingAccessToken.revealString());
    if (!grant.dpopKey.isEmpty())
        json.insert(QStringLiteral("dpop_key"), grant.dpopKey.revealString());
    if (!grant.generation.isEmpty())
        json.insert(QStringLiteral("generation"), grant.generation);
    if (grant.renewal)
        json.insert(QStringLiteral("renewal"), noteToJson(*grant.renewal));
    if (!grant.redirectUri.isEmpty())
        json.insert(QStringLiteral("redirect_uri"), toText(grant.redirectUri));
    return SecretString(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Result<StoredGrant> parseGrant(const SecretString& text)
{
    if (text.size() > kLargestGrant)
        return failure(ErrorKind::Keychain, u"grant.too_large",
                       QStringLiteral("%1 bytes, at most %2 are read").arg(text.size()).arg(kLargestGrant));
    const auto json = parseJsonObject(text.reveal());
    if (!json)
        return failure(unreadable(json.error().code)); // its detail may quote the entry
    const QJsonValue version = json->value(u"version");
    if (!version.isDouble())
        return failure(unreadable(QStringLiteral("version")));
    if (version.toDouble() != kVersion)
        return failure(
            ErrorKind::Keychain, u"grant.version",
            QStringLiteral("version %1, this program reads %2").arg(version.toDouble()).arg(kVersion));
    return grantFromJson(*json);
}

} // namespace tessera

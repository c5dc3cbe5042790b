#include "app/demo_idp/metadata_document.h"

#include "app/demo_idp/signing_keys.h"

#include <QJsonArray>

namespace tessera::demo {
namespace {

QJsonArray list(std::initializer_list<QStringView> values)
{
    QJsonArray array;
    for (const QStringView value : values)
        array.append(value.toString());
    return array;
}

void addEndpoints(QJsonObject& document, const QString& issuer)
{
    document.insert(u"authorization_endpoint", issuer + QStringLiteral("/authorize"));
    document.insert(u"token_endpoint", issuer + QStringLiteral("/token"));
    document.insert(u"jwks_uri", issuer + QStringLiteral("/jwks"));
    document.insert(u"userinfo_endpoint", issuer + QStringLiteral("/userinfo"));
    document.insert(u"revocation_endpoint", issuer + QStringLiteral("/revoke"));
    document.insert(u"introspection_endpoint", issuer + QStringLiteral("/introspect"));
    document.insert(u"end_session_endpoint", issuer + QStringLiteral("/end-session"));
}

void addAbilities(QJsonObject& document)
{
    const QJsonArray clientMethods = list({u"none", u"client_secret_basic", u"client_secret_post"});
    document.insert(u"scopes_supported", list({u"openid", u"profile", u"email", u"offline_access"}));
    document.insert(u"response_types_supported", list({u"code"}));
    document.insert(u"response_modes_supported", list({u"query"}));
    document.insert(u"grant_types_supported", list({u"authorization_code", u"refresh_token"}));
    document.insert(u"subject_types_supported", list({u"public"}));
    document.insert(u"code_challenge_methods_supported", list({u"S256"}));
    document.insert(u"token_endpoint_auth_methods_supported", clientMethods);
    document.insert(u"revocation_endpoint_auth_methods_supported", clientMethods);
    document.insert(u"introspection_endpoint_auth_methods_supported", clientMethods);
    document.insert(u"prompt_values_supported", list({u"none", u"login", u"consent", u"select_account"}));
    document.insert(u"claims_supported", list({u"sub", u"iss", u"aud", u"exp", u"iat", u"auth_time", u"nonce",
                                               u"at_hash", u"name", u"given_name", u"family_name",
                                               u"preferred_username", u"email", u"email_verified"}));
    document.insert(u"authorization_response_iss_parameter_supported", true);
    document.insert(u"request_parameter_supported", false);
    document.insert(u"request_uri_parameter_supported", false);
    document.insert(u"claims_parameter_supported", false);
}

} // namespace

QJsonObject metadataDocument(const QString& issuer, const QString& idTokenAlg)
{
    QJsonObject document{{QStringLiteral("issuer"), issuer}};
    addEndpoints(document, issuer);
    addAbilities(document);
    // The one in use first. Discovery wants RS256 among them (section 3).
    QStringList algorithms = SigningKeys::algorithms();
    algorithms.removeAll(idTokenAlg);
    algorithms.prepend(idTokenAlg);
    document.insert(u"id_token_signing_alg_values_supported", QJsonArray::fromStringList(algorithms));
    return document;
}

} // namespace tessera::demo

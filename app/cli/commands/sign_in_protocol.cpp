#include "app/cli/commands/sign_in_protocol.h"

#include "app/cli/commands/key_file.h"
#include "core/base/strict_json.h"
#include "core/jose/key_output.h"

#include <algorithm>

namespace tessera::cli {
namespace {

/// As a JWK, whatever the file was: that is how a grant keeps it.
Result<SecretString> clientKeyFrom(const QString& path)
{
    const auto set = readKeyFile(path);
    if (!set)
        return failure(set.error());
    if (set->keys().size() != 1)
        return failure(ErrorKind::Configuration, u"usage.client_key",
                       QStringLiteral("%1 keys in the file, one is needed").arg(set->keys().size()), path);
    const Key& key = set->keys().first();
    if (!key.isPrivate() || key.type() == KeyType::Oct)
        return failure(ErrorKind::Configuration, u"usage.client_key",
                       QStringLiteral("the file holds no private key"), path);
    return privateJwk(key);
}

constexpr int kMostMaxAge = 10 * 365 * 24 * 3600;
constexpr qint64 kMostClaimsBytes = 16 * 1024;

std::optional<DpopUse> dpopUse(const QString& text)
{
    if (text == QLatin1String("required"))
        return DpopUse::Required;
    if (text == QLatin1String("if-supported"))
        return DpopUse::IfSupported;
    return text == QLatin1String("never") ? std::optional(DpopUse::Never) : std::nullopt;
}

/// Members of RFC 7591 and OpenID Connect Registration that say what the server sends this client.
constexpr std::pair<QStringView, QString ClientRegistration::*> kRegistered[] = {
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

Result<void> applyRegistered(const QString& text, ClientRegistration& registration)
{
    const QString name = text.section(QLatin1Char('='), 0, 0);
    const QString value = text.section(QLatin1Char('='), 1);
    const auto* member = std::find_if(std::begin(kRegistered), std::end(kRegistered),
                                      [&name](const auto& row) { return row.first == name; });
    if (member == std::end(kRegistered) || value.isEmpty())
        return failure(ErrorKind::Configuration, u"usage.registered", text);
    registration.*(member->second) = value;
    return {};
}

} // namespace

QList<QCommandLineOption> protocolOptions()
{
    return {
        {QStringLiteral("client-key-file"),
         QStringLiteral("The client's private key (JWK or PEM) in F: signs what proves the client instead of "
                        "a secret, and opens what is encrypted for it."),
         QStringLiteral("F")},
        {QStringLiteral("registered"),
         QStringLiteral("How the client is registered, where that changes what comes: "
                        "id_token_encrypted_response_alg=ECDH-ES and the like; may be repeated."),
         QStringLiteral("NAME=VALUE")},
    };
}

QList<QCommandLineOption> requestOptionList()
{
    return {
        {QStringLiteral("dpop"),
         QStringLiteral(
             "Bind the tokens to a key of this account (RFC 9449): if-supported, required or never "
             "(default)."),
         QStringLiteral("WHEN")},
        {QStringLiteral("jarm"),
         QStringLiteral("The browser must bring the answer as a token signed with ALG, as the client is "
                        "registered (JARM): PS256, ES256…"),
         QStringLiteral("ALG")},
        {QStringLiteral("resource"),
         QStringLiteral("Address of a service the token is for (RFC 8707); may be given more than once."),
         QStringLiteral("URL")},
        {QStringLiteral("login-hint"), QStringLiteral("Who is to sign in: an address or a name."),
         QStringLiteral("NAME")},
        {QStringLiteral("prompt"),
         QStringLiteral("What the provider shall ask: login, consent, select_account, or none."),
         QStringLiteral("\"…\"")},
        {QStringLiteral("max-age"),
         QStringLiteral("Sign in anew if the last time was more than S seconds ago; checked afterwards."),
         QStringLiteral("S")},
        {QStringLiteral("acr-values"), QStringLiteral("Ways of signing in that are wished for."),
         QStringLiteral("\"…\"")},
        {QStringLiteral("claims-file"),
         QStringLiteral("Claims to ask for one by one, a JSON object in F (OpenID Connect Core 5.5)."),
         QStringLiteral("F")},
    };
}

Result<RequestOptions> requestOptions(const Context& context)
{
    const auto words = [&context](const char* name) {
        return context.value(name).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    };
    RequestOptions options;
    options.loginHint = context.value("login-hint");
    options.prompt = words("prompt");
    options.acrValues = words("acr-values");
    if (context.isSet("max-age")) {
        const auto seconds = numberOption(context, "max-age", 0, 0, kMostMaxAge);
        if (!seconds)
            return failure(seconds.error());
        options.maxAge = Seconds(*seconds);
    }
    if (context.isSet("claims-file")) {
        const QString path = context.value("claims-file");
        const auto text = readInput(path, kMostClaimsBytes);
        if (!text)
            return failure(text.error());
        const auto claims = parseJsonObject(*text);
        if (!claims)
            return failure(ErrorKind::Configuration, u"usage.claims", claims.error().detail, path);
        options.claims = *claims;
    }
    return options;
}

Result<void> applyProtocolOptions(const Context& context, ClientRegistration& registration)
{
    if (context.isSet("dpop")) {
        const auto use = dpopUse(context.value("dpop"));
        if (!use)
            return failure(ErrorKind::Configuration, u"usage.dpop", context.value("dpop"));
        registration.dpop = *use;
    }
    if (context.isSet("jarm"))
        registration.authorizationSignedResponseAlg = context.value("jarm");
    if (context.isSet("resource"))
        registration.resources += context.options->values(QStringLiteral("resource"));
    for (const QString& text : context.options->values(QStringLiteral("registered")))
        if (const auto applied = applyRegistered(text, registration); !applied)
            return applied;
    if (context.isSet("client-key-file")) {
        const auto key = clientKeyFrom(context.value("client-key-file"));
        if (!key)
            return failure(key.error());
        registration.clientKey = *key;
    }
    return {};
}

} // namespace tessera::cli

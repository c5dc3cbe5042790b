#include "core/oauth/registration_response.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/oauth/endpoint_rules.h"
#include "core/oauth/parameters.h"
#include "core/oauth/token_set.h"
#include "core/oauth/wire_error.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr QStringView kMember = u"registration.member";

/// Reads members one after the other and keeps the first error.
class Reader
{
public:
    explicit Reader(const QJsonObject& body) : m_body(body) {}

    /// Of printable ASCII, at most `most` characters; absent is empty.
    QString plain(QStringView name, qsizetype most)
    {
        const QString value = take(optionalString(m_body, name, kMember)).value_or(QString());
        const bool isPlain =
            std::all_of(value.begin(), value.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
        if (!isPlain || value.size() > most)
            fail(QStringLiteral("%1 has characters or a length it must not have").arg(name));
        return value;
    }

    SecretString secret(QStringView name)
    {
        return SecretString::fromString(plain(name, limits::kRegistrationSecretCharacters));
    }

    QStringList list(QStringView name, const QStringList& otherwise)
    {
        return take(optionalStringList(m_body, name, kMember)).value_or(otherwise);
    }

    QString text(QStringView name, const QString& otherwise)
    {
        return take(optionalString(m_body, name, kMember)).value_or(otherwise);
    }

    std::optional<TimePoint> time(QStringView name)
    {
        return take(optionalNumericDate(m_body, name, kMember));
    }

    void fail(const QString& detail)
    {
        if (!m_error)
            m_error = Error{ErrorKind::Malformed, kMember.toString(), detail, {}};
    }
    const std::optional<Error>& error() const { return m_error; }

private:
    template <class T>
    std::optional<T> take(const Result<std::optional<T>>& read)
    {
        if (read)
            return *read;
        fail(read.error().detail);
        return std::nullopt;
    }

    const QJsonObject& m_body;
    std::optional<Error> m_error;
};

ClientMetadata readMetadata(Reader& read, const ClientMetadata& asked)
{
    using namespace param;
    ClientMetadata metadata;
    metadata.clientName = read.text(kClientName, asked.clientName);
    metadata.redirectUris = read.list(kRedirectUris, asked.redirectUris);
    metadata.postLogoutRedirectUris = read.list(kPostLogoutRedirectUris, asked.postLogoutRedirectUris);
    metadata.grantTypes = read.list(kGrantTypes, asked.grantTypes);
    metadata.responseTypes = read.list(kResponseTypes, asked.responseTypes);
    metadata.tokenEndpointAuthMethod = read.text(kTokenEndpointAuthMethod, asked.tokenEndpointAuthMethod);
    metadata.applicationType = read.text(kApplicationType, asked.applicationType);
    metadata.authorizationSignedResponseAlg =
        read.text(kAuthorizationSignedResponseAlg, asked.authorizationSignedResponseAlg);
    metadata.scope = read.text(kScope, asked.scope.join(u' ')).split(u' ', Qt::SkipEmptyParts);
    return metadata;
}

bool isSameSet(QStringList a, QStringList b)
{
    a.sort();
    b.sort();
    return a == b;
}

/// A094: what the server made of the wish. Nothing of it stops us; all of it is told.
QStringList remarksOn(const RegisteredClient& client, const ClientMetadata& asked)
{
    const ClientMetadata& made = client.metadata;
    QStringList remarks;
    if (!isSameSet(made.redirectUris, asked.redirectUris))
        remarks += QStringLiteral("registration.redirect_uris_changed");
    if (!scopesNotIn(asked.grantTypes, made.grantTypes).isEmpty())
        remarks += QStringLiteral("registration.grant_types_wider");
    if (made.tokenEndpointAuthMethod != asked.tokenEndpointAuthMethod)
        remarks += QStringLiteral("registration.auth_method_changed");
    if (asked.tokenEndpointAuthMethod == u"none" && !client.clientSecret.isEmpty())
        remarks += QStringLiteral("registration.unasked_secret");
    if (!asked.authorizationSignedResponseAlg.isEmpty() &&
        made.authorizationSignedResponseAlg != asked.authorizationSignedResponseAlg)
        remarks += QStringLiteral("registration.response_alg_changed");
    if (!asked.scope.isEmpty() && !scopesNotIn(asked.scope, made.scope).isEmpty())
        remarks += QStringLiteral("registration.scope_wider");
    return remarks;
}

/// The registration token is sent there: https (or this computer), and the host that was asked.
Result<QUrl> clientUri(const QString& text, const RegistrationExpectations& expected)
{
    const auto refuse = [&text](const QString& why) {
        return failure(ErrorKind::Untrusted, u"registration.client_uri",
                       QStringLiteral("%1 (%2)").arg(why, printable(text, 120)));
    };
    if (const auto fault = pageFault(text, QUrl(expected.known.issuer, QUrl::StrictMode)))
        return refuse(*fault);
    const QUrl url(text, QUrl::StrictMode);
    if (url.hasFragment())
        return refuse(QStringLiteral("a fragment"));
    if (!sameOrigin(url, expected.endpoint))
        return refuse(QStringLiteral("on another host"));
    return url;
}

/// RFC 7592 section 3: one without the other is of no use, and a server that has no use for them sends none.
Result<void> readManagement(Reader& read, RegisteredClient& client, const RegistrationExpectations& expected)
{
    const SecretString token = read.secret(param::kRegistrationAccessToken);
    const QString address = read.text(param::kRegistrationClientUri, {});
    if (token.reveal().contains(' '))
        read.fail(QStringLiteral("registration_access_token has a space"));
    if (!address.isEmpty()) {
        const auto url = clientUri(address, expected);
        if (!url)
            return failure(url.error());
        client.registrationClientUri = *url;
    }
    if (!token.isEmpty())
        client.registrationAccessToken = token;
    if (client.registrationAccessToken.isEmpty() || client.registrationClientUri.isEmpty()) {
        client.registrationAccessToken = {};
        client.registrationClientUri.clear();
    }
    return {};
}

Result<RegisteredClient> readClient(const QJsonObject& body, const RegistrationExpectations& expected)
{
    Reader read(body);
    RegisteredClient client = expected.known;
    client.clientId = read.plain(param::kClientId, limits::kClientIdCharacters);
    if (client.clientId.isEmpty())
        read.fail(QStringLiteral("client_id is missing"));
    if (const SecretString secret = read.secret(param::kClientSecret); !secret.isEmpty())
        client.clientSecret = secret;
    if (const auto expiry = read.time(param::kClientSecretExpiresAt)) // 0: never (RFC 7591 section 3.2.1)
        client.secretExpiresAt = toUnixSeconds(*expiry) > 0 ? expiry : std::nullopt;
    client.metadata = readMetadata(read, expected.asked);
    if (const auto managed = readManagement(read, client, expected); !managed)
        return failure(managed.error());
    if (read.error())
        return failure(*read.error());
    if (!expected.known.clientId.isEmpty() && client.clientId != expected.known.clientId)
        return failure(ErrorKind::Untrusted, u"registration.client_id",
                       QStringLiteral("it is about %1").arg(printable(client.clientId, 80)));
    client.remarks = remarksOn(client, expected.asked);
    return client;
}

} // namespace

Result<RegisteredClient> parseRegistration(const HttpResponse& response,
                                           const RegistrationExpectations& expected)
{
    if (response.status != 200 && response.status != 201)
        return failure(errorOf(response));
    HttpResponse answer = response;
    answer.status = 200; // created or not, it is judged the same
    const auto body = requireJsonObject(answer, limits::kRegistrationReplyBytes);
    if (!body)
        return failure(body.error());
    const QString endpoint = loggableUrl(response.url);
    if (auto error = wireErrorIn(*body, endpoint))
        return failure(*std::move(error));
    auto client = readClient(*body, expected);
    if (!client)
        client.error().endpoint = endpoint;
    return client;
}

} // namespace tessera

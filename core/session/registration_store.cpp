#include "core/session/registration_store.h"

#include "core/base/json_members.h"
#include "core/base/strict_json.h"
#include "core/oauth/endpoint_rules.h"
#include "core/oauth/parameters.h"
#include "core/session/session.h"

#include <QJsonDocument>

namespace tessera {
namespace {

constexpr QStringView kUnreadable = u"registration.unreadable";

Error unreadable(const QString& what)
{
    return Error{ErrorKind::Keychain, kUnreadable.toString(), what, {}};
}

Result<QString> text(const QJsonObject& json, QStringView name)
{
    const auto value = optionalString(json, name, kUnreadable);
    if (!value)
        return failure(unreadable(name.toString()));
    return value->value_or(QString());
}

/// The token goes there: the entry may have been written by somebody else (A251).
Result<void> checkAddress(const RegisteredClient& client)
{
    const QString address = client.registrationClientUri.toString(QUrl::FullyEncoded);
    if (client.registrationAccessToken.isEmpty() || pageFault(address, QUrl(client.issuer, QUrl::StrictMode)))
        return failure(unreadable(param::kRegistrationClientUri.toString()));
    return {};
}

} // namespace

QString registrationKey(const QString& issuer, const QString& clientId)
{
    return QStringLiteral("registration/") + accountId(issuer, {}, clientId);
}

SecretString serialiseRegistration(const RegisteredClient& client)
{
    using namespace param;
    QJsonObject json{
        {QStringLiteral("issuer"), client.issuer},
        {kClientId.toString(), client.clientId},
        {kRegistrationAccessToken.toString(), client.registrationAccessToken.revealString()},
        {kRegistrationClientUri.toString(), client.registrationClientUri.toString(QUrl::FullyEncoded)}};
    if (!client.clientSecret.isEmpty())
        json.insert(kClientSecret, client.clientSecret.revealString());
    if (client.secretExpiresAt)
        json.insert(kClientSecretExpiresAt, toUnixSeconds(*client.secretExpiresAt));
    return SecretString(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Result<RegisteredClient> parseRegistrationEntry(const SecretString& entry)
{
    const auto json = parseJsonObject(entry.reveal());
    if (!json)
        return failure(unreadable(json.error().code)); // its detail may quote the entry
    const auto issuer = text(*json, u"issuer");
    const auto clientId = text(*json, param::kClientId);
    const auto secret = text(*json, param::kClientSecret);
    const auto token = text(*json, param::kRegistrationAccessToken);
    const auto address = text(*json, param::kRegistrationClientUri);
    const auto expiry = optionalNumericDate(*json, param::kClientSecretExpiresAt, kUnreadable);
    for (const auto* member : {&issuer, &clientId, &secret, &token, &address})
        if (!*member)
            return failure(member->error());
    if (!expiry)
        return failure(unreadable(param::kClientSecretExpiresAt.toString()));
    RegisteredClient client;
    client.issuer = *issuer;
    client.clientId = *clientId;
    client.clientSecret = SecretString::fromString(*secret);
    client.secretExpiresAt = *expiry;
    client.registrationAccessToken = SecretString::fromString(*token);
    client.registrationClientUri = QUrl(*address, QUrl::StrictMode);
    if (const auto good = checkAddress(client); !good)
        return failure(good.error());
    return client;
}

QCoro::Task<Result<void>> saveRegistration(std::shared_ptr<SecretStore> secrets, RegisteredClient client,
                                           std::stop_token stop)
{
    const QString key = registrationKey(client.issuer, client.clientId);
    const SecretString entry = serialiseRegistration(client);
    co_return co_await secrets->write(key, entry, stop);
}

QCoro::Task<Result<RegisteredClient>> loadRegistration(std::shared_ptr<SecretStore> secrets, QString issuer,
                                                       QString clientId, std::stop_token stop)
{
    const QString key = registrationKey(issuer, clientId);
    const auto entry = co_await secrets->read(key, stop);
    if (!entry)
        co_return failure(entry.error());
    if (!*entry)
        co_return failure(ErrorKind::Configuration, u"registration.unknown", clientId, issuer);
    const auto client = parseRegistrationEntry(**entry);
    if (!client)
        co_return failure(client.error());
    if (client->issuer != issuer || client->clientId != clientId)
        co_return failure(unreadable(QStringLiteral("it is about another client")));
    co_return client;
}

QCoro::Task<Result<void>> forgetRegistration(std::shared_ptr<SecretStore> secrets, QString issuer,
                                             QString clientId, std::stop_token stop)
{
    const QString key = registrationKey(issuer, clientId);
    co_return co_await secrets->remove(key, stop);
}

} // namespace tessera

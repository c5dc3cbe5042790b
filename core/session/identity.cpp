#include "core/session/identity.h"

#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/oidc/resource_request.h"
#include "core/oidc/user_info.h"
#include "core/session/account_requester.h"
#include "core/session/profile.h"

#include <cmath>

namespace tessera {
namespace {

constexpr double kLargestExactInteger = 9007199254740992.0; // 2^53

/// A string, or a whole number that no reader has rounded.
QString subjectIn(const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    const double number = value.toDouble(-1);
    const bool isWhole =
        value.isDouble() && number >= 0 && number < kLargestExactInteger && std::floor(number) == number;
    return isWhole ? QString::number(static_cast<qint64>(number)) : QString();
}

QString textIn(const QJsonObject& object, const QString& member)
{
    return object.value(member).toString().trimmed();
}

/// With the same proof as the userinfo request: it is the same token.
QCoro::Task<QString> fetchEmail(Environment environment, QUrl endpoint, SecretString accessToken,
                                SecretString dpopKey, std::stop_token stop)
{
    const auto requester = requesterOf(environment, dpopKey);
    if (!requester)
        co_return QString();
    const QByteArray accept = "application/json";
    const Result<HttpResponse> response =
        co_await askResource(*requester, endpoint, accept, accessToken, stop);
    if (!response || response->status != 200) {
        qCInfo(lcSession) << "no list of addresses from" << loggableUrl(endpoint);
        co_return QString();
    }
    // The strict reader reads objects.
    const auto wrapped = parseJsonObject("{\"emails\":" + response->body + "}");
    co_return wrapped ? verifiedEmailIn(wrapped->value(u"emails").toArray()) : QString();
}

} // namespace

Identity identityOf(const IdToken& idToken)
{
    // A string "false" or no claim at all is no verification, but the address is still how a person knows the
    // account; it decides nothing (A194).
    return {idToken.subject(), nameIn(idToken.claims()), idToken.text(u"email"),
            isEmailVerified(idToken.claims())};
}

Result<Identity> readIdentity(const QJsonObject& userInfo, const UserInfoMapping& mapping)
{
    Identity identity;
    identity.subject = subjectIn(userInfo.value(mapping.subject));
    constexpr qsizetype longest = 255; // as for sub, N094
    if (identity.subject.isEmpty() || identity.subject.size() > longest)
        return failure(ErrorKind::Malformed, u"userinfo.sub", mapping.subject);
    identity.name = textIn(userInfo, mapping.name);
    if (identity.name.isEmpty())
        identity.name = textIn(userInfo, mapping.username);
    identity.email = textIn(userInfo, mapping.email);
    identity.emailVerified = isEmailVerified(userInfo);
    return identity;
}

QString verifiedEmailIn(const QJsonArray& emails)
{
    QString other;
    for (const auto& entry : emails) {
        const QJsonObject address = entry.toObject();
        if (!address.value(u"verified").toBool())
            continue;
        const QString email = address.value(u"email").toString();
        if (address.value(u"primary").toBool())
            return email;
        if (other.isEmpty())
            other = email;
    }
    return other;
}

QCoro::Task<Result<QJsonObject>> askUserInfo(Environment environment, AuthorizationServerMetadata metadata,
                                             ClientRegistration registration, SecretString dpopKey,
                                             SecretString accessToken, QString expectedSubject,
                                             std::stop_token stop)
{
    const auto requester = requesterOf(environment, dpopKey);
    if (!requester)
        co_return failure(requester.error());
    const auto jwt = userInfoJwtOf(registration, metadata);
    if (!jwt)
        co_return failure(jwt.error());
    const UserInfoRequest request{metadata.userinfoEndpoint, accessToken, expectedSubject, *jwt,
                                  environment.jwkSets};
    co_return co_await fetchUserInfo(*requester, request, stop);
}

QCoro::Task<Result<Identity>> fetchIdentity(Environment environment, AuthorizationServerMetadata metadata,
                                            ClientRegistration registration, SecretString accessToken,
                                            SecretString dpopKey, std::stop_token stop)
{
    if (metadata.userinfoEndpoint.isEmpty())
        co_return Identity{};
    const auto userInfo =
        co_await askUserInfo(environment, metadata, registration, dpopKey, accessToken, {}, stop);
    if (!userInfo)
        co_return failure(userInfo.error());
    auto identity = readIdentity(*userInfo, registration.traits.userInfo);
    if (!identity) {
        identity.error().endpoint = loggableUrl(metadata.userinfoEndpoint);
        co_return identity;
    }
    const QUrl emails = registration.traits.userInfo.emailsEndpoint;
    if (identity->email.isEmpty() && !emails.isEmpty()) {
        identity->email = co_await fetchEmail(environment, emails, accessToken, dpopKey, stop);
        identity->emailVerified = !identity->email.isEmpty(); // only such are taken from the list
    }
    co_return identity;
}

} // namespace tessera

#include "core/session/identity.h"

#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/oidc/user_info.h"
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

HttpRequest emailsRequest(const QUrl& endpoint, const SecretString& accessToken)
{
    HttpRequest request;
    request.url = endpoint;
    QByteArray header("Bearer ");
    header.append(accessToken.reveal());
    request.authorization = SecretString(std::move(header));
    return request;
}

QCoro::Task<QString> fetchEmail(std::shared_ptr<HttpClient> http, QUrl endpoint, SecretString accessToken,
                                std::stop_token stop)
{
    const HttpRequest request = emailsRequest(endpoint, accessToken);
    const Result<HttpResponse> response = co_await http->send(request, stop);
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
    return {idToken.subject(), nameIn(idToken.claims()), idToken.text(u"email")};
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

QCoro::Task<Result<Identity>> fetchIdentity(Environment environment, AuthorizationServerMetadata metadata,
                                            ServerTraits traits, SecretString accessToken,
                                            std::stop_token stop)
{
    if (metadata.userinfoEndpoint.isEmpty())
        co_return Identity{};
    const auto userInfo =
        co_await fetchUserInfo(environment.http, metadata.userinfoEndpoint, accessToken, {}, stop);
    if (!userInfo)
        co_return failure(userInfo.error());
    auto identity = readIdentity(*userInfo, traits.userInfo);
    if (!identity) {
        identity.error().endpoint = loggableUrl(metadata.userinfoEndpoint);
        co_return identity;
    }
    const QUrl emails = traits.userInfo.emailsEndpoint;
    if (identity->email.isEmpty() && !emails.isEmpty())
        identity->email = co_await fetchEmail(environment.http, emails, accessToken, stop);
    co_return identity;
}

} // namespace tessera

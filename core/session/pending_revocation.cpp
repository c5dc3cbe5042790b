#include "core/session/pending_revocation.h"

#include "core/base/json_members.h"
#include "core/base/strict_json.h"
#include "core/net/limits.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace tessera {
namespace {

constexpr int kVersion = 1;
/// What one entry of the keychain holds at most (split_format.h), less what stands around it.
constexpr qsizetype kLongestEntry = 16 * 1024;
constexpr qsizetype kIssuerCharacters = 2048;
constexpr QStringView kUnreadable = u"revocation.unreadable";

Error unreadable(const char* what)
{
    return Error{ErrorKind::Keychain, kUnreadable.toString(), QString::fromLatin1(what), {}};
}

SecretString textOf(const QJsonObject& json)
{
    return SecretString(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Result<QJsonObject> readVersioned(const SecretString& text)
{
    const auto json = parseJsonObject(text.reveal());
    if (!json)
        return failure(unreadable("json")); // its detail may quote the entry
    if (json->value(u"version") != QJsonValue(kVersion))
        return failure(unreadable("version"));
    return json;
}

Result<PendingRevocation> readPending(const QJsonValue& value)
{
    static const QRegularExpression id(QStringLiteral("\\A[A-Za-z0-9_-]{22}\\z"));
    const QJsonObject json = value.toObject();
    PendingRevocation pending;
    pending.id = json.value(u"id").toString();
    if (!id.match(pending.id).hasMatch()) // it becomes part of a key
        return failure(unreadable("id"));
    pending.issuer = json.value(u"issuer").toString();
    if (pending.issuer.isEmpty() || pending.issuer.size() > kIssuerCharacters)
        return failure(unreadable("issuer"));
    const auto queuedAt = optionalNumericDate(json, u"queued_at", kUnreadable);
    if (!queuedAt || !*queuedAt)
        return failure(unreadable("queued_at"));
    pending.queuedAt = **queuedAt;
    return pending;
}

} // namespace

QString pendingRevocationsKey()
{
    return QStringLiteral("revocations");
}

QString pendingRevocationKey(const QString& id)
{
    return QStringLiteral("revocation/") + id;
}

SecretString serialisePendingRevocations(const QList<PendingRevocation>& pending)
{
    QJsonArray list;
    for (const PendingRevocation& one : pending)
        list.append(QJsonObject{{QStringLiteral("id"), one.id},
                                {QStringLiteral("issuer"), one.issuer},
                                {QStringLiteral("queued_at"), toUnixSeconds(one.queuedAt)}});
    return textOf({{QStringLiteral("version"), kVersion}, {QStringLiteral("pending"), list}});
}

Result<QList<PendingRevocation>> parsePendingRevocations(const SecretString& text)
{
    const auto json = readVersioned(text);
    if (!json)
        return failure(json.error());
    const QJsonArray list = json->value(u"pending").toArray();
    if (list.isEmpty() || list.size() > limits::kPendingRevocations)
        return failure(unreadable("pending"));
    QList<PendingRevocation> pending;
    for (const auto& value : list) {
        const auto one = readPending(value);
        if (!one)
            return failure(one.error());
        pending.append(*one);
    }
    return pending;
}

SecretString serialiseRevocableGrant(const RevocableGrant& revocable)
{
    const SecretString grant = serialiseGrant(revocable.grant);
    QJsonObject json{{QStringLiteral("version"), kVersion}, {QStringLiteral("grant"), grant.revealString()}};
    const bool fits = grant.size() + revocable.accessToken.size() <= kLongestEntry;
    if (!revocable.accessToken.isEmpty() && fits)
        json.insert(QStringLiteral("access_token"), revocable.accessToken.revealString());
    return textOf(json);
}

Result<RevocableGrant> parseRevocableGrant(const SecretString& text)
{
    const auto json = readVersioned(text);
    if (!json)
        return failure(json.error());
    const auto accessToken = optionalString(*json, u"access_token", kUnreadable);
    if (!accessToken)
        return failure(unreadable("access_token"));
    auto grant = parseGrant(SecretString::fromString(json->value(u"grant").toString()));
    if (!grant)
        return failure(grant.error());
    return RevocableGrant{*std::move(grant), SecretString::fromString(accessToken->value_or(QString()))};
}

QList<PendingRevocation> withoutOld(const QList<PendingRevocation>& pending, TimePoint now)
{
    QList<PendingRevocation> left;
    std::copy_if(pending.begin(), pending.end(), std::back_inserter(left),
                 [now](const auto& one) { return now - one.queuedAt < limits::kPendingRevocationLife; });
    return left;
}

} // namespace tessera

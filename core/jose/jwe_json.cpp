#include "core/jose/jwe_json.h"

#include "core/base/base64url.h"
#include "core/base/json_members.h"
#include "core/base/strict_json.h"
#include "core/jose/jwe_key_management.h"

#include <QJsonArray>

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kMaxRecipients = 16;

auto malformed(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Malformed, code, detail);
}

/// Absent is an empty object; present and empty is refused (RFC 7516 section 7.2.1).
Result<QJsonObject> headerMember(const QJsonObject& object, QStringView name)
{
    const QJsonValue value = object.value(name);
    if (value.isUndefined())
        return QJsonObject();
    if (!value.isObject() || value.toObject().isEmpty())
        return malformed(u"jwe.json", QStringLiteral("%1 must be an object with members").arg(name));
    return value.toObject();
}

/// Absent is empty.
Result<QByteArray> textMember(const QJsonObject& object, QStringView name)
{
    const auto text = optionalString(object, name, u"jwe.json");
    if (!text)
        return failure(text.error());
    // Latin-1 turns other characters into "?", which is no base64url character either.
    return text->value_or(QString()).toLatin1();
}

Result<QByteArray> octetsMember(const QJsonObject& object, QStringView name)
{
    const auto text = textMember(object, name);
    return text ? base64urlDecode(*text) : text;
}

/// RFC 7516 section 7.2.1: the three headers must not have a name in common.
Result<void> addMembers(QJsonObject& joined, const QJsonObject& more)
{
    for (auto it = more.begin(); it != more.end(); ++it) {
        if (joined.contains(it.key()))
            return malformed(u"jwe.header_overlap",
                             QStringLiteral("%1 stands in two headers").arg(it.key().left(64)));
        joined.insert(it.key(), it.value());
    }
    return {};
}

Result<JweRecipient> readRecipient(const JsonJwe& jwe, const QJsonObject& object)
{
    const auto own = headerMember(object, u"header");
    if (!own)
        return failure(own.error());
    QJsonObject joined = jwe.protectedHeader;
    for (const QJsonObject* more : {&jwe.sharedHeader, &*own}) {
        if (auto added = addMembers(joined, *more); !added)
            return failure(added.error());
    }
    auto header = readJweHeader(joined, jwe.protectedHeader);
    if (!header)
        return failure(header.error());
    auto encryptedKey = octetsMember(object, u"encrypted_key");
    if (!encryptedKey)
        return failure(encryptedKey.error());
    return JweRecipient{std::move(*header), std::move(*encryptedKey)};
}

/// RFC 7516 sections 7.2.1 and 7.2.2: one array of recipients, or the members of one beside the others.
Result<QJsonArray> recipientObjects(const QJsonObject& object)
{
    const QJsonValue recipients = object.value(u"recipients");
    if (recipients.isUndefined())
        return QJsonArray{object};
    if (object.contains(u"header") || object.contains(u"encrypted_key"))
        return malformed(u"jwe.json", QStringLiteral("general and flattened form at once"));
    const QJsonArray array = recipients.toArray();
    if (!recipients.isArray() ||
        !std::all_of(array.begin(), array.end(), [](auto e) { return e.isObject(); }))
        return malformed(u"jwe.json", QStringLiteral("recipients must be an array of objects"));
    if (array.isEmpty() || array.size() > kMaxRecipients)
        return malformed(
            u"jwe.recipients",
            QStringLiteral("%1 recipients, 1 to %2 are read").arg(array.size()).arg(kMaxRecipients));
    return array;
}

bool usesKeyDirectly(const JweRecipient& recipient)
{
    const JweKeyManagement* algorithm = findJweKeyManagement(recipient.header.alg);
    return algorithm && carriesNoKey(*algorithm);
}

/// The content is encrypted once: one enc for all, and no key that is one recipient's own.
Result<void> checkTogether(const QList<JweRecipient>& recipients)
{
    const QString enc = recipients.first().header.enc;
    const bool differ = std::any_of(recipients.begin(), recipients.end(),
                                    [&](const JweRecipient& r) { return r.header.enc != enc; });
    if (differ)
        return malformed(u"jwe.recipients", QStringLiteral("the recipients differ in enc"));
    if (recipients.size() > 1 && std::any_of(recipients.begin(), recipients.end(), usesKeyDirectly))
        return malformed(u"jwe.recipients",
                         QStringLiteral("a key that is used directly has one recipient only"));
    return {};
}

Result<void> readRecipients(const QJsonObject& object, JsonJwe& jwe)
{
    const auto objects = recipientObjects(object);
    if (!objects)
        return failure(objects.error());
    for (const auto& entry : *objects) {
        auto recipient = readRecipient(jwe, entry.toObject());
        if (!recipient)
            return failure(recipient.error());
        jwe.recipients.append(std::move(*recipient));
    }
    return checkTogether(jwe.recipients);
}

Result<void> readHeaders(const QJsonObject& object, JsonJwe& jwe)
{
    const auto part = textMember(object, u"protected");
    if (!part)
        return failure(part.error());
    if (object.contains(u"protected")) {
        auto header = decodeJweHeader(*part);
        if (!header)
            return failure(header.error());
        jwe.protectedHeader = std::move(*header);
    }
    auto shared = headerMember(object, u"unprotected");
    if (!shared)
        return failure(shared.error());
    jwe.sharedHeader = std::move(*shared);
    jwe.content.authenticated = *part;
    return {};
}

/// RFC 7516 section 5.1, step 14: the text of "aad", not its bytes, goes under the tag.
Result<void> readContent(const QJsonObject& object, JsonJwe& jwe)
{
    for (const auto& [name, member] : {std::pair{u"iv", &jwe.content.iv},
                                       {u"ciphertext", &jwe.content.ciphertext},
                                       {u"tag", &jwe.content.tag},
                                       {u"aad", &jwe.additional}}) {
        auto bytes = octetsMember(object, name);
        if (!bytes)
            return failure(bytes.error());
        *member = std::move(*bytes);
    }
    if (!object.contains(u"ciphertext"))
        return malformed(u"jwe.json", QStringLiteral("ciphertext is missing"));
    if (object.contains(u"aad"))
        jwe.content.authenticated += '.' + object.value(u"aad").toString().toLatin1();
    return {};
}

} // namespace

Result<JsonJwe> parseJsonJwe(QByteArrayView text, qsizetype maxBytes)
{
    if (text.size() > maxBytes)
        return malformed(u"jwe.too_large",
                         QStringLiteral("%1 bytes, at most %2 are read").arg(text.size()).arg(maxBytes));
    const auto object = parseJsonObject(text);
    if (!object)
        return failure(object.error());
    JsonJwe jwe;
    jwe.isFlattened = !object->contains(u"recipients");
    for (const auto& read : {&readHeaders, &readContent, &readRecipients}) {
        if (auto done = read(*object, jwe); !done)
            return failure(done.error());
    }
    return jwe;
}

} // namespace tessera

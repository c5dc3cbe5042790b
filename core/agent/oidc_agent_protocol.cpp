#include "core/agent/oidc_agent_protocol.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/net/limits.h"

#include <QJsonDocument>

#include <algorithm>

namespace tessera {
namespace {

constexpr QStringView kBad = u"agent.request";
constexpr qsizetype kKeyCharacters = 44; // 32 bytes in base64
constexpr double kLongestWish = 10.0 * 365 * 24 * 3600;

tl::unexpected<Error> bad(const QString& what)
{
    return failure(ErrorKind::Malformed, kBad, what);
}

/// A text without control characters, or empty.
Result<QString> plainText(const QJsonObject& object, QStringView name)
{
    const auto text = optionalString(object, name, kBad);
    if (!text)
        return failure(text.error());
    const QString value = text->value_or(QString());
    const bool isPlain = std::all_of(value.begin(), value.end(), [](QChar c) { return c.unicode() >= 0x20; });
    if (!isPlain || value.size() > limits::kAgentTextCharacters)
        return bad(name.toString());
    return value;
}

/// 0 where it is missing: as long as there is a token.
Result<double> wholeNumber(const QJsonObject& object, QStringView name)
{
    const QJsonValue value = object.value(name);
    if (value.isUndefined())
        return 0.0;
    const double number = value.toDouble(0.5); // no whole number: another type
    if (number != double(qint64(number)) || number > kLongestWish || number < -1)
        return bad(name.toString());
    return number;
}

/// The braces of an object whose strings are passed over; -1: it is not over yet.
qsizetype endOfObject(QByteArrayView text)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return i + 1;
        }
    }
    return -1;
}

bool isBase64(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/' || c == '=';
}

/// How long a sealed message is that begins so; nothing: its length does not stand there yet.
Result<std::optional<qsizetype>> sealedSize(QByteArrayView text)
{
    const qsizetype colon = text.indexOf(':');
    const QByteArrayView digits = colon < 0 ? text : text.first(colon);
    if (digits.size() > 6 ||
        !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return bad(QStringLiteral("no length"));
    if (colon < 0)
        return std::nullopt;
    constexpr qsizetype kNonceCharacters = 32;
    constexpr qsizetype kTagBytes = 16;
    const qsizetype sealed = (digits.toByteArray().toLongLong() + kTagBytes + 2) / 3 * 4;
    return colon + 1 + kNonceCharacters + 1 + sealed;
}

} // namespace

Result<OidcAgentRequest> parseOidcAgentRequest(QByteArrayView json)
{
    JsonLimits limits;
    limits.maxBytes = limits::kOidcAgentMessageBytes;
    limits.maxDepth = limits::kAgentJsonDepth;
    limits.maxValues = limits::kAgentJsonValues;
    const auto object = parseJsonObject(json, limits);
    if (!object)
        return failure(object.error());
    const auto verb = plainText(*object, u"request");
    if (!verb)
        return failure(verb.error());
    if (*verb != QLatin1String("access_token"))
        return failure(ErrorKind::Configuration, u"agent.oidc_request", printable(*verb, 64));
    const auto account = plainText(*object, u"account");
    const auto issuer = plainText(*object, u"issuer");
    const auto scope = plainText(*object, u"scope");
    const auto audience = plainText(*object, u"audience");
    const auto hint = plainText(*object, u"application_hint");
    for (const auto* text : {&account, &issuer, &scope, &audience, &hint})
        if (!*text)
            return failure(text->error());
    const auto period = wholeNumber(*object, u"min_valid_period");
    if (!period)
        return failure(period.error());
    if (account->isEmpty() == issuer->isEmpty())
        return bad(QStringLiteral("account or issuer, and one of them"));
    OidcAgentRequest request;
    request.wish.account = *account;
    request.wish.issuer = *issuer;
    request.wish.scope = scope->split(u' ', Qt::SkipEmptyParts);
    request.wish.audience = *audience;
    request.wish.minValid = Seconds(std::max<qint64>(qint64(*period), 0));
    request.forcesNew = *period < 0;
    request.applicationHint = *hint;
    return request;
}

SecretString oidcAgentAnswer(const HandedToken& token)
{
    const QJsonObject object{
        {QStringLiteral("status"), QStringLiteral("success")},
        {QStringLiteral("access_token"), token.token.revealString()},
        {QStringLiteral("issuer"), token.issuer},
        // 0 where nobody knows, as oidc-agent has it
        {QStringLiteral("expires_at"), token.expiresAt ? toUnixSeconds(*token.expiresAt) : 0}};
    return SecretString(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

SecretString oidcAgentAnswer(const QString& headline, const QString& advice)
{
    QJsonObject object{{QStringLiteral("status"), QStringLiteral("failure")},
                       {QStringLiteral("error"), headline}};
    if (!advice.isEmpty())
        object.insert(QStringLiteral("info"), advice + u'\n'); // shown as it is
    return SecretString(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<OidcAgentConversation::Step> OidcAgentConversation::takeKey()
{
    const bool isKey =
        m_bytes.size() <= kKeyCharacters && std::all_of(m_bytes.begin(), m_bytes.end(), isBase64);
    if (!isKey)
        return bad(QStringLiteral("neither JSON nor a key"));
    if (m_bytes.size() < kKeyCharacters)
        return Step();
    const auto key = QByteArray::fromBase64Encoding(m_bytes, QByteArray::AbortOnBase64DecodingErrors);
    if (!key)
        return bad(QStringLiteral("no key in base64"));
    auto box = OidcAgentBox::withPeer(*key);
    if (!box)
        return failure(box.error());
    m_bytes.clear();
    m_box = *std::move(box);
    return Step{m_box->publicKey().toBase64(), std::nullopt};
}

Result<OidcAgentConversation::Step> OidcAgentConversation::take(QByteArrayView bytes)
{
    if (m_isOver)
        return bad(QStringLiteral("bytes after the question"));
    if (m_bytes.size() + bytes.size() > limits::kOidcAgentMessageBytes)
        return failure(ErrorKind::Malformed, u"agent.too_large",
                       QStringLiteral("more than %1 bytes").arg(limits::kOidcAgentMessageBytes));
    m_bytes.append(bytes);
    if (m_bytes.isEmpty())
        return Step();
    if (!m_box && m_bytes.startsWith('{')) {
        const qsizetype end = endOfObject(m_bytes);
        if (end < 0)
            return Step();
        if (!m_bytes.sliced(end).trimmed().isEmpty())
            return bad(QStringLiteral("bytes after the question"));
        m_isOver = true;
        return Step{{}, SecretString(std::exchange(m_bytes, {}))};
    }
    if (!m_box)
        return takeKey();
    const auto size = sealedSize(m_bytes);
    if (!size)
        return failure(size.error());
    if (!*size || m_bytes.size() < **size)
        return Step();
    if (m_bytes.size() > **size)
        return bad(QStringLiteral("bytes after the question"));
    auto text = m_box->open(m_bytes);
    if (!text)
        return failure(text.error());
    m_isOver = true;
    m_bytes.clear();
    return Step{{}, *std::move(text)};
}

QByteArray OidcAgentConversation::answer(const SecretString& json) const
{
    return m_box ? m_box->seal(json) : json.reveal().toByteArray();
}

} // namespace tessera

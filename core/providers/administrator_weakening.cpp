#include "core/providers/administrator_weakening.h"

#include "core/base/logging.h"
#include "core/net/secure_access_manager.h"

#include <QJsonArray>

#include <algorithm>

namespace tessera {
namespace {

/// Members that would switch a protection off, hand a secret to everybody who reads the file, or run
/// something. None of them is known to the catalogue; they are named here so that the sentence can say why.
constexpr QStringView kRefusedMembers[] = {
    u"verify_tls",     u"tls_verify",     u"insecure",      u"skip_verify",  u"ignore_tls_errors",
    u"client_secret",  u"password",       u"refresh_token", u"access_token", u"private_key",
    u"response_type",  u"response_types", u"grant_type",    u"grant_types",  u"code_challenge_method",
    u"code_challenge", u"code_verifier",  u"pkce",          u"state",        u"nonce",
    u"redirect_uri",   u"request",        u"request_uri",   u"command",      u"exec",
    u"script",         u"plugin",         u"alg",
};
/// What a provider may be asked for besides is not among the parameters that protect the request.
constexpr QStringView kRefusedInExtra[] = {u"client_id", u"scope"};
/// The implicit and password grants, and flows that hand tokens to the browser (RFC 9700
/// sections 2.1.2, 2.4).
constexpr QStringView kRefusedValues[] = {u"implicit", u"password", u"plain"};

template <class List>
bool contains(const List& list, QStringView text)
{
    return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

Result<void> refuse(const QString& what)
{
    return failure(ErrorKind::Configuration, u"administrator.weakens", printable(what, 200));
}

Result<void> checkText(const QString& name, const QString& text)
{
    const bool isWords = name == u"quirks" || name == u"name" || name == u"steps";
    if (isWords)
        return {};
    if (contains(kRefusedValues, text))
        return refuse(QStringLiteral("%1 is \"%2\"").arg(name, text));
    if (!text.startsWith(QStringLiteral("http:"), Qt::CaseInsensitive))
        return {};
    if (!isLoopbackHost(QUrl(text, QUrl::StrictMode)))
        return refuse(QStringLiteral("%1 is not encrypted: %2").arg(name, text));
    return {};
}

Result<void> checkValue(const QString& name, const QJsonValue& value);

Result<void> checkObject(const QString& name, const QJsonObject& object)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString member = it.key().toLower();
        if (contains(kRefusedMembers, member) || (name == u"extra" && contains(kRefusedInExtra, member)))
            return refuse(QStringLiteral("\"%1\" must not be set").arg(it.key()));
        if (auto checked = checkValue(it.key(), it.value()); !checked)
            return checked;
    }
    return {};
}

Result<void> checkValue(const QString& name, const QJsonValue& value)
{
    if (value.isString())
        return checkText(name, value.toString());
    if (value.isObject())
        return checkObject(name, value.toObject());
    const QJsonArray array = value.toArray();
    for (const auto& entry : array)
        if (auto checked = checkValue(name, entry); !checked)
            return checked;
    return {};
}

} // namespace

Result<void> mustNotWeaken(const QJsonObject& row)
{
    return checkObject(QString(), row);
}

} // namespace tessera

#include "core/tools/git_credential.h"

#include "core/net/limits.h"
#include "core/oidc/www_authenticate.h"

#include <QStringDecoder>

#include <algorithm>

namespace tessera {
namespace {

tl::unexpected<Error> wrong(int line, const QString& what)
{
    return failure(ErrorKind::Malformed, u"tool.request", QStringLiteral("line %1: %2").arg(line).arg(what));
}

bool hasControl(QByteArrayView bytes)
{
    return std::any_of(bytes.begin(), bytes.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::optional<QString> fromUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(bytes);
    if (decoder.hasError())
        return std::nullopt;
    return text;
}

/// A second value that differs is one too many: which of them counts is not ours to guess.
bool put(QString& member, const QString& value)
{
    if (!member.isEmpty() && member != value)
        return false;
    member = value;
    return true;
}

/// False: it says something else than a line before.
bool take(GitCredential& request, QByteArrayView key, QByteArrayView bytes, const QString& value)
{
    if (key == "protocol")
        return put(request.protocol, value);
    if (key == "host")
        return put(request.host, value);
    if (key == "path")
        return put(request.path, value);
    if (key == "username")
        return put(request.username, value);
    if (key == "password" || key == "credential")
        request.password = SecretString::fromUtf8(bytes);
    else if (key == "capability[]" && bytes == "authtype")
        request.takesAuthtype = true;
    // An empty value of a list begins it anew (git-credential(1)).
    else if (key == "capability[]" && bytes.isEmpty())
        request.takesAuthtype = false;
    else if (key == "wwwauth[]" && bytes.isEmpty())
        request.challenges.clear();
    else if (key == "wwwauth[]")
        request.challenges.append(bytes.toByteArray());
    return true;
}

QByteArray line(QByteArrayView key, QByteArrayView value)
{
    return key.toByteArray() + '=' + value.toByteArray() + '\n';
}

} // namespace

Result<GitCredential> parseGitCredential(QByteArrayView text)
{
    if (text.size() > limits::kToolRequestBytes)
        return failure(ErrorKind::Malformed, u"tool.too_large",
                       QStringLiteral("more than %1 bytes").arg(limits::kToolRequestBytes));
    GitCredential request;
    int number = 0;
    while (!text.isEmpty()) {
        ++number;
        const qsizetype end = text.indexOf('\n');
        const QByteArrayView whole = end < 0 ? text : text.first(end);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        if (whole.isEmpty())
            break;
        if (number > limits::kToolRequestLines)
            return wrong(number, QStringLiteral("too many lines"));
        const qsizetype equals = whole.indexOf('=');
        if (equals <= 0)
            return wrong(number, QStringLiteral("no key and value"));
        if (hasControl(whole))
            return wrong(number, QStringLiteral("a control character"));
        const QByteArrayView key = whole.first(equals);
        const auto value = fromUtf8(whole.sliced(equals + 1));
        if (!value)
            return wrong(number, QStringLiteral("not UTF-8"));
        // git takes it apart itself before it asks a helper; two parsers of one address might see two hosts.
        if (key == "url")
            return wrong(number, QStringLiteral("an address in one piece"));
        if (!take(request, key, whole.sliced(equals + 1), *value))
            return wrong(number, QStringLiteral("another value for the same key"));
    }
    if (request.protocol.isEmpty())
        return wrong(number, QStringLiteral("no protocol")); // some have no host: "cert"
    return request;
}

GitScheme gitScheme(const GitCredential& request)
{
    bool read = false;
    bool basic = false;
    bool bearer = false;
    for (const QByteArray& value : request.challenges) {
        const auto challenges = parseWwwAuthenticate(value);
        if (!challenges)
            continue;
        for (const AuthenticationChallenge& challenge : *challenges) {
            read = true;
            basic = basic || challenge.scheme == "basic";
            bearer = bearer || challenge.scheme == "bearer";
        }
    }
    if (bearer && request.takesAuthtype)
        return GitScheme::Bearer;
    return basic || !read ? GitScheme::Basic : GitScheme::None;
}

Result<SecretString> serialise(const GitAnswer& answer)
{
    const QByteArray username = answer.username.toUtf8();
    if (hasControl(answer.token.reveal()) || hasControl(username) || answer.token.isEmpty())
        return failure(ErrorKind::Malformed, u"tool.token");
    QByteArray text;
    if (answer.scheme == GitScheme::Bearer) {
        text = "capability[]=authtype\nauthtype=Bearer\n";
        text += line("credential", answer.token.reveal());
        text += "ephemeral=1\n"; // no other helper may keep it
    } else {
        text = line("username", username) + line("password", answer.token.reveal());
    }
    if (answer.expiresAt)
        text += line("password_expiry_utc", QByteArray::number(toUnixSeconds(*answer.expiresAt)));
    return SecretString(std::move(text));
}

} // namespace tessera

#include "core/tools/sasl.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr char kSeparator = '\x01'; // RFC 7628 section 3.1: kvsep

tl::unexpected<Error> wrong(const QString& what)
{
    return failure(ErrorKind::Configuration, u"tool.sasl", what);
}

/// Would be taken for the end of a part, or of the whole.
bool hasControl(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// RFC 5801 section 4, "saslname".
QByteArray saslName(QByteArray name)
{
    return name.replace('=', "=3D").replace(',', "=2C");
}

QByteArray xoauth2(const SaslRequest& request, QByteArrayView token)
{
    return "user=" + request.user.toUtf8() + kSeparator + "auth=Bearer " + token.toByteArray() + kSeparator +
           kSeparator;
}

QByteArray oauthBearer(const SaslRequest& request, QByteArrayView token)
{
    QByteArray text = "n,";
    if (!request.user.isEmpty())
        text += "a=" + saslName(request.user.toUtf8());
    text += ',';
    text += kSeparator;
    if (!request.host.isEmpty())
        text += "host=" + request.host.toUtf8() + kSeparator;
    if (request.port > 0)
        text += "port=" + QByteArray::number(request.port) + kSeparator;
    return text + "auth=Bearer " + token.toByteArray() + kSeparator + kSeparator;
}

} // namespace

Result<SecretString> saslResponse(const SaslRequest& request, const SecretString& token)
{
    const bool isXoauth2 = request.mechanism == QLatin1String("xoauth2");
    if (!isXoauth2 && request.mechanism != QLatin1String("oauthbearer"))
        return wrong(QStringLiteral("the mechanism is xoauth2 or oauthbearer"));
    if (isXoauth2 && request.user.isEmpty())
        return wrong(QStringLiteral("xoauth2 needs the mailbox, given with --user"));
    if (hasControl(request.user.toUtf8()) || hasControl(request.host.toUtf8()))
        return wrong(QStringLiteral("a control character in the user or the host"));
    if (token.isEmpty() || hasControl(token.reveal()))
        return failure(ErrorKind::Malformed, u"tool.token");
    QByteArray plain = isXoauth2 ? xoauth2(request, token.reveal()) : oauthBearer(request, token.reveal());
    SecretString response(plain.toBase64());
    wipe(plain);
    return response;
}

} // namespace tessera

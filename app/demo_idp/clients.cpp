#include "app/demo_idp/clients.h"

#include "core/oauth/parameters.h"

#include <QUrl>

#include <algorithm>
#include <optional>

namespace tessera::demo {
namespace {

struct Credentials
{
    QString id;
    QString secret;
};

tl::unexpected<Error> invalidClient()
{
    return failure(ErrorKind::Denied, u"invalid_client");
}

/// RFC 6749 section 2.3.1: id and secret are form-encoded before they are joined.
Result<Credentials> fromBasic(QByteArrayView authorization)
{
    if (authorization.size() < 6 || authorization.first(6).compare("basic ", Qt::CaseInsensitive) != 0)
        return invalidClient();
    const auto decoded = QByteArray::fromBase64Encoding(authorization.sliced(6).toByteArray(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    const qsizetype colon = decoded ? (*decoded).indexOf(':') : -1;
    if (colon < 0)
        return invalidClient();
    // As one-field forms, so that each part is decoded once and strictly.
    const auto id = decodeForm("v=" + (*decoded).first(colon));
    const auto secret = decodeForm("v=" + (*decoded).sliced(colon + 1));
    if (!id || id->size() != 1 || !secret || secret->size() != 1)
        return invalidClient();
    return Credentials{id->first().value, secret->first().value};
}

QString field(const FormFields& form, QStringView name)
{
    const auto value = singleField(form, name);
    return value && *value ? **value : QString();
}

Result<Credentials> readCredentials(QByteArrayView authorization, const FormFields& form)
{
    const Credentials inBody{field(form, param::kClientId), field(form, param::kClientSecret)};
    if (authorization.isEmpty())
        return inBody;
    const Result<Credentials> basic = fromBasic(authorization);
    if (!basic)
        return basic;
    const bool twoMethods = !inBody.secret.isEmpty();
    const bool twoClients = !inBody.id.isEmpty() && inBody.id != basic->id;
    if (twoMethods || twoClients)
        return failure(ErrorKind::Denied, u"invalid_request",
                       QStringLiteral("More than one way of client authentication."));
    return basic;
}

} // namespace

const Client* Clients::find(const QString& id) const
{
    const auto it = m_clients.constFind(id);
    return it == m_clients.constEnd() ? nullptr : &*it;
}

Result<Client> Clients::authenticate(QByteArrayView authorization, const FormFields& form) const
{
    const Result<Credentials> given = readCredentials(authorization, form);
    if (!given)
        return failure(given.error());
    const Client* client = find(given->id);
    // A public client that shows a secret is not the one registered here.
    if (!client || !client->secret.equals(given->secret.toUtf8()))
        return invalidClient();
    return *client;
}

bool isRedirectUriAllowed(const QString& uri, quint16 ownPort)
{
    const auto harmless = [](QChar c) { return c > u' ' && c < QChar(0x7f) && c != u'\\'; };
    if (!std::all_of(uri.begin(), uri.end(), harmless))
        return false;
    const QUrl url(uri, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != u"http" || url.hasQuery() || url.hasFragment() ||
        !url.userInfo().isEmpty() || uri.contains(u'@'))
        return false;
    // As text: QUrl reads "2130706433" and "0x7f.1" as 127.0.0.1 too.
    const bool literal = uri.startsWith(u"http://127.0.0.1") || uri.startsWith(u"http://[::1]");
    const bool loopback = url.host() == u"127.0.0.1" || url.host() == u"::1";
    return literal && loopback && url.port(80) != ownPort;
}

} // namespace tessera::demo

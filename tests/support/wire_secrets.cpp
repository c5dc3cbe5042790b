#include "tests/support/wire_secrets.h"

#include "core/net/form_body.h"
#include "core/net/http_reply.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tessera::test {
namespace {

constexpr qsizetype kShortest = 8; ///< shorter ones are found by chance

const QSet<QString>& noSecrets()
{
    static const QSet<QString> kNames = [] {
        const char* names[] = {"grant_type",
                               "client_id",
                               "redirect_uri",
                               "scope",
                               "token_type_hint",
                               "resource",
                               "response_type",
                               "code_challenge_method",
                               "response_mode",
                               "login_hint",
                               "prompt",
                               "iss",
                               "client_assertion_type",
                               "token_type",
                               "error",
                               "error_description",
                               "error_uri",
                               "verification_uri",
                               "sub",
                               "name",
                               "email",
                               "preferred_username",
                               "issuer",
                               "dpop_jkt",
                               "access_type",
                               "given_name",
                               "family_name",
                               "picture",
                               "username",
                               "aud",
                               "client_name",
                               "login",
                               "post_logout_redirect_uri",
                               "ui_locales",
                               "claims",
                               "acr_values",
                               "verification_uri_complete",
                               "avatar_url",
                               "html_url",
                               "locale",
                               "jti"};
        QSet<QString> set;
        for (const char* name : names)
            set += QString::fromLatin1(name);
        return set;
    }();
    return kNames;
}

QList<QByteArray> piecesOf(const QByteArray& secret)
{
    QList<QByteArray> pieces{secret};
    if (secret.startsWith("ey") && secret.count('.') >= 2)
        pieces += secret.split('.').mid(1); // the header says nothing
    constexpr qsizetype leastHalf = 16;
    for (const QByteArray& piece : QList<QByteArray>(pieces))
        if (piece.size() >= 2 * leastHalf && (pieces.size() == 1 || piece != secret))
            pieces << piece.left(piece.size() / 2) << piece.mid(piece.size() / 2);
    pieces.removeIf([](const QByteArray& piece) { return piece.size() < kShortest; });
    return pieces;
}

QList<QByteArray> spellingsOf(const QByteArray& piece)
{
    QList<QByteArray> all{piece, piece.toPercentEncoding(), piece.toPercentEncoding().toLower(),
                          piece.toHex()};
    for (int before = 0; before < 3; ++before) {
        constexpr int touched[] = {0, 2, 3};
        QByteArray text = (QByteArray(before, '\0') + piece).toBase64(QByteArray::OmitTrailingEquals);
        text = text.mid(touched[before]).chopped(1);
        all += text;
        all += text.replace('+', '-').replace('/', '_');
    }
    return all;
}

/// Which eight bytes stand anywhere in the text: most of what is looked for is not there.
QSet<QByteArray> eightsOf(const QByteArray& text)
{
    QSet<QByteArray> eights;
    for (qsizetype at = 0; at + kShortest <= text.size(); ++at)
        eights.insert(QByteArray::fromRawData(text.constData() + at, kShortest));
    return eights;
}

bool isAboutKeysOrServer(const QUrl& url)
{
    return url.path().contains(u"jwks") || url.path().contains(u".well-known") ||
           url.path().contains(u"certs") || url.path().contains(u"keys");
}

} // namespace

void WireSecrets::watch(const HttpClient& http)
{
    auto* manager = http.accessManager().get();
    QObject::connect(
        manager, &SecureAccessManager::requestStarted, manager,
        [this](QNetworkReply* reply, const QByteArray&) {
            const auto* ours = qobject_cast<HttpReply*>(reply);
            takeFields(reply->url().query(QUrl::FullyEncoded).toLatin1());
            takeFields(ours->sentBody());
            const QByteArray credentials = reply->request().rawHeader("Authorization");
            take(QStringLiteral("Authorization"),
                 QString::fromLatin1(credentials.mid(credentials.indexOf(' ') + 1)));
            take(QStringLiteral("DPoP"), QString::fromLatin1(reply->request().rawHeader("DPoP")));
            QObject::connect(reply, &QNetworkReply::finished, reply, [this, reply, ours] {
                if (!isAboutKeysOrServer(reply->url()))
                    takeJson({}, QJsonDocument::fromJson(ours->receivedBody()).object());
                take(QStringLiteral("DPoP-Nonce"), QString::fromLatin1(reply->rawHeader("DPoP-Nonce")));
            });
        });
}

void WireSecrets::take(const QUrl& address)
{
    takeFields(address.query(QUrl::FullyEncoded).toLatin1());
}

void WireSecrets::take(const QString& secret)
{
    take(QStringLiteral("given"), secret);
}

void WireSecrets::takeFields(const QByteArray& form)
{
    const auto fields = decodeForm(form);
    if (!fields)
        return;
    for (const FormField& field : *fields)
        take(field.name, field.value);
}

void WireSecrets::takeJson(const QString& name, const QJsonValue& value)
{
    if (value.isString())
        take(name, value.toString());
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        takeJson(member.key(), member.value());
}

void WireSecrets::take(const QString& name, const QString& value)
{
    if (value.size() >= kShortest && !noSecrets().contains(name))
        m_secrets.insert(value, name);
}

QStringList WireSecrets::foundIn(const QByteArray& text) const
{
    QStringList found;
    const QSet<QByteArray> eights = eightsOf(text); // of bytes that `text` keeps alive
    for (auto secret = m_secrets.begin(); secret != m_secrets.end(); ++secret)
        for (const QByteArray& piece : piecesOf(secret.key().toUtf8()))
            for (const QByteArray& spelling : spellingsOf(piece))
                if (eights.contains(spelling.left(kShortest)) && text.contains(spelling) &&
                    !found.contains(secret.value()))
                    found += secret.value();
    return found;
}

} // namespace tessera::test

#include "ui/inspector/example_tokens.h"

#include "core/base/base64url.h"
#include "core/base/random.h"
#include "core/jose/jws.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::ExampleTokens)
};

QByteArray json(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject claims(TimePoint now)
{
    const qint64 seconds = toUnixSeconds(now);
    return {{QStringLiteral("iss"), QStringLiteral("https://id.example.com")},
            {QStringLiteral("sub"), QStringLiteral("248289761001")},
            {QStringLiteral("aud"), QStringLiteral("tessera-desktop")},
            {QStringLiteral("auth_time"), seconds - 15 * 60},
            {QStringLiteral("iat"), seconds - 14 * 60},
            {QStringLiteral("nbf"), seconds - 14 * 60},
            {QStringLiteral("exp"), seconds + 46 * 60},
            {QStringLiteral("nonce"), QString::fromLatin1(randomToken().first(12))},
            {QStringLiteral("email"), QStringLiteral("ana.maric@example.com")}};
}

ExampleToken idToken(TimePoint now)
{
    const Key key = Key::generateEc(u"P-256").withKid(QStringLiteral("example"));
    const auto token =
        signCompact(json(claims(now)), key, u"ES256", {{QStringLiteral("typ"), QStringLiteral("JWT")}});
    return {exampleTitle(Example::IdToken), token.value_or(QByteArray()), json(key.publicJwk())};
}

ExampleToken unsignedToken(TimePoint now)
{
    QJsonObject body = claims(now - std::chrono::hours(3));
    body.insert(QStringLiteral("role"), QStringLiteral("admin"));
    const QByteArray header = json({{QStringLiteral("alg"), QStringLiteral("none")}});
    return {exampleTitle(Example::Unsigned),
            base64urlEncode(header) + '.' + base64urlEncode(json(body)) + '.',
            {}};
}

} // namespace

QString exampleTitle(Example example)
{
    switch (example) {
    case Example::IdToken:
        return Text::tr("An ID token");
    case Example::Unsigned:
        return Text::tr("A token nobody signed");
    case Example::Cookie:
        break;
    }
    return Text::tr("A session cookie");
}

ExampleToken makeExample(Example example, TimePoint now)
{
    switch (example) {
    case Example::IdToken:
        return idToken(now);
    case Example::Unsigned:
        return unsignedToken(now);
    case Example::Cookie:
        break;
    }
    return {exampleTitle(example), "Set-Cookie: PHPSESSID=" + randomToken().first(26) + "; path=/", {}};
}

} // namespace tessera

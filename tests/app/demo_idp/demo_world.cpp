#include "tests/app/demo_idp/demo_world.h"

#include "tests/support/await.h"

#include <QJsonDocument>

#include <algorithm>

namespace tessera::test {

FormFields with(FormFields standard, const FormFields& changes)
{
    for (const FormField& change : changes) {
        standard.removeIf([&](const FormField& field) { return field.name == change.name; });
        if (!change.value.isEmpty())
            standard.append(change);
    }
    return standard;
}

DemoWorld::DemoWorld(demo::IdentityProviderOptions options) : provider(withClock(std::move(options), clock))
{
    if (const auto started = provider.start(); !started)
        qFatal("demo provider: %s", qPrintable(started.error().detail));
}

demo::IdentityProviderOptions DemoWorld::withClock(demo::IdentityProviderOptions options,
                                                   const std::shared_ptr<ManualClock>& clock)
{
    options.clock = clock;
    return options;
}

void DemoWorld::startAfresh()
{
    browser = std::make_shared<Browser>();
    provider.clearRequestLog();
}

QUrl DemoWorld::url(const QString& path) const
{
    return QUrl(provider.issuer() + path);
}

QUrl DemoWorld::authorizationUrl(const FormFields& changes) const
{
    const FormFields standard{
        {QStringLiteral("response_type"), QStringLiteral("code")},
        {QStringLiteral("client_id"), QStringLiteral("tessera-desktop")},
        {QStringLiteral("redirect_uri"), kRedirect},
        {QStringLiteral("scope"), QStringLiteral("openid profile email offline_access")},
        {QStringLiteral("state"), QStringLiteral("st&te=1")},
        {QStringLiteral("nonce"), QStringLiteral("n0nce")},
        {QStringLiteral("code_challenge"), kChallenge},
        {QStringLiteral("code_challenge_method"), QStringLiteral("S256")},
    };
    const QByteArray query = encodeForm(with(standard, changes));
    return QUrl::fromEncoded(provider.issuer().toLatin1() + "/authorize?" + query, QUrl::StrictMode);
}

BrowserPage DemoWorld::get(const QUrl& url, const QList<HttpHeader>& headers) const
{
    return await(getPage(browser, url, headers));
}

BrowserPage DemoWorld::post(const QString& path, const FormFields& fields,
                            const QList<HttpHeader>& headers) const
{
    return await(postPage(browser, url(path), fields, headers));
}

RobotVisit DemoWorld::visit(const FormFields& changes, const RobotPlan& plan) const
{
    return await(test::visit(browser, authorizationUrl(changes), plan));
}

QString DemoWorld::code(const FormFields& changes, const RobotPlan& plan) const
{
    return parameter(visit(changes, plan).hops.last(), u"code");
}

BrowserPage DemoWorld::redeem(const QString& code, const FormFields& changes,
                              const QList<HttpHeader>& headers) const
{
    const FormFields standard{
        {QStringLiteral("grant_type"), QStringLiteral("authorization_code")},
        {QStringLiteral("client_id"), QStringLiteral("tessera-desktop")},
        {QStringLiteral("code"), code},
        {QStringLiteral("redirect_uri"), kRedirect},
        {QStringLiteral("code_verifier"), kVerifier},
    };
    return post(QStringLiteral("/token"), with(standard, changes), headers);
}

BrowserPage DemoWorld::refresh(const QString& refreshToken, const FormFields& changes) const
{
    const FormFields standard{
        {QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
        {QStringLiteral("client_id"), QStringLiteral("tessera-desktop")},
        {QStringLiteral("refresh_token"), refreshToken},
    };
    return post(QStringLiteral("/token"), with(standard, changes));
}

QJsonObject DemoWorld::tokens(const FormFields& changes) const
{
    return json(redeem(code(changes)));
}

int DemoWorld::userinfoStatus(const QString& accessToken) const
{
    return get(url(QStringLiteral("/userinfo")), {bearer(accessToken)}).status;
}

QJsonObject json(const BrowserPage& page)
{
    return QJsonDocument::fromJson(page.body).object();
}

QString wireError(const BrowserPage& page)
{
    return json(page).value(u"error").toString();
}

QString parameter(const QUrl& url, QStringView name)
{
    const auto fields = decodeForm(url.query(QUrl::FullyEncoded).toLatin1());
    const auto value = fields ? singleField(*fields, name) : std::nullopt;
    return value && *value ? **value : QString();
}

HttpHeader bearer(const QString& token)
{
    return {"Authorization", "Bearer " + token.toLatin1()};
}

} // namespace tessera::test

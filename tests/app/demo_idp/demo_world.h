// A demo provider, a clock to move and a browser: what every test of the provider begins with.
#pragma once

#include "app/demo_idp/identity_provider.h"
#include "tests/support/manual_clock.h"
#include "tests/support/robot_browser.h"

#include <QJsonObject>

namespace tessera::test {

/// Nobody listens there: the robot stops with the redirect in its hands.
inline const QString kRedirect = QStringLiteral("http://127.0.0.1:1/back");
/// RFC 7636 appendix B.
inline const QString kVerifier = QStringLiteral("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
inline const QString kChallenge = QStringLiteral("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

/// A field with an empty value takes the standard one of that name away.
FormFields with(FormFields standard, const FormFields& changes);

class DemoWorld
{
public:
    explicit DemoWorld(demo::IdentityProviderOptions options = {});

    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    demo::IdentityProvider provider;
    BrowserPtr browser = std::make_shared<Browser>();

    /// Another browser, an empty request log; what was granted stays.
    void startAfresh();

    QUrl url(const QString& path) const;
    QUrl authorizationUrl(const FormFields& changes = {}) const;
    BrowserPage get(const QUrl& url, const QList<HttpHeader>& headers = {}) const;
    BrowserPage post(const QString& path, const FormFields& fields,
                     const QList<HttpHeader>& headers = {}) const;
    RobotVisit visit(const FormFields& changes = {}, const RobotPlan& plan = {}) const;

    /// The code at the end of a visit.
    QString code(const FormFields& changes = {}, const RobotPlan& plan = {}) const;
    /// The token request for a code, with changes.
    BrowserPage redeem(const QString& code, const FormFields& changes = {},
                       const QList<HttpHeader>& headers = {}) const;
    BrowserPage refresh(const QString& refreshToken, const FormFields& changes = {}) const;
    /// Sign-in as alice down to the tokens.
    QJsonObject tokens(const FormFields& changes = {}) const;
    int userinfoStatus(const QString& accessToken) const;

private:
    static demo::IdentityProviderOptions withClock(demo::IdentityProviderOptions options,
                                                   const std::shared_ptr<ManualClock>& clock);
};

QJsonObject json(const BrowserPage& page);
QString wireError(const BrowserPage& page);
/// A parameter of an address's query.
QString parameter(const QUrl& url, QStringView name);
HttpHeader bearer(const QString& token);

} // namespace tessera::test

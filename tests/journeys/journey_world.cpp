#include "tests/journeys/journey_world.h"

#include "core/session/session_store.h"

#include <QTest>

namespace tessera::test {
namespace {

QCoro::Task<void> follow(BrowserPtr browser, QUrl address, RobotPlan plan, std::shared_ptr<VisitLog> log)
{
    const RobotVisit done = co_await visit(browser, address, plan);
    log->done.append(done);
}

QString hintedUser(const QUrl& address)
{
    const auto fields = decodeForm(address.query(QUrl::FullyEncoded).toLatin1());
    const auto hint = fields ? singleField(*fields, u"login_hint") : std::nullopt;
    return hint && *hint ? **hint : QString();
}

} // namespace

JourneyWorld::JourneyWorld(demo::IdentityProviderOptions options)
    : provider(withClock(std::move(options), clock))
{
    if (const auto started = provider.start(); !started)
        qFatal("demo provider: %s", qPrintable(started.error().detail));
}

demo::IdentityProviderOptions JourneyWorld::withClock(demo::IdentityProviderOptions options,
                                                      const std::shared_ptr<ManualClock>& clock)
{
    options.clock = clock;
    return options;
}

std::unique_ptr<SessionManager> JourneyWorld::startProgram()
{
    Environment environment;
    environment.recorder = std::make_shared<FlowRecorder>(clock);
    environment.http = std::make_shared<HttpClient>(environment.recorder);
    environment.clock = clock;
    environment.secrets = store;
    environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, clock);
    environment.discovery = std::make_shared<DiscoveryCache>(environment.http, clock);
    environment.openUrl = [this](const QUrl& address) {
        openInBrowser(address);
        return Result<void>();
    };
    environment.redirectPorts = [this] { return redirectPorts; };
    environment.configDirectory = directory.path();
    auto manager = std::make_unique<SessionManager>(environment);
    if (const auto loaded = await(manager->load()); !loaded)
        qFatal("load: %s", qPrintable(loaded.error().code));
    return manager;
}

void JourneyWorld::openInBrowser(const QUrl& address)
{
    logAtBrowser = provider.requestLog();
    opened.append(address);
    RobotPlan next = plan;
    if (const QString hint = hintedUser(address); !hint.isEmpty())
        next.user = hint;
    BrowserPtr& browser = m_browsers[next.user];
    if (!browser)
        browser = std::make_shared<Browser>();
    follow(browser, address, next, visits);
}

SignInRequest JourneyWorld::request(const QString& user) const
{
    SignInRequest request;
    request.registration.issuer = provider.issuer();
    request.registration.clientId = QStringLiteral("tessera-desktop");
    if (!user.isEmpty())
        request.extra = {{QStringLiteral("login_hint"), user}};
    return request;
}

QString JourneyWorld::signIn(SessionManager& manager, const QString& user)
{
    const auto outcome = await(manager.signIn(request(user)));
    if (!outcome)
        qWarning() << outcome.error();
    return outcome ? outcome->accountId : QString();
}

QString JourneyWorld::storedRefreshToken(const QString& accountId) const
{
    const auto grant = parseGrant(SecretString::fromUtf8(store->entries.value(keychainKey(accountId))));
    return grant ? grant->refreshToken.revealString() : QString();
}

int JourneyWorld::userinfoStatus(const QString& accessToken) const
{
    const QUrl url(provider.issuer() + QStringLiteral("/userinfo"));
    return await(getPage(std::make_shared<Browser>(), url,
                         {HttpHeader{"Authorization", "Bearer " + accessToken.toLatin1()}}))
        .status;
}

BrowserPage JourneyWorld::refreshAsThief(const QString& refreshToken) const
{
    const FormFields form{{QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
                          {QStringLiteral("client_id"), QStringLiteral("tessera-desktop")},
                          {QStringLiteral("refresh_token"), refreshToken}};
    return await(
        postPage(std::make_shared<Browser>(), QUrl(provider.issuer() + QStringLiteral("/token")), form));
}

bool eventually(const std::function<bool()>& isSo)
{
    return QTest::qWaitFor([&isSo] { return isSo(); }, 10'000);
}

QString accessToken(const SessionManager& manager, const QString& accountId)
{
    const auto session = manager.session(accountId);
    return session && session->tokens ? session->tokens->accessToken.revealString() : QString();
}

Phase phaseOf(const SessionManager& manager, const QString& accountId)
{
    const auto session = manager.session(accountId);
    return session ? session->phase : Phase::Loading;
}

QList<SessionEvent::Kind> eventsOf(const SessionManager& manager, const QString& accountId)
{
    QList<SessionEvent::Kind> kinds;
    if (const auto session = manager.session(accountId))
        for (const SessionEvent& event : session->events)
            kinds.append(event.kind);
    return kinds;
}

} // namespace tessera::test

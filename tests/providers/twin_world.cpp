#include "tests/providers/twin_world.h"

namespace tessera::test {
namespace {

QCoro::Task<void> follow(BrowserPtr browser, QUrl address, std::shared_ptr<qsizetype> visited)
{
    co_await visit(browser, address, {});
    ++*visited;
}

QCoro::Task<Result<void>> passTime(std::shared_ptr<ManualClock> clock, std::function<void()> then,
                                   Milliseconds time)
{
    clock->advance(time);
    if (then)
        then();
    co_return Result<void>();
}

} // namespace

Environment TwinWorld::environment()
{
    Environment environment;
    environment.recorder = std::make_shared<FlowRecorder>(clock);
    environment.http = std::make_shared<HttpClient>(environment.recorder);
    environment.clock = clock;
    environment.secrets = store;
    environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, clock);
    environment.openUrl = [this](const QUrl& address) {
        opened.append(address);
        follow(m_browser, address, m_visited);
        return Result<void>();
    };
    environment.pause = [this](Milliseconds time, std::stop_token) { return passTime(clock, onPause, time); };
    environment.configDirectory = directory.path();
    return environment;
}

std::unique_ptr<SessionManager> TwinWorld::startProgram()
{
    auto manager = std::make_unique<SessionManager>(environment());
    if (const auto loaded = await(manager->load()); !loaded)
        qFatal("load: %s", qPrintable(loaded.error().code));
    return manager;
}

SignInRequest TwinWorld::request(const char* provider, const QString& issuer, const QString& clientId,
                                 const QString& clientSecret)
{
    const Provider* row = ProviderCatalogue::builtIn().find(QString::fromLatin1(provider));
    if (!row)
        qFatal("no row %s", provider);
    SignInRequest request;
    ClientRegistration registration = row->registration();
    registration.issuer = issuer;
    registration.clientId = clientId;
    registration.clientSecret = SecretString::fromString(clientSecret);
    const auto complete = row->withServer(registration);
    if (!complete)
        qFatal("row %s: %s", provider, qPrintable(complete.error().detail));
    request.registration = *complete;
    request.extra = row->extra;
    return request;
}

QString TwinWorld::storedRefreshToken(const QString& accountId) const
{
    const auto grant = parseGrant(SecretString::fromUtf8(store->entries.value(keychainKey(accountId))));
    return grant ? grant->refreshToken.revealString() : QString();
}

QString accessTokenOf(const SessionManager& manager, const QString& accountId)
{
    const auto session = manager.session(accountId);
    return session && session->tokens ? session->tokens->accessToken.revealString() : QString();
}

QString codeOf(const Result<SignInOutcome>& outcome)
{
    if (!outcome)
        qInfo() << outcome.error();
    return outcome ? QString() : outcome.error().code;
}

} // namespace tessera::test

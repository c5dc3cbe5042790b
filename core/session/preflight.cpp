#include "core/session/preflight.h"

#include "core/base/logging.h"
#include "core/net/connectivity.h"
#include "core/net/proxy_choice.h"
#include "core/net/reach_probes.h"
#include "core/oauth/redirect_listener.h"
#include "core/session/server_lookup.h"

#include <QNetworkProxy>

namespace tessera {
namespace {

PreflightCheck made(const QString& id, const Result<void>& result, const QString& good)
{
    if (result)
        return {id, PreflightOutcome::Passed, good, {}};
    if (result.error().kind == ErrorKind::Cancelled)
        return {id, PreflightOutcome::NotChecked, {}, {}};
    return {id, PreflightOutcome::Failed, result.error().detail, result.error()};
}

PreflightCheck notChecked(const QString& id, const QString& why)
{
    return {id, PreflightOutcome::NotChecked, why, {}};
}

/// The listener is let go of at once: only whether it can be had is asked.
PreflightCheck redirectPort(const std::optional<QUrl>& fixed)
{
    const auto listener = RedirectListener::bind(fixed);
    const auto bound = listener ? Result<void>() : Result<void>(failure(listener.error()));
    const bool isFixed = fixed && fixed->port() > 0;
    return made(QStringLiteral("redirect_port"), bound,
                isFixed ? QStringLiteral("%1 is free").arg(fixed->port()) : QStringLiteral("any free port"));
}

QHostAddress listeningAddress(const QUrl& redirectUri)
{
    return redirectUri.host() == u"::1" ? QHostAddress(QHostAddress::LocalHostIPv6)
                                        : QHostAddress(QHostAddress::LocalHost);
}

/// Only the one that the redirect needs can fail; the other is told.
QCoro::Task<PreflightCheck> loopback(QUrl redirectUri, bool both, std::stop_token stop)
{
    const QHostAddress needed = listeningAddress(redirectUri);
    const QHostAddress other(needed == QHostAddress(QHostAddress::LocalHost) ? QHostAddress::LocalHostIPv6
                                                                             : QHostAddress::LocalHost);
    const Result<void> reached = co_await reachesItself(needed, stop);
    QString found = needed.toString();
    if (both) {
        const Result<void> otherReached = co_await reachesItself(other, stop);
        found = QStringLiteral("%1 %2 %3")
                    .arg(found, otherReached ? QStringLiteral("and") : QStringLiteral("but not"),
                         other.toString());
    }
    co_return made(QStringLiteral("loopback"), reached, found);
}

QCoro::Task<PreflightCheck> proxyCheck(QUrl issuer, std::stop_token stop)
{
    const QString id = QStringLiteral("proxy");
    const QNetworkProxy proxy = proxyFor(issuer);
    const QString name = proxyText(proxy);
    if (name.isEmpty())
        co_return PreflightCheck{id, PreflightOutcome::Passed, QStringLiteral("none"), {}};
    Result<void> reached = co_await somebodyListens(proxy.hostName(), proxy.port(), stop);
    if (!reached && reached.error().kind != ErrorKind::Cancelled)
        reached = failure(ErrorKind::Offline, u"net.proxy", name, loggableUrl(issuer));
    co_return made(id, reached, name);
}

bool isLiteral(const QUrl& url)
{
    return !QHostAddress(url.host()).isNull();
}

QString joined(const QList<QHostAddress>& addresses)
{
    QStringList texts;
    for (const QHostAddress& address : addresses.first(std::min<qsizetype>(addresses.size(), 4)))
        texts.append(address.toString());
    return texts.join(QStringLiteral(", "));
}

QCoro::Task<PreflightCheck> dns(QUrl issuer, bool throughProxy, std::stop_token stop)
{
    const QString id = QStringLiteral("dns");
    if (isLiteral(issuer))
        co_return notChecked(id, QStringLiteral("the address is a number"));
    if (throughProxy)
        co_return notChecked(id, QStringLiteral("the proxy looks the name up"));
    const Result<QList<QHostAddress>> found = co_await lookUp(issuer.host(QUrl::FullyEncoded), stop);
    if (!found) {
        Error error = explainedBy(networkState(), found.error());
        error.endpoint = loggableUrl(issuer);
        co_return made(id, failure(error), {});
    }
    co_return made(id, Result<void>(), joined(*found));
}

QCoro::Task<Result<DiscoveryAnswer>> ask(Environment environment, ClientRegistration registration,
                                         std::stop_token stop)
{
    if (const auto may = mayAsk(environment, registration.issuer); !may)
        co_return failure(may.error());
    if (registration.metadata) {
        Result<DiscoveryAnswer> configured =
            co_await askConfigured(environment.http, *registration.metadata, stop);
        co_return configured;
    }
    Result<DiscoveryAnswer> discovered = co_await discoverDated(environment.http, registration.issuer, stop);
    co_return discovered;
}

/// A proxy may be there and still not let the request through.
void addProxyFault(QList<PreflightCheck>& checks, const std::optional<Error>& error)
{
    if (!error || (error->code != u"net.proxy" && error->code != u"net.proxy_login"))
        return;
    for (PreflightCheck& check : checks)
        if (check.id == u"proxy" && check.outcome == PreflightOutcome::Passed)
            check = {check.id, PreflightOutcome::Failed, check.detail, error};
}

/// The way to the issuer is broken, and neither name nor proxy showed it: refused, lost, too slow.
bool isUntold(const QList<PreflightCheck>& checks, const std::optional<Error>& error)
{
    return error && error->kind != ErrorKind::Cancelled && !firstFault(checks);
}

} // namespace

QCoro::Task<QList<PreflightCheck>> preflightBeforeBrowser(QUrl redirectUri, LoopbackRule rule,
                                                          std::optional<ServerDate> serverDate, TimePoint now,
                                                          std::stop_token stop)
{
    QList<PreflightCheck> checks{judgeLoopbackRule(rule, redirectUri)};
    checks.append(co_await loopback(redirectUri, false, stop));
    checks.append(judgeClock(serverDate, now, {}));
    co_return checks;
}

QCoro::Task<QList<PreflightCheck>> runPreflight(Environment environment, ClientRegistration registration,
                                                LoopbackRule rule, std::stop_token stop)
{
    const QUrl issuer(registration.issuer);
    const QUrl redirectUri = registration.redirectUri.value_or(defaultRedirectUri());
    QList<PreflightCheck> checks{judgeLoopbackRule(rule, redirectUri),
                                 redirectPort(registration.redirectUri)};
    checks.append(co_await loopback(redirectUri, true, stop));
    checks.append(co_await proxyCheck(issuer, stop));
    checks.append(co_await dns(issuer, !proxyText(proxyFor(issuer)).isEmpty(), stop));

    const Result<DiscoveryAnswer> answer = co_await ask(environment, registration, stop);
    IssuerReach reach{issuer, std::nullopt};
    if (!answer)
        reach.error = answer.error();
    addProxyFault(checks, reach.error);
    checks.append(judgeTls(reach));
    checks.append(judgeCaptivePortal(reach));
    checks.append(judgeClock(answer ? answer->serverDate : std::nullopt, environment.clock->now(),
                             registration.issuer));
    checks.append(judgeMetadata(reach, answer ? answer->metadata.remarks : QStringList()));
    if (isUntold(checks, reach.error))
        checks.last() = made(checks.last().id, failure(*reach.error), {});
    co_return checks;
}

} // namespace tessera

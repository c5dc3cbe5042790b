// What the checks before a sign-in make of what was found. Nothing is asked here.
#include "core/session/preflight.h"

#include <algorithm>

namespace tessera {
namespace {

PreflightCheck passed(const QString& id, const QString& detail)
{
    return {id, PreflightOutcome::Passed, detail, {}};
}

PreflightCheck notChecked(const QString& id, const QString& why)
{
    return {id, PreflightOutcome::NotChecked, why, {}};
}

PreflightCheck failed(const QString& id, const Error& error)
{
    return {id, PreflightOutcome::Failed, error.detail, error};
}

/// "7 minutes", "40 seconds", "3 hours": rounded down, for the person who sets the clock.
QString roughly(Seconds time)
{
    const auto say = [](qint64 number, const QString& unit) {
        return QStringLiteral("%1 %2%3").arg(number).arg(unit, number == 1 ? QString() : QStringLiteral("s"));
    };
    const qint64 seconds = time.count();
    if (seconds < 120)
        return say(seconds, QStringLiteral("second"));
    if (seconds < 2 * 3600)
        return say(seconds / 60, QStringLiteral("minute"));
    if (seconds < 2 * 86400)
        return say(seconds / 3600, QStringLiteral("hour"));
    return say(seconds / 86400, QStringLiteral("day"));
}

QString clockDetail(Seconds ahead, TimePoint there)
{
    const QString direction = ahead.count() < 0 ? QStringLiteral("behind") : QStringLiteral("ahead");
    return QStringLiteral("%1 %2; there it is %3")
        .arg(roughly(std::chrono::abs(ahead)), direction, toDateTime(there).toString(Qt::ISODate));
}

/// Which check a failure to get the metadata belongs to.
enum class Layer { Network, Proxy, Tls, CaptivePortal, Metadata };

Layer layerOf(const Error& error)
{
    if (error.code == u"net.captive_portal")
        return Layer::CaptivePortal;
    if (error.code == u"net.proxy" || error.code == u"net.proxy_login")
        return Layer::Proxy;
    if (error.code == u"net.tls")
        return Layer::Tls;
    if (error.kind == ErrorKind::Offline || error.kind == ErrorKind::Cancelled)
        return Layer::Network;
    return Layer::Metadata;
}

const QString kNotReached = QStringLiteral("the issuer was not reached");

} // namespace

QString preflightOutcomeName(PreflightOutcome outcome)
{
    switch (outcome) {
    case PreflightOutcome::Passed:
        return QStringLiteral("passed");
    case PreflightOutcome::Warned:
        return QStringLiteral("warned");
    case PreflightOutcome::Failed:
        return QStringLiteral("failed");
    case PreflightOutcome::NotChecked:
        return QStringLiteral("not-checked");
    }
    Q_UNREACHABLE();
}

std::optional<Error> firstFault(const QList<PreflightCheck>& checks)
{
    const auto fault = std::find_if(checks.begin(), checks.end(), [](const PreflightCheck& check) {
        return check.outcome == PreflightOutcome::Failed;
    });
    return fault == checks.end() ? std::nullopt : fault->error;
}

PreflightCheck judgeClock(const std::optional<ServerDate>& serverDate, TimePoint now, const QString& endpoint)
{
    const QString id = QStringLiteral("clock");
    if (!serverDate)
        return notChecked(id, QStringLiteral("the issuer did not say what time it is"));
    const auto ahead = std::chrono::duration_cast<Seconds>(now - serverDate->at);
    const auto off = std::chrono::abs(ahead);
    const QString detail = clockDetail(ahead, serverDate->at);
    if (off <= limits::kClockWarning)
        return passed(id, off.count() == 0 ? QStringLiteral("the same as the issuer's") : detail);
    const bool mayBeTheCache = serverDate->fromCache && ahead.count() > 0;
    const bool bearable = off <= limits::kClockFault || mayBeTheCache;
    return {id, bearable ? PreflightOutcome::Warned : PreflightOutcome::Failed, detail,
            Error{ErrorKind::Configuration, QStringLiteral("preflight.clock"), detail, endpoint}};
}

PreflightCheck judgeLoopbackRule(const LoopbackRule& rule, const QUrl& redirectUri)
{
    const QString id = QStringLiteral("loopback_rule");
    if (const auto fault = loopbackFault(rule, redirectUri))
        return failed(id, *fault);
    return passed(id, redirectUri.toString(QUrl::FullyEncoded));
}

PreflightCheck judgeTls(const IssuerReach& reach)
{
    const QString id = QStringLiteral("tls");
    if (reach.issuer.scheme() != u"https")
        return notChecked(id, QStringLiteral("http, on this computer"));
    if (!reach.error || layerOf(*reach.error) == Layer::Metadata ||
        reach.error->code == u"net.captive_portal")
        return passed(id, QStringLiteral("the certificate is trusted"));
    if (layerOf(*reach.error) == Layer::Tls)
        return failed(id, *reach.error);
    return notChecked(id, kNotReached);
}

PreflightCheck judgeCaptivePortal(const IssuerReach& reach)
{
    const QString id = QStringLiteral("captive_portal");
    if (!reach.error || layerOf(*reach.error) == Layer::Metadata)
        return passed(id, QStringLiteral("none"));
    if (layerOf(*reach.error) == Layer::CaptivePortal)
        return failed(id, *reach.error);
    return notChecked(id, kNotReached);
}

PreflightCheck judgeMetadata(const IssuerReach& reach, const QStringList& remarks)
{
    const QString id = QStringLiteral("metadata");
    if (!reach.error)
        return passed(id,
                      remarks.isEmpty() ? QStringLiteral("complete") : remarks.join(QStringLiteral(", ")));
    if (layerOf(*reach.error) == Layer::Metadata)
        return failed(id, *reach.error);
    return notChecked(id, kNotReached);
}

} // namespace tessera

// What is looked at before a browser opens, so that a sign-in fails here with a sentence and not there with
// "this site can't be reached" (user wishes 10, 11, 29, 33). Checks are values; what they found is judged by
// the functions at the end, which ask nobody.
#pragma once

#include "core/net/server_date.h"
#include "core/oauth/client_registration.h"
#include "core/providers/loopback_rule.h"
#include "core/session/environment.h"

namespace tessera {

enum class PreflightOutcome { Passed, Warned, Failed, NotChecked };
/// "passed", "warned", "failed", "not-checked": as in JSON.
QString preflightOutcomeName(PreflightOutcome outcome);

struct PreflightCheck
{
    /// loopback_rule, redirect_port, loopback, proxy, dns, tls, captive_portal, clock, metadata
    QString id;
    PreflightOutcome outcome = PreflightOutcome::NotChecked;
    QString detail;             ///< what was found: "127.0.0.1 and ::1", "7 seconds behind"
    std::optional<Error> error; ///< set where it warned or failed; its sentence says what to do
};

/// Everything, for `tessera doctor --issuer`: with requests of its own to the issuer. In the order above.
QCoro::Task<QList<PreflightCheck>> runPreflight(Environment environment, ClientRegistration registration,
                                                LoopbackRule rule, std::stop_token stop);

/// For a sign-in, between discovery and browser: loopback rule, loopback and clock, from what is known by
/// then. No request; one connection of this computer to itself. `redirectUri` is the one that will be sent,
/// with its port as registered (none: any). The port itself is told by RedirectListener::bind, the network by
/// discovery.
QCoro::Task<QList<PreflightCheck>> preflightBeforeBrowser(QUrl redirectUri, LoopbackRule rule,
                                                          std::optional<ServerDate> serverDate, TimePoint now,
                                                          std::stop_token stop);

/// The first one that failed: the sign-in ends with it.
std::optional<Error> firstFault(const QList<PreflightCheck>& checks);

/// `now` against the server's time: warns above limits::kClockWarning, fails above limits::kClockFault with
/// preflight.clock (detail: "7 minutes behind; there it is 2026-…"). A cache in between can only make the
/// server seem late: then it warns and no more.
PreflightCheck judgeClock(const std::optional<ServerDate>& serverDate, TimePoint now,
                          const QString& endpoint);
PreflightCheck judgeLoopbackRule(const LoopbackRule& rule, const QUrl& redirectUri);

/// What an answer of the issuer, or its absence, says about the way to it. One fault is told once, by the
/// check it belongs to.
struct IssuerReach
{
    QUrl issuer;
    std::optional<Error> error;
};
PreflightCheck judgeTls(const IssuerReach& reach);
PreflightCheck judgeCaptivePortal(const IssuerReach& reach);
PreflightCheck judgeMetadata(const IssuerReach& reach, const QStringList& remarks);

} // namespace tessera

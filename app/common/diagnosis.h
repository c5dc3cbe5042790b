// Looks at what a sign-in needs on this computer, and says what to do about what is missing: the checks of
// `tessera doctor`, for the command line and for the window. Nothing is sent anywhere.
#pragma once

#include "app/common/administrator.h"
#include "core/session/environment.h"
#include "ui/text/health_finding.h"

#include <functional>

namespace tessera {

/// Hears of each finding as soon as it is there.
using FindingListener = std::function<void(const HealthFinding&)>;

/// Version, administrator, keychain, browser, TLS and the list of accounts. Stopped, it ends after the check
/// that is under way.
QCoro::Task<QList<HealthFinding>> programFindings(Environment environment,
                                                  Result<Administration> administration,
                                                  FindingListener listener, std::stop_token stop);

/// This computer alone, without a provider to ask: loopback, proxy, clock.
QList<HealthFinding> localNetworkFindings(const Clock& clock);

/// Both, one after the other, for a window that is not to stand still meanwhile.
QCoro::Task<void> diagnose(Environment environment, FindingListener listener, std::stop_token stop);

} // namespace tessera

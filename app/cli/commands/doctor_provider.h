// `tessera doctor --issuer URL` and `tessera doctor PROVIDER`: what a sign-in there would meet.
#pragma once

#include "app/cli/command.h"
#include "app/common/administrator.h"
#include "core/oauth/client_registration.h"
#include "core/providers/loopback_rule.h"
#include "ui/text/health_finding.h"

namespace tessera::cli {

struct DoctorSubject
{
    ClientRegistration registration;
    LoopbackRule rule;
};

/// Whom to ask; nothing where no provider was named. Errors (Configuration): usage.provider_unknown,
/// usage.issuer_missing, usage.redirect_uri, issuer.*, administrator.* .
Result<std::optional<DoctorSubject>> doctorSubject(const Context& context,
                                                   const Administration& administration);

QCoro::Task<QList<HealthFinding>> providerFindings(ContextPtr context, DoctorSubject subject);

} // namespace tessera::cli

#include "ui/text/sign_in_notice.h"

#include "ui/text/end_text.h"
#include "ui/text/host_text.h"
#include "ui/text/state_text.h"

#include <QCoreApplication>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::SignInNotice)
};

/// What might also have ended it stays on the account's page: a notification is read in passing.
QString bodyOf(const Session& session, TimePoint now)
{
    const auto end = whyEnded(session);
    if (!end)
        return stateText(session, now).rest;
    QStringList parts{end->headline};
    parts += end->facts;
    if (!end->likely.isEmpty())
        parts += end->likely;
    return parts.join(u' ');
}

} // namespace

SignInNotice signInNotice(const Session& session, TimePoint now)
{
    return {
        Text::tr("%1 at %2: sign-in needed").arg(accountName(session.account), providerText(session.account)),
        bodyOf(session, now), Text::tr("Sign in again")};
}

} // namespace tessera

#include "ui/accounts/account_actions.h"

#include "ui/text/error_text.h"
#include "ui/text/host_text.h"

namespace tessera {
namespace {

/// A token that is pasted at once should still be good when it is used.
constexpr Seconds kLeastValid{30};
constexpr QStringView kTooSoon = u"session.too_soon";

/// Waiting in the keychain is what a person has to know; why comes second.
std::optional<Error> whatToTell(const SignOutOutcome& outcome)
{
    std::optional<Error> error = outcome.revocationError;
    if (error && outcome.queued)
        error->code = QStringLiteral("revocation.queued");
    return error;
}

} // namespace

AccountActions::AccountActions(SessionManager& manager, QObject* parent) : QObject(parent), m_manager(manager)
{
    connect(&manager, &SessionManager::revocationsSettled, this, [this](const RevocationRound& round) {
        if (!round.givenUp.isEmpty())
            Q_EMIT failed({}, round.givenUp.constFirst());
        else if (round.waiting == 0)
            Q_EMIT told({}, tr("The provider now knows that you signed out."));
    });
}

AccountActions::~AccountActions()
{
    m_stop.request_stop();
}

bool AccountActions::begin(const QString& accountId)
{
    if (accountId.isEmpty() || m_busy.contains(accountId))
        return false;
    m_busy.insert(accountId);
    Q_EMIT busyChanged(accountId);
    return true;
}

void AccountActions::end(const QString& accountId)
{
    m_busy.remove(accountId);
    Q_EMIT busyChanged(accountId);
}

void AccountActions::copyAccessToken(const QString& accountId)
{
    if (!begin(accountId))
        return;
    auto task = m_manager.freshTokens(accountId, kLeastValid, m_stop.get_token());
    QCoro::connect(std::move(task), this, [this, accountId](const Result<TokenSet>& tokens) {
        end(accountId);
        if (!tokens) {
            Q_EMIT failed(accountId, tokens.error());
            return;
        }
        m_clipboard.copy(tokens->accessToken);
        m_copiedFrom = accountId;
        Q_EMIT told(accountId, tr("Copied. It is taken off the clipboard in %n seconds.", nullptr,
                                  int(m_clipboard.stay().count())));
    });
}

void AccountActions::inspect(const QString& accountId)
{
    const auto session = m_manager.session(accountId);
    if (!session || !begin(accountId))
        return;
    const QString name = accountName(session->account);
    auto task = m_manager.freshTokens(accountId, kLeastValid, m_stop.get_token());
    QCoro::connect(std::move(task), this, [this, accountId, name](const Result<TokenSet>& tokens) {
        end(accountId);
        if (!tokens) {
            Q_EMIT failed(accountId, tokens.error());
            return;
        }
        QList<NamedToken> all{{tr("Access token"), tokens->accessToken}};
        if (!tokens->idToken.isEmpty())
            all.append({tr("ID token"), tokens->idToken});
        Q_EMIT gaveTokens(name, all);
    });
}

void AccountActions::renew(const QString& accountId)
{
    if (!begin(accountId))
        return;
    auto task = m_manager.renewNow(accountId, m_stop.get_token());
    QCoro::connect(std::move(task), this, [this, accountId](const Result<TokenSet>& tokens) {
        end(accountId);
        if (tokens)
            Q_EMIT told(accountId, tr("Renewed."));
        else if (tokens.error().code == kTooSoon) // no harm done: nothing to be red about
            Q_EMIT told(accountId, errorText(tokens.error()).headline);
        else
            Q_EMIT failed(accountId, tokens.error());
    });
}

void AccountActions::signOut(const QString& accountId)
{
    const auto session = m_manager.session(accountId);
    if (!session || !begin(accountId))
        return;
    const ProviderNotes notes = providerNotes(m_manager.environment().catalogue(), session->account);
    const QString name = accountName(session->account);
    auto task = m_manager.signOut(accountId, false, m_stop.get_token());
    QCoro::connect(std::move(task), this,
                   [this, accountId, name, notes](const Result<SignOutOutcome>& outcome) {
                       end(accountId);
                       if (!outcome) {
                           Q_EMIT failed(accountId, outcome.error());
                           return;
                       }
                       if (m_copiedFrom == accountId)
                           m_clipboard.takeOff();
                       Q_EMIT forgot(name);
                       Q_EMIT signedOut(notes, whatToTell(*outcome));
                   });
}

} // namespace tessera

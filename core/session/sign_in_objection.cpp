#include "core/session/sign_in_objection.h"

#include "core/base/logging.h"
#include "core/session/signed_in_entry.h"

namespace tessera {

QCoro::Task<std::optional<Error>> objectionTo(SignInRequest request, SignedIn signedIn, QString id,
                                              EntryPtr present)
{
    if (!request.forAccount.isEmpty() && request.forAccount != id)
        co_return Error{ErrorKind::Untrusted,
                        QStringLiteral("sign_in.other_person"),
                        printable(displayName(signedIn), 80),
                        {}};
    if (!present)
        co_return std::nullopt;
    // By the names they are asked for now: another way to write a scope takes nothing away.
    const QStringList before =
        scopesAsAsked(present->session.account.scopeGranted, signedIn.registration.traits.scopeAliases,
                      signedIn.tokens.scopeRequested);
    const ScopeLedger ledger{signedIn.tokens.scopeRequested, signedIn.tokens.scopeGranted, before};
    if (ledger.lost().isEmpty())
        co_return std::nullopt;
    bool accepted = false;
    if (request.acceptNarrowing)
        accepted = co_await request.acceptNarrowing(ledger);
    if (accepted)
        co_return std::nullopt;
    co_return Error{ErrorKind::Cancelled,
                    QStringLiteral("sign_in.scope_narrowed"),
                    printable(ledger.lost().join(u' ')),
                    {}};
}

} // namespace tessera

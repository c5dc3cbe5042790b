#include "ui/text/provider_text.h"

#include "ui/text/host_text.h"

#include <QCoreApplication>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::ProviderText)
};

QString joined(const QStringList& sentences)
{
    return sentences.join(u' ');
}

} // namespace

QString renewalText(const RefreshRule& rule)
{
    QStringList sentences;
    if (!rule.text.isEmpty())
        sentences << rule.text;
    if (rule.rotates)
        sentences << Text::tr("The refresh token changes with each renewal.");
    return joined(sentences);
}

ProviderNotes providerNotes(const ProviderCatalogue& catalogue, const Account& account)
{
    ProviderNotes notes;
    notes.name = providerText(account);
    const Provider* row = catalogue.find(account.provider);
    if (!row)
        return notes;
    notes.lifetime = joined(row->quirksAt(Quirk::Place::Renewal));
    notes.renewal = renewalText(row->refresh);
    notes.signOut = joined(row->quirksAt(Quirk::Place::SignOut));
    notes.reviewUrl = row->reviewUrlFor({account.issuer, account.clientId});
    return notes;
}

QString reviewLinkText(const QUrl& reviewUrl)
{
    return reviewUrl.isEmpty() ? QString() : Text::tr("Review access at %1").arg(hostText(reviewUrl));
}

QString signOutText(const ProviderNotes& notes, bool canRevoke)
{
    QStringList sentences{
        canRevoke ? Text::tr("Tessera asks %1 to revoke the grant and forgets every token of this account.")
                        .arg(notes.name)
                  : Text::tr("Tessera forgets every token of this account.")};
    if (!notes.signOut.isEmpty())
        sentences << notes.signOut;
    else if (!canRevoke)
        sentences << Text::tr("%1 has no way to revoke the grant from here.").arg(notes.name);
    sentences << Text::tr("This cannot be undone; to come back you sign in again in the browser.");
    return joined(sentences);
}

} // namespace tessera

#include "ui/text/end_text.h"

#include "core/oauth/wire_error.h"
#include "core/providers/provider_catalogue.h"
#include "ui/text/error_text.h"
#include "ui/text/host_text.h"
#include "ui/text/relative_time.h"

#include <QCoreApplication>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::EndText)
};

QStringList factsOf(const EndOfSignIn& end)
{
    QStringList facts;
    if (end.signedInAt)
        facts += Text::tr("You had signed in %1 before, on %2.")
                     .arg(spanText(end.at - *end.signedInAt), exactTime(*end.signedInAt));
    if (end.renewals > 0 && end.lastHonouredAt)
        facts += end.renewals == 1
                     ? Text::tr("It was renewed once, on %1.").arg(exactTime(*end.lastHonouredAt))
                     : Text::tr("It was renewed %1 times, the last time on %2.")
                           .arg(QString::number(end.renewals), exactTime(*end.lastHonouredAt));
    else if (end.signedInAt)
        facts += Text::tr("It had not been renewed since.");
    return facts;
}

QString joined(const QList<RefreshEnding>& endings)
{
    QStringList sentences;
    for (const RefreshEnding& ending : endings) {
        sentences += ending.text;
        if (!ending.advice.isEmpty())
            sentences += ending.advice;
    }
    return sentences.join(u' ');
}

} // namespace

QString EndText::paragraph() const
{
    QStringList parts{headline};
    parts += facts;
    if (!likely.isEmpty())
        parts += likely;
    if (!possible.isEmpty())
        parts += possible;
    return parts.join(u' ');
}

EndText endText(const EndOfSignIn& end, const QString& providerName)
{
    EndText text;
    text.facts = factsOf(end);
    if (!isDeadGrant(end.why.code)) {
        text.headline = Text::tr("This sign-in ended on %1.").arg(exactTime(end.at));
        text.likely = errorText(end.why).sentence();
        return text;
    }
    text.headline = Text::tr("%1 ended this sign-in; it was noticed on %2 (%3).")
                        .arg(providerName, exactTime(end.at), end.why.code);
    if (!end.likely.isEmpty())
        text.likely = Text::tr("This rule fits: %1").arg(joined(end.likely));
    if (end.possible.isEmpty())
        return text;
    text.possible = (end.likely.isEmpty() ? Text::tr("No rule with a date fits. What also ends a sign-in: %1")
                                          : Text::tr("What also ends a sign-in: %1"))
                        .arg(joined(end.possible));
    return text;
}

std::optional<EndOfSignIn> endOf(const Session& session)
{
    const Provider* provider = ProviderCatalogue::builtIn().find(session.account.provider);
    return endOfSignIn(session, provider ? provider->refresh : RefreshRule());
}

std::optional<EndText> whyEnded(const Session& session)
{
    const auto end = endOf(session);
    return end ? std::optional(endText(*end, providerText(session.account))) : std::nullopt;
}

} // namespace tessera

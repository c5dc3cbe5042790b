#include "ui/text/tray_text.h"

#include "core/base/logging.h"
#include "ui/text/host_text.h"
#include "ui/text/state_text.h"

#include <QCoreApplication>

namespace tessera {
namespace {

constexpr qsizetype kLineCharacters = 80;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::TrayText)
};

int weight(const StateText& state)
{
    if (state.needsPerson)
        return state.glyph == Glyph::Locked ? 4 : 5;
    switch (state.glyph) {
    case Glyph::Offline:
        return 3;
    case Glyph::Waiting:
    case Glyph::Renewing:
        return 2;
    case Glyph::Ok:
        return 1;
    default:
        return 0;
    }
}

QString toolTip(qsizetype all, int waiting, const StateText& worst)
{
    if (waiting == 1 && all == 1)
        return Text::tr("Tessera: %1").arg(worst.headline);
    if (waiting > 0)
        return Text::tr("Tessera: %1 of %2 accounts need you.").arg(waiting).arg(all);
    if (worst.glyph == Glyph::Offline)
        return Text::tr("Tessera: offline; it keeps trying.");
    return all == 1 ? Text::tr("Tessera: signed in.")
                    : Text::tr("Tessera: %n accounts, all signed in.", nullptr, int(all));
}

} // namespace

TrayText trayText(const QList<Session>& sessions, TimePoint now)
{
    if (sessions.isEmpty())
        return {Glyph::Rest, Text::tr("Tessera: nobody is signed in.")};
    StateText worst;
    int waiting = 0;
    for (const Session& session : sessions) {
        const StateText state = stateText(session, now);
        waiting += state.needsPerson ? 1 : 0;
        if (worst.headline.isEmpty() || weight(state) > weight(worst))
            worst = state;
    }
    return {worst.glyph, toolTip(sessions.size(), waiting, worst)};
}

QString trayLine(const Session& session, TimePoint now)
{
    const QString name = printable(accountName(session.account), kLineCharacters / 2);
    return printable(
        Text::tr("%1 at %2: %3").arg(name, hostText(session.account.issuer), stateText(session, now).word),
        kLineCharacters);
}

} // namespace tessera

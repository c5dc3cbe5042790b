#include "ui/settings/token_settings.h"

#include "ui/settings/setting_row.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace tessera {
namespace {

using namespace settings_bounds;

constexpr int kNumberWidth = 88;

QString takeSeconds(const QString& text, Seconds least, Seconds most, Seconds& into)
{
    bool isNumber = false;
    const int number = text.trimmed().toInt(&isNumber);
    if (!isNumber || Seconds(number) < least || Seconds(number) > most)
        return RenewalSettings::tr("Write a whole number of seconds from %1 to %2.")
            .arg(least.count())
            .arg(most.count());
    into = Seconds(number);
    return {};
}

QString takeLead(Settings& settings, const QString& text)
{
    return takeSeconds(text, kLeastLead, kMostLead, settings.renewalLead);
}

QString takeStay(Settings& settings, const QString& text)
{
    return takeSeconds(text, kLeastStay, kMostStay, settings.clipboardStay);
}

} // namespace

RenewalSettings::RenewalSettings(QWidget* parent) : SettingsGroup(tr("Renewal"), parent)
{
    m_lead =
        addField(tr("Seconds before the &end of an access token"),
                 tr("When it is renewed at the latest, but never before nine tenths of its life. Holds from "
                    "each account's next renewal on."),
                 kNumberWidth, takeLead);
    m_clipboard = addField(tr("Seconds a copied token stays on the cli&pboard"),
                           tr("Then it is taken off, if it is still there."), kNumberWidth, takeStay);
}

void RenewalSettings::show(const SettingsView& view)
{
    setText(m_lead, QString::number(view.settings.renewalLead.count()));
    setText(m_clipboard, QString::number(view.settings.clipboardStay.count()));
}

ToolSettings::ToolSettings(QWidget* parent) : SettingsGroup(tr("Tools"), parent)
{
    m_agent = addSwitch(tr("Give t&okens to programs"), {}, &Settings::agent);
    m_lock =
        addSwitch(tr("Lock the agent with the screen"),
                  tr("Nothing is handed out until you unlock it in this window."), &Settings::lockWithScreen);
    auto* programs = new Button(Button::Kind::Link, tr("Which programs may ha&ve what"));
    content()->addLayout(hanging(programs));
    connect(programs, &QPushButton::clicked, this, &ToolSettings::programsRequested);
}

void ToolSettings::show(const SettingsView& view)
{
    setChecked(m_agent, view.settings.agent);
    setChecked(m_lock, view.settings.lockWithScreen);
    m_agent->setCaption(view.around.agentElsewhere
                            ? tr("Another agent runs on this computer and goes on giving tokens.")
                            : tr("The agent of this window asks you before a program gets its first one."));
}

} // namespace tessera

#include "ui/settings/sign_in_settings.h"

#include "core/base/logging.h"
#include "ui/settings/setting_row.h"
#include "ui/text/error_text.h"
#include "ui/widgets/label.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr int kFieldWidth = 260;

QString takeBrowser(Settings& settings, const QString& text)
{
    const auto command = browserCommandFrom(text);
    if (!command)
        return errorText(command.error()).sentence();
    settings.browserCommand = *command;
    return {};
}

QString takePorts(Settings& settings, const QString& text)
{
    const auto ports = redirectPortsFrom(text);
    if (!ports)
        return errorText(ports.error()).sentence();
    settings.redirectPorts = *ports;
    return {};
}

} // namespace

SignInSettings::SignInSettings(QWidget* parent)
    : SettingsGroup(tr("Sign-in"), parent), m_administrator(new Label({}, TextStyle::Caption, &Theme::text2))
{
    m_browser = addField(tr("&Browser"), {}, kFieldWidth, takeBrowser);
    static_cast<QLineEdit*>(m_browser->control())->setPlaceholderText(tr("the system's browser"));
    m_ports = addField(
        tr("&Return ports"),
        tr("The browser comes back to one of these ports of this computer, tried in this order. Empty: any "
           "free one, another each time. A port that was registered with a provider comes first."),
        kFieldWidth, takePorts);
    static_cast<QLineEdit*>(m_ports->control())->setPlaceholderText(tr("any free port"));
    m_keepFlows = addSwitch(tr("&Keep what went over the wire"),
                            tr("For the page Flow, in memory and without secrets, until Tessera ends."),
                            &Settings::keepFlows);
    content()->addWidget(m_administrator->wrapped());
}

void SignInSettings::show(const SettingsView& view)
{
    setText(m_browser, view.settings.browserCommand);
    setText(m_ports, redirectPortsText(view.settings.redirectPorts));
    setChecked(m_keepFlows, view.settings.keepFlows);
    m_browser->setCaption(view.around.browserVariable.isEmpty()
                              ? tr("A command such as “firefox --new-window %s”; %s is the address.")
                              : tr("The variable BROWSER comes first, and is %1.")
                                    .arg(printable(view.around.browserVariable, 80)));
    m_administrator->setText(
        tr("Decided by the administrator of this computer: %1.").arg(view.around.administrator.join(u'\n')));
    m_administrator->setVisible(!view.around.administrator.isEmpty());
}

} // namespace tessera

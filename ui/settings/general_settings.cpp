#include "ui/settings/general_settings.h"

#include "ui/settings/setting_row.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/switch.h"

#include <QAbstractButton>

namespace tessera {
namespace {

constexpr int kChoiceWidth = 200;

} // namespace

GeneralSettings::GeneralSettings(QWidget* parent) : SettingsGroup(tr("General"), parent)
{
    m_theme = addSegments(tr("T&heme"), {}, {tr("System"), tr("Light"), tr("Dark")},
                          [](Settings& settings, int index) { settings.theme = ThemeChoice(index); });
    auto* language = new Choice({});
    language->setFixedWidth(kChoiceWidth);
    m_languages = language->box();
    m_language = addRow(tr("&Language"), tr("From the next start."), language);
    m_languages->setAccessibleName(tr("Language"));
    language->setFocusProxy(m_languages);
    connect(m_languages, &QComboBox::activated, this, [this](int index) {
        Settings settings = view().settings;
        settings.language = m_languages->itemData(index).toString();
        want(settings);
    });
    m_motion =
        addSegments(tr("&Motion"), tr("Arrows that grow and a sign that turns while something happens."),
                    {tr("System"), tr("Less"), tr("All")},
                    [](Settings& settings, int index) { settings.motion = MotionChoice(index); });
    auto* startAtLogin = new Switch({});
    m_startAtLogin = addRow(tr("Start &when I log in"), {}, startAtLogin);
    connect(startAtLogin, &QAbstractButton::clicked, this, &GeneralSettings::startAtLoginWanted);
    m_startInTray = addSwitch(tr("Start in the tra&y"), {}, &Settings::startInTray);
    m_closeToTray =
        addSwitch(tr("Keep running in the tray when the window is &closed"), {}, &Settings::closeToTray);
}

QWidget* GeneralSettings::firstControl() const
{
    const auto* segments = static_cast<Segmented*>(m_theme->control());
    return segments->button(segments->current());
}

void GeneralSettings::show(const SettingsView& view)
{
    setCurrent(m_theme, int(view.settings.theme));
    setCurrent(m_motion, int(view.settings.motion));
    showLanguages(view);
    setChecked(m_startAtLogin, view.around.startAtLogin.value_or(false));
    m_startAtLogin->setCaption(
        tr("Your accounts renew themselves from the beginning; the window stays in the tray."));
    m_startAtLogin->setFixed(
        view.around.startAtLogin ? QString() : tr("This system has no way to start Tessera by itself."));
    setChecked(m_startInTray, view.settings.startInTray);
    setChecked(m_closeToTray, view.settings.closeToTray);
    m_startInTray->setCaption(tr("From the next start: no window until you click the icon."));
    m_closeToTray->setCaption(tr("Accounts go on renewing, and programs go on getting tokens."));
    const QString noTray = view.around.hasTray ? QString() : tr("This desktop shows no tray.");
    m_startInTray->setFixed(noTray);
    m_closeToTray->setFixed(noTray);
}

void GeneralSettings::showLanguages(const SettingsView& view)
{
    const QSignalBlocker quiet(m_languages);
    m_languages->clear();
    m_languages->addItem(tr("As the system"), QString());
    for (const Language& language : view.around.languages)
        m_languages->addItem(language.name, language.code);
    int index = m_languages->findData(view.settings.language);
    if (index < 0) { // chosen by a newer program that has words for it
        m_languages->addItem(view.settings.language, view.settings.language);
        index = m_languages->count() - 1;
    }
    m_languages->setCurrentIndex(index);
}

} // namespace tessera

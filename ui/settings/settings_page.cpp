#include "ui/settings/settings_page.h"

#include "ui/settings/about_box.h"
#include "ui/settings/diagnosis_box.h"
#include "ui/settings/general_settings.h"
#include "ui/settings/network_box.h"
#include "ui/settings/sign_in_settings.h"
#include "ui/settings/token_settings.h"
#include "ui/text/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace tessera {
namespace {

constexpr int kColumn = 720;

} // namespace

SettingsPage::SettingsPage(QWidget* parent)
    : ScrollPage(parent), m_news(new Banner), m_general(new GeneralSettings), m_network(new NetworkBox),
      m_diagnosis(new DiagnosisBox), m_about(new AboutBox)
{
    setColumnWidth(kColumn);
    addHeader();
    addGroups();
    column()->addWidget(m_network);
    column()->addWidget(m_diagnosis);
    column()->addWidget(m_about);
    column()->addStretch(1);
}

void SettingsPage::addHeader()
{
    auto* reset = new Button(Button::Kind::Flat, tr("Reset to &defaults"));
    connect(reset, &QPushButton::clicked, this, &SettingsPage::resetRequested);
    auto* row = new QHBoxLayout;
    row->addWidget(new Label(tr("Settings"), TextStyle::Title));
    row->addStretch(1);
    row->addWidget(reset);
    column()->addLayout(row);
    column()->addSpacing(space::kTiny);
    column()->addWidget(
        (new Label(tr("What you change holds at once."), TextStyle::Body, &Theme::text2))->wrapped());
    column()->addSpacing(space::kSmall);
    column()->addWidget(m_news);
    column()->addSpacing(space::kLarge);
    m_news->hide();
    connect(m_news, &Banner::actionClicked, this, [this] {
        m_news->hide();
        Q_EMIT undoRequested();
        focusFirst();
    });
}

void SettingsPage::addGroups()
{
    auto* tools = new ToolSettings;
    add(m_general);
    add(new SignInSettings);
    add(new RenewalSettings);
    add(tools);
    connect(m_general, &GeneralSettings::startAtLoginWanted, this, &SettingsPage::startAtLoginWanted);
    connect(tools, &ToolSettings::programsRequested, this, &SettingsPage::programsRequested);
}

void SettingsPage::add(SettingsGroup* group)
{
    m_groups.append(group);
    column()->addWidget(group);
    connect(group, &SettingsGroup::changed, this, [this](const Settings& settings) {
        m_news->hide(); // of before
        Q_EMIT changed(settings);
    });
}

void SettingsPage::setView(const SettingsView& view)
{
    for (SettingsGroup* group : m_groups)
        group->setView(view);
}

void SettingsPage::tellError(const Error& error)
{
    const ErrorText text = errorText(error);
    m_news->setContent(Banner::Kind::Error, text.headline, text.advice);
    m_news->setAction({});
    m_news->show();
    ensureWidgetVisible(m_news);
}

void SettingsPage::offerUndo()
{
    m_news->setContent(Banner::Kind::Note, tr("All settings are as they were at first."),
                       tr("Accounts and what programs may have are as they were."));
    m_news->setAction(tr("Undo"));
    m_news->show();
    ensureWidgetVisible(m_news);
    m_news->action()->setFocus(Qt::OtherFocusReason);
}

void SettingsPage::focusFirst()
{
    m_general->firstControl()->setFocus(Qt::OtherFocusReason);
}

} // namespace tessera

// The page of settings: one calm column of sections. Shows the value it is given and asks by signals.
#pragma once

#include "core/base/error.h"
#include "ui/settings/settings_view.h"
#include "ui/widgets/scroll_page.h"

namespace tessera {

class AboutBox;
class Banner;
class Button;
class DiagnosisBox;
class GeneralSettings;
class NetworkBox;
class SettingsGroup;

class SettingsPage final : public ScrollPage
{
    Q_OBJECT
public:
    explicit SettingsPage(QWidget* parent = nullptr);

    void setView(const SettingsView& view);
    /// What could not be done or kept.
    void tellError(const Error& error);
    void offerUndo();
    void focusFirst();

    DiagnosisBox* diagnosis() const { return m_diagnosis; }
    NetworkBox* network() const { return m_network; }
    AboutBox* about() const { return m_about; }
    Banner* news() const { return m_news; }

Q_SIGNALS:
    void changed(const tessera::Settings& settings);
    void startAtLoginWanted(bool on);
    void resetRequested();
    void undoRequested();
    void programsRequested();

private:
    void addHeader();
    void addGroups();
    void add(SettingsGroup* group);

    Banner* m_news;
    QList<SettingsGroup*> m_groups;
    GeneralSettings* m_general;
    NetworkBox* m_network;
    DiagnosisBox* m_diagnosis;
    AboutBox* m_about;
};

} // namespace tessera

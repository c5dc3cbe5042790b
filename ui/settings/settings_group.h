// A section of the page of settings: shows the value it is given and tells the value that a person wants.
#pragma once

#include "ui/settings/settings_view.h"

#include <QWidget>

#include <functional>

class QLineEdit;
class QVBoxLayout;

namespace tessera {

class Segmented;
class SettingRow;
class Switch;

class SettingsGroup : public QWidget
{
    Q_OBJECT
public:
    explicit SettingsGroup(const QString& heading, QWidget* parent = nullptr);

    void setView(const SettingsView& view);

Q_SIGNALS:
    void changed(const tessera::Settings& settings);

protected:
    virtual void show(const SettingsView& view) = 0;
    const SettingsView& view() const { return m_view; }
    QVBoxLayout* content() const { return m_content; }

    /// Makes a row whose control writes that member. Shown by `show`.
    SettingRow* addSwitch(const QString& name, const QString& caption, bool Settings::*member);
    SettingRow* addSegments(const QString& name, const QString& caption, const QStringList& words,
                            std::function<void(Settings&, int)> choose);
    /// Taken over when editing ends; `take` gives the sentence about what is wrong, or nothing.
    SettingRow* addField(const QString& name, const QString& caption, int width,
                         std::function<QString(Settings&, const QString&)> take);
    SettingRow* addRow(const QString& name, const QString& caption, QWidget* control);
    /// Tells the changed value, if it is another one.
    void want(const Settings& settings);

    static void setChecked(SettingRow* row, bool isOn);
    static void setCurrent(SettingRow* row, int index);
    /// Not while a person is writing into it.
    static void setText(SettingRow* row, const QString& text);

private:
    SettingsView m_view;
    QVBoxLayout* m_content;
};

} // namespace tessera

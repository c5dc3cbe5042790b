#include "ui/settings/settings_group.h"

#include "ui/accounts/section.h"
#include "ui/settings/setting_row.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/switch.h"

#include <QLineEdit>

namespace tessera {

SettingsGroup::SettingsGroup(const QString& heading, QWidget* parent) : QWidget(parent)
{
    auto* section = new Section(heading);
    m_content = section->content();
    m_content->setSpacing(space::kTiny);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, space::kBlock);
    column->addWidget(section);
}

void SettingsGroup::setView(const SettingsView& view)
{
    m_view = view;
    show(m_view);
}

void SettingsGroup::want(const Settings& settings)
{
    if (settings == m_view.settings)
        return;
    m_view.settings = settings;
    Q_EMIT changed(settings);
}

SettingRow* SettingsGroup::addRow(const QString& name, const QString& caption, QWidget* control)
{
    auto* row = new SettingRow(name, caption, control);
    m_content->addWidget(row);
    return row;
}

SettingRow* SettingsGroup::addSwitch(const QString& name, const QString& caption, bool Settings::*member)
{
    auto* control = new Switch({});
    connect(control, &QAbstractButton::clicked, this, [this, member](bool isOn) {
        Settings settings = m_view.settings;
        settings.*member = isOn;
        want(settings);
    });
    return addRow(name, caption, control);
}

SettingRow* SettingsGroup::addSegments(const QString& name, const QString& caption, const QStringList& words,
                                       std::function<void(Settings&, int)> choose)
{
    auto* control = new Segmented(QString(name).remove(u'&'), words);
    connect(control, &Segmented::chosen, this, [this, choose = std::move(choose)](int index) {
        Settings settings = m_view.settings;
        choose(settings, index);
        want(settings);
    });
    return addRow(name, caption, control);
}

SettingRow* SettingsGroup::addField(const QString& name, const QString& caption, int width,
                                    std::function<QString(Settings&, const QString&)> take)
{
    auto* control = new QLineEdit;
    control->setFont(fontFor(TextStyle::Body));
    control->setFixedWidth(width);
    SettingRow* row = addRow(name, caption, control);
    connect(control, &QLineEdit::editingFinished, this, [this, row, control, take] {
        Settings settings = m_view.settings;
        const QString wrong = take(settings, control->text());
        row->setError(wrong);
        control->setModified(!wrong.isEmpty());
        if (wrong.isEmpty())
            want(settings);
    });
    connect(control, &QLineEdit::textEdited, row, [row] { row->setError({}); });
    return row;
}

void SettingsGroup::setChecked(SettingRow* row, bool isOn)
{
    static_cast<Switch*>(row->control())->setChecked(isOn);
}

void SettingsGroup::setCurrent(SettingRow* row, int index)
{
    static_cast<Segmented*>(row->control())->setCurrent(index);
}

void SettingsGroup::setText(SettingRow* row, const QString& text)
{
    auto* edit = static_cast<QLineEdit*>(row->control());
    if (edit->isModified() || edit->text() == text)
        return;
    row->setError({});
    edit->setText(text);
    edit->setCursorPosition(0);
}

} // namespace tessera

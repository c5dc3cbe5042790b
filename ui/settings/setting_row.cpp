#include "ui/settings/setting_row.h"

#include "ui/widgets/label.h"
#include "ui/widgets/state_glyph.h"
#include "ui/widgets/switch.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMouseEvent>
#include <QStyle>

namespace tessera {
namespace {

constexpr int kLeastHeight = 44;

} // namespace

SettingRow::SettingRow(const QString& name, const QString& caption, QWidget* control, QWidget* parent)
    : QWidget(parent), m_control(control), m_name(new Label(name)),
      m_caption(new Label({}, TextStyle::Caption, &Theme::text2)),
      m_error(new Label({}, TextStyle::Caption, &Theme::err)), m_problem(new QWidget), m_captionText(caption)
{
    m_name->setBuddy(control);
    control->setAccessibleName(QString(name).remove(u'&'));
    auto* problem = new QHBoxLayout(m_problem);
    problem->setContentsMargins(0, 0, 0, 0);
    problem->setSpacing(space::kTiny + 2);
    problem->addWidget(new StateGlyph(Glyph::Error, 14), 0, Qt::AlignTop);
    problem->addWidget(m_error->wrapped(), 1);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_name->wrapped());
    words->addWidget(m_caption->wrapped());
    words->addWidget(m_problem);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, space::kTiny, 0, space::kTiny);
    row->setSpacing(space::kPage);
    row->addLayout(words, 1);
    row->addWidget(control, 0, Qt::AlignVCenter | Qt::AlignRight);
    setMinimumHeight(kLeastHeight);
    refresh();
}

void SettingRow::setCaption(const QString& caption)
{
    m_captionText = caption;
    refresh();
}

void SettingRow::setError(const QString& sentence)
{
    if (m_error->text() == sentence)
        return;
    m_error->setText(sentence);
    m_control->setProperty("bad", !sentence.isEmpty());
    m_control->style()->unpolish(m_control);
    m_control->style()->polish(m_control);
    refresh();
}

void SettingRow::setFixed(const QString& why)
{
    m_why = why;
    refresh();
}

QString SettingRow::caption() const
{
    return m_caption->text();
}

QString SettingRow::error() const
{
    return m_error->text();
}

void SettingRow::refresh()
{
    const bool isFixed = !m_why.isEmpty();
    const bool isBad = !m_error->text().isEmpty();
    m_control->setEnabled(!isFixed);
    m_caption->setText(isFixed ? m_why : m_captionText);
    m_caption->setVisible(!m_caption->text().isEmpty());
    m_problem->setVisible(isBad);
    m_control->setAccessibleDescription(isBad ? m_error->text() : m_caption->text());
}

void SettingRow::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->button() == Qt::LeftButton && qobject_cast<Switch*>(m_control);
    event->setAccepted(m_pressed);
}

void SettingRow::mouseReleaseEvent(QMouseEvent* event)
{
    if (std::exchange(m_pressed, false) && m_control->isEnabled() &&
        rect().contains(event->position().toPoint()))
        static_cast<Switch*>(m_control)->click();
}

} // namespace tessera

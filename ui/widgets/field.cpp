#include "ui/widgets/field.h"

#include "ui/theme/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/state_glyph.h"

#include <QAction>
#include <QEvent>
#include <QStyle>
#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr int kIcon = 16;

} // namespace

Field::Field(const QString& name, QWidget* parent)
    : QWidget(parent), m_edit(new QLineEdit), m_name(new Label(name, TextStyle::Caption, &Theme::text2)),
      m_below(new Label({}, TextStyle::Caption, &Theme::text2)), m_glyph(new StateGlyph(Glyph::Error, 14))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTiny);
    column->addWidget(m_name);
    column->addWidget(m_edit);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kTiny + 2);
    row->addWidget(m_glyph, 0, Qt::AlignTop);
    row->addWidget(m_below->wrapped(), 1);
    column->addLayout(row);
    m_name->setBuddy(m_edit);
    m_name->setVisible(!name.isEmpty());
    m_edit->setFont(fontFor(TextStyle::Body));
    m_edit->setAccessibleName(QString(name).remove(u'&'));
    refreshBelow();
    connect(m_edit, &QLineEdit::textChanged, this, &Field::textChanged);
    connect(m_edit, &QLineEdit::returnPressed, this, &Field::returnPressed);
}

void Field::setHint(const QString& hint)
{
    m_hint = hint;
    refreshBelow();
}

void Field::setError(const QString& sentence)
{
    if (m_error == sentence)
        return;
    m_error = sentence;
    m_edit->setProperty("bad", !sentence.isEmpty());
    m_edit->style()->unpolish(m_edit);
    m_edit->style()->polish(m_edit);
    refreshBelow();
}

void Field::refreshBelow()
{
    const bool bad = !m_error.isEmpty();
    m_glyph->setVisible(bad);
    m_below->setColour(bad ? &Theme::err : &Theme::text2);
    m_below->setText(bad ? m_error : m_hint);
    m_below->setVisible(!m_below->text().isEmpty());
    m_edit->setAccessibleDescription(m_below->text());
}

void Field::setSecret()
{
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_look = m_edit->addAction(QIcon(), QLineEdit::TrailingPosition);
    showLook(tr("Show the secret"));
    connect(m_look, &QAction::triggered, this, [this] {
        const bool hidden = m_edit->echoMode() == QLineEdit::Password;
        m_edit->setEchoMode(hidden ? QLineEdit::Normal : QLineEdit::Password);
        showLook(hidden ? tr("Hide the secret") : tr("Show the secret"));
        refreshIcons();
    });
    refreshIcons();
}

void Field::showLook(const QString& text)
{
    m_look->setText(text);
    m_look->setToolTip(plainToolTip(text));
}

void Field::setIconName(const QString& iconName)
{
    m_iconName = iconName;
    if (!m_leading) {
        m_leading = m_edit->addAction(QIcon(), QLineEdit::LeadingPosition);
        m_leading->setText(tr("Go to the field")); // Qt makes a button of it
        m_leading->setToolTip(plainToolTip(m_leading->text()));
        connect(m_leading, &QAction::triggered, m_edit, [this] { m_edit->setFocus(Qt::MouseFocusReason); });
    }
    m_edit->setProperty("leading", true);
    refreshIcons();
}

void Field::refreshIcons()
{
    const QColor colour = theme().text2;
    if (m_leading)
        m_leading->setIcon(icon(m_iconName, kIcon, colour, devicePixelRatioF()));
    if (m_look) {
        const bool hidden = m_edit->echoMode() == QLineEdit::Password;
        m_look->setIcon(icon(hidden ? QStringLiteral("eye") : QStringLiteral("eye-off"), kIcon, colour,
                             devicePixelRatioF()));
    }
}

void Field::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        refreshIcons();
    QWidget::changeEvent(event);
}

} // namespace tessera

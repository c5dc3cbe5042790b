#include "ui/widgets/accessible_roles.h"

#include "ui/widgets/chip.h"
#include "ui/widgets/countdown_bar.h"
#include "ui/widgets/fingerprint.h"
#include "ui/widgets/lifetime_bar.h"
#include "ui/widgets/logo.h"
#include "ui/widgets/monogram.h"
#include "ui/widgets/program_tile.h"
#include "ui/widgets/qr_code.h"
#include "ui/widgets/sentence.h"
#include "ui/widgets/state_glyph.h"

#include <QAbstractButton>
#include <QAccessibleWidget>
#include <QButtonGroup>
#include <QKeySequence>
#include <QPushButton>

#include <functional>

namespace tessera {
namespace {

/// Pressed or chosen by a screen reader is clicked: whoever listens hears the same as from a mouse.
class AccessibleButton final : public QAccessibleWidget
{
public:
    explicit AccessibleButton(QAbstractButton* button) : QAccessibleWidget(button, QAccessible::PushButton) {}

    /// Each time: Qt may have asked for the first time before the button was told what it is.
    QAccessible::Role role() const override
    {
        if (!button()->isCheckable() || qobject_cast<const QPushButton*>(button()))
            return QAccessible::PushButton;
        const bool isOneOfMany =
            button()->group() ? button()->group()->exclusive() : button()->autoExclusive();
        return isOneOfMany ? QAccessible::RadioButton : QAccessible::CheckBox;
    }

    QString text(QAccessible::Text which) const override
    {
        if (which == QAccessible::Name && button()->accessibleName().isEmpty())
            return QString(button()->text()).remove(u'&');
        if (which == QAccessible::Accelerator)
            return QKeySequence::mnemonic(button()->text()).toString(QKeySequence::NativeText);
        return QAccessibleWidget::text(which);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.checkable = button()->isCheckable();
        state.checked = button()->isChecked();
        state.pressed = button()->isDown();
        return state;
    }
    QStringList actionNames() const override
    {
        return QStringList(pressAction()) + QAccessibleWidget::actionNames();
    }
    void doAction(const QString& name) override
    {
        if (name == pressAction())
            button()->click();
        else
            QAccessibleWidget::doAction(name);
    }

private:
    QAbstractButton* button() const { return static_cast<QAbstractButton*>(widget()); }
};

/// A bar of tiles: how many of them are spent. Its name and its words are the widget's own.
class AccessibleTiles final : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    AccessibleTiles(QWidget* widget, std::function<int()> spent, std::function<int()> count)
        : QAccessibleWidget(widget, QAccessible::ProgressBar), m_spent(std::move(spent)),
          m_count(std::move(count))
    {
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QVariant currentValue() const override { return m_spent(); }
    void setCurrentValue(const QVariant&) override {} // time alone does that
    QVariant maximumValue() const override { return m_count(); }
    QVariant minimumValue() const override { return 0; }
    QVariant minimumStepSize() const override { return 1; }

private:
    std::function<int()> m_spent;
    std::function<int()> m_count;
};

template <class... Widgets>
bool isOneOf(QObject* object)
{
    return (... || qobject_cast<Widgets*>(object));
}

QAccessibleInterface* make(const QString& className, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    // Only for our own, and for those that are nothing but a button.
    const bool isOurs = className.startsWith(QLatin1String("tessera::"));
    if (!widget || (!isOurs && className != QLatin1String("QAbstractButton")))
        return nullptr;
    if (const auto* push = qobject_cast<QPushButton*>(object); push && push->menu())
        return nullptr; // Qt's own says that there is a menu
    if (auto* button = qobject_cast<QAbstractButton*>(object))
        return new AccessibleButton(button);
    if (auto* bar = qobject_cast<LifetimeBar*>(object))
        return new AccessibleTiles(
            bar, [bar] { return bar->spent(); }, [bar] { return bar->tileCount(); });
    if (auto* bar = qobject_cast<CountdownBar*>(object))
        return new AccessibleTiles(
            bar, [bar] { return bar->spent(); }, [] { return CountdownBar::kTiles; });
    if (isOneOf<Sentence, Chip>(object))
        return new QAccessibleWidget(widget, QAccessible::StaticText);
    if (isOneOf<Monogram, Logo, ProgramTile, StateGlyph, QrCode, Fingerprint>(object))
        return new QAccessibleWidget(widget, QAccessible::Graphic);
    return nullptr;
}

} // namespace

void installAccessibleRoles()
{
    QAccessible::installFactory(make); // the same one twice counts once
}

} // namespace tessera

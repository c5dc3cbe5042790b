#include "ui/gallery/gallery_rows.h"

#include "ui/inspector/token_editor.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/field.h"
#include "ui/widgets/nav_button.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/switch.h"

#include <QComboBox>

namespace tessera {
namespace {

/// At rest, under the mouse, pressed, chosen, switched off.
template <class Make>
QList<QWidget*> inAllStates(Make make)
{
    auto* hovered = make(QStringLiteral("Hover"));
    hovered->setAttribute(Qt::WA_UnderMouse);
    auto* pressed = make(QStringLiteral("Pressed"));
    pressed->setDown(true);
    auto* disabled = make(QStringLiteral("Disabled"));
    disabled->setEnabled(false);
    return {make(QStringLiteral("Rest")), hovered, pressed, disabled};
}

QList<QWidget*> buttons(Button::Kind kind)
{
    QList<QWidget*> samples = inAllStates([kind](const QString& words) { return new Button(kind, words); });
    auto* checked = new Button(kind, QStringLiteral("Checked"));
    checked->setCheckable(true);
    checked->setChecked(true);
    auto* big = new Button(kind, QStringLiteral("Big"), QStringLiteral("plus"));
    big->setBig(true);
    samples << checked << new Button(kind, QStringLiteral("With icon"), QStringLiteral("copy")) << big;
    return samples;
}

QList<QWidget*> fields()
{
    const auto make = [](const QString& name, const QString& text) {
        auto* field = new Field(name);
        field->edit()->setText(text);
        field->setFixedWidth(240);
        return field;
    };
    auto* empty = make(QStringLiteral("Empty"), {});
    empty->edit()->setPlaceholderText(QStringLiteral("https://id.acme.example"));
    auto* hint = make(QStringLiteral("With a hint"), QStringLiteral("tessera-desktop"));
    hint->setHint(QStringLiteral("As the provider's console shows it."));
    auto* bad = make(QStringLiteral("Refused"), QStringLiteral("http://id.acme.example"));
    bad->setError(QStringLiteral("Only https is safe here."));
    auto* secret = make(QStringLiteral("Secret"), QStringLiteral("made-up"));
    secret->setSecret();
    auto* search = make(QString(), QStringLiteral("weber"));
    search->edit()->setAccessibleName(QStringLiteral("Search"));
    search->setIconName(QStringLiteral("search"));
    auto* disabled = make(QStringLiteral("Disabled"), QStringLiteral("decided by your administrator"));
    disabled->setEnabled(false);
    return {empty, hint, bad, secret, search, disabled};
}

QList<QWidget*> switches()
{
    QList<QWidget*> samples;
    for (const bool on : {false, true})
        for (const bool enabled : {true, false}) {
            auto* each = new Switch((on ? QStringLiteral("On") : QStringLiteral("Off")) +
                                    (enabled ? QString() : QStringLiteral(", disabled")));
            each->setCheckable(true);
            each->setChecked(on);
            each->setEnabled(enabled);
            samples << each;
        }
    return samples;
}

QList<QWidget*> choices()
{
    auto* choice = new Choice(QStringLiteral("Key comes from"));
    choice->box()->addItems({QStringLiteral("The issuer"), QStringLiteral("A file")});
    choice->setHint(QStringLiteral("Fetched once, when you say so."));
    choice->setFixedWidth(240);
    auto* disabled = new Choice(QStringLiteral("Disabled"));
    disabled->box()->addItem(QStringLiteral("The issuer"));
    disabled->setEnabled(false);
    disabled->setFixedWidth(240);
    return {choice, disabled};
}

QList<QWidget*> navigation()
{
    QList<QWidget*> samples;
    for (const bool narrow : {false, true}) {
        auto* rest = new NavButton(QStringLiteral("Inspector"), QStringLiteral("inspector"));
        auto* chosen = new NavButton(QStringLiteral("Accounts"), QStringLiteral("accounts"));
        chosen->setCheckable(true);
        chosen->setChecked(true);
        auto* warning = new NavButton(QStringLiteral("Accounts"), QStringLiteral("accounts"));
        warning->setWarning(QStringLiteral("2 accounts need you."));
        for (NavButton* each : {rest, chosen, warning}) {
            each->setNarrow(narrow);
            each->setFixedWidth(narrow ? 40 : 160);
            samples << each;
        }
    }
    return samples;
}

/// Nobody's: three parts that say so.
QList<QWidget*> codeView()
{
    auto* editor = new TokenEditor(QStringLiteral("Token"));
    editor->setWholeText(QStringLiteral("eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9."
                                        "eyJpc3MiOiJodHRwczovL2lkLmFjbWUuZXhhbXBsZSIsInN1YiI6Im1hZGUtdXAifQ."
                                        "bm90LWEtc2lnbmF0dXJl"));
    editor->setFixedWidth(520);
    return {editor};
}

} // namespace

QList<GalleryRow> controlRows()
{
    return {
        {QStringLiteral("Primary button"), buttons(Button::Kind::Primary)},
        {QStringLiteral("Normal button"), buttons(Button::Kind::Normal)},
        {QStringLiteral("Flat button"), buttons(Button::Kind::Flat)},
        {QStringLiteral("Danger button"), buttons(Button::Kind::Danger)},
        {QStringLiteral("Flat danger button"), buttons(Button::Kind::DangerFlat)},
        {QStringLiteral("Link"),
         inAllStates([](const QString& words) { return new Button(Button::Kind::Link, words); })},
        {QStringLiteral("Icon button"),
         inAllStates([](const QString& words) { return Button::iconOnly(QStringLiteral("copy"), words); })},
        {QStringLiteral("Field"), fields()},
        {QStringLiteral("Choice"), choices()},
        {QStringLiteral("Segmented control"),
         {new Segmented(QStringLiteral("Pane"),
                        {QStringLiteral("Message"), QStringLiteral("Checks"), QStringLiteral("Raw")})}},
        {QStringLiteral("Switch"), switches()},
        {QStringLiteral("Navigation"), navigation()},
        {QStringLiteral("Code view"), codeView()},
    };
}

} // namespace tessera

// The page of settings in the window, with clicks and keys: each control changes what it says at once, bad
// values are told and not taken, and everything can be taken back.
#include "ui/settings/settings_page.h"

#include "core/settings/settings_store.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up_window.h"
#include "ui/accounts/account_actions.h"
#include "ui/settings/about_box.h"
#include "ui/settings/diagnosis_box.h"
#include "ui/settings/setting_row.h"
#include "ui/settings/settings_controller.h"
#include "ui/settings/shipped_parts.h"
#include "ui/theme/motion.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_box.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

class RememberedStart final : public StartAtLogin
{
public:
    explicit RememberedStart(std::shared_ptr<bool> on) : m_on(std::move(on)) {}
    Result<bool> isOn() const override { return *m_on; }
    Result<void> set(bool on) override
    {
        *m_on = on;
        return {};
    }

private:
    std::shared_ptr<bool> m_on;
};

} // namespace

class SettingsPageTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<MadeUpWindow> m_world;
    std::unique_ptr<MainWindow> m_window;
    std::shared_ptr<bool> m_startsAtLogin;

    SettingsPage* page() const { return m_window->settingsPage(); }
    const Settings& settings() const { return m_window->settings()->settings(); }
    /// As the next start reads it.
    Settings kept() const
    {
        const auto file = readSettings(m_world->manager->environment().configDirectory);
        return file ? file->settings : Settings();
    }
    QWidget* control(const QString& name) const
    {
        for (const SettingRow* row : page()->findChildren<SettingRow*>())
            if (row->control()->accessibleName().startsWith(name))
                return row->control();
        qFatal("no setting %s", qPrintable(name));
    }
    SettingRow* row(const QString& name) const
    {
        return static_cast<SettingRow*>(control(name)->parentWidget());
    }
    void click(QWidget* widget) const
    {
        page()->ensureWidgetVisible(widget);
        QTest::mouseClick(widget, Qt::LeftButton);
    }
    void write(const QString& name, const QString& text) const
    {
        auto* edit = static_cast<QLineEdit*>(control(name));
        edit->setFocus();
        edit->selectAll();
        if (text.isEmpty())
            QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }

private Q_SLOTS:
    void init()
    {
        qunsetenv("BROWSER");
        m_startsAtLogin = std::make_shared<bool>(false);
        m_world = std::make_unique<MadeUpWindow>();
        m_window = std::make_unique<MainWindow>(*m_world->manager, DemoStarter());
        m_window->settings()->setStartAtLogin(std::make_unique<RememberedStart>(m_startsAtLogin));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(page()->isVisible());
    }
    void cleanup()
    {
        m_window.reset();
        m_world.reset();
        setMotionChoice(MotionChoice::System);
    }

    void everythingIsReachedByTabAndHasAName()
    {
        QList<QWidget*> stops;
        for (int i = 0; i < 100; ++i) {
            QWidget* now = QApplication::focusWidget();
            if (!now || stops.contains(now))
                break;
            stops.append(now);
            const auto* button = qobject_cast<QAbstractButton*>(now);
            QVERIFY2(!now->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     now->metaObject()->className());
            QTest::keyClick(now, Qt::Key_Tab);
        }
        for (const SettingRow* each : page()->findChildren<SettingRow*>()) {
            QWidget* control = each->control();
            const bool isReached = !control->isEnabled() || stops.contains(control) ||
                                   stops.contains(control->focusProxy()) || qobject_cast<Segmented*>(control);
            QVERIFY2(isReached, qPrintable(control->accessibleName()));
        }
    }

    void switches_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("member");
        QTest::newRow("tray") << QStringLiteral("Start in the tray") << 0;
        QTest::newRow("close") << QStringLiteral("Keep running") << 1;
        QTest::newRow("flows") << QStringLiteral("Keep what went") << 2;
        QTest::newRow("agent") << QStringLiteral("Give tokens") << 3;
        QTest::newRow("lock") << QStringLiteral("Lock the agent") << 4;
    }

    void switches()
    {
        QFETCH(QString, name);
        QFETCH(int, member);
        constexpr bool Settings::*kMembers[] = {&Settings::startInTray, &Settings::closeToTray,
                                                &Settings::keepFlows, &Settings::agent,
                                                &Settings::lockWithScreen};
        const auto which = kMembers[member];
        m_window->settings()->setTray(true);
        const bool before = settings().*which;
        click(control(name));
        QCOMPARE(settings().*which, !before);
        QCOMPARE(kept().*which, !before);
        control(name)->setFocus();
        QTest::keyClick(control(name), Qt::Key_Space);
        QCOMPARE(kept().*which, before);
        // The words beside it take the click as well.
        page()->ensureWidgetVisible(row(name));
        QTest::mouseClick(row(name), Qt::LeftButton, {}, QPoint(5, 5));
        QCOMPARE(kept().*which, !before);
    }

    void flowsAreNotKept()
    {
        FlowRecorder& recorder = *m_world->manager->environment().recorder;
        recorder.begin(FlowKind::BrowserSignIn);
        QCOMPARE(recorder.runs().size(), 1);
        click(control(QStringLiteral("Keep what went")));
        QVERIFY(recorder.runs().isEmpty());
        const FlowHandle flow = recorder.begin(FlowKind::BrowserSignIn); // goes on, and nobody looks
        QVERIFY(recorder.runs().isEmpty());
        click(control(QStringLiteral("Keep what went")));
        recorder.begin(FlowKind::BrowserSignIn);
        QCOMPARE(recorder.runs().size(), 1);
    }

    void segments()
    {
        click(static_cast<Segmented*>(control(QStringLiteral("Theme")))->button(2));
        QCOMPARE(kept().theme, ThemeChoice::Dark);
        click(static_cast<Segmented*>(control(QStringLiteral("Motion")))->button(1));
        QCOMPARE(kept().motion, MotionChoice::Reduced);
        QVERIFY(motionReduced());
    }

    void fields_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("bad");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("good");
        const auto row = [](const char* name, const char* bad, const char* sentence, const char* good) {
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(bad)
                                << QString::fromLatin1(sentence) << QString::fromLatin1(good);
        };
        row("Return ports", "49731, 80", "Not understood: 80.", "49731, 8400");
        row("Seconds before", "5", "from 10 to 600", "120");
        row("Seconds a copied", "many", "from 10 to 300", "20");
    }

    void fields()
    {
        QFETCH(QString, name);
        QFETCH(QString, bad);
        QFETCH(QString, sentence);
        QFETCH(QString, good);
        const Settings before = settings();
        write(name, bad);
        QVERIFY2(row(name)->error().contains(sentence), qPrintable(row(name)->error()));
        QVERIFY(control(name)->accessibleDescription().contains(sentence));
        QCOMPARE(settings(), before);
        // What is written stays there to be mended, also when something else changes.
        m_window->settings()->setTray(true);
        QCOMPARE(static_cast<QLineEdit*>(control(name))->text(), bad);
        write(name, good);
        QVERIFY(row(name)->error().isEmpty());
        QVERIFY(settings() != before);
        QCOMPARE(kept(), settings());
    }

    void fieldsAreObeyed()
    {
        write(QStringLiteral("Browser"), QStringLiteral("firefox --new-window %s"));
        write(QStringLiteral("Return ports"), QStringLiteral("49731 8400"));
        write(QStringLiteral("Seconds before"), QStringLiteral("90"));
        QCOMPARE(kept().browserCommand, QStringLiteral("firefox --new-window %s"));
        QCOMPARE(kept().redirectPorts, (QList<quint16>{49731, 8400}));
        QCOMPARE(kept().renewalLead, Seconds(90));
        write(QStringLiteral("Browser"), {});
        QVERIFY(kept().browserCommand.isEmpty());
    }

    void startAtLogin()
    {
        click(control(QStringLiteral("Start when I log in")));
        QVERIFY(*m_startsAtLogin);
        *m_startsAtLogin = false; // by the desktop's own settings
        m_window->showSettings();
        QVERIFY(!static_cast<Switch*>(control(QStringLiteral("Start when I log in")))->isChecked());
        m_window->settings()->setStartAtLogin(nullptr);
        m_window->showSettings();
        QVERIFY(!control(QStringLiteral("Start when I log in"))->isEnabled());
        QVERIFY(row(QStringLiteral("Start when I log in"))->caption().contains(QStringLiteral("no way")));
    }

    void whatCannotBeIsDisabledWithItsReason()
    {
        m_window->settings()->setTray(false);
        QVERIFY(!control(QStringLiteral("Start in the tray"))->isEnabled());
        QCOMPARE(row(QStringLiteral("Start in the tray"))->caption(),
                 QStringLiteral("This desktop shows no tray."));
        m_window->settings()->setTray(true);
        QVERIFY(control(QStringLiteral("Start in the tray"))->isEnabled());
    }

    void resetAndUndo()
    {
        *m_startsAtLogin = true;
        click(static_cast<Segmented*>(control(QStringLiteral("Theme")))->button(1));
        write(QStringLiteral("Seconds a copied"), QStringLiteral("100"));
        const Settings before = kept();
        for (Button* button : page()->findChildren<Button*>())
            if (button->text().contains(QStringLiteral("defaults")))
                click(button);
        QCOMPARE(kept(), Settings());
        QVERIFY(!*m_startsAtLogin);
        QVERIFY(page()->news()->isVisible());
        QCOMPARE(QApplication::focusWidget(), page()->news()->action());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(kept(), before);
        QVERIFY(*m_startsAtLogin);
        QVERIFY(!page()->news()->isVisible());
    }

    void damagedFileIsToldAndLeft()
    {
        const QString folder = m_world->manager->environment().configDirectory;
        QVERIFY(writeSettings(folder, {}));
        QFile file(settingsPath(folder));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("{\"version\":1,");
        file.close();
        click(static_cast<Segmented*>(control(QStringLiteral("Theme")))->button(2));
        QVERIFY(page()->news()->isVisible());
        QVERIFY2(page()->news()->text().contains(QStringLiteral("The file is left as it is")),
                 qPrintable(page()->news()->text()));
        QCOMPARE(settings().theme, ThemeChoice::Dark); // for this run
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{\"version\":1,"));
        // A window that starts with it says so above its first page.
        const MainWindow other(*m_world->manager, DemoStarter());
        QStringList said;
        for (const Banner* banner : other.findChildren<Banner*>())
            if (!banner->isHidden())
                said.append(banner->text());
        QVERIFY(said.join(u' ').contains(QStringLiteral("The settings cannot be read")));
    }

    void leadsToPrograms()
    {
        for (Button* button : page()->findChildren<Button*>())
            if (button->text().contains(QStringLiteral("Which programs")))
                click(button);
        QCOMPARE(m_window->pageName(), QStringLiteral("programs"));
    }

    void everyPartHasItsLicence()
    {
        for (const ShippedPart& part : shippedParts(QStringLiteral("1.2.3")))
            QVERIFY2(licenceText(part).size() > 500, qPrintable(part.name));
        page()->about()->setVersion(QStringLiteral("1.2.3"), QStringLiteral("0123456789abcdef0123"));
        QStringList said;
        for (const Label* label : page()->about()->findChildren<Label*>())
            said.append(label->text());
        QVERIFY(said.contains(QStringLiteral("Version 1.2.3. Built from commit 0123456789ab.")));
        const auto* text = page()->about()->findChild<TextBox*>();
        for (Button* button : page()->about()->findChildren<Button*>()) {
            click(button);
            QVERIFY(text->isVisible());
            QVERIFY(text->toPlainText().size() > 500);
        }
        click(page()->about()->findChildren<Button*>().constLast()); // the same once more
        QVERIFY(!text->isVisible());
    }
};

TESSERA_TEST(SettingsPageTest)
#include "settings_page_test.moc"

// Pictures of the page of settings and of the icon in the tray, light and dark: for looking at.
#include "tests/support/manual_clock.h"
#include "tests/ui/made_up.h"
#include "tests/ui/pictures.h"
#include "ui/main_window.h"
#include "ui/models/account_list_model.h"
#include "ui/settings/about_box.h"
#include "ui/settings/diagnosis_box.h"
#include "ui/settings/network_box.h"
#include "ui/settings/settings_controller.h"
#include "ui/settings/settings_page.h"
#include "ui/theme/theme.h"
#include "ui/tray/tray_icon.h"
#include "ui/tray/tray_picture.h"
#include "ui/widgets/button.h"

#include <QApplication>
#include <QFutureWatcher>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

/// On, and stays so.
class AlwaysOn final : public StartAtLogin
{
public:
    Result<bool> isOn() const override { return true; }
    Result<void> set(bool) override
    {
        return failure(ErrorKind::Configuration, u"start_at_login.not_writable",
                       QStringLiteral("/home/ana/.config/autostart/tessera-desktop.desktop: no space left"));
    }
};

QList<HealthFinding> found()
{
    const auto line = [](const char* name, Health health, const char* words) {
        return HealthFinding{QString::fromUtf8(name), health, QString::fromUtf8(words)};
    };
    return {
        line("version", Health::Good, "Tessera 0.1.0, Qt 6.4.2"),
        line("administrator", Health::Remark,
             "/etc/tessera/administrator.json allows only https://id.acme.example/*; switches off device"),
        line("keychain", Health::Bad, "GNOME Keyring is locked. Unlock it to use your sign-ins."),
        line("browser", Health::Good, "firefox (from the settings)"),
        line("TLS library", Health::Good, "OpenSSL 3.0.15; signatures by OpenSSL 3.0.15 3 Sep 2024"),
        line("accounts", Health::Good, "6 in /home/ana/.config/tessera/accounts.json"),
        line("loopback", Health::Good, "127.0.0.1 can be listened on"),
        line("proxy", Health::NotChecked, "proxy.acme.example:3128 (HTTP)"),
        line("clock", Health::Good, "2026-03-02T14:05:00Z")};
}

} // namespace

class SettingsShots : public QObject
{
    Q_OBJECT

    static void shoot(MainWindow& window, const char* name) { QVERIFY(savePicture(window, name, 100)); }
    static void scrollTo(SettingsPage* page, QWidget* widget)
    {
        QTest::qWait(50);
        page->verticalScrollBar()->setValue(widget->y() - 16);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(makePictureFolder()); }

    void page_data() { addPageRows(); }
    void page()
    {
        const PictureFrame frame;
        qunsetenv("BROWSER");
        const QTemporaryDir directory;
        SessionManager manager(pictureWorld(directory.path(), std::make_shared<ManualClock>(madeUpNow())));
        MainWindow window(manager, {});
        window.resize(frame.size());
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        for (const Session& session : sixAccounts())
            window.model()->put(session);
        window.settings()->setStartAtLogin(std::make_unique<AlwaysOn>());
        window.settings()->setLanguages({{QStringLiteral("en"), QStringLiteral("English")}});
        window.settings()->setAdministrator(
            {QStringLiteral("allows only https://id.acme.example/*; switches off device")});
        window.setProgramFacts({QStringLiteral("0.1.0"), QStringLiteral("0123456789abcdef"), {}});
        window.showSettings();
        SettingsPage* page = window.settingsPage();
        // What this computer has is not what is to be seen.
        QTRY_VERIFY(page->network()->findChildren<QFutureWatcherBase*>().isEmpty());
        page->network()->setFacts(
            {QStringLiteral("proxy.acme.example:3128 (HTTP)"), 142, {QStringLiteral("https_proxy")}});
        shoot(window, "settings");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        shoot(window, "settings-focus");
        window.settings()->reset();
        shoot(window, "settings-reset");
        window.settings()->changeStartAtLogin(false);
        window.settings()->setTray(false);
        shoot(window, "settings-no-tray");
        for (QLineEdit* edit : page->findChildren<QLineEdit*>()) {
            edit->setFocus();
            edit->selectAll();
            QTest::keyClicks(edit, QStringLiteral("80"));
            QTest::keyClick(edit, Qt::Key_Delete);
            QTest::keyClicks(edit, QStringLiteral("a"));
            QTest::keyClick(edit, Qt::Key_Return);
        }
        page->ensureWidgetVisible(page->findChildren<QLineEdit*>().constLast(), 0, 160);
        shoot(window, "settings-bad");
        for (const HealthFinding& finding : found())
            page->diagnosis()->add(finding);
        scrollTo(page, page->network());
        shoot(window, "settings-diagnosis");
        scrollTo(page, page->about());
        shoot(window, "settings-about");
        page->about()->findChildren<Button*>().at(4)->click();
        QTest::qWait(50);
        page->verticalScrollBar()->setValue(page->verticalScrollBar()->maximum());
        shoot(window, "settings-licence");
        window.tell(QStringLiteral("The settings cannot be read, so Tessera goes by its own."),
                    QStringLiteral("The file is left as it is."));
        page->verticalScrollBar()->setValue(0);
        shoot(window, "settings-notice");
    }

    void tray_data() { addDialogRows(); }
    void tray()
    {
        const PictureFrame frame;
        const QList<Glyph> glyphs{Glyph::Ok,      Glyph::Rest,   Glyph::Offline,
                                  Glyph::Warning, Glyph::Locked, Glyph::Error};
        const QSize size(6 * 80, 240);
        const double ratio = qApp->devicePixelRatio();
        QPixmap sheet(size * ratio);
        sheet.setDevicePixelRatio(ratio);
        sheet.fill(theme().nav);
        QPainter painter(&sheet);
        for (int i = 0; i < glyphs.size(); ++i) {
            int y = 8;
            for (const int side : {16, 22, 24, 32, 48, 64}) {
                QPixmap picture = trayPixmap(glyphs[i], qRound(side * ratio));
                picture.setDevicePixelRatio(ratio);
                painter.drawPixmap(i * 80 + 8, y, picture);
                y += side + 4;
            }
        }
        painter.end();
        QLabel label;
        label.setPixmap(sheet);
        label.setFixedSize(size); // else no wider than two thirds of the screen
        label.show();
        QVERIFY(savePicture(label, "tray-icons"));
        AccountListModel model;
        for (const Session& session : sixAccounts())
            model.put(session);
        model.put(hostile());
        TrayIcon tray(model, std::make_shared<ManualClock>(madeUpNow()));
        tray.setAgent({AgentState::Kind::On, false, std::nullopt});
        tray.menu()->popup(QPoint(20, 20));
        QVERIFY(savePicture(*tray.menu(), "tray-menu"));
        tray.menu()->close();
    }
};

QTEST_MAIN(SettingsShots)
#include "settings_shots.moc"

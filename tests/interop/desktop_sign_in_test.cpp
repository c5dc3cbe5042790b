// The desktop, clicked through by a person who is a program: real window under a real window manager, demo
// provider, xdg-open, Chromium, gnome-keyring. Leaves pictures in build/screenshots.
#include "app/common/environment_factory.h"
#include "app/desktop/demo_provider.h"
#include "core/session/session_store.h"
#include "ui/accounts/account_detail.h"
#include "ui/accounts/accounts_page.h"
#include "ui/accounts/sign_out_question.h"
#include "ui/main_window.h"
#include "ui/models/account_list_model.h"
#include "ui/sign_in/sign_in_page.h"
#include "ui/theme/theme_follower.h"
#include "ui/welcome/welcome_page.h"
#include "ui/widgets/button.h"

#include <QApplication>
#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;

namespace {

/// Chromium needs a while on a busy machine.
constexpr int kPatience = 120'000;

Button* button(const QWidget* page, const QString& text)
{
    for (Button* each : page->findChildren<Button*>())
        if (QString(each->text()).remove(u'&') == text && each->isVisible())
            return each;
    return nullptr;
}

/// As a person does: once it can be pressed.
void click(const QWidget* page, const QString& text)
{
    Button* found = nullptr;
    QTRY_VERIFY2_WITH_TIMEOUT((found = button(page, text)) && found->isEnabled(), qPrintable(text), 10'000);
    QTest::mouseClick(found, Qt::LeftButton);
}

void keepPicture(QWidget& window, const QString& name)
{
    QVERIFY(QDir().mkpath(QStringLiteral(TESSERA_SHOTS_DIR)));
    QTest::qWait(100); // the layout settles over some rounds of the event loop
    QVERIFY(window.grab().save(QStringLiteral(TESSERA_SHOTS_DIR "/%1.png").arg(name)));
}

int renewals(const Session* session)
{
    return session ? int(std::count_if(
                         session->events.begin(), session->events.end(),
                         [](const SessionEvent& event) { return event.kind == SessionEvent::Kind::Renewed; }))
                   : 0;
}

} // namespace

class DesktopSignInTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        for (const char* program : {"chromium", "chromedriver", "xdg-open"})
            QVERIFY2(
                !QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty(),
                qPrintable(
                    QStringLiteral("%1 is missing: ./dev test installs it").arg(QLatin1String(program))));
    }

    void tryItNow()
    {
        ThemeFollower follower(*qApp, ThemeChoice::Light);
        const QTemporaryDir config;
        RenewalPolicy policy;
        policy.minimumGap = Milliseconds(0); // "Renew now" is clicked a second after the sign-in
        SessionManager manager(makeEnvironment({config.path(), true}), policy);
        const auto provider =
            std::make_shared<DemoProvider>(QStringLiteral(TESSERA_BIN_DIR "/tessera-demo-idp"));
        MainWindow window(manager, [provider](quint16 port, std::stop_token stop) {
            return DemoProvider::issuer(provider, port, std::move(stop));
        });
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.load();
        keepPicture(window, QStringLiteral("desktop-welcome"));

        QTest::mouseClick(window.welcomePage()->tryButton(), Qt::LeftButton);
        QVERIFY(window.signInPage()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!window.signInPage()->address().isEmpty(), 30'000);
        keepPicture(window, QStringLiteral("desktop-waiting"));
        QTRY_COMPARE_WITH_TIMEOUT(window.model()->rowCount(), 1, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(window.accountsPage()->isVisible(), 10'000);
        const QString id = window.accountsPage()->currentAccount();
        QCOMPARE(window.model()->session(id)->phase, Phase::Active);
        QCOMPARE(window.model()->index(0).data(AccountListModel::WordRole).toString(),
                 QStringLiteral("development"));
        QVERIFY(!window.model()->session(id)->thisSessionOnly); // it is in the keyring
        keepPicture(window, QStringLiteral("desktop-signed-in"));
        follower.setChoice(ThemeChoice::Dark);
        keepPicture(window, QStringLiteral("desktop-signed-in-dark"));
        follower.setChoice(ThemeChoice::Light);

        const AccountDetail* detail = window.accountsPage()->detail();
        click(detail, QStringLiteral("Renew now"));
        QTRY_COMPARE_WITH_TIMEOUT(renewals(window.model()->session(id)), 1, 30'000);
        QCOMPARE(window.model()->session(id)->phase, Phase::Active);

        click(detail, QStringLiteral("Sign out"));
        auto* question = detail->findChild<SignOutQuestion*>();
        QTRY_VERIFY(question->isVisible());
        keepPicture(window, QStringLiteral("desktop-sign-out"));
        click(question, QStringLiteral("Sign out"));
        QTRY_COMPARE_WITH_TIMEOUT(window.model()->rowCount(), 0, 30'000);
        QTRY_VERIFY(window.welcomePage()->isVisible());
        const auto left = QCoro::waitFor(manager.environment().secrets->read(keychainKey(id)));
        QVERIFY(left.has_value() && !left->has_value());
    }
};

QTEST_MAIN(DesktopSignInTest)
#include "desktop_sign_in_test.moc"

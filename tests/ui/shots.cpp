// Pictures of every page with made-up sessions, light and dark, usual and smallest size: for looking at.
#include "core/base/one_shot.h"
#include "core/keychain/memory_store.h"
#include "tests/ui/made_up.h"
#include "ui/accounts/account_detail.h"
#include "ui/accounts/accounts_page.h"
#include "ui/main_window.h"
#include "ui/models/account_list_model.h"
#include "ui/sign_in/client_form.h"
#include "ui/sign_in/sign_in_page.h"
#include "ui/theme/theme_follower.h"
#include "ui/welcome/welcome_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace std::chrono_literals;

namespace {

class FixedClock final : public Clock
{
public:
    TimePoint now() const override { return test::madeUpNow(); }
    Milliseconds sinceBoot() const override { return Milliseconds(1); }
};

Environment makeWorld(const QString& directory)
{
    Environment world;
    world.clock = std::make_shared<FixedClock>();
    world.http = std::make_shared<HttpClient>();
    world.secrets = std::make_shared<MemoryStore>();
    world.jwkSets = std::make_shared<RemoteJwkSets>(world.http, world.clock);
    world.openUrl = [](const QUrl&) { return Result<void>(); };
    world.configDirectory = directory;
    return world;
}

SignInPlan googlePlan()
{
    const Provider& google = *ProviderCatalogue::builtIn().find(u"google");
    SignInPlan plan;
    plan.provider = google.name;
    plan.letters = google.monogram;
    plan.quirks = google.quirksAt(Quirk::Place::SignIn);
    plan.registration = google.registration();
    plan.demo = true; // started by nobody, see never()
    return plan;
}

SignInProgress waiting()
{
    SignInProgress progress;
    progress.step = SignInStep::WaitingForBrowser;
    progress.address = QUrl(QStringLiteral("https://accounts.google.com/o/oauth2/v2/auth"));
    progress.deadline = test::madeUpNow() + 272s;
    return progress;
}

SignInProgress waitingForDevice()
{
    SignInProgress progress;
    progress.step = SignInStep::WaitingForBrowser;
    progress.address = QUrl(QStringLiteral("https://github.com/login/device"));
    progress.completeAddress = QUrl(QStringLiteral("https://github.com/login/device?user_code=WDJB-MJHT"));
    progress.userCode = QStringLiteral("WDJB-MJHT");
    progress.deadline = test::madeUpNow() + 872s;
    return progress;
}

AuthorizationServerMetadata acme()
{
    AuthorizationServerMetadata m;
    m.issuer = QStringLiteral("https://id.acme.example");
    m.codeChallengeMethodsSupported = {QStringLiteral("S256")};
    m.scopesSupported = {QStringLiteral("openid"), QStringLiteral("offline_access")};
    m.revocationEndpoint = QUrl(QStringLiteral("https://id.acme.example/revoke"));
    return m;
}

} // namespace

class Shots : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// What was told to stop gets there by the event loop.
    void cleanup() { QTest::qWait(20); }

    void initTestCase() { QVERIFY(QDir().mkpath(QStringLiteral(TESSERA_SHOTS_DIR))); }

    void pages_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light") << false << QSize(1200, 760);
        QTest::newRow("dark") << true << QSize(1200, 760);
        QTest::newRow("light-narrow") << false << QSize(800, 560);
        QTest::newRow("dark-narrow") << true << QSize(800, 560);
    }

    void pages()
    {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        ThemeFollower follower(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
        QTemporaryDir directory;
        SessionManager manager(makeWorld(directory.path()));
        MainWindow window(manager, [](quint16, std::stop_token stop) { return never(std::move(stop)); });
        window.resize(size);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        shoot(window, "welcome");
        window.welcomePage()->issuerField()->edit()->setText(QStringLiteral("https://id.acme.example"));
        window.welcomePage()->showFinding(acme());
        window.welcomePage()->issuerField()->edit()->setFocus();
        window.welcomePage()->ensureWidgetVisible(window.welcomePage()->issuerField(), 0, 150);
        shoot(window, "welcome-issuer");
        shootAccounts(window);
        shootSignIn(window);
        shootForm(window);
    }

private:
    /// A demo provider that takes its time: the page stays as it is told.
    static QCoro::Task<Result<QString>> never(std::stop_token stop)
    {
        co_return co_await OneShot<Result<QString>>(stop);
    }

    void shootAccounts(MainWindow& window)
    {
        for (const Session& session : test::sixAccounts())
            window.model()->put(session);
        window.showHome();
        shoot(window, "accounts");
        auto* page = window.accountsPage();
        const QStringList names{QStringLiteral("this-session-only"), QStringLiteral("sign-in-needed"),
                                QStringLiteral("offline"), QStringLiteral("keychain-locked"),
                                QStringLiteral("development")};
        for (int i = 0; i < names.size(); ++i) {
            page->select(test::sixAccounts()[i + 1].account.id);
            shoot(window, "accounts-" + names[i].toUtf8());
        }
        page->select(test::anaAtAcme().account.id);
        page->detail()->askToSignOut();
        shoot(window, "accounts-sign-out");
        page->detail()->setSession(test::anaAtAcme(), test::madeUpNow());
        for (Button* button : page->findChildren<Button*>())
            if (button->text() == QStringLiteral("Show the checks"))
                button->click();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        shoot(window, "accounts-checks");
        window.model()->put(test::hostile());
        page->select(test::hostile().account.id);
        shoot(window, "accounts-hostile");
    }

    void shootSignIn(MainWindow& window)
    {
        window.beginSignIn(googlePlan());
        auto* page = window.signInPage();
        page->showProgress(waiting(), test::madeUpNow());
        shoot(window, "sign-in");
        page->showProgress(waitingForDevice(), test::madeUpNow());
        shoot(window, "sign-in-device");
        page->showProgress(waiting(), test::madeUpNow());
        page->fail(Error{ErrorKind::Untrusted, QStringLiteral("sign_in.other_person"),
                         QStringLiteral("Bob Brown"), googlePlan().registration.issuer},
                   true);
        shoot(window, "sign-in-wrong-person");
    }

    void shootForm(MainWindow& window)
    {
        window.showWelcome();
        for (auto* tile : window.findChildren<QAbstractButton*>(QStringLiteral("provider-google")))
            tile->click();
        window.clientForm()->continueButton()->click();
        shoot(window, "client-form");
    }

    void shoot(MainWindow& window, const QByteArray& name)
    {
        QTest::qWait(30); // the layout settles over some rounds of the event loop
        const QString path = QStringLiteral(TESSERA_SHOTS_DIR "/%1-%2.png")
                                 .arg(QString::fromUtf8(name), QString::fromUtf8(QTest::currentDataTag()));
        const QPixmap picture = window.grab();
        QCOMPARE(picture.size() / picture.devicePixelRatio(), window.size());
        QVERIFY(picture.save(path));
    }
};

QTEST_MAIN(Shots)
#include "shots.moc"

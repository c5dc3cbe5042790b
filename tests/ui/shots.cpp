// Pictures of every page with made-up sessions, light and dark, usual and smallest size: for looking at.
#include "core/base/one_shot.h"
#include "tests/ui/made_up.h"
#include "tests/ui/pictures.h"
#include "ui/accounts/account_detail.h"
#include "ui/accounts/accounts_page.h"
#include "ui/accounts/check_section.h"
#include "ui/gallery/gallery_window.h"
#include "ui/main_window.h"
#include "ui/models/account_list_model.h"
#include "ui/sign_in/client_form.h"
#include "ui/sign_in/sign_in_controller.h"
#include "ui/sign_in/sign_in_page.h"
#include "ui/text/provider_text.h"
#include "ui/welcome/welcome_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;
using namespace std::chrono_literals;

namespace {

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
    progress.address = QUrl(QStringLiteral("https://accounts.google.com/o/oauth2/v2/auth?response_type=code"
                                           "&scope=openid%20profile%20email&state=made-up&nonce=made-up"
                                           "&code_challenge=made-up&code_challenge_method=S256"));
    progress.redirectUri = QUrl(QStringLiteral("http://127.0.0.1:49731/callback"));
    progress.deadline = test::madeUpNow() + 272s;
    progress.foreignHosts = test::googleHosts();
    progress.paste = [](const QString&) -> Result<void> {
        return failure(ErrorKind::Configuration, u"paste.address",
                       QStringLiteral("http://127.0.0.1:49731/callback"));
    };
    return progress;
}

QList<EndpointChange> moved()
{
    return {{QStringLiteral("token_endpoint"), QStringLiteral("oauth2.googleapis.com"),
             QStringLiteral("tokens.google.example")},
            {QStringLiteral("revocation_endpoint"), QStringLiteral("oauth2.googleapis.com"),
             QStringLiteral("tokens.google.example")}};
}

ScopeLedger fewer()
{
    const QStringList granted{QStringLiteral("openid"), QStringLiteral("email")};
    return {granted, granted,
            granted + QStringList{QStringLiteral("https://www.googleapis.com/auth/calendar"),
                                  QStringLiteral("https://www.googleapis.com/auth/drive.readonly")}};
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

    void initTestCase() { QVERIFY(makePictureFolder()); }

    void gallery_data() { addDialogRows(); }
    void gallery()
    {
        ThemeFollower theme(*qApp, ThemeChoice::System);
        GalleryWindow window(theme);
        const PictureFrame frame;
        window.resize(1200, 2400);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(savePicture(window, "gallery"));
    }

    void pages_data() { addPageRows(); }

    void pages()
    {
        const PictureFrame frame;
        QTemporaryDir directory;
        SessionManager manager(pictureWorld(directory.path()));
        MainWindow window(manager, [](quint16, std::stop_token stop) { return never(std::move(stop)); });
        window.resize(frame.size());
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        shoot(window, "welcome");
        openMore(window);
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
        shootProvider(window);
        page->select(test::anaAtAcme().account.id);
        page->detail()->askToSignOut();
        shoot(window, "accounts-sign-out");
        page->detail()->setSession(test::anaAtAcme(), test::madeUpNow());
        for (Button* button : page->findChildren<Button*>())
            if (button->text() == CheckSection::tr("Show the checks"))
                button->click();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        shoot(window, "accounts-checks");
        window.model()->put(test::hostile());
        page->select(test::hostile().account.id);
        shoot(window, "accounts-hostile");
    }

    void openMore(MainWindow& window)
    {
        click(window, WelcomePage::tr("&More providers (%1)").section(u'%', 0, 0));
        QTest::qWait(30);
        if (auto* tile = window.findChild<QAbstractButton*>(QStringLiteral("provider-oauth")))
            window.welcomePage()->ensureWidgetVisible(tile, 0, 60);
        shoot(window, "welcome-more");
        window.welcomePage()->ensureVisible(0, 0);
    }

    /// The button whose words begin so.
    static void click(MainWindow& window, const QString& words)
    {
        for (Button* button : window.findChildren<Button*>())
            if (button->text().startsWith(words) && button->isVisible())
                return button->click();
        qFatal("no button %s", qPrintable(words));
    }

    void shootQuestions(MainWindow& window)
    {
        auto* controller = window.findChild<SignInController*>();
        auto* page = window.signInPage();
        window.beginSignIn(googlePlan());
        Q_EMIT controller->movedAsked(moved());
        shoot(window, "sign-in-moved");
        window.beginSignIn(googlePlan());
        page->showProgress(waiting(), test::madeUpNow());
        SignInProgress storing;
        storing.step = SignInStep::Storing;
        page->showProgress(storing, test::madeUpNow());
        Q_EMIT controller->narrowingAsked(fewer());
        shoot(window, "sign-in-fewer");
    }

    void shootPaste(MainWindow& window)
    {
        auto* page = window.signInPage();
        window.beginSignIn(googlePlan());
        page->showProgress(waiting(), test::madeUpNow());
        click(window, SignInPage::tr("The browser shows an error? &Paste its address here"));
        shoot(window, "sign-in-paste");
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("https://accounts.google.com/error"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        page->showPasteError(Error{ErrorKind::Configuration,
                                   QStringLiteral("paste.address"),
                                   QStringLiteral("http://127.0.0.1:49731/callback"),
                                   {}});
        shoot(window, "sign-in-paste-refused");
    }

    void shootProvider(MainWindow& window)
    {
        auto* page = window.accountsPage();
        Session microsoft = test::atMicrosoft();
        window.model()->put(microsoft);
        page->select(microsoft.account.id);
        shoot(window, "accounts-provider");
        page->detail()->askToSignOut();
        shoot(window, "accounts-provider-sign-out");
        page->detail()->tellSignedOut(providerNotes(ProviderCatalogue::builtIn(), microsoft.account));
        page->detail()->ensureVisible(0, 0);
        shoot(window, "accounts-provider-signed-out");
        window.model()->remove(microsoft.account.id);
    }

    void shootSignIn(MainWindow& window)
    {
        window.beginSignIn(googlePlan());
        auto* page = window.signInPage();
        page->setKeychain(SecretStoreState::Available);
        page->showProgress(waiting(), test::madeUpNow());
        shoot(window, "sign-in");
        shootPaste(window);
        shootQuestions(window);
        window.beginSignIn(googlePlan());
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

    static void shoot(MainWindow& window, const QByteArray& name) { QVERIFY(savePicture(window, name)); }
};

QTEST_MAIN(Shots)
#include "shots.moc"

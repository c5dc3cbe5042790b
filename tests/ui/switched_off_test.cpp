// Every name an administrator can switch off is heeded by the window: what would be refused is not offered.
#include "core/keychain/memory_store.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "ui/main_window.h"
#include "ui/sign_in/client_form.h"
#include "ui/sign_in/sign_in_page.h"
#include "ui/welcome/provider_tile.h"
#include "ui/welcome/welcome_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tessera;

namespace {

Environment makeWorld(const QString& directory, const QStringList& switchedOff)
{
    Environment world;
    world.clock = std::make_shared<test::ManualClock>(test::madeUpNow());
    world.http = std::make_shared<HttpClient>();
    world.secrets = std::make_shared<MemoryStore>();
    world.jwkSets = std::make_shared<RemoteJwkSets>(world.http, world.clock);
    world.openUrl = [](const QUrl&) { return Result<void>(); };
    world.configDirectory = directory;
    world.administrator.switchedOff = switchedOff;
    return world;
}

QCoro::Task<Result<QString>> noDemo()
{
    co_return failure(ErrorKind::Configuration, u"demo.missing");
}

/// The window of somebody whose administrator switched these off.
struct World
{
    explicit World(const QStringList& switchedOff)
        : manager(makeWorld(directory.path(), switchedOff)),
          window(manager, [](quint16, std::stop_token) { return noDemo(); })
    {
        window.show();
    }

    bool shows(const QString& words)
    {
        for (const Button* button : window.findChildren<Button*>())
            if (QString(button->text()).remove(u'&') == words && button->isVisible())
                return true;
        return false;
    }

    QTemporaryDir directory;
    SessionManager manager;
    MainWindow window;
};

using Offer = std::function<bool(World&)>;

/// What the window offers where the name is not switched off. Without one: the window has no such thing.
QMap<QString, std::optional<Offer>> offers()
{
    return {
        {feature::kDevice.toString(), Offer([](World& world) {
             world.window.findChild<ProviderTile*>(QStringLiteral("provider-github"))->click();
             return world.shows(QStringLiteral("Use a code on another device"));
         })},
        {feature::kPaste.toString(), Offer([](World& world) {
             // As the core reports it: without `paste` where it is switched off.
             const bool off = world.manager.environment().administrator.isSwitchedOff(feature::kPaste);
             SignInPlan plan;
             plan.registration.issuer = QStringLiteral("https://id.acme.example");
             SignInProgress progress;
             progress.step = SignInStep::WaitingForBrowser;
             progress.deadline = test::madeUpNow() + Seconds(60);
             if (!off)
                 progress.paste = [](const QString&) { return Result<void>(); };
             auto* page = world.window.signInPage();
             page->begin(plan, test::madeUpNow());
             page->showProgress(progress, test::madeUpNow());
             for (const Button* button : page->findChildren<Button*>())
                 if (button->text().contains(QStringLiteral("Paste its address")))
                     return !button->isHidden();
             return false;
         })},
        {feature::kDynamicRegistration.toString(), std::nullopt},
        {feature::kInsecureLoopbackIssuers.toString(),
         Offer([](World& world) { return world.window.welcomePage()->tryButton()->isVisible(); })},
        {feature::kTypedIssuers.toString(),
         Offer([](World& world) { return world.window.welcomePage()->issuerField()->isVisible(); })},
    };
}

} // namespace

class SwitchedOffTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyName_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString& name : administratorFeatures())
            QTest::newRow(qPrintable(name)) << name;
    }
    void everyName()
    {
        QFETCH(QString, name);
        QVERIFY2(offers().contains(name), "a name that nothing here looks for");
        const std::optional<Offer> offer = offers().value(name);
        if (!offer)
            return;
        World free({});
        QVERIFY((*offer)(free));
        World bound({name});
        QVERIFY(!(*offer)(bound));
    }

    /// A row that wants an address typed is no way round it, and rows with an address stay.
    void tilesThatWantAnAddress()
    {
        World world({feature::kTypedIssuers.toString()});
        QVERIFY(!world.window.findChild<ProviderTile*>(QStringLiteral("provider-keycloak")));
        QVERIFY(!world.window.findChild<ProviderTile*>(QStringLiteral("provider-openid")));
        QVERIFY(world.window.findChild<ProviderTile*>(QStringLiteral("provider-google")));
    }

    /// What is typed is judged before anybody is asked.
    void anAddressThatIsNotAllowed()
    {
        Environment environment = makeWorld({}, {});
        environment.administrator.allowedIssuers = {QStringLiteral("https://id.acme.example")};
        WelcomePage page(environment.catalogue(), environment.http, nullptr, environment.administrator);
        page.show();
        QVERIFY(
            !page.findChild<ProviderTile*>(QStringLiteral("provider-google"))); // not allowed, not offered
        page.issuerField()->edit()->setText(QStringLiteral("https://op.example"));
        QTest::keyClick(page.issuerField()->edit(), Qt::Key_Return);
        const auto labels = page.findChildren<Label*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const Label* label) {
            return label->text().contains(QStringLiteral("does not allow op.example"));
        }));
    }
};

TESSERA_TEST(SwitchedOffTest)
#include "switched_off_test.moc"

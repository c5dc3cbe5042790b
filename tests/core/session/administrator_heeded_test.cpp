// Every name an administrator can switch off is heeded by the core, whoever calls it: walked through one by
// one, with a sign-in that works where nothing is switched off.
#include "core/session/dynamic_client.h"
#include "core/session/preflight.h"
#include "core/session/server_lookup.h"
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

using Try = std::function<QString(const Environment&, const SessionWorld&)>;

QString codeAfter(const Environment& environment, const SessionWorld& world, SignInFlow flow)
{
    SignInRequest request = world.request();
    request.flow = flow;
    request.openBrowser = flow == SignInFlow::Browser;
    std::stop_source stop;
    // Nobody pastes and nobody types a code: as soon as somebody is waited for, it was allowed.
    request.onProgress = [&stop](const SignInProgress& progress) {
        if (progress.step == SignInStep::WaitingForBrowser)
            stop.request_stop();
    };
    const auto outcome = await(signIn(environment, request, stop.get_token()));
    return outcome ? QString() : outcome.error().code;
}

/// One attempt for each name; the code it ends with.
QMap<QString, Try> attempts()
{
    const Try browser = [](const Environment& environment, const SessionWorld& world) {
        return codeAfter(environment, world, SignInFlow::Browser);
    };
    return {
        {feature::kDevice.toString(),
         [](const Environment& environment, const SessionWorld& world) {
             return codeAfter(environment, world, SignInFlow::Device);
         }},
        {feature::kPaste.toString(),
         [](const Environment& environment, const SessionWorld& world) {
             return codeAfter(environment, world, SignInFlow::Paste);
         }},
        {feature::kDynamicRegistration.toString(),
         [](const Environment& environment, const SessionWorld& world) {
             const auto client =
                 await(registerDynamicClient(environment, world.provider.issuer(), ClientMetadata(), {}, {}));
             return client ? QString() : client.error().code;
         }},
        {feature::kInsecureLoopbackIssuers.toString(), browser},
        {feature::kTypedIssuers.toString(), browser},
    };
}

} // namespace

class AdministratorHeededTest : public QObject
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
        QVERIFY2(attempts().contains(name), "a name that nothing here tries out");
        const Try attempt = attempts().value(name);
        SessionWorld world;
        Environment environment = world.environment();

        environment.administrator.switchedOff = {name};
        const QString refused = attempt(environment, world);
        QVERIFY2(refused == u"administrator.switched_off" || refused == u"administrator.issuer",
                 qPrintable(refused));
        QVERIFY(world.provider.paths().isEmpty()); // nothing was sent

        // The others switched off do not stand in its way.
        environment.administrator.switchedOff = {};
        const QString allowed = attempt(environment, world);
        QVERIFY2(!allowed.startsWith(u"administrator."), qPrintable(allowed));
        QVERIFY(!world.provider.paths().isEmpty());
    }

    /// Pasting races the browser's return: that is pasting too.
    void noPastingBesideTheBrowser()
    {
        SessionWorld world;
        for (const bool off : {false, true}) {
            Environment environment = world.environment();
            if (off)
                environment.administrator.switchedOff = {feature::kPaste.toString()};
            bool canPaste = off; // the other way round, so that it must be set
            SignInRequest request = world.request();
            request.onProgress = [&canPaste](const SignInProgress& progress) {
                if (progress.step == SignInStep::WaitingForBrowser)
                    canPaste = bool(progress.paste);
            };
            QVERIFY(await(signIn(environment, request, {})));
            QCOMPARE(canPaste, !off);
        }
    }

    void aFaultyFileStopsEverything()
    {
        SessionWorld world;
        Environment environment = world.environment();
        environment.configurationFault =
            Error{ErrorKind::Configuration, QStringLiteral("administrator.owner"), {}, {}};
        for (const Try& attempt : {attempts().value(feature::kTypedIssuers.toString()),
                                   attempts().value(feature::kDynamicRegistration.toString())})
            QCOMPARE(attempt(environment, world), QStringLiteral("administrator.owner"));
        QVERIFY(world.provider.paths().isEmpty());
    }

    void thePreflightAsksNobody()
    {
        SessionWorld world;
        Environment environment = world.environment();
        environment.administrator.switchedOff = {feature::kTypedIssuers.toString()};
        await(runPreflight(environment, world.request().registration, LoopbackRule(), {}));
        QVERIFY(world.provider.paths().isEmpty());
    }
};

TESSERA_TEST(AdministratorHeededTest)
#include "administrator_heeded_test.moc"

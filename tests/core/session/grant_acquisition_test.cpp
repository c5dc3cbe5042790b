// Tokens from a person's consent, by the browser and by another device: what comes out, what ends it before
// anybody is asked.
#include "core/session/grant_acquisition.h"
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QTest>
#include <QUrlQuery>

using namespace tessera;
using namespace tessera::test;

namespace {

/// A browser that opens and in which nobody does anything.
struct IdleBrowser
{
    QList<QUrl> opened;
    UrlOpener opener()
    {
        return [this](const QUrl& address) {
            opened.append(address);
            return Result<void>();
        };
    }
};

QUrl answerTo(const SignInProgress& progress, const QString& code)
{
    QUrl back = progress.redirectUri;
    const QString state = QUrlQuery(progress.address).queryItemValue(QStringLiteral("state"));
    back.setQuery(QStringLiteral("code=%1&state=%2").arg(code, state));
    return back;
}

} // namespace

class GrantAcquisitionTest final : public QObject
{
    Q_OBJECT

    static Result<AcquiredTokens> acquire(const Environment& environment, const SignInRequest& request,
                                          const AuthorizationServerMetadata& metadata,
                                          const std::stop_token& stop = {})
    {
        const ServerInHand server{{metadata, std::nullopt}, std::nullopt, true};
        return await(request.flow == SignInFlow::Device
                         ? acquireByDevice(environment, request, server, stop)
                         : acquireByBrowser(environment, request, server, stop));
    }

private Q_SLOTS:
    void byBrowser()
    {
        SessionWorld world;
        const auto acquired = acquire(world.environment(), world.request(), world.provider.metadata());
        QVERIFY2(acquired, acquired ? "" : qPrintable(acquired.error().code));
        QVERIFY(acquired->response.accessToken.equals("access-0"));
        QVERIFY(acquired->code.equals("c0de")); // for c_hash
        QCOMPARE(acquired->asked.state.size(), 43);
        QVERIFY(!acquired->asked.nonce.isEmpty());
        QVERIFY(acquired->dpopKey.isEmpty());
        QCOMPARE(world.provider.paths(), QStringList{QStringLiteral("/token")});
    }

    void stepsAreTold()
    {
        SessionWorld world;
        SignInRequest request = world.request();
        QList<SignInStep> steps;
        request.onProgress = [&steps](const SignInProgress& progress) { steps.append(progress.step); };
        QVERIFY(acquire(world.environment(), request, world.provider.metadata()));
        QCOMPARE(steps, (QList<SignInStep>{SignInStep::WaitingForBrowser, SignInStep::Redeeming}));
    }

    /// Somebody looks: the address can be opened by hand, and what the browser ends on be pasted.
    void browserThatDoesNotOpen()
    {
        SessionWorld world;
        Environment environment = world.environment();
        environment.openUrl = [](const QUrl&) -> Result<void> {
            return failure(ErrorKind::Configuration, u"browser.none");
        };
        SignInRequest request = world.request();
        request.onProgress = [&](const SignInProgress& progress) {
            if (progress.step != SignInStep::WaitingForBrowser)
                return;
            QVERIFY(progress.browserError);
            QCOMPARE(progress.browserError->code, QStringLiteral("browser.none"));
            const QUrl answer = answerTo(progress, QStringLiteral("by-hand"));
            // A moment later: now nobody waits yet.
            QTimer::singleShot(0, this,
                               [paste = progress.paste, answer] { QVERIFY(paste(answer.toString())); });
        };
        const auto acquired = acquire(environment, request, world.provider.metadata());
        QVERIFY2(acquired, acquired ? "" : qPrintable(acquired.error().code));
        QVERIFY(acquired->code.equals("by-hand"));
    }

    void browserThatDoesNotOpenAndNobodyLooks()
    {
        SessionWorld world;
        Environment environment = world.environment();
        environment.openUrl = [](const QUrl&) -> Result<void> {
            return failure(ErrorKind::Configuration, u"browser.none");
        };
        const auto acquired = acquire(environment, world.request(), world.provider.metadata());
        QCOMPARE(acquired.error().code, QStringLiteral("browser.none"));
        QVERIFY(world.provider.paths().isEmpty());
    }

    void onlyTheAddress() // --print-url
    {
        SessionWorld world;
        IdleBrowser browser;
        Environment environment = world.environment();
        environment.openUrl = browser.opener();
        SignInRequest request = world.request();
        request.openBrowser = false;
        std::stop_source stop;
        QUrl address;
        request.onProgress = [&](const SignInProgress& progress) {
            address = progress.address;
            QTimer::singleShot(0, this, [&stop] { stop.request_stop(); });
        };
        const auto acquired = acquire(environment, request, world.provider.metadata(), stop.get_token());
        QCOMPARE(acquired.error().kind, ErrorKind::Cancelled);
        QCOMPARE(address.path(), QStringLiteral("/authorize"));
        QVERIFY(browser.opened.isEmpty());
    }

    void endsBeforeTheBrowser_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        QTest::newRow("A349 bound tokens are a must, and the server has none")
            << QStringLiteral("dpop") << QStringLiteral("dpop.unsupported");
        QTest::newRow("A348 pushed requests are a must, and there is nowhere to push")
            << QStringLiteral("par") << QStringLiteral("par.no_endpoint");
        QTest::newRow("A037 the return address is not on this computer")
            << QStringLiteral("redirect") << QStringLiteral("listener.not_loopback");
    }
    void endsBeforeTheBrowser()
    {
        QFETCH(QString, what);
        SessionWorld world;
        IdleBrowser browser;
        Environment environment = world.environment();
        environment.openUrl = browser.opener();
        SignInRequest request = world.request();
        AuthorizationServerMetadata metadata = world.provider.metadata();
        if (what == u"dpop")
            request.registration.dpop = DpopUse::Required;
        if (what == u"par")
            metadata.requirePushedAuthorizationRequests = true;
        if (what == u"redirect")
            request.registration.redirectUri = QUrl(QStringLiteral("http://evil.example/callback"));
        const auto acquired = acquire(environment, request, metadata);
        QVERIFY(!acquired);
        QTEST(acquired.error().code, "code");
        QVERIFY(browser.opened.isEmpty());
        QVERIFY(world.provider.paths().isEmpty());
    }

    void byDeviceNeedsAnEndpoint()
    {
        SessionWorld world;
        SignInRequest request = world.request();
        request.flow = SignInFlow::Device;
        const auto acquired = acquire(world.environment(), request, world.provider.metadata());
        QCOMPARE(acquired.error().code, QStringLiteral("device.unsupported"));
        QVERIFY(world.provider.paths().isEmpty());
    }
};

TESSERA_TEST(GrantAcquisitionTest)
#include "grant_acquisition_test.moc"

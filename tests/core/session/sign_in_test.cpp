// The whole sign-in against a provider: which requests, in which order, and what ends it early. The hostile
// sides of each step are tested where the step is; browsers and people in the journeys.
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QTest>
#include <QTimer>

using namespace tessera;
using namespace tessera::test;

namespace {

QCoro::Task<std::optional<Result<SignedIn>>> boxed(QCoro::Task<Result<SignedIn>> task)
{
    auto signedIn = co_await task;
    co_return std::optional<Result<SignedIn>>(std::move(signedIn));
}

/// QCoro's waitFor needs a value it can make beforehand; an IdToken cannot be made (architecture 4).
Result<SignedIn> tried(QCoro::Task<Result<SignedIn>> task)
{
    return *await(boxed(std::move(task)));
}

} // namespace

class SignInTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Must hold: after the redirect exactly one request stands between the person and "signed in".
    void requestsInOrder()
    {
        SessionWorld world;
        QStringList beforeRedirect;
        Environment environment = world.environment();
        const auto person = environment.openUrl;
        const auto goesBackLater = [&](const QUrl& address) -> Result<void> {
            // The person takes a moment; meanwhile the keys load.
            QTimer::singleShot(0, this, [&, address] {
                QVERIFY(eventually([&] { return world.provider.paths().size() == 2; }));
                beforeRedirect = world.provider.paths();
                QVERIFY(person(address));
            });
            return {};
        };
        environment.openUrl = goesBackLater;
        QList<SignInStep> steps;
        SignInRequest request = world.request();
        request.onProgress = [&steps](const SignInProgress& progress) { steps.append(progress.step); };
        const auto signedIn = tried(signIn(environment, request, {}));
        QVERIFY2(signedIn, qPrintable(signedIn ? QString() : signedIn.error().code));
        QCOMPARE(beforeRedirect,
                 (QStringList{QStringLiteral("/.well-known/openid-configuration"), QStringLiteral("/jwks")}));
        QCOMPARE(world.provider.paths().mid(2), QStringList{QStringLiteral("/token")});
        QCOMPARE(signedIn->idToken->subject(), QStringLiteral("alice"));
        QVERIFY(signedIn->tokens.refreshToken.equals("refresh-0"));
        QCOMPARE(steps, (QList<SignInStep>{SignInStep::Discovering, SignInStep::WaitingForBrowser,
                                           SignInStep::Redeeming, SignInStep::CheckingIdToken}));
        for (const IdTokenCheck& check : signedIn->checks)
            QVERIFY2(check.outcome != CheckOutcome::Failed, qPrintable(check.name));
    }

    /// All at once: a pushed request (RFC 9126), tokens bound to a key (RFC 9449), the answer as a token
    /// (JARM).
    void pushedBoundAndSigned()
    {
        SessionWorld world;
        world.provider.isDemanding = true;
        SignInRequest request = world.request();
        request.registration.dpop = DpopUse::Required;
        request.registration.authorizationSignedResponseAlg = QStringLiteral("ES256");
        const auto signedIn = tried(signIn(world.environment(), request, {}));
        QVERIFY2(signedIn, qPrintable(signedIn ? QString() : signedIn.error().code));
        QCOMPARE(world.provider.paths(),
                 (QStringList{QStringLiteral("/.well-known/openid-configuration"), QStringLiteral("/jwks"),
                              QStringLiteral("/par"), QStringLiteral("/token")}));
        QCOMPARE(singleField(world.provider.pushed(), u"response_mode").value(), QStringLiteral("query.jwt"));
        QCOMPARE(world.provider.browserAddress().query(QUrl::FullyEncoded),
                 QStringLiteral("client_id=desk&request_uri=urn%3Aexample%3Apushed%3A1"));
        QCOMPARE(world.provider.proofKeys().size(), 2);
        QCOMPARE(signedIn->tokens.tokenType, TokenType::Dpop);
        QVERIFY(!signedIn->dpopKey.isEmpty());
        QCOMPARE(signedIn->idToken->subject(), QStringLiteral("alice"));
    }

    /// A registration says how the answer comes; no server talks us out of it.
    void signedAnswerOrNone()
    {
        SessionWorld world;
        SignInRequest request = world.request();
        request.registration.authorizationSignedResponseAlg = QStringLiteral("ES256");
        const auto signedIn = tried(signIn(world.environment(), request, {}));
        QCOMPARE(signedIn.error().code, QStringLiteral("jarm.unsupported"));
        QCOMPARE(world.provider.paths(), QStringList{QStringLiteral("/.well-known/openid-configuration")});
    }

    /// The next sign-in asks for the keys anew: those of ten minutes ago may lack the one that signs now.
    void keysOfASignedAnswerAreNew()
    {
        SessionWorld world;
        world.provider.isDemanding = true;
        SignInRequest request = world.request();
        request.registration.dpop = DpopUse::Required;
        request.registration.authorizationSignedResponseAlg = QStringLiteral("ES256");
        const Environment environment = world.environment();
        QVERIFY(tried(signIn(environment, request, {})));
        world.provider.changeKey();
        const auto signedIn = tried(signIn(environment, request, {}));
        QVERIFY2(signedIn, qPrintable(signedIn ? QString() : signedIn.error().code));
        QCOMPARE(world.provider.paths().count(QStringLiteral("/jwks")), 2);
    }

    void endsEarly_data()
    {
        QTest::addColumn<std::function<void(SessionWorld&, SignInRequest&)>>("change");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("code");
        using Change = std::function<void(SessionWorld&, SignInRequest&)>;
        const auto row = [](const char* name, const Change& change, ErrorKind kind, const char* code) {
            QTest::newRow(name) << change << kind << QString::fromLatin1(code);
        };
        row(
            "bad issuer", [](auto&, auto& r) { r.registration.issuer = QStringLiteral("ftp://x"); },
            ErrorKind::Configuration, "issuer.scheme");
        row(
            "unreachable", [](auto& w, auto&) { w.provider.goOffline(); }, ErrorKind::Offline,
            "net.connection_refused");
        row(
            "secret is missing",
            [](auto&, auto& r) {
                r.registration.authenticationMethod = ClientAuthenticationMethod::ClientSecretPost;
            },
            ErrorKind::Configuration, "client.secret_missing");
        row(
            "no algorithm in common",
            [](auto&, auto& r) { r.registration.idTokenSignedResponseAlg = QStringLiteral("none"); },
            ErrorKind::Configuration, "id_token.no_common_algorithm");
        row(
            "nobody comes back",
            [](auto&, auto& r) {
                r.openBrowser = false;
                r.limit = Milliseconds(100);
            },
            ErrorKind::Timeout, "sign_in.time_limit");
        row(
            "ID token of another issuer",
            [](auto& w, auto&) {
                w.provider.idTokenExtra = {{QStringLiteral("iss"), QStringLiteral("https://evil.example")}};
            },
            ErrorKind::Untrusted, "id_token.iss_mismatch");
    }
    void endsEarly()
    {
        using Change = std::function<void(SessionWorld&, SignInRequest&)>;
        QFETCH(Change, change);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, code);
        SessionWorld world;
        SignInRequest request = world.request();
        change(world, request);
        const auto signedIn = tried(signIn(world.environment(), request, {}));
        QVERIFY(!signedIn);
        QCOMPARE(signedIn.error().code, code);
        QCOMPARE(signedIn.error().kind, kind);
        QVERIFY(world.store->log.isEmpty());
    }

    void noBrowserAndNobodyLooking()
    {
        SessionWorld world;
        Environment environment = world.environment();
        environment.openUrl = [](const QUrl&) -> Result<void> {
            return failure(ErrorKind::Configuration, u"browser.none", QStringLiteral("xdg-open"));
        };
        const auto signedIn = tried(signIn(environment, world.request(), {}));
        QCOMPARE(signedIn.error().code, QStringLiteral("browser.none"));
    }

    /// Somebody looks: the address is shown with the error, and opened by hand.
    void noBrowserButTheAddressIsShown()
    {
        SessionWorld world;
        Environment environment = world.environment();
        environment.openUrl = [](const QUrl&) -> Result<void> {
            return failure(ErrorKind::Configuration, u"browser.none");
        };
        SignInRequest request = world.request();
        std::optional<Error> shown;
        request.onProgress = [&](const SignInProgress& progress) {
            if (progress.step != SignInStep::WaitingForBrowser)
                return;
            shown = progress.browserError;
            QCOMPARE(progress.deadline, world.clock->now() + Seconds(10));
            QVERIFY(world.provider.browser()(progress.address));
        };
        QVERIFY(tried(signIn(environment, request, {})));
        QCOMPARE(shown->code, QStringLiteral("browser.none"));
    }

    void cancelledWhileWaiting()
    {
        SessionWorld world;
        std::stop_source stop;
        SignInRequest request = world.request();
        request.openBrowser = false;
        request.onProgress = [&stop](const SignInProgress& progress) {
            if (progress.step == SignInStep::WaitingForBrowser)
                stop.request_stop();
        };
        const auto signedIn = tried(signIn(world.environment(), request, stop.get_token()));
        QCOMPARE(signedIn.error().kind, ErrorKind::Cancelled);
    }
};

TESSERA_TEST(SignInTest)
#include "sign_in_test.moc"

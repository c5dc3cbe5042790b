// Pushed requests (RFC 9126) and bound tokens (RFC 9449) in one account, from the sign-in to the renewal, at
// a server that insists on both.
#include "core/jose/key_output.h"
#include "core/session/refresh.h"
#include "core/session/session_store.h"
#include "tests/journeys/bound_provider.h"
#include "tests/journeys/journey_world.h"
#include "tests/support/test_program.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class PushedAndBoundJourney final : public QObject
{
    Q_OBJECT

    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<BoundProvider> m_provider;
    std::shared_ptr<ScriptedStore> m_store;
    std::unique_ptr<QTemporaryDir> m_directory;
    QNetworkAccessManager m_browser; // follows redirects
    QList<QUrl> m_opened;

    std::unique_ptr<SessionManager> startProgram()
    {
        Environment environment;
        environment.http = std::make_shared<HttpClient>();
        environment.clock = m_clock;
        environment.secrets = m_store;
        environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, m_clock);
        environment.openUrl = [this](const QUrl& address) {
            m_opened.append(address);
            QNetworkReply* reply = m_browser.get(QNetworkRequest(address));
            QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
            return Result<void>();
        };
        environment.configDirectory = m_directory->path();
        auto manager = std::make_unique<SessionManager>(environment);
        if (!await(manager->load()))
            qFatal("load");
        return manager;
    }

    SignInRequest request() const
    {
        SignInRequest request;
        request.registration.issuer = m_provider->issuer();
        request.registration.clientId = QStringLiteral("desk");
        request.registration.dpop = DpopUse::Required;
        return request;
    }

    QString signIn(SessionManager& manager)
    {
        const auto outcome = await(manager.signIn(request()));
        if (!outcome)
            qWarning() << outcome.error();
        return outcome ? outcome->accountId : QString();
    }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<ManualClock>();
        m_provider = std::make_unique<BoundProvider>(m_clock);
        m_store = std::make_shared<ScriptedStore>();
        m_directory = std::make_unique<QTemporaryDir>();
        m_opened.clear();
    }

    void signsIn()
    {
        const auto manager = startProgram();
        const QString id = signIn(*manager);
        QVERIFY(!id.isEmpty());
        QCOMPARE(m_provider->complaints(), QStringList());
        // A066: the command line of the browser holds nothing of the request.
        QCOMPARE(m_opened.size(), 1);
        QCOMPARE(m_provider->browserFields().size(), 2);
        for (const FormField& field : m_provider->browserFields())
            QVERIFY2(field.name == u"client_id" || field.name == u"request_uri", qPrintable(field.name));
        QVERIFY(m_provider->proofs() >= 2); // the first was without the server's nonce
    }

    void asksWhoItIs()
    {
        const auto manager = startProgram();
        const QString id = signIn(*manager);
        const auto claims = await(manager->userInfo(id));
        QVERIFY2(claims, claims ? "" : qPrintable(claims.error().code));
        QCOMPARE(claims->value(u"sub").toString(), QStringLiteral("alice"));
        QCOMPARE(m_provider->complaints(), QStringList());
    }

    /// The key is the account's: it outlives the program, and a new nonce is learnt on the way.
    void renewsInAnotherRun()
    {
        QString id;
        {
            const auto manager = startProgram();
            id = signIn(*manager);
            QVERIFY(!id.isEmpty());
        }
        m_clock->advance(std::chrono::hours(2));
        const auto manager = startProgram();
        const auto renewed = await(manager->renewNow(id));
        QVERIFY2(renewed, renewed ? "" : qPrintable(renewed.error().code));
        QVERIFY(renewed->accessToken.equals("canary-access-2"));
        QVERIFY(await(manager->userInfo(id)));
        QCOMPARE(m_provider->complaints(), QStringList());
    }

    /// A stolen refresh token is nothing without the key.
    void refreshTokenWithAnotherKey()
    {
        const auto manager = startProgram();
        const QString id = signIn(*manager);
        auto grant = *parseGrant(SecretString::fromUtf8(m_store->entries.value(keychainKey(id))));
        const auto thief = Key::generateEc(u"P-256");
        grant.dpopKey = *privateJwk(thief);
        const auto refreshed = await(refresh(manager->environment(), grant, {}));
        QCOMPARE(refreshed.error().code, QStringLiteral("invalid_grant"));
        QVERIFY(await(manager->renewNow(id))); // the rightful one still works
    }

    void pushingIsWithdrawn() // A348
    {
        const auto manager = startProgram();
        const QString id = signIn(*manager);
        QVERIFY(!id.isEmpty());
        m_provider->withdrawsPushing = true;
        m_opened.clear();
        SignInRequest again = request();
        again.forAccount = id;
        QCOMPARE(await(manager->signIn(again)).error().code, QStringLiteral("par.withdrawn"));
        QVERIFY(m_opened.isEmpty());
    }
};

TESSERA_TEST(PushedAndBoundJourney)
#include "pushed_and_bound_test.moc"

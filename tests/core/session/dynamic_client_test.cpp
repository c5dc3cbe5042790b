// Asking for a client as a whole: who is asked, in which order, and what ends it.
#include "core/session/dynamic_client.h"

#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

QString codeOf(const Environment& environment, const QString& issuer)
{
    const auto client = await(registerDynamicClient(environment, issuer, ClientMetadata(), {}, {}));
    return client ? QString() : client.error().code;
}

} // namespace

class DynamicClientTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// The scripted provider names no registration endpoint: it was asked what it can do, and for no more.
    void asksWhatTheServerCanDoFirst()
    {
        SessionWorld world;
        QCOMPARE(codeOf(world.environment(), world.provider.issuer()),
                 QStringLiteral("registration.unsupported"));
        QCOMPARE(world.provider.paths().size(), 1);
        QVERIFY(world.provider.paths().first().contains(QStringLiteral(".well-known")));
    }

    void nobodyThere()
    {
        SessionWorld world;
        const QString issuer = world.provider.issuer();
        world.provider.goOffline();
        QCOMPARE(codeOf(world.environment(), issuer), QStringLiteral("net.connection_refused"));
    }

    void theIssuerMustBeAllowed()
    {
        SessionWorld world;
        Environment environment = world.environment();
        environment.administrator.allowedIssuers = {QStringLiteral("https://id.acme.example")};
        QCOMPARE(codeOf(environment, world.provider.issuer()), QStringLiteral("administrator.issuer"));
        QVERIFY(world.provider.paths().isEmpty());
    }
};

TESSERA_TEST(DynamicClientTest)
#include "dynamic_client_test.moc"

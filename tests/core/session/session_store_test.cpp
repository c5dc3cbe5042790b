// Grants in and out of a store, and the check that an entry belongs to the account (A240, A241, A251, A252).
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

class SessionStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void savedAndLoaded()
    {
        SessionWorld world;
        const Account alice = world.provider.account(QStringLiteral("alice"));
        QVERIFY(await(saveGrant(world.store, alice.id, world.provider.grant(alice.subject, "r"), {})));
        const auto loaded = await(loadGrant(world.store, alice, {}));
        QVERIFY(loaded);
        QVERIFY(loaded->refreshToken.equals("r"));
        QCOMPARE(world.store->entries.keys(), QStringList{keychainKey(alice.id)});
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& from, const QByteArray& to,
                            const char* code) {
            QTest::newRow(name) << from << to << QString::fromLatin1(code);
        };
        row("good", "x", "x", "");
        row("A240 missing", "", "", "grant.missing");
        row("A241 damaged", "{", "[", "grant.unreadable");
        row("A236 newer", R"("version":1)", R"("version":9)", "grant.version");
        row("A251 another subject", R"("subject":"alice")", R"("subject":"bob")", "grant.issuer_mismatch");
        row("A251 another client", R"("client_id":"desk")", R"("client_id":"web")", "grant.issuer_mismatch");
        row("A251 another issuer", R"("issuer":"http://127.0.0.1)", R"("issuer":"http://127.0.0.2)",
            "grant.issuer_mismatch");
    }
    void refused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, code);
        SessionWorld world;
        const Account alice = world.provider.account(QStringLiteral("alice"));
        world.replaceStored(alice.subject, "r");
        const QString key = keychainKey(alice.id);
        if (from.isEmpty())
            world.store->entries.remove(key);
        else
            world.store->entries[key].replace(from, to);
        const auto loaded = await(loadGrant(world.store, alice, {}));
        QCOMPARE(loaded ? QString() : loaded.error().code, code);
        if (!loaded)
            QCOMPARE(loaded.error().kind, ErrorKind::Keychain);
    }

    void whatCannotBeReadIsNotWritten()
    {
        SessionWorld world;
        const Account alice = world.provider.account(QStringLiteral("alice"));
        world.replaceStored(alice.subject, "old");
        const auto grant = world.provider.grant(alice.subject, QByteArray(16 * 1024, 'r'));
        QCOMPARE(await(saveGrant(world.store, alice.id, grant, {})).error().code,
                 QStringLiteral("grant.too_large"));
        QCOMPARE(world.storedToken(alice.subject), QByteArray("old"));
    }

    void errorsOfTheStorePass()
    {
        SessionWorld world;
        world.store->now = SecretStoreState::Locked;
        const Account alice = world.provider.account(QStringLiteral("alice"));
        QCOMPARE(await(loadGrant(world.store, alice, {})).error().code, QStringLiteral("keychain.locked"));
        QCOMPARE(await(saveGrant(world.store, alice.id, world.provider.grant(alice.subject, "r"), {}))
                     .error()
                     .code,
                 QStringLiteral("keychain.locked"));
    }
};

TESSERA_TEST(SessionStoreTest)
#include "session_store_test.moc"

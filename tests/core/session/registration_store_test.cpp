// What manages a registered client, in and out of the keychain; what somebody else may have written there.
#include "core/session/registration_store.h"
#include "tests/core/session/scripted_store.h"
#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kIssuer = QStringLiteral("https://op.example");

RegisteredClient registered()
{
    RegisteredClient client;
    client.issuer = kIssuer;
    client.clientId = QStringLiteral("c-1");
    client.clientSecret = SecretString::fromUtf8("canary-client-secret");
    client.secretExpiresAt = fromUnixSeconds(1'900'000'000);
    client.registrationAccessToken = SecretString::fromUtf8("canary-registration-token");
    client.registrationClientUri = QUrl(QStringLiteral("https://op.example/reg/c-1"));
    return client;
}

/// The entry with one thing changed; moc loses its way in raw strings with quotes.
QByteArray entryWith(QByteArray from, QByteArray to)
{
    return serialiseRegistration(registered())
        .reveal()
        .toByteArray()
        .replace(from.replace('\'', '"'), to.replace('\'', '"'));
}

} // namespace

class RegistrationStoreTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void inAndOut()
    {
        const auto store = std::make_shared<ScriptedStore>();
        QVERIFY(await(saveRegistration(store, registered(), {})));
        const auto client = await(loadRegistration(store, kIssuer, QStringLiteral("c-1"), {}));
        QVERIFY2(client, client ? "" : qPrintable(client.error().code));
        QCOMPARE(client->clientId, QStringLiteral("c-1"));
        QVERIFY(client->clientSecret.equals("canary-client-secret"));
        QVERIFY(client->registrationAccessToken.equals("canary-registration-token"));
        QCOMPARE(client->registrationClientUri, registered().registrationClientUri);
        QVERIFY(client->secretExpiresAt == registered().secretExpiresAt);
        QVERIFY(await(forgetRegistration(store, kIssuer, QStringLiteral("c-1"), {})));
        QVERIFY(store->entries.isEmpty());
    }

    void eachClientHasItsOwnEntry()
    {
        const QString id = QStringLiteral("c-1");
        QVERIFY(registrationKey(kIssuer, id) != registrationKey(kIssuer, QStringLiteral("c-2")));
        QVERIFY(registrationKey(kIssuer, id) != registrationKey(QStringLiteral("https://b.example"), id));
        const QString odd = registrationKey(kIssuer, QStringLiteral("../\n\"c")); // A250
        QVERIFY(!odd.contains(u'"') && !odd.contains(u'\n') && odd.count(u'/') == 1);
    }

    void unknownClient()
    {
        const auto store = std::make_shared<ScriptedStore>();
        const auto client = await(loadRegistration(store, kIssuer, QStringLiteral("c-1"), {}));
        QCOMPARE(client.error().code, QStringLiteral("registration.unknown"));
        QCOMPARE(client.error().kind, ErrorKind::Configuration);
    }

    void entryOfAnotherClient() // A251
    {
        const auto store = std::make_shared<ScriptedStore>();
        store->entries.insert(registrationKey(kIssuer, QStringLiteral("c-2")),
                              serialiseRegistration(registered()).reveal().toByteArray());
        const auto client = await(loadRegistration(store, kIssuer, QStringLiteral("c-2"), {}));
        QCOMPARE(client.error().code, QStringLiteral("registration.unreadable"));
    }

    void closedStore()
    {
        const auto store = std::make_shared<ScriptedStore>();
        store->now = SecretStoreState::Locked;
        QCOMPARE(await(loadRegistration(store, kIssuer, QStringLiteral("c-1"), {})).error().code,
                 QStringLiteral("keychain.locked"));
        store->now = SecretStoreState::Available;
        store->failWrites = QStringLiteral("keychain.denied");
        QCOMPARE(await(saveRegistration(store, registered(), {})).error().code,
                 QStringLiteral("keychain.denied"));
    }

    void badEntries_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::newRow("A241 empty") << QByteArray();
        QTest::newRow("A241 no JSON") << QByteArray("canary-registration-token");
        QTest::newRow("A241 cut") << entryWith("}", "");
        QTest::newRow("A241 token is a number") << entryWith("'canary-registration-token'", "7");
        QTest::newRow("A241 no token") << entryWith("'canary-registration-token'", "''");
        QTest::newRow("A241 issuer is null") << entryWith("'issuer':'https://op.example'", "'issuer':null");
        QTest::newRow("A241 secret is a list") << entryWith("'canary-client-secret'", "[]");
        QTest::newRow("A241 expiry is text") << entryWith("1900000000", "'soon'");
        QTest::newRow("A251 http") << entryWith("https://op.example/reg", "http://op.example/reg");
        QTest::newRow("A251 a file") << entryWith("https://op.example/reg", "file:///reg");
        QTest::newRow("A251 this computer") << entryWith("https://op.example/reg", "https://127.0.0.1/reg");
        QTest::newRow("A251 user information")
            << entryWith("https://op.example/reg", "https://a@op.example/reg");
    }
    void badEntries()
    {
        QFETCH(QByteArray, entry);
        const auto client = parseRegistrationEntry(SecretString::fromUtf8(entry));
        QVERIFY(!client);
        QCOMPARE(client.error().code, QStringLiteral("registration.unreadable"));
        QCOMPARE(client.error().kind, ErrorKind::Keychain);
        QVERIFY2(!client.error().detail.contains(QStringLiteral("canary")),
                 qPrintable(client.error().detail));
    }
};

TESSERA_TEST(RegistrationStoreTest)
#include "registration_store_test.moc"

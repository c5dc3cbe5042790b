// What takes more than one sign-in or more than one provider: mix-up, two windows, keys that change (A058,
// A062, A066, A202, A203, A209, A211, A212).
#include "tests/hostile/hostile_world.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

namespace tessera::test {
namespace {

HostileCase honest(const Fault& fault = {})
{
    return {"", {}, Reach::Token, fault};
}

SignInRequest requestAt(const HostileIdentityProvider& provider, const QString& person = {})
{
    SignInRequest request;
    request.registration.issuer = provider.issuer();
    request.registration.clientId = HostileIdentityProvider::clientId();
    request.limit = std::chrono::seconds(20);
    if (!person.isEmpty())
        request.extra = {{QStringLiteral("login_hint"), person}};
    return request;
}

/// The first key set has this key, those that follow another.
Fault rotation(const Key& before, const Key& after, int fetchesBefore)
{
    Fault fault;
    fault.keys = [=](const LoopbackResponse&, int nth) {
        return jsonReply(JwkSet({nth <= fetchesBefore ? before : after}).publicJson());
    };
    return fault;
}

void signWith(Fault& fault, const Key& key)
{
    fault.idToken = [key](IdTokenDraft& draft) { draft.key = key; };
}

const int kCoolDownSeconds = 31;

} // namespace

class HostileSequenceTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // A058: the attacker's metadata sends the person to the honest server and the code to the attacker.
    void mixUpEndsBeforeTheCodeIsSent_data()
    {
        QTest::addColumn<bool>("announced");
        QTest::newRow("A058 both announce iss") << true;
        QTest::newRow("A058 the attacker does not") << false;
    }
    void mixUpEndsBeforeTheCodeIsSent()
    {
        QFETCH(bool, announced);
        const HostileIdentityProvider victim({}, std::make_shared<ManualClock>());
        Fault fault;
        fault.metadata = [&](QJsonObject& document) {
            document.insert(u"authorization_endpoint",
                            QString(victim.issuer() + QStringLiteral("/authorize")));
            document.insert(u"authorization_response_iss_parameter_supported", announced);
        };
        HostileWorld world(honest(fault));
        const auto outcome = world.signIn();
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, QStringLiteral("response.iss_mismatch"));
        QCOMPARE(victim.count(QStringLiteral("authorize")), 1);
        QCOMPARE(victim.count(QStringLiteral("token")), 0);
        QCOMPARE(world.provider.count(QStringLiteral("token")), 0);
        QVERIFY(!world.somethingIsStored());
    }

    // A062
    void twoWindowsFinishOutOfOrder()
    {
        HostileWorld world(honest());
        world.browserWaits = true;
        auto alice = world.manager->signIn(requestAt(world.provider, QStringLiteral("alice")));
        QTRY_COMPARE(world.addresses.size(), 1);
        auto bob = world.manager->signIn(requestAt(world.provider, QStringLiteral("bob")));
        QTRY_COMPARE(world.addresses.size(), 2);
        world.open(world.addresses[1]);
        const auto second = await(std::move(bob));
        QVERIFY2(second, second ? "" : qPrintable(second.error().code));
        QCOMPARE(second->account.subject, QStringLiteral("bob"));
        QCOMPARE(world.manager->sessions().size(), 1);
        world.open(world.addresses[0]);
        const auto first = await(std::move(alice));
        QVERIFY2(first, first ? "" : qPrintable(first.error().code));
        QCOMPARE(first->account.subject, QStringLiteral("alice"));
        QCOMPARE(world.manager->sessions().size(), 2);
        QVERIFY(first->accountId != second->accountId);
    }

    // A066: the address is on a command line that others may read. It holds nothing that redeems a code.
    void addressHoldsNoSecret()
    {
        HostileWorld world(honest());
        QVERIFY(world.signIn());
        const FormFields fields = fieldsOf(world.addresses.first().query(QUrl::FullyEncoded).toLatin1());
        QStringList names;
        for (const FormField& field : fields)
            names += field.name;
        names.sort();
        QCOMPARE(names, QStringList({QStringLiteral("client_id"), QStringLiteral("code_challenge"),
                                     QStringLiteral("code_challenge_method"), QStringLiteral("nonce"),
                                     QStringLiteral("prompt"), QStringLiteral("redirect_uri"),
                                     QStringLiteral("response_type"), QStringLiteral("scope"),
                                     QStringLiteral("state")}));
    }

    // A066: whoever has seen the address brings a code of his own guessing, with the right state.
    void addressAloneFinishesNothing()
    {
        HostileWorld world(honest());
        world.browserWaits = true;
        auto pending = world.manager->signIn(requestAt(world.provider));
        QTRY_COMPARE(world.addresses.size(), 1);
        const FormFields seen = fieldsOf(world.addresses.first().query(QUrl::FullyEncoded).toLatin1());
        QUrl forged(valueOf(seen, u"redirect_uri"));
        forged.setQuery(
            QString::fromLatin1(encodeForm({{QStringLiteral("state"), valueOf(seen, u"state")},
                                            {QStringLiteral("iss"), world.provider.issuer()},
                                            {QStringLiteral("code"), QStringLiteral("guessed")}})));
        world.open(forged);
        const auto outcome = await(std::move(pending));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, QStringLiteral("invalid_grant"));
        QVERIFY(!world.somethingIsStored());
    }

    // oidcc-client-test-signing-key-rotation (A202): between two sign-ins.
    void keysChangeBetweenSignIns()
    {
        const IssuerKeys& keys = IssuerKeys::shared();
        Key next = Key::generateRsa().withKid(QStringLiteral("next"));
        Fault fault = rotation(keys.rsa, next, 1);
        HostileWorld world(honest(fault));
        QVERIFY(world.signIn());
        signWith(fault, next);
        world.provider.setFault(fault);
        const auto second = world.signIn();
        QVERIFY2(second, second ? "" : qPrintable(second.error().code));
        QCOMPARE(world.provider.count(QStringLiteral("jwks")), 2);
    }

    // A209: what the issuer has taken back signs nothing any more, once its keys were fetched again.
    void removedKeySignsNothing()
    {
        const IssuerKeys& keys = IssuerKeys::shared();
        HostileWorld world(honest(rotation(keys.rsa, keys.ec, 1)));
        QVERIFY(world.signIn());
        world.clock->advance(std::chrono::minutes(11));
        const auto second = world.signIn();
        QVERIFY(!second);
        QCOMPARE(second.error().code, QStringLiteral("jwks.unknown_kid"));
    }

    // A203
    void keysOutOfReach()
    {
        Fault fault;
        fault.keys = [](const LoopbackResponse& good, int nth) {
            return nth == 1 ? good : reply(503, "application/json", "{}");
        };
        HostileWorld world(honest(fault));
        QVERIFY(world.signIn());
        const auto fresh = world.signIn();
        QVERIFY2(fresh, fresh ? "" : qPrintable(fresh.error().code));
        world.clock->advance(std::chrono::minutes(11));
        const auto stale = world.signIn();
        QVERIFY(!stale);
        QCOMPARE(stale.error().code, QStringLiteral("http.status"));
    }

    // A201 through the whole sign-in: every token names a key nobody has, and the issuer is asked twice.
    void unknownKidsAskNoMoreThanTwice()
    {
        Fault fault;
        auto count = std::make_shared<int>(0);
        fault.idToken = [count](IdTokenDraft& draft) {
            draft.key = IssuerKeys::shared().rsa.withKid(QString::number(++*count));
        };
        HostileWorld world(honest(fault));
        for (int i = 0; i < 20; ++i)
            QCOMPARE(world.signIn().error().code, QStringLiteral("jwks.unknown_kid"));
        QCOMPARE(*count, 20);
        QCOMPARE(world.provider.count(QStringLiteral("jwks")), 2);
        world.clock->advance(Seconds(kCoolDownSeconds));
        QCOMPARE(world.signIn().error().code, QStringLiteral("jwks.unknown_kid"));
        QCOMPARE(world.provider.count(QStringLiteral("jwks")), 3);
    }

    // A211: keys are kept in memory only, so that nobody can put one among them.
    void keysAreNotWrittenDown()
    {
        HostileWorld world(honest());
        QVERIFY(world.signIn());
        const QByteArray modulus = IssuerKeys::shared().rsa.publicJwk().value(u"n").toString().toLatin1();
        QVERIFY(modulus.size() > 100);
        const QDir folder(world.folder.path());
        const QStringList names = folder.entryList(QDir::Files | QDir::Hidden);
        QVERIFY(names.contains(QStringLiteral("accounts.json")));
        for (const QString& name : names) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(modulus), qPrintable(name));
        }
        for (const SecretString& entry : std::as_const(*world.store->entries))
            QVERIFY(!entry.reveal().toByteArray().contains(modulus));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::HostileSequenceTest)
#include "hostile_sequence_test.moc"

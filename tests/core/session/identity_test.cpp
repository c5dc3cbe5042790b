// Who signed in where no ID token says it: the members a row names, whole numbers as they are, verified
// addresses only.
#include "core/base/strict_json.h"
#include "core/jose/jwt.h"
#include "core/jose/key_output.h"
#include "core/session/identity.h"
#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

UserInfoMapping gitHub()
{
    return {
        QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("login"), QStringLiteral("email"), {}};
}

Result<Identity> read(const QByteArray& json)
{
    return parseJsonObject(json).and_then(
        [](const QJsonObject& object) { return readIdentity(object, gitHub()); });
}

/// JSON with its quotes: moc loses its way in raw strings that hold them.
QByteArray q(QByteArray text)
{
    return text.replace('\'', '"');
}

/// The value of a header line in a request as it came.
QByteArray headerOf(const QByteArray& request, const QByteArray& name)
{
    const QByteArray prefix = name.toLower() + ": ";
    const QList<QByteArray> lines = request.split('\n');
    for (const QByteArray& line : lines)
        if (line.toLower().startsWith(prefix))
            return line.sliced(prefix.size()).trimmed();
    return {};
}

struct Party
{
    explicit Party(const QList<HostileReply>& replies) : server(replies) {}

    Result<Identity> ask(bool withEmails, const SecretString& dpopKey = {})
    {
        Environment environment;
        environment.http = std::make_shared<HttpClient>();
        environment.clock = std::make_shared<ManualClock>();
        AuthorizationServerMetadata metadata;
        metadata.userinfoEndpoint = server.url(QStringLiteral("/user"));
        ClientRegistration registration;
        registration.traits.userInfo = gitHub();
        if (withEmails)
            registration.traits.userInfo.emailsEndpoint = server.url(QStringLiteral("/user/emails"));
        return await(
            fetchIdentity(environment, metadata, registration, SecretString::fromUtf8("at"), dpopKey, {}));
    }

    HostileServer server;
};

} // namespace

class IdentityTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void members_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("name");
        QTest::newRow("number") << q("{'id':583231,'login':'octocat','name':'Octo Cat'}") << "583231"
                                << "Octo Cat";
        QTest::newRow("text") << q("{'id':'u-1','login':'octocat'}") << "u-1"
                              << "octocat";
        QTest::newRow("name is null") << q("{'id':1,'login':'octocat','name':null}") << "1"
                                      << "octocat";
        QTest::newRow("largest exact") << q("{'id':9007199254740991}") << "9007199254740991"
                                       << "";
        QTest::newRow("A184 missing") << q("{'login':'octocat'}") << QString() << QString();
        QTest::newRow("A184 empty") << q("{'id':''}") << QString() << QString();
        QTest::newRow("A184 negative") << q("{'id':-1}") << QString() << QString();
        QTest::newRow("A184 rounded") << q("{'id':9007199254740993}") << QString() << QString();
        QTest::newRow("A184 half") << q("{'id':1.5}") << QString() << QString();
        QTest::newRow("A184 object") << q("{'id':{}}") << QString() << QString();
        QTest::newRow("A184 long") << q("{'id':'") + QByteArray(256, 'x') + q("'}") << QString() << QString();
    }
    void members()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, subject);
        const auto identity = read(json);
        QCOMPARE(identity.has_value(), !subject.isEmpty());
        if (!identity) {
            QCOMPARE(identity.error().code, QStringLiteral("userinfo.sub"));
            return;
        }
        QCOMPARE(identity->subject, subject);
        QTEST(identity->name, "name");
    }

    void verifiedAddress_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QString>("email");
        QTest::newRow("primary") << q("[{'email':'a@x','verified':true,'primary':false},"
                                      "{'email':'b@x','verified':true,'primary':true}]")
                                 << "b@x";
        QTest::newRow("primary is not verified") << q("[{'email':'a@x','verified':true,'primary':false},"
                                                      "{'email':'b@x','verified':false,'primary':true}]")
                                                 << "a@x";
        QTest::newRow("A194 verified is text")
            << q("[{'email':'a@x','verified':'true','primary':true}]") << "";
        QTest::newRow("none") << QByteArray("[]") << "";
        QTest::newRow("no list") << q("{'email':'a@x'}") << "";
        QTest::newRow("more behind the list") << q("[],'emails':[{'email':'a@x','verified':true}]") << "";
    }
    void verifiedAddress()
    {
        QFETCH(QByteArray, list);
        Party party(
            {HostileReply::json(q("{'id':1,'login':'octocat','email':null}")), HostileReply::json(list)});
        const auto identity = party.ask(true);
        QVERIFY(identity);
        QTEST(identity->email, "email");
        QCOMPARE(party.server.requests().size(), 2);
        for (const QByteArray& request : party.server.requests())
            QVERIFY(request.contains("Authorization: Bearer at\r\n") ||
                    request.contains("authorization: Bearer at\r\n"));
    }

    /// RFC 9449: a bound token is nothing without its proof, at the list of addresses too. The list's server
    /// may want a nonce of its own first.
    void boundTokenKeepsItsProofAtTheList_data()
    {
        QTest::addColumn<bool>("wantsNonce");
        QTest::newRow("no nonce") << false;
        QTest::newRow("A349 a nonce") << true;
    }
    void boundTokenKeepsItsProofAtTheList()
    {
        QFETCH(bool, wantsNonce);
        const Key key = Key::generateEc(u"P-256");
        QList<HostileReply> replies{HostileReply::json(q("{'id':1}")),
                                    HostileReply::json(q("[{'email':'b@x','verified':true}]"))};
        if (wantsNonce)
            replies.insert(1, HostileReply::with(401, {q("WWW-Authenticate: DPoP error='use_dpop_nonce'"),
                                                       "DPoP-Nonce: n-1"}));
        Party party(replies);
        const auto identity = party.ask(true, *privateJwk(key));
        QVERIFY(identity);
        QCOMPARE(identity->email, QStringLiteral("b@x"));
        QCOMPARE(party.server.requests().size(), wantsNonce ? 3 : 2);
        for (const QByteArray& request : party.server.requests()) {
            QVERIFY2(request.toLower().contains("authorization: dpop at\r\n"), request.constData());
            QVERIFY(!request.toLower().contains("authorization: bearer"));
        }
        const auto proof = decodeJwt(headerOf(party.server.requests().last(), "DPoP"));
        QVERIFY(proof);
        QCOMPARE(proof->claims.value(u"htu").toString(),
                 party.server.url(QStringLiteral("/user/emails")).toString());
        QCOMPARE(proof->claims.value(u"nonce").toString(), wantsNonce ? QStringLiteral("n-1") : QString());
        QVERIFY(verifyJws(proof->jws, key));
    }

    void addressIsAskedForOnlyWhereItIsMissing()
    {
        Party party({HostileReply::json(q("{'id':1,'email':'a@x'}"))});
        QCOMPARE(party.ask(true)->email, QStringLiteral("a@x"));
        QCOMPARE(party.server.requests().size(), 1);
    }

    void listThatCannotBeReadIsNoObstacle()
    {
        Party party({HostileReply::json(q("{'id':1}")), HostileReply::json(q("{'message':'no'}"), 403)});
        const auto identity = party.ask(true);
        QVERIFY(identity);
        QVERIFY(identity->email.isEmpty());
    }

    void nobodyIsKnownWithoutAnEndpoint()
    {
        Environment environment;
        const auto identity = await(fetchIdentity(environment, {}, {}, SecretString::fromUtf8("at"), {}, {}));
        QVERIFY(identity);
        QVERIFY(identity->subject.isEmpty());
    }
};

TESSERA_TEST(IdentityTest)
#include "identity_test.moc"

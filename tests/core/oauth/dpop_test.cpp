// RFC 9449: what a proof says, and the nonces servers want in it (N046, N047, N049, A349, A350, A351).
#include "core/oauth/dpop.h"

#include "core/jose/jwt.h"
#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

Dpop exampleDpop()
{
    return {Key::generateEc(u"P-256"), std::make_shared<DpopNonces>()};
}

HttpResponse reply(const QByteArray& nonce, const char* url = "https://op.example/token", int status = 400)
{
    HttpResponse response;
    response.status = status;
    response.url = QUrl(QString::fromLatin1(url));
    if (!nonce.isNull())
        response.headers = {{"DPoP-Nonce", nonce}};
    return response;
}

UnverifiedJwt proofOf(const Dpop& dpop, const char* url = "https://op.example/token",
                      const SecretString& accessToken = {})
{
    return *decodeJwt(
        *makeDpopProof(dpop, "POST", QUrl(QString::fromLatin1(url)), ManualClock().now(), accessToken));
}

} // namespace

class DpopTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void proof() // N046
    {
        const Dpop dpop = exampleDpop();
        const UnverifiedJwt jwt = proofOf(dpop);
        QVERIFY(verifyJws(jwt.jws, dpop.key));
        QCOMPARE(jwt.jws.header.typ, QStringLiteral("dpop+jwt"));
        QCOMPARE(jwt.jws.header.alg, QStringLiteral("ES256"));
        QCOMPARE(jwt.jws.header.json.value(u"jwk").toObject(), dpop.key.publicMembers());
        QCOMPARE(jwt.claims.value(u"htm"), QJsonValue(QStringLiteral("POST")));
        QCOMPARE(jwt.claims.value(u"htu"), QJsonValue(QStringLiteral("https://op.example/token")));
        QCOMPARE(jwt.claims.value(u"iat").toInteger(), 1767323045);
        QCOMPARE(jwt.claims.value(u"jti").toString().size(), 43);
        QCOMPARE(jwt.claims.size(), 4);
        QVERIFY(jwt.claims.value(u"jti") != proofOf(dpop).claims.value(u"jti"));
    }

    void thePrivatePartStays() // N049
    {
        const QStringList members = proofOf(exampleDpop()).jws.header.json.value(u"jwk").toObject().keys();
        QCOMPARE(members, (QStringList{QStringLiteral("crv"), QStringLiteral("kty"), QStringLiteral("x"),
                                       QStringLiteral("y")}));
    }

    void target_data() // A350: bound to the address it was made for
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("htu");
        const auto row = [](const char* name, const char* url, const char* htu) {
            QTest::newRow(name) << QByteArray(url) << QString::fromLatin1(htu);
        };
        row("as it is", "https://op.example/token", "https://op.example/token");
        row("without its query", "https://op.example/token?tenant=a", "https://op.example/token");
        row("without its fragment", "https://op.example/token#f", "https://op.example/token");
        row("with its port", "https://op.example:8443/a/b", "https://op.example:8443/a/b");
        row("escapes stay", "https://op.example/a%20b%2Fc", "https://op.example/a%20b%2Fc");
    }

    void target()
    {
        QFETCH(QByteArray, url);
        QTEST(proofOf(exampleDpop(), url.constData()).claims.value(u"htu").toString(), "htu");
    }

    void accessTokenHash() // the example of RFC 9449 section 7.1
    {
        const auto token = SecretString::fromUtf8("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU");
        const UnverifiedJwt jwt = proofOf(exampleDpop(), "https://resource.example/me", token);
        QCOMPARE(jwt.claims.value(u"ath"),
                 QJsonValue(QStringLiteral("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo")));
    }

    void nonceSyntax_data() // A349
    {
        QTest::addColumn<QByteArray>("nonce");
        QTest::addColumn<bool>("good");
        QTest::newRow("of the RFC") << QByteArray("eyJ7S_zG.eyJH0-Z.HX4w-7v") << true;
        QTest::newRow("one character") << QByteArray("!") << true;
        QTest::newRow("at the bound") << QByteArray(limits::kDpopNonceBytes, 'n') << true;
        QTest::newRow("A349 one past it") << QByteArray(limits::kDpopNonceBytes + 1, 'n') << false;
        QTest::newRow("A349 1 MB") << QByteArray(1024 * 1024, 'n') << false;
        QTest::newRow("A349 CR and LF") << QByteArray("a\r\nX-Evil: 1") << false;
        QTest::newRow("LF") << QByteArray("a\nb") << false;
        QTest::newRow("space") << QByteArray("a b") << false;
        QTest::newRow("quote") << QByteArray("a\"b") << false;
        QTest::newRow("backslash") << QByteArray("a\\b") << false;
        QTest::newRow("not ASCII") << QByteArray("a\xC3\xBC") << false;
        QTest::newRow("empty") << QByteArray("") << false;
    }

    void nonceSyntax()
    {
        QFETCH(QByteArray, nonce);
        QFETCH(bool, good);
        const Dpop dpop = exampleDpop();
        const auto again = learnDpopNonce(dpop, reply(nonce), true);
        QCOMPARE(again.has_value(), good);
        QCOMPARE(dpop.nonces->nonceFor(QUrl(QStringLiteral("https://op.example/userinfo"))),
                 good ? nonce : QByteArray());
        if (!good)
            QCOMPARE(again.error().code, QStringLiteral("dpop.nonce"));
        else
            QCOMPARE(proofOf(dpop).claims.value(u"nonce").toString().toLatin1(), nonce);
    }

    void twoNoncesAreNone()
    {
        HttpResponse response = reply("one");
        response.headers += HttpHeader{"dpop-nonce", "two"};
        DpopNonces nonces;
        QCOMPARE(nonces.take(response).error().code, QStringLiteral("dpop.nonce"));
        QVERIFY(nonces.nonceFor(response.url).isEmpty());
    }

    void wantedAndNotGiven()
    {
        const auto again = learnDpopNonce(exampleDpop(), reply({}), true);
        QCOMPARE(again.error().code, QStringLiteral("dpop.nonce"));
    }

    void anyReplyMayBringOne() // N047
    {
        const Dpop dpop = exampleDpop();
        const QUrl url(QStringLiteral("https://op.example/token"));
        QCOMPARE(learnDpopNonce(dpop, reply("one", "https://op.example/token", 200), false),
                 Result<bool>(false));
        QCOMPARE(dpop.nonces->nonceFor(url), QByteArray("one"));
        QCOMPARE(learnDpopNonce(dpop, reply({}), false), Result<bool>(false));
        QCOMPARE(dpop.nonces->nonceFor(url), QByteArray("one"));
        QCOMPARE(learnDpopNonce(dpop, reply("a b"), false), Result<bool>(false)); // bad: the old one stays
        QCOMPARE(dpop.nonces->nonceFor(url), QByteArray("one"));
        QCOMPARE(learnDpopNonce(dpop, reply("two"), false), Result<bool>(false));
        QCOMPARE(dpop.nonces->nonceFor(url), QByteArray("two"));
    }

    void eachOriginHasItsOwn()
    {
        DpopNonces nonces;
        QVERIFY(nonces.take(reply("a", "https://op.example/token")));
        QVERIFY(nonces.take(reply("b", "https://api.example/me")));
        QVERIFY(nonces.take(reply("c", "https://op.example:8443/token")));
        QCOMPARE(nonces.nonceFor(QUrl(QStringLiteral("https://op.example/par"))), QByteArray("a"));
        QCOMPARE(nonces.nonceFor(QUrl(QStringLiteral("https://api.example/other?x=1"))), QByteArray("b"));
        QCOMPARE(nonces.nonceFor(QUrl(QStringLiteral("https://op.example:8443/"))), QByteArray("c"));
        QVERIFY(nonces.nonceFor(QUrl(QStringLiteral("http://op.example/token"))).isEmpty());
    }

    void theOldestGoes() // bounded
    {
        DpopNonces nonces;
        const auto url = [](int n) { return QByteArray("https://h") + QByteArray::number(n) + ".example/"; };
        for (int n = 0; n <= limits::kDpopOrigins; ++n)
            QVERIFY(nonces.take(reply("n", url(n).constData())));
        QVERIFY(nonces.nonceFor(QUrl(QString::fromLatin1(url(0)))).isEmpty());
        QCOMPARE(nonces.nonceFor(QUrl(QString::fromLatin1(url(1)))), QByteArray("n"));
        QCOMPARE(nonces.nonceFor(QUrl(QString::fromLatin1(url(limits::kDpopOrigins)))), QByteArray("n"));
    }

    void choice_data()
    {
        QTest::addColumn<int>("use");
        QTest::addColumn<QString>("listed");
        QTest::addColumn<QString>("expected"); // "key", "none" or an error code
        const auto row = [](const char* name, DpopUse use, const char* listed, const char* expected) {
            QTest::newRow(name) << int(use) << QString::fromLatin1(listed) << QString::fromLatin1(expected);
        };
        row("if supported, and it is", DpopUse::IfSupported, "RS256 ES256", "key");
        row("if supported, and it is not", DpopUse::IfSupported, "", "none");
        row("if supported, only with others", DpopUse::IfSupported, "RS256", "none");
        row("required, and supported", DpopUse::Required, "ES256", "key");
        row("required, and not supported", DpopUse::Required, "", "dpop.unsupported");
        row("required, only with others", DpopUse::Required, "RS256 PS256", "dpop.unsupported");
        row("never", DpopUse::Never, "ES256", "none");
    }

    void choice()
    {
        QFETCH(int, use);
        QFETCH(QString, listed);
        ClientRegistration client = exampleClient();
        client.dpop = DpopUse(use);
        auto server = exampleMetadata();
        server.dpopSigningAlgValuesSupported = listed.split(u' ', Qt::SkipEmptyParts);
        const auto key = newDpopKey(client, server);
        const QString chosen = *key ? QStringLiteral("key") : QStringLiteral("none");
        QTEST(key ? chosen : key.error().code, "expected");
    }

    void eachAccountHasItsOwnKey() // N049
    {
        ClientRegistration client = exampleClient();
        client.dpop = DpopUse::Required;
        auto server = exampleMetadata();
        server.dpopSigningAlgValuesSupported = {QStringLiteral("ES256")};
        QVERIFY((*newDpopKey(client, server))->thumbprint() != (*newDpopKey(client, server))->thumbprint());
    }

    void clock_data() // A351; our clock says 2026-01-02 03:04:05
    {
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<QString>("detail");
        QTest::newRow("A351 we are late")
            << QByteArray("Fri, 02 Jan 2026 04:04:05 GMT")
            << QStringLiteral("it is 2026-01-02T04:04:05Z there and 2026-01-02T03:04:05Z here");
        QTest::newRow("A351 we are early")
            << QByteArray("Thu, 01 Jan 2026 03:04:05 GMT")
            << QStringLiteral("it is 2026-01-01T03:04:05Z there and 2026-01-02T03:04:05Z here");
        QTest::newRow("the same time") << QByteArray("Fri, 02 Jan 2026 03:04:15 GMT") << QString();
        QTest::newRow("no date") << QByteArray() << QString();
        QTest::newRow("no real date") << QByteArray("yesterday") << QString();
    }

    void clock()
    {
        QFETCH(QByteArray, date);
        QFETCH(QString, detail);
        HttpResponse response = reply({});
        response.headers = {{"Date", date}};
        const auto error = dpopClockError(response, ManualClock().now());
        QCOMPARE(error.has_value(), !detail.isEmpty());
        if (!error)
            return;
        QCOMPARE(error->code, QStringLiteral("dpop.clock"));
        QCOMPARE(error->detail, detail);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::DpopTest)
#include "dpop_test.moc"

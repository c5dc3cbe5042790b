// The verdict as a whole: order, names, what runs after a failure; keys fetched and refetched; which
// algorithms are allowed. The single rules have tests of their own.
#include "core/net/loopback_http_server.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

namespace tessera::test {
namespace {

QStringList names(const IdTokenVerdict& verdict)
{
    QStringList list;
    for (const IdTokenCheck& check : verdict.checks)
        list.append(check.name);
    return list;
}

QStringList failures(const IdTokenVerdict& verdict)
{
    QStringList list;
    for (const IdTokenCheck& check : verdict.checks) {
        if (check.outcome == CheckOutcome::Failed)
            list.append(check.name);
    }
    return list;
}

/// An issuer's keys behind an address; which ones can be changed between requests.
struct KeyServer
{
    QList<Key> keys;
    int status = 200;
    int requests = 0;
    LoopbackHttpServer server{[this](const LoopbackRequest&) { return answer(); }};

    explicit KeyServer(QList<Key> first) : keys(std::move(first))
    {
        if (!server.listen(QHostAddress(QHostAddress::LocalHost)))
            qFatal("no port");
    }
    QUrl url() const { return QUrl(server.origin() + QStringLiteral("/jwks")); }

private:
    LoopbackResponse answer()
    {
        ++requests;
        LoopbackResponse response;
        response.status = status;
        response.contentType = "application/jwk-set+json";
        response.body = QJsonDocument(JwkSet(keys).publicJson()).toJson();
        return response;
    }
};

struct Remote
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    std::shared_ptr<RemoteJwkSets> keySets =
        std::make_shared<RemoteJwkSets>(std::make_shared<HttpClient>(), clock);

    IdTokenVerdict judge(const IdTokenCase& subject, const QUrl& url) const
    {
        return await(validateIdTokenRemotely(keySets, url, subject.token(), subject.expected, {}));
    }
};

} // namespace

class IdTokenValidationTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void inTheOrderOfTheSpecification()
    {
        const IdTokenVerdict verdict = IdTokenCase().judge();
        const QStringList order{
            QStringLiteral("structure"), QStringLiteral("typ"),       QStringLiteral("encryption"),
            QStringLiteral("iss"),       QStringLiteral("aud"),       QStringLiteral("azp"),
            QStringLiteral("signature"), QStringLiteral("algorithm"), QStringLiteral("mac_key"),
            QStringLiteral("exp"),       QStringLiteral("nbf"),       QStringLiteral("iat"),
            QStringLiteral("nonce"),     QStringLiteral("acr"),       QStringLiteral("auth_time"),
            QStringLiteral("sub"),       QStringLiteral("at_hash"),   QStringLiteral("c_hash"),
            QStringLiteral("s_hash")};
        QCOMPARE(names(verdict), order);
        for (const IdTokenCheck& check : verdict.checks)
            QVERIFY2(!check.rule.isEmpty(), qPrintable(check.name));
    }

    void whatDoesNotApplySaysWhy()
    {
        const IdTokenVerdict verdict = IdTokenCase().judge();
        for (const IdTokenCheck& check : verdict.checks) {
            if (check.outcome == CheckOutcome::NotChecked)
                QVERIFY2(!check.detail.isEmpty(), qPrintable(check.name));
        }
    }

    void everythingThatIsWrongIsShown()
    {
        IdTokenCase subject;
        subject.set(u"iss", QStringLiteral("https://evil.example"));
        subject.set(u"nonce", QStringLiteral("other"));
        subject.set(u"exp", subject.at(-3600));
        subject.set(u"iat", subject.at(-7200));
        subject.key = IssuerKeys::shared().stranger;
        const IdTokenVerdict verdict = subject.judge();
        const QStringList wrong{QStringLiteral("iss"), QStringLiteral("signature"), QStringLiteral("exp"),
                                QStringLiteral("iat"), QStringLiteral("nonce")};
        QCOMPARE(failures(verdict), wrong);
        QCOMPARE(verdict.error->code, QStringLiteral("id_token.iss_mismatch"));
        QCOMPARE(verdict.error->kind, ErrorKind::Untrusted);
        QVERIFY(!verdict.idToken);
    }

    void unreadableTokenChecksNothing()
    {
        const IdTokenVerdict verdict =
            validateIdToken(SecretString::fromUtf8("no token"), JwkSet(), IdTokenExpectations());
        QCOMPARE(failures(verdict), QStringList{QStringLiteral("structure")});
        QCOMPARE(verdict.error->code, QStringLiteral("jws.parts"));
        QCOMPARE(verdict.error->kind, ErrorKind::Malformed);
        QCOMPARE(verdict.checks.size(), 19);
    }

    void renewalHasThreeMoreChecks()
    {
        IdTokenCase subject;
        subject.renew();
        const IdTokenVerdict verdict = subject.judge();
        QCOMPARE(names(verdict).mid(19),
                 (QStringList{QStringLiteral("sub_unchanged"), QStringLiteral("auth_time_unchanged"),
                              QStringLiteral("azp_unchanged")}));
        QVERIFY(verdict.idToken);
    }

    void outcomeNames()
    {
        QCOMPARE(checkOutcomeName(CheckOutcome::Passed), QStringLiteral("passed"));
        QCOMPARE(checkOutcomeName(CheckOutcome::Failed), QStringLiteral("failed"));
        QCOMPARE(checkOutcomeName(CheckOutcome::NotChecked), QStringLiteral("not-checked"));
    }

    // From here on: keys from the issuer's address.

    void keysAreFetchedOnce()
    {
        KeyServer server({IssuerKeys::shared().rsa});
        const Remote remote;
        remote.keySets->prefetch(server.url());
        QVERIFY(remote.judge(IdTokenCase(), server.url()).idToken);
        QVERIFY(remote.judge(IdTokenCase(), server.url()).idToken);
        QCOMPARE(server.requests, 1);
    }

    /// oidcc-client-test-signing-key-rotation-just-before-signing, N105, A202: the keys were fetched while
    /// the person was in the browser.
    void newKidIsLookedForAtOnce()
    {
        KeyServer server({IssuerKeys::shared().ec});
        const Remote remote;
        QVERIFY(await(RemoteJwkSets::keys(remote.keySets, server.url(), {})));
        server.keys = {IssuerKeys::shared().rsa};
        QVERIFY(remote.judge(IdTokenCase(), server.url()).idToken);
        QCOMPARE(server.requests, 2);
    }

    /// oidcc-client-test-signing-key-rotation: the kid stays, the key does not.
    void newKeyUnderOldKid()
    {
        KeyServer server({IssuerKeys::shared().stranger});
        const Remote remote;
        QVERIFY(await(RemoteJwkSets::keys(remote.keySets, server.url(), {})));
        server.keys = {IssuerKeys::shared().rsa};
        QVERIFY(remote.judge(IdTokenCase(), server.url()).idToken);
        QCOMPARE(server.requests, 2);
    }

    void unknownKidEndsAfterOneRefetch() // A200
    {
        KeyServer server({IssuerKeys::shared().ec});
        const Remote remote;
        const IdTokenVerdict verdict = remote.judge(IdTokenCase(), server.url());
        QCOMPARE(verdict.error->code, QStringLiteral("jwks.unknown_kid"));
        QCOMPARE(server.requests, 2);
    }

    void randomKidsAskNoMore() // A201
    {
        KeyServer server({IssuerKeys::shared().rsa});
        const Remote remote;
        IdTokenCase subject;
        for (int i = 0; i < 1000; ++i) {
            remote.clock->advance(Milliseconds(10));
            subject.key = IssuerKeys::shared().rsa.withKid(QStringLiteral("random-%1").arg(i));
            if (i % 250 == 0) // signing takes time; the kid alone decides
                QVERIFY(!remote.judge(subject, server.url()).idToken);
            else
                QVERIFY(await(RemoteJwkSets::refetch(remote.keySets, server.url(), {})));
        }
        QCOMPARE(server.requests, 2);
    }

    void otherFaultsDoNotRefetch()
    {
        KeyServer server({IssuerKeys::shared().rsa});
        const Remote remote;
        IdTokenCase subject;
        subject.set(u"nonce", QStringLiteral("other"));
        QCOMPARE(remote.judge(subject, server.url()).error->code, QStringLiteral("id_token.nonce_mismatch"));
        QCOMPARE(server.requests, 1);
    }

    void unreachableKeysFailTheSignatureAlone() // A203
    {
        KeyServer server({IssuerKeys::shared().rsa});
        server.status = 503;
        const Remote remote;
        const IdTokenVerdict verdict = remote.judge(IdTokenCase(), server.url());
        QCOMPARE(failures(verdict), QStringList{QStringLiteral("signature")});
        QCOMPARE(verdict.error->code, QStringLiteral("http.status"));
        QCOMPARE(verdict.error->endpoint, server.url().toString());
        QVERIFY(!verdict.idToken);
    }

    void secretNeedsNoKeys()
    {
        const Remote remote;
        IdTokenCase subject;
        subject.expected.algorithms = {QStringLiteral("HS256")};
        subject.expected.clientSecret = SecretString::fromUtf8(QByteArray(40, 's'));
        subject.key = Key::fromSecret(subject.expected.clientSecret);
        subject.alg = QStringLiteral("HS256");
        QVERIFY(remote.judge(subject, {}).idToken);
        QCOMPARE(remote.keySets->fetchCount(), 0);
    }

    void allowedAlgorithms_data()
    {
        QTest::addColumn<QString>("registered");
        QTest::addColumn<bool>("hasSecret");
        QTest::addColumn<QString>("listed");
        QTest::addColumn<QString>("allowed"); // empty: id_token.no_common_algorithm
        const auto row = [](const char* name, const char* registered, bool secret, const char* listed,
                            const char* allowed) {
            QTest::newRow(name) << QString::fromLatin1(registered) << secret << QString::fromLatin1(listed)
                                << QString::fromLatin1(allowed);
        };
        row("N087 nothing said", "", false, "", "RS256");
        row("N087 listed", "", false, "RS256 ES256", "RS256 ES256");
        row("N127 EdDSA listed", "", false, "EdDSA", "EdDSA");
        row("N127 Ed25519 and Ed448 listed", "", false, "Ed25519 Ed448", "Ed25519 Ed448");
        row("N127 EdDSA not listed", "", false, "RS256", "RS256");
        row("A151 ES256K listed is left out", "", false, "ES256K ES256", "ES256");
        row("A151 ES256K alone", "", false, "ES256K", "");
        row("A151 ES256K registered by name", "ES256K", false, "RS256", "ES256K");
        row("A160 algorithms of encryption", "", false, "RSA-OAEP ECDH-ES A128GCM", "");
        row("A160 RSA-OAEP registered", "RSA-OAEP", false, "RS256", "");
        row("A092 none only", "", false, "none", "");
        row("A092 HS256 for a public client", "", false, "HS256", "");
        row("A092 HS256 with a secret, not registered by name", "", true, "HS256", "");
        row("A092 none and HS256 are left out", "", true, "none HS256 PS256", "PS256");
        row("A160 RS1 only", "", false, "RS1", "");
        row("N054 rs256 in small letters", "", false, "rs256", "");
        row("N087 registered", "ES256", false, "RS256 ES256", "ES256");
        row("N088 HS256 registered, with a secret", "HS256", true, "RS256", "HS256");
        row("N088 HS256 registered, public client", "HS256", false, "RS256", "");
        row("N056 none registered", "none", true, "none", "");
        row("N087 unknown registered", "XX256", false, "RS256", "");
    }
    void allowedAlgorithms()
    {
        QFETCH(QString, registered);
        QFETCH(bool, hasSecret);
        QFETCH(QString, listed);
        QFETCH(QString, allowed);
        ClientRegistration registration;
        registration.idTokenSignedResponseAlg = registered;
        if (hasSecret)
            registration.clientSecret = SecretString::fromUtf8("secret");
        AuthorizationServerMetadata metadata;
        metadata.idTokenSigningAlgValuesSupported = listed.split(u' ', Qt::SkipEmptyParts);
        const Result<QStringList> result = allowedIdTokenAlgorithms(registration, metadata);
        if (allowed.isEmpty()) {
            QVERIFY(!result);
            QCOMPARE(result.error().code, QStringLiteral("id_token.no_common_algorithm"));
            QCOMPARE(result.error().kind, ErrorKind::Configuration);
        } else {
            QVERIFY(result);
            QCOMPARE(*result, allowed.split(u' '));
        }
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::IdTokenValidationTest)
#include "id_token_validation_test.moc"

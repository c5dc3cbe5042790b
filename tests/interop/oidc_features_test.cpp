// What oidc-provider can do beyond a plain sign-in, each with `tessera` on the other side and Chromium where
// a page is shown: pushed requests, tokens bound to a key, signed answers in the browser (JARM), signed
// userinfo, clients that prove themselves with a JWT, sign-in on another device, introspection, tokens for a
// job, registration, signing out at the provider.
#include "tests/interop/process.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

QStringList words(std::initializer_list<const char*> list)
{
    QStringList words;
    for (const char* word : list)
        words.append(QString::fromLatin1(word));
    return words;
}

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress(QHostAddress::LocalHost)) ? server.serverPort() : quint16(0);
}

} // namespace

class OidcFeaturesTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_config;

    QString path(const char* name) const { return m_config->filePath(text(name)); }
    QString fileWith(const char* name, const QString& content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content.toUtf8()) < 0)
            qFatal("cannot write %s", name);
        return file.fileName();
    }
    Output command(QStringList arguments) const
    {
        return tessera::test::tessera(arguments << text("--config") << m_config->path());
    }
    Output signIn(const OidcProvider& provider, const QString& client, const QStringList& more = {}) const
    {
        return command(words({"sign-in", "--issuer"}) +
                       QStringList{provider.issuer(), text("--client-id"), client} +
                       words({"--account", "mine", "--json"}) + more);
    }
    /// Makes key.jwk and gives its public half to the server.
    QString publicKeys(const QStringList& options) const
    {
        const Output made =
            command(words({"jwk", "generate", "--kid", "thumbprint", "--out"}) << path("key.jwk") << options);
        const Output shown = command(words({"jwk", "public"}) << path("key.jwk"));
        if (made.status != 0 || shown.status != 0)
            qFatal("no key: %s%s", made.told().constData(), shown.told().constData());
        return text("OP_CLIENT_JWKS={\"keys\":[") +
               QString::fromUtf8(QJsonDocument(shown.json()).toJson(QJsonDocument::Compact)) + text("]}");
    }
    /// Signed in as alice, and the refresh token works with the same proof.
    void verifySignedIn(const Output& signedIn) const
    {
        QVERIFY2(signedIn.status == 0, signedIn.told().constData());
        QCOMPARE(signedIn.json().value(u"subject").toString(), text("alice"));
        QVERIFY(signedIn.json().value(u"id_token").toObject().value(u"valid").toBool());
        const Output renewed = command(words({"refresh", "mine", "--json"}));
        QVERIFY2(renewed.status == 0, renewed.told().constData());
    }

    /// RFC 7592, with the token that only the keychain holds.
    void manageRegistration(const OidcProvider& provider, const QString& id) const
    {
        const auto manage = [&](const QStringList& act) {
            return command(words({"register", "--json", "--issuer"}) + QStringList{provider.issuer()} + act);
        };
        const Output shown = manage({text("--show"), id});
        QVERIFY2(shown.status == 0, shown.told().constData());
        QCOMPARE(shown.json().value(u"client_name").toString(), text("Tessera"));
        const Output changed = manage({text("--update"), id, text("--name"), text("Renamed")});
        QVERIFY2(changed.status == 0, changed.told().constData());
        QCOMPARE(manage({text("--show"), id}).json().value(u"client_name").toString(), text("Renamed"));
        const Output gone = manage({text("--delete"), id});
        QVERIFY2(gone.status == 0, gone.told().constData());
        QCOMPARE(manage({text("--show"), id}).status, 2);
    }

private Q_SLOTS:
    void init() { m_config = std::make_unique<QTemporaryDir>(); }
    /// The keyring outlives a row; the account must not.
    void cleanup() { command(words({"sign-out", "mine"})); }

    /// RFC 9126: the server takes nothing else.
    void pushedRequestsOnly()
    {
        const OidcProvider provider({text("OP_PAR=required")});
        verifySignedIn(signIn(provider, text("tessera-test")));
    }

    /// RFC 9449: tokens bound to a key of the account, with a nonce of the server in every proof.
    void boundTokens()
    {
        const OidcProvider provider({text("OP_DPOP_NONCE=required")});
        verifySignedIn(signIn(provider, text("tessera-dpop"), words({"--dpop", "required"})));
        const Output token = command(words({"token", "mine", "--header"}));
        QVERIFY2(token.status == 0, token.error.constData());
        QVERIFY2(token.out.startsWith("Authorization: DPoP "), "the token is not bound");
        const Output known = command(words({"introspect", "mine", "--json"}));
        QVERIFY2(known.status == 0, known.told().constData());
        QCOMPARE(known.json().value(u"token_type").toString(), text("DPoP"));
        QVERIFY(!known.json().value(u"cnf").toObject().value(u"jkt").toString().isEmpty());
        const Output who = command(words({"userinfo", "mine", "--json"})); // the proof names the token, too
        QVERIFY2(who.status == 0, who.told().constData());
        QCOMPARE(who.json().value(u"sub").toString(), text("alice"));
    }

    /// RFC 9126 and RFC 9449 in one sign-in.
    void pushedRequestsAndBoundTokens()
    {
        const OidcProvider provider({text("OP_PAR=required"), text("OP_DPOP_NONCE=required")});
        verifySignedIn(signIn(provider, text("tessera-dpop"), words({"--dpop", "required"})));
        const Output token = command(words({"token", "mine", "--header"}));
        QVERIFY2(token.out.startsWith("Authorization: DPoP "), "the token is not bound");
        const Output who = command(words({"userinfo", "mine", "--json"}));
        QVERIFY2(who.status == 0, who.told().constData());
    }

    void privateKeyJwt()
    {
        const OidcProvider provider({publicKeys(words({"--alg", "ES256"}))});
        verifySignedIn(
            signIn(provider, text("tessera-private-key-jwt"),
                   words({"--client-auth", "private_key_jwt", "--client-key-file"}) << path("key.jwk")));
    }

    /// The ID token comes encrypted for the client's key, at sign-in and with each renewal.
    void encryptedIdToken_data()
    {
        QTest::addColumn<QString>("algorithm");
        QTest::newRow("RSA-OAEP-256") << text("RSA-OAEP-256");
        QTest::newRow("ECDH-ES") << text("ECDH-ES");
    }
    void encryptedIdToken()
    {
        QFETCH(QString, algorithm);
        const OidcProvider provider({publicKeys({text("--use"), text("enc"), text("--alg"), algorithm}),
                                     text("OP_ID_TOKEN_ENC=") + algorithm});
        const QStringList key = words({"--client-key-file"}) << path("key.jwk");
        const QStringList registered =
            words({"--registered", "id_token_encrypted_response_enc=A256GCM", "--registered"})
            << text("id_token_encrypted_response_alg=") + algorithm;
        verifySignedIn(signIn(provider, text("tessera-encrypted"), key + registered));
    }

    /// JARM: the answer in the browser is a token, and this server says so.
    void signedAnswer_data()
    {
        QTest::addColumn<QString>("algorithm");
        for (const char* algorithm : {"RS256", "PS256", "ES256"})
            QTest::newRow(algorithm) << text(algorithm);
    }
    void signedAnswer()
    {
        QFETCH(QString, algorithm);
        const OidcProvider provider({text("OP_ALG=") + algorithm});
        verifySignedIn(signIn(provider, text("tessera-jarm"), QStringList{text("--jarm"), algorithm}));
    }

    /// Registered for another algorithm than is expected here: what comes is not taken.
    void signedAnswerOfAnotherAlgorithm()
    {
        const OidcProvider provider({});
        const Output refused = signIn(provider, text("tessera-jarm"), words({"--jarm", "ES256"}));
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.told().contains("response.alg"), refused.told().constData());
    }

    void encryptedAnswer_data() { encryptedIdToken_data(); }
    void encryptedAnswer()
    {
        QFETCH(QString, algorithm);
        const OidcProvider provider({publicKeys({text("--use"), text("enc"), text("--alg"), algorithm}),
                                     text("OP_ID_TOKEN_ENC=") + algorithm});
        const QStringList registered = words({"--jarm", "RS256", "--registered",
                                              "authorization_encrypted_response_enc=A256GCM", "--registered"})
                                       << text("authorization_encrypted_response_alg=") + algorithm
                                       << text("--client-key-file") << path("key.jwk");
        verifySignedIn(signIn(provider, text("tessera-jarm-encrypted"), registered));
    }

    /// What FAPI asks for, in one sign-in: the request pushed, the client proved by its key, the tokens
    /// bound, the answer signed.
    void allAtOnce()
    {
        const OidcProvider provider({publicKeys(words({"--alg", "ES256"})), text("OP_PAR=required"),
                                     text("OP_DPOP_NONCE=required"), text("OP_ALG=PS256")});
        verifySignedIn(signIn(provider, text("tessera-fapi"),
                              words({"--client-auth", "private_key_jwt", "--dpop", "required", "--jarm",
                                     "PS256", "--client-key-file"})
                                  << path("key.jwk")));
        const Output token = command(words({"token", "mine", "--header"}));
        QVERIFY2(token.out.startsWith("Authorization: DPoP "), token.error.constData());
    }

    /// oidcc-client-test-userinfo-signed
    void signedUserInfo()
    {
        const OidcProvider provider({});
        const QStringList registered = words({"--registered", "userinfo_signed_response_alg=RS256"});
        verifySignedIn(signIn(provider, text("tessera-signed"), registered));
        const Output who = command(words({"userinfo", "mine", "--json"}));
        QVERIFY2(who.status == 0, who.told().constData());
        QCOMPARE(who.json().value(u"sub").toString(), text("alice"));
        QCOMPARE(who.json().value(u"email").toString(), text("alice@example.test"));
    }

    /// It comes signed and this program knows nothing of it: it is not read.
    void signedUserInfoNotRegistered()
    {
        const OidcProvider provider({});
        verifySignedIn(signIn(provider, text("tessera-signed")));
        const Output who = command(words({"userinfo", "mine", "--json"}));
        QVERIFY2(who.status != 0, who.told().constData());
        QVERIFY2(who.told().contains("userinfo.signed"), who.told().constData());
    }

    void clientSecretJwt()
    {
        const OidcProvider provider({});
        verifySignedIn(signIn(provider, text("tessera-secret-jwt"),
                              words({"--client-auth", "client_secret_jwt", "--client-secret-file"})
                                  << fileWith("secret", provider.clientSecret())));
    }

    /// RFC 8628: a person types on a page of the provider what the terminal shows.
    void onAnotherDevice_data()
    {
        QTest::addColumn<QString>("decision");
        QTest::newRow("allowed") << text("allow");
        QTest::newRow("denied") << text("deny");
    }
    void onAnotherDevice()
    {
        QFETCH(QString, decision);
        const OidcProvider provider({});
        QProcess waiting;
        waiting.start(
            text(TESSERA_BIN_DIR "/tessera"),
            words({"sign-in", "--issuer"}) + QStringList{provider.issuer()} +
                words({"--client-id", "tessera-test", "--flow", "device", "--account", "mine", "--config"}) +
                QStringList{m_config->path()});
        static const QRegularExpression shown(text("(http://\\S+/device)\\s+([A-Z]{4}-[A-Z]{4})"));
        QRegularExpressionMatch code;
        QByteArray out;
        while (!code.hasMatch() && waiting.waitForReadyRead(30'000)) {
            out += waiting.readAllStandardOutput();
            code = shown.match(QString::fromUtf8(out));
        }
        out += waiting.readAllStandardError();
        QVERIFY2(code.hasMatch(), out.constData());

        qputenv("ROBOT_USER_CODE", code.captured(2).toLatin1());
        qputenv("ROBOT_DECISION", decision.toLatin1());
        const Output robot =
            run(text(TESSERA_SOURCE_DIR "/tests/support/browser-robot.py"), {code.captured(1)});
        qunsetenv("ROBOT_USER_CODE");
        qunsetenv("ROBOT_DECISION");
        QVERIFY2(waiting.waitForFinished(60'000), robot.told().constData());
        const QByteArray told =
            out + waiting.readAllStandardOutput() + waiting.readAllStandardError() + robot.told();
        // A344: never a code that somebody else sent.
        QVERIFY2(told.contains("If somebody sent you a code, do not enter it"), told.constData());
        if (decision == u"deny") {
            QCOMPARE(waiting.exitCode(), 1);
            QVERIFY2(told.contains("access_denied"), told.constData());
            return;
        }
        QVERIFY2(waiting.exitCode() == 0, told.constData());
        QVERIFY2(told.contains("Signed in"), told.constData());
        const Output renewed = command(words({"refresh", "mine", "--json"}));
        QVERIFY2(renewed.status == 0, renewed.told().constData());
    }

    /// RFC 7662.
    void introspection()
    {
        const OidcProvider provider({});
        verifySignedIn(signIn(provider, text("tessera-test")));
        const Output known = command(words({"introspect", "mine", "--json"}));
        QVERIFY2(known.status == 0, known.told().constData());
        QVERIFY(known.json().value(u"active").toBool());
        QCOMPARE(known.json().value(u"client_id").toString(), text("tessera-test"));
    }

    /// RFC 6749 4.4 with a resource (RFC 8707).
    void tokensForAJob()
    {
        const OidcProvider provider({});
        const QStringList job = words({"client-token", "--issuer"}) + QStringList{provider.issuer()} +
                                words({"--client-id", "tessera-jobs", "--client-auth", "client_secret_basic",
                                       "--client-secret-file"}) +
                                QStringList{fileWith("secret", provider.clientSecret())} +
                                words({"--scope", "api:read", "--resource"});
        const Output token = command(job + words({"https://api.example.test"}));
        QVERIFY2(token.status == 0, token.told().constData());
        const QByteArray claims =
            QByteArray::fromBase64(token.out.trimmed().split('.').value(1), QByteArray::Base64UrlEncoding);
        QCOMPARE(QJsonDocument::fromJson(claims).object().value(u"aud").toString(),
                 text("https://api.example.test"));
        const Output unknown = command(job + words({"https://other.example.test"}));
        QCOMPARE(unknown.status, 1);
        QVERIFY2(unknown.error.contains("(invalid_target)"), unknown.told().constData());
    }

    /// RFC 7591: no token, no client; and the client that was made signs in.
    void registration()
    {
        const OidcProvider provider({text("OP_INITIAL_ACCESS_TOKEN=canary-initial-token")});
        const QStringList ask = words({"register", "--issuer"}) + QStringList{provider.issuer()} +
                                words({"--json", "--credentials-file"}) + QStringList{path("client.json")};
        const Output refused = command(ask);
        QVERIFY2(refused.status == 1, refused.told().constData());
        const Output made = command(ask + words({"--initial-access-token-file"}) +
                                    QStringList{fileWith("initial", text("canary-initial-token"))});
        QVERIFY2(made.status == 0, made.told().constData());
        const QString id = made.json().value(u"client_id").toString();
        verifySignedIn(signIn(provider, id));
        manageRegistration(provider, id);
    }

    /// OpenID RP-Initiated Logout, with the way back.
    void signOutAtTheProvider()
    {
        const QString back = text("http://127.0.0.1:%1/signed-out").arg(freePort());
        const OidcProvider provider({text("OP_POST_LOGOUT_URI=") + back});
        verifySignedIn(signIn(provider, text("tessera-test")));
        const Output out = command(
            words({"sign-out", "mine", "--end-session", "--json", "--post-logout-redirect-uri"}) << back);
        QVERIFY2(out.status == 0, out.told().constData());
        QVERIFY(out.json().value(u"revoked").toBool());
        QVERIFY2(!out.json().contains(u"end_session_error"), out.told().constData());
    }
};

QTEST_GUILESS_MAIN(OidcFeaturesTest)
#include "oidc_features_test.moc"

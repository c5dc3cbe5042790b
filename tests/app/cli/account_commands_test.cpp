// Commands that need an account or the keychain, `tessera` itself in a desktop with both and a real browser:
// introspect, exchange for an account, sign-out --end-session, and the management of a registered client.
#include "tests/app/cli/program.h"
#include "tests/app/cli/small_provider.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

QStringList words(const char* line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QString field(const FormFields& form, QStringView name)
{
    return singleField(form, name).value_or(std::nullopt).value_or(QString());
}

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress(QHostAddress::LocalHost)) ? server.serverPort() : quint16(0);
}

QString errorCode(const Ran& ran)
{
    return ran.json().value(u"error").toObject().value(u"code").toString();
}

} // namespace

class AccountCommandsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SmallProvider> m_provider;

    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    Ran run(QStringList line) const
    {
        const Ran ran = runTessera(line << QStringLiteral("--config") << path("config"));
        if (m_provider->complaints() != QStringList())
            qFatal("%s", qPrintable(m_provider->complaints().first()));
        return ran;
    }
    void signIn() const
    {
        const Ran ran =
            run(words("sign-in --client-id desk --account mine --json --issuer") << m_provider->issuer());
        QVERIFY2(ran.status == 0, ran.told().constData());
        QVERIFY2(ran.json().value(u"stored").toBool(), ran.told().constData());
        verifyNoSecretIn(ran);
    }
    void verifyNoSecretIn(const Ran& ran) const
    {
        for (const QByteArray& secret : m_provider->secrets)
            QVERIFY2(!(ran.out + ran.error).contains(QString::fromLatin1(secret)), secret.constData());
    }
    Ran registered(const QStringList& more) const
    {
        return run(QStringList{QStringLiteral("register"), QStringLiteral("--json"),
                               QStringLiteral("--issuer"), m_provider->issuer()} +
                   more);
    }
    /// RFC 7592 at one client: what is put there is read from there, and each answer brings a new token.
    void registerAnswers()
    {
        const auto client = std::make_shared<QJsonObject>();
        const auto nth = std::make_shared<int>(0);
        const QString address = m_provider->url("/register/c-1");
        const auto answer = [client, nth, address](int status) {
            client->insert(QStringLiteral("registration_access_token"),
                           QStringLiteral("canary-registration-%1").arg(++*nth));
            client->insert(QStringLiteral("registration_client_uri"), address);
            client->insert(QStringLiteral("client_id"), QStringLiteral("c-1"));
            client->insert(QStringLiteral("client_secret"), QStringLiteral("canary-made-secret"));
            return SmallProvider::json(status, *client);
        };
        m_provider->answers["/register"] = [client, answer](const LoopbackRequest& request) {
            *client = QJsonDocument::fromJson(request.body).object();
            return answer(201);
        };
        m_provider->answers["/register/c-1"] = [client, nth, answer](const LoopbackRequest& request) {
            const QByteArray expected = "Bearer canary-registration-" + QByteArray::number(*nth);
            if (request.header("Authorization") != expected)
                return SmallProvider::json(401, {{QStringLiteral("error"), QStringLiteral("invalid_token")}});
            if (request.method == "DELETE")
                return SmallProvider::json(204, {});
            if (request.method == "PUT")
                *client = QJsonDocument::fromJson(request.body).object();
            return answer(200);
        };
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_provider = std::make_unique<SmallProvider>();
        m_provider->secrets = {"canary-access-token", "canary-refresh-token", "canary-code",
                               "canary-registration-", "canary-made-secret"};
    }
    /// The keyring outlives a row; the account must not.
    void cleanup() { run(words("sign-out mine --keep-grant")); }

    void introspect()
    {
        signIn();
        m_provider->answers["/introspect"] =
            SmallProvider::give({{QStringLiteral("active"), true},
                                 {QStringLiteral("client_id"), QStringLiteral("desk")},
                                 {QStringLiteral("scope"), QStringLiteral("openid")}});
        const Ran json = run(words("introspect mine --json"));
        QVERIFY2(json.status == 0, json.told().constData());
        QCOMPARE(json.json().keys(), words("active client_id scope"));
        QCOMPARE(field(m_provider->lastForm("/introspect"), u"token"), QStringLiteral("canary-access-token"));
        const Ran plain = run(words("introspect mine"));
        QVERIFY2(plain.status == 0 && plain.out.contains(QStringLiteral("desk")), plain.told().constData());
        verifyNoSecretIn(json);
        verifyNoSecretIn(plain);
    }

    void introspectWhatIsNotActive() // N038
    {
        signIn();
        m_provider->answers["/introspect"] = SmallProvider::give(
            {{QStringLiteral("active"), false}, {QStringLiteral("scope"), QStringLiteral("secret plans")}});
        const Ran json = run(words("introspect mine --json"));
        QCOMPARE(json.status, 1);
        QCOMPARE(json.json(), (QJsonObject{{QStringLiteral("active"), false}}));
        const Ran plain = run(words("introspect mine"));
        QCOMPARE(plain.status, 1);
        QVERIFY2(plain.out.contains(QStringLiteral("Not active.")), plain.told().constData());
    }

    void introspectRefused_data()
    {
        QTest::addColumn<int>("answer");
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<QString>("code");
        QTest::newRow("this client may not")
            << 401 << QByteArray("invalid_client") << QStringLiteral("invalid_client");
        QTest::newRow("no such answer") << 200 << QByteArray() << QStringLiteral("introspection.active");
    }
    void introspectRefused()
    {
        QFETCH(int, answer);
        QFETCH(QByteArray, error);
        QFETCH(QString, code);
        signIn();
        m_provider->answers["/introspect"] =
            error.isEmpty() ? SmallProvider::give({}) : SmallProvider::refuse(answer, error.constData());
        const Ran ran = run(words("introspect mine --json"));
        QVERIFY2(ran.status == 1, ran.told().constData());
        QCOMPARE(errorCode(ran), code);
        verifyNoSecretIn(ran);
    }

    void introspectWhereNobodyCan()
    {
        m_provider->without = {QStringLiteral("introspection_endpoint")};
        signIn();
        const Ran ran = run(words("introspect mine --json"));
        QVERIFY2(ran.status == 2, ran.told().constData());
        QCOMPARE(errorCode(ran), QStringLiteral("introspection.unsupported"));
    }

    void exchangeForAnAccount()
    {
        signIn();
        m_provider->answers["/token"] = [](const LoopbackRequest& request) {
            const FormFields form = decodeForm(request.body).value_or(FormFields());
            QJsonObject body{{QStringLiteral("access_token"), QStringLiteral("canary-access-token")},
                             {QStringLiteral("token_type"), QStringLiteral("Bearer")},
                             {QStringLiteral("expires_in"), 3600}};
            if (field(form, u"grant_type") != u"refresh_token") {
                body.insert(QStringLiteral("access_token"), QStringLiteral("issued-token"));
                body.insert(QStringLiteral("issued_token_type"),
                            QStringLiteral("urn:ietf:params:oauth:token-type:access_token"));
            }
            return SmallProvider::json(200, body);
        };
        const Ran ran = run(words("exchange mine --audience reports"));
        QVERIFY2(ran.status == 0, ran.told().constData());
        QCOMPARE(ran.out, QStringLiteral("issued-token\n"));
        QCOMPARE(field(m_provider->lastForm("/token"), u"subject_token"),
                 QStringLiteral("canary-access-token"));
        QCOMPARE(field(m_provider->lastForm("/token"), u"client_id"), QStringLiteral("desk"));
        verifyNoSecretIn(ran);
    }

    void signOutThereAndBack() // A346
    {
        signIn();
        const QString back = QStringLiteral("http://127.0.0.1:%1/signed-out").arg(freePort());
        const Ran ran = run(words("sign-out mine --end-session --json --post-logout-redirect-uri") << back);
        QVERIFY2(ran.status == 0, ran.told().constData());
        QCOMPARE(ran.json().keys(), words("account revoked session_ended"));
        QVERIFY(ran.json().value(u"revoked").toBool());
        QVERIFY(ran.json().value(u"session_ended").toBool());
        const auto revocations = m_provider->requestsTo("/revoke");
        QCOMPARE(revocations.size(), 2);
        QVERIFY(revocations.first().body.contains("token=canary-refresh-token"));
        QVERIFY(revocations.last().body.contains("token=canary-access-token"));
        const auto visits = m_provider->requestsTo("/end");
        QCOMPARE(visits.size(), 1);
        QCOMPARE(visits.first().method, QByteArray("POST"));
        QVERIFY(visits.first().query.isEmpty()); // nothing for a history
        QCOMPARE(field(m_provider->lastForm("/end"), u"id_token_hint").count(u'.'), 2);
        QCOMPARE(field(m_provider->lastForm("/end"), u"post_logout_redirect_uri"), back);
        verifyNoSecretIn(ran);
    }

    void signOutWithoutAWayBack()
    {
        signIn();
        const Ran ran = run(words("sign-out mine --end-session --json"));
        QVERIFY2(ran.status == 0, ran.told().constData());
        QVERIFY(ran.json().value(u"session_ended").toBool());
        // The command does not wait for the browser, which may start slowly beside other tests.
        QTRY_COMPARE_WITH_TIMEOUT(m_provider->requestsTo("/end").size(), 1, 60000);
        QVERIFY(field(m_provider->lastForm("/end"), u"id_token_hint").isEmpty());
        QCOMPARE(field(m_provider->lastForm("/end"), u"client_id"), QStringLiteral("desk"));
    }

    /// Signed out here all the same; only the exit status tells (N106).
    void signOutWhereThereIsNoSuchPage()
    {
        m_provider->without = {QStringLiteral("end_session_endpoint")};
        signIn();
        const Ran ran = run(words("sign-out mine --end-session --json"));
        QCOMPARE(ran.status, 2);
        QCOMPARE(ran.json().value(u"end_session_error").toString(),
                 QStringLiteral("end_session.unsupported"));
        QVERIFY(!ran.json().value(u"session_ended").toBool());
        QVERIFY(ran.json().value(u"revoked").toBool());
        QCOMPARE(run(words("introspect mine")).status, 2); // no such account any more
    }

    void signOutRefusedByTheServer() // A235
    {
        signIn();
        m_provider->answers["/revoke"] = SmallProvider::refuse(400, "unsupported_token_type");
        const Ran ran = run(words("sign-out mine --json"));
        QVERIFY2(ran.status == 0, ran.told().constData());
        QVERIFY(!ran.json().value(u"revoked").toBool());
        QCOMPARE(ran.json().value(u"revocation_error").toString(), QStringLiteral("unsupported_token_type"));
        QCOMPARE(run(words("introspect mine")).status, 2);
        verifyNoSecretIn(ran);
    }

    void signOutWhatIsIt_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("code");
        const QString what = QStringLiteral("usage.sign_out");
        QTest::newRow("nothing") << QStringLiteral("sign-out --json") << what;
        QTest::newRow("one and all") << QStringLiteral("sign-out mine --all --json") << what;
        QTest::newRow("all and pending") << QStringLiteral("sign-out --all --pending --json") << what;
        QTest::newRow("a page for all")
            << QStringLiteral("sign-out --all --end-session --json") << QStringLiteral("usage.sign_out_one");
    }
    void signOutWhatIsIt()
    {
        QFETCH(QString, line);
        const Ran ran = run(line.split(u' '));
        QCOMPARE(ran.status, 2);
        QTEST(errorCode(ran), "code");
    }

    void signOutOfAll()
    {
        signIn();
        const Ran ran = run(words("sign-out --all --json"));
        QVERIFY2(ran.status == 0, ran.told().constData());
        QCOMPARE(ran.json().value(u"signed_out").toInt(), 1);
        QCOMPARE(ran.json().value(u"still_here").toInt(), 0);
        QVERIFY(ran.error.contains(QStringLiteral("(1 of 1)"))); // progress
        QCOMPARE(run(words("introspect mine")).status, 2);
        verifyNoSecretIn(ran);
        const Ran again = run(words("sign-out --all"));
        QVERIFY2(again.status == 0, again.told().constData());
        QCOMPARE(again.out, QStringLiteral("There is no account to sign out of.\n"));
    }

    /// A235: the server is in trouble; the account goes, its tokens wait, and `--pending` tells later.
    void signOutToldLater()
    {
        signIn();
        m_provider->answers["/revoke"] = SmallProvider::refuse(503, "temporarily_unavailable");
        const Ran out = run(words("sign-out mine"));
        QVERIFY2(out.status == 0, out.told().constData());
        QVERIFY2(out.error.contains(QStringLiteral("--pending")), out.told().constData());
        QVERIFY(!out.out.contains(QStringLiteral("No token")));
        const Ran inVain = run(words("sign-out --pending --json"));
        QCOMPARE(inVain.status, 1);
        QCOMPARE(inVain.json().value(u"waiting").toInt(), 1);
        m_provider->answers.remove("/revoke");
        const Ran told = run(words("sign-out --pending --json"));
        QVERIFY2(told.status == 0, told.told().constData());
        QCOMPARE(told.json().value(u"revoked").toInt(), 1);
        QCOMPARE(told.json().value(u"waiting").toInt(), 0);
        const Ran nothing = run(words("sign-out --pending"));
        QCOMPARE(nothing.out, QStringLiteral("Nothing waits to be revoked.\n"));
        for (const Ran& ran : {out, inVain, told})
            verifyNoSecretIn(ran);
    }

    /// A246: the list is lost, the keychain is not.
    void leftOver()
    {
        QCOMPARE(run(words("accounts --left-over")).out,
                 QStringLiteral("Nothing is left over: every sign-in in the keychain has its account.\n"));
        signIn();
        QVERIFY(QFile::remove(path("config/accounts.json")));
        const Ran listed = run(words("accounts --left-over --json"));
        QVERIFY2(listed.status == 0, listed.told().constData());
        const QJsonArray found = listed.json().value(u"left_over").toArray();
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().toObject().value(u"issuer").toString(), m_provider->issuer());
        QCOMPARE(found.first().toObject().value(u"client_id").toString(), QStringLiteral("desk"));
        const Ran people = run(words("accounts --left-over"));
        QVERIFY2(people.out.contains(m_provider->issuer()), people.told().constData());
        QVERIFY2(people.error.contains(QStringLiteral("--config")), people.told().constData());

        // Nobody at a terminal said yes.
        const Ran kept = run(words("sign-out --left-over --json"));
        QCOMPARE(kept.status, 6);
        QCOMPARE(errorCode(kept), QStringLiteral("left_over.kept"));
        QVERIFY(m_provider->requestsTo("/revoke").isEmpty());

        const Ran ended = run(words("sign-out --left-over --yes --json"));
        QVERIFY2(ended.status == 0, ended.told().constData());
        const QJsonObject one = ended.json().value(u"left_over").toArray().first().toObject();
        QVERIFY(one.value(u"removed").toBool() && one.value(u"revoked").toBool());
        QVERIFY(m_provider->requestsTo("/revoke").first().body.contains("token=canary-refresh-token"));
        QCOMPARE(run(words("sign-out --left-over")).out, QStringLiteral("Nothing is left over.\n"));
        for (const Ran& ran : {listed, people, kept, ended})
            verifyNoSecretIn(ran);
    }

    /// A bad way back is told before anything is done.
    void signOutWithABadWayBack()
    {
        signIn();
        const Ran ran = run(
            words("sign-out mine --end-session --json --post-logout-redirect-uri http://evil.example/out"));
        QCOMPARE(ran.status, 2);
        QVERIFY(m_provider->requestsTo("/revoke").isEmpty());
        m_provider->answers["/introspect"] = SmallProvider::give({{QStringLiteral("active"), true}});
        QCOMPARE(run(words("introspect mine")).status, 0); // still there
    }

    /// RFC 7592: the registration token is in the keychain and nowhere else.
    void managesARegistration()
    {
        registerAnswers();
        const Ran made = registered({QStringLiteral("--credentials-file"), path("client.json"),
                                     QStringLiteral("--client-auth"), QStringLiteral("client_secret_basic")});
        QVERIFY2(made.status == 0, made.told().constData());
        QVERIFY(made.json().value(u"manageable").toBool());
        QFile file(path("client.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray kept = file.readAll();
        QVERIFY(kept.contains("canary-made-secret"));
        QVERIFY2(!kept.contains("registration"), "the registration token is in the file");

        const Ran shown = registered({QStringLiteral("--show"), QStringLiteral("c-1")});
        QVERIFY2(shown.status == 0, shown.told().constData());
        QCOMPARE(shown.json().value(u"client_name").toString(), QStringLiteral("Tessera"));
        const Ran changed = registered({QStringLiteral("--update"), QStringLiteral("c-1"),
                                        QStringLiteral("--name"), QStringLiteral("Night batch")});
        QVERIFY2(changed.status == 0, changed.told().constData());
        const Ran again =
            registered({QStringLiteral("--show"), QStringLiteral("c-1")}); // with the newest token
        QCOMPARE(again.json().value(u"client_name").toString(), QStringLiteral("Night batch"));
        QCOMPARE(again.json().value(u"redirect_uris"), made.json().value(u"redirect_uris"));
        const Ran gone = registered({QStringLiteral("--delete"), QStringLiteral("c-1")});
        QVERIFY2(gone.status == 0, gone.told().constData());
        QVERIFY(gone.json().value(u"deleted").toBool());
        const Ran unknown = registered({QStringLiteral("--show"), QStringLiteral("c-1")});
        QCOMPARE(unknown.status, 2);
        QCOMPARE(errorCode(unknown), QStringLiteral("registration.unknown"));
        for (const Ran& ran : {made, shown, changed, again, gone, unknown})
            verifyNoSecretIn(ran);
    }

    void managementRefused()
    {
        registerAnswers();
        QCOMPARE(registered({QStringLiteral("--credentials-file"), path("client.json")}).status, 0);
        m_provider->answers["/register/c-1"] = SmallProvider::refuse(401, "invalid_token");
        for (const char* act : {"--show", "--update", "--delete"}) {
            const Ran ran = registered({QString::fromLatin1(act), QStringLiteral("c-1")});
            QVERIFY2(ran.status == 1, ran.told().constData());
            QCOMPARE(errorCode(ran), QStringLiteral("invalid_token"));
            verifyNoSecretIn(ran);
        }
    }
};

QTEST_GUILESS_MAIN(AccountCommandsTest)
#include "account_commands_test.moc"

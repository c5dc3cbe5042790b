// `client-token`, `exchange` and `register` as scripts use them: what comes out, what the server refuses,
// what is wrong before anybody is asked; each exit status, the JSON, and no secret where it does not belong.
#include "tests/app/cli/program.h"
#include "tests/app/cli/small_provider.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

namespace tessera::test {
namespace {

const QByteArray kSecret = "canary-client-secret";
const QByteArray kSubject = "canary-subject-token";

QStringList words(const char* line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QString field(const FormFields& form, QStringView name)
{
    return singleField(form, name).value_or(std::nullopt).value_or(QString());
}

QString errorCode(const Ran& ran)
{
    return ran.json().value(u"error").toObject().value(u"code").toString();
}

QStringList sortedKeys(const QJsonObject& object)
{
    return object.keys(); // QJsonObject keeps them sorted
}

} // namespace

class ProtocolCommandsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SmallProvider> m_provider;

    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QString fileWith(const char* name, const QByteArray& content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content + '\n') < 0)
            qFatal("cannot write a file");
        return file.fileName();
    }
    Ran run(QStringList line) const
    {
        const Ran ran = runTessera(line << QStringLiteral("--config") << path("config"));
        if (m_provider->complaints() != QStringList())
            qFatal("%s", qPrintable(m_provider->complaints().first()));
        return ran;
    }
    /// "{issuer}", "{secret}", "{subject}", "{new}" and "{old}" in the words become what they stand for.
    QStringList filled(QStringList line) const
    {
        line.replaceInStrings(QStringLiteral("{issuer}"), m_provider->issuer());
        line.replaceInStrings(QStringLiteral("{secret}"), path("secret"));
        line.replaceInStrings(QStringLiteral("{subject}"), path("subject"));
        line.replaceInStrings(QStringLiteral("{new}"), path("client.json"));
        line.replaceInStrings(QStringLiteral("{old}"), path("secret"));
        return line;
    }
    void verifyNoSecretIn(const Ran& ran) const
    {
        for (const QByteArray& secret : m_provider->secrets)
            QVERIFY2(!(ran.out + ran.error).contains(QString::fromLatin1(secret)), secret.constData());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_provider = std::make_unique<SmallProvider>();
        m_provider->secrets = {kSecret, kSubject};
        fileWith("secret", kSecret);
        fileWith("subject", kSubject);
    }

    void clientToken()
    {
        const QStringList line = filled(words(
            "client-token --issuer {issuer} --client-id batch --client-auth client_secret_post "
            "--client-secret-file {secret} --audience reports --resource https://api.example --scope read"));
        const Ran plain = run(line);
        QVERIFY2(plain.status == 0, plain.told().constData());
        QCOMPARE(plain.out, QStringLiteral("canary-access-token\n"));
        QVERIFY(!plain.error.contains(u"canary"));
        const FormFields form = m_provider->lastForm("/token");
        QCOMPARE(field(form, u"grant_type"), QStringLiteral("client_credentials"));
        QCOMPARE(field(form, u"client_secret"), QString::fromLatin1(kSecret));
        QCOMPARE(field(form, u"audience"), QStringLiteral("reports"));
        QCOMPARE(field(form, u"resource"), QStringLiteral("https://api.example"));
        QCOMPARE(field(form, u"scope"), QStringLiteral("read"));
        const Ran header = run(line + words("--header"));
        QCOMPARE(header.out, QStringLiteral("Authorization: Bearer canary-access-token\n"));
        const Ran json = run(line + words("--json"));
        QCOMPARE(sortedKeys(json.json()), words("access_token client_id expires_at issuer token_type"));
        QCOMPARE(json.json().value(u"issuer").toString(), m_provider->issuer());
        QVERIFY(QDateTime::fromString(json.json().value(u"expires_at").toString(), Qt::ISODate).isValid());
        for (const Ran& ran : {plain, header, json})
            verifyNoSecretIn(ran);
    }

    void exchange()
    {
        m_provider->answers["/token"] =
            SmallProvider::give({{QStringLiteral("access_token"), QStringLiteral("canary-issued-token")},
                                 {QStringLiteral("issued_token_type"),
                                  QStringLiteral("urn:ietf:params:oauth:token-type:access_token")},
                                 {QStringLiteral("token_type"), QStringLiteral("Bearer")},
                                 {QStringLiteral("scope"), QStringLiteral("read")}});
        const QStringList line =
            filled(words("exchange --issuer {issuer} --client-id gateway --client-auth client_secret_post "
                         "--client-secret-file {secret} --subject-token-file {subject} --audience reports "
                         "--requested-token-type access_token"));
        const Ran plain = run(line);
        QVERIFY2(plain.status == 0, plain.told().constData());
        QCOMPARE(plain.out, QStringLiteral("canary-issued-token\n"));
        const FormFields form = m_provider->lastForm("/token");
        QCOMPARE(field(form, u"grant_type"),
                 QStringLiteral("urn:ietf:params:oauth:grant-type:token-exchange"));
        QCOMPARE(field(form, u"subject_token"), QString::fromLatin1(kSubject));
        QCOMPARE(field(form, u"subject_token_type"),
                 QStringLiteral("urn:ietf:params:oauth:token-type:access_token"));
        QCOMPARE(field(form, u"audience"), QStringLiteral("reports"));
        const Ran json = run(line + words("--json"));
        QCOMPARE(sortedKeys(json.json()), words("access_token issued_token_type scope token_type"));
        for (const Ran& ran : {plain, json})
            verifyNoSecretIn(ran);
    }

    /// What is no access token goes into no Authorization header.
    void exchangedForSomethingElse()
    {
        m_provider->answers["/token"] = SmallProvider::give(
            {{QStringLiteral("access_token"), QStringLiteral("canary-saml")},
             {QStringLiteral("issued_token_type"), QStringLiteral("urn:ietf:params:oauth:token-type:saml2")},
             {QStringLiteral("token_type"), QStringLiteral("N_A")}});
        const QStringList line = filled(words("exchange --issuer {issuer} --client-id gateway "
                                              "--subject-token-file {subject} --requested-token-type saml2"));
        const Ran header = run(line + words("--header"));
        QCOMPARE(header.status, 2);
        QVERIFY2(header.error.contains(QStringLiteral("(usage.not_bearer)")), header.told().constData());
        QVERIFY(!header.out.contains(u"canary"));
        const Ran json = run(line + words("--json"));
        QVERIFY2(json.status == 0, json.told().constData());
        QCOMPARE(json.json().value(u"token_type").toString(), QStringLiteral("N_A"));
    }

    void registers()
    {
        m_provider->answers["/register"] = [](const LoopbackRequest& request) {
            QJsonObject body = QJsonDocument::fromJson(request.body).object();
            body.insert(QStringLiteral("client_id"), QStringLiteral("c-1"));
            body.insert(QStringLiteral("client_secret"), QString::fromLatin1(kSecret));
            return SmallProvider::json(201, body);
        };
        fileWith("initial", "canary-initial-token");
        m_provider->secrets += "canary-initial-token";
        QStringList line =
            filled(words("register --issuer {issuer} --credentials-file {new} --name Batch --json "
                         "--client-auth client_secret_basic --initial-access-token-file"));
        const Ran ran = run(line << path("initial"));
        QVERIFY2(ran.status == 0, ran.told().constData());
        QCOMPARE(sortedKeys(ran.json()),
                 words("client_id client_name credentials_file grant_types has_secret issuer manageable "
                       "redirect_uris remarks token_endpoint_auth_method"));
        QCOMPARE(ran.json().value(u"client_id").toString(), QStringLiteral("c-1"));
        QVERIFY(ran.json().value(u"has_secret").toBool());
        QVERIFY(!ran.json().value(u"manageable").toBool());
        verifyNoSecretIn(ran);
        const auto asked = m_provider->requestsTo("/register");
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().header("Authorization"), QByteArray("Bearer canary-initial-token"));
        QFile file(path("client.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject kept = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(kept.value(u"client_secret").toString(), QString::fromLatin1(kSecret));
        QCOMPARE(file.permissions() &
                     (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
    }

    void refusedByTheServer_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QByteArray>("endpoint");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("error");
        const QString job =
            QStringLiteral("client-token --issuer {issuer} --client-id batch --client-secret-file {secret}");
        const QString swap =
            QStringLiteral("exchange --issuer {issuer} --client-id gateway --subject-token-file {subject}");
        const QString make = QStringLiteral("register --issuer {issuer} --credentials-file {new}");
        const auto row = [](const char* name, const QString& line, const char* endpoint, int status,
                            const char* error) {
            QTest::newRow(name) << line << QByteArray(endpoint) << status << QString::fromLatin1(error);
        };
        row("client-token: A113 wrong secret", job, "/token", 401, "invalid_client");
        row("client-token: A113 not for this client", job, "/token", 400, "unauthorized_client");
        row("client-token: A113 scope", job, "/token", 400, "invalid_scope");
        row("client-token: resource", job, "/token", 400, "invalid_target");
        row("exchange: token", swap, "/token", 400, "invalid_request");
        row("exchange: target", swap, "/token", 400, "invalid_target");
        row("register: address", make, "/register", 400, "invalid_redirect_uri");
        row("register: no initial token", make, "/register", 401, "invalid_token");
    }
    void refusedByTheServer()
    {
        QFETCH(QString, line);
        QFETCH(QByteArray, endpoint);
        QFETCH(int, status);
        QFETCH(QString, error);
        m_provider->answers[endpoint] = SmallProvider::refuse(status, error.toLatin1().constData());
        const Ran ran = run(filled(words(line.toUtf8().constData())) + words("--json"));
        QVERIFY2(ran.status == 1, ran.told().constData());
        QCOMPARE(errorCode(ran), error);
        QVERIFY(ran.error.startsWith(QStringLiteral("tessera: ")));
        QCOMPARE(m_provider->requestsTo(endpoint).size(), 1); // asked once
        QVERIFY(!QFile::exists(path("client.json")));
        verifyNoSecretIn(ran);
    }

    void answersThatAreNone_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("client-token")
            << QStringLiteral("client-token --client-id batch --client-secret-file {secret}");
        QTest::newRow("exchange") << QStringLiteral(
            "exchange --client-id gateway --subject-token-file {subject}");
        QTest::newRow("register") << QStringLiteral("register --credentials-file {new}");
    }
    void answersThatAreNone() // A095, A099
    {
        QFETCH(QString, command);
        const QStringList line =
            filled(words(command.toUtf8().constData()) + words("--issuer {issuer} --json"));
        for (const QByteArray& type : {QByteArray("text/html"), QByteArray("application/json")}) {
            const auto nonsense = [type](const LoopbackRequest&) {
                LoopbackResponse response;
                response.contentType = type;
                response.body = "{}";
                return response;
            };
            m_provider->answers["/token"] = m_provider->answers["/register"] = nonsense;
            const Ran ran = run(line);
            QVERIFY2(ran.status == 1, ran.told().constData());
            QVERIFY(!errorCode(ran).isEmpty());
            QVERIFY(!QFile::exists(path("client.json")));
        }
        const QString issuer = m_provider->issuer();
        m_provider = std::make_unique<SmallProvider>(); // the first is gone
        QStringList gone = line;
        gone.replaceInStrings(m_provider->issuer(), issuer);
        const Ran ran = run(gone);
        QVERIFY2(ran.status == 4, ran.told().constData());
        QCOMPARE(errorCode(ran), QStringLiteral("net.connection_refused"));
    }

    void badInput_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("code"); ///< empty: told by the reading of options
        const auto row = [](const char* line, const char* code) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(code);
        };
        row("client-token --issuer {issuer} --client-secret-file {secret}", "usage.client_id_missing");
        row("client-token --client-id x --client-secret-file {secret}", "usage.issuer_missing");
        row("client-token --issuer {issuer} --client-id x", "client.secret_missing");
        row("client-token --issuer http://id.example --client-id x --client-secret-file {secret}",
            "issuer.insecure");
        row("client-token --issuer {issuer} --client-id x --client-secret-file /no/such/file",
            "file.unreadable");
        row("client-token --issuer {issuer} --client-id x --client-secret-file {secret} --client-auth magic",
            "usage.client_auth");
        row("client-token --no-such-option", "");
        row("client-token one two", "");
        row("exchange", "usage.subject_token");
        row("exchange nobody", "account.unknown");
        row("exchange --issuer {issuer} --client-id x --subject-token-file /no/such/file", "file.unreadable");
        row("exchange --issuer {issuer} --client-id x --subject-token-file {subject} --subject-token-type "
            "magic",
            "usage.token_type");
        row("exchange --issuer {issuer} --client-id x --subject-token-file {subject} --requested-token-type "
            "magic",
            "usage.token_type");
        row("exchange one two", "");
        row("register --issuer {issuer}", "usage.credentials_file");
        row("register --issuer {issuer} --credentials-file {old}", "file.exists");
        row("register --credentials-file {new}", "issuer.empty");
        row("register --issuer http://id.example --credentials-file {new}", "issuer.insecure");
        row("register --issuer {issuer} --credentials-file {new} --initial-access-token-file /no/such/file",
            "file.unreadable");
        row("register --issuer {issuer} --show c-1 --delete c-1", "usage.one_of");
        row("register --show c-1", "issuer.empty");
        row("register --issuer {issuer} --show c-1 --credentials-file {old}", "file.exists");
        row("register one", "");
        row("introspect", "");
        row("introspect nobody", "account.unknown");
        row("introspect one two", "");
        row("sign-out", "");
        row("sign-out nobody --end-session", "account.unknown");
        row("sign-out nobody --end-session --post-logout-redirect-uri http://evil.example/out",
            "usage.redirect_uri");
        row("sign-out nobody --end-session --post-logout-redirect-uri", "");
    }
    void badInput()
    {
        QFETCH(QString, line);
        QFETCH(QString, code);
        const Ran ran = run(filled(words(line.toUtf8().constData())) + words("--json"));
        QVERIFY2(ran.status == 2, ran.told().constData());
        QVERIFY(!ran.error.isEmpty());
        if (!code.isEmpty())
            QCOMPARE(errorCode(ran), code);
        QCOMPARE(m_provider->requestsTo("/token").size() + m_provider->requestsTo("/register").size(), 0);
        QVERIFY(!QFile::exists(path("client.json")));
        verifyNoSecretIn(ran);
    }

    void serverThatRegistersNobody()
    {
        m_provider->without = {QStringLiteral("registration_endpoint")};
        const Ran ran = run(filled(words("register --issuer {issuer} --credentials-file {new} --json")));
        QVERIFY2(ran.status == 2, ran.told().constData());
        QCOMPARE(errorCode(ran), QStringLiteral("registration.unsupported"));
        QVERIFY(!QFile::exists(path("client.json")));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ProtocolCommandsTest)
#include "protocol_commands_test.moc"

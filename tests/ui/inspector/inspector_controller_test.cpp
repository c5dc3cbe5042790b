// Keys from files, pasted text, secrets and the network, and what happens when somebody changes their mind.
#include "ui/inspector/inspector_controller.h"

#include "core/base/base64url.h"
#include "tests/support/hostile_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_tokens.h"
#include "ui/inspector/report_text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;

namespace {

using Kind = KeySourceChoice::Kind;

QByteArray keyText()
{
    return QJsonDocument(test::madeUpKey().publicJwk()).toJson();
}

QByteArray keySetText()
{
    return QJsonDocument(test::madeUpKeys().publicJson()).toJson();
}

KeySourceChoice choice(Kind kind, const QString& text)
{
    KeySourceChoice choice;
    choice.kind = kind;
    choice.text = text;
    return choice;
}

KeySourceChoice pasted(const QByteArray& text)
{
    KeySourceChoice choice;
    choice.kind = Kind::Pasted;
    choice.secret = SecretString::fromUtf8(text);
    return choice;
}

KeySourceChoice secret(const QByteArray& text, bool base64url = false)
{
    KeySourceChoice choice;
    choice.kind = Kind::Secret;
    choice.secret = SecretString::fromUtf8(text);
    choice.secretIsBase64url = base64url;
    return choice;
}

Environment world()
{
    Environment environment;
    environment.clock = std::make_shared<test::ManualClock>(test::madeUpNow());
    environment.http = std::make_shared<HttpClient>();
    environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, environment.clock);
    return environment;
}

TokenReport decoded(const QByteArray& token)
{
    return inspectToken(token, test::madeUpNow());
}

QByteArray hmacToken()
{
    const Key key = Key::fromSecret(SecretString::fromUtf8(QByteArray(32, 's')));
    return signCompact("{\"aud\":\"a\",\"iss\":\"i\",\"exp\":9999999999}", key, u"HS256")
        .value_or(QByteArray());
}

} // namespace

class InspectorControllerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_controller = std::make_unique<InspectorController>(world());
        m_report.reset();
        m_error.reset();
        m_answers = 0;
        connect(m_controller.get(), &InspectorController::verified, this, [this](const TokenReport& report) {
            m_report = report;
            ++m_answers;
        });
        connect(m_controller.get(), &InspectorController::failed, this, [this](const Error& error) {
            m_error = error;
            ++m_answers;
        });
    }

    void aFile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::newRow("a JWK") << keyText() << QString();
        QTest::newRow("a JWK set") << keySetText() << QString();
        QTest::newRow("no key at all") << QByteArray("hello") << QStringLiteral("?");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("?");
        QTest::newRow("A128 a key file of 2 MB")
            << QByteArray(2 * 1024 * 1024, ' ') << QStringLiteral("inspect.file_too_large");
    }

    void aFile()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("keys.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        m_controller->verify(decoded(test::signedToken()), choice(Kind::File, path), {}, false);
        QTRY_COMPARE(m_answers, 1);
        if (code.isEmpty()) {
            QVERIFY(m_report);
            QCOMPARE(m_report->signature.status, QStringLiteral("valid"));
            QCOMPARE(m_report->signature.keySource, QStringLiteral("keys.json")); // not the path
        } else {
            QVERIFY(m_error);
            if (code != u"?")
                QCOMPARE(m_error->code, code);
        }
        QVERIFY(!m_controller->isBusy());
    }

    void aFileThatIsNotThere()
    {
        for (const QString& path : {QStringLiteral("/nowhere/keys.json"), QStringLiteral("/"), QString()}) {
            m_error.reset();
            m_controller->verify(decoded(test::signedToken()), choice(Kind::File, path), {}, false);
            QTRY_VERIFY(m_error);
            QCOMPARE(m_error->code, QStringLiteral("inspect.file"));
        }
    }

    void aPastedKey()
    {
        m_controller->verify(decoded(test::signedToken()), pasted(keyText()), {}, false);
        QTRY_VERIFY(m_report);
        QCOMPARE(verdictOf(*m_report).kind, Verdict::Kind::Valid);
    }

    void aPastedKeyOfSomebodyElse()
    {
        const Key other = Key::generateEc(u"P-256").withKid(test::madeUpKey().kid());
        m_controller->verify(decoded(test::signedToken()), pasted(QJsonDocument(other.publicJwk()).toJson()),
                             {}, false);
        QTRY_VERIFY(m_report);
        QCOMPARE(m_report->signature.status, QStringLiteral("invalid"));
    }

    void aSharedSecret_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("base64url");
        QTest::addColumn<QString>("status");
        const QByteArray bytes(32, 's');
        QTest::newRow("as it is") << bytes << false << QStringLiteral("valid");
        QTest::newRow("in base64url") << base64urlEncode(bytes) << true << QStringLiteral("valid");
        QTest::newRow("another") << QByteArray(32, 't') << false << QStringLiteral("invalid");
        QTest::newRow("not base64url") << QByteArray("%%%") << true << QString();
        QTest::newRow("none") << QByteArray() << false << QString();
    }

    void aSharedSecret()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, base64url);
        QFETCH(QString, status);
        m_controller->verify(decoded(hmacToken()), secret(text, base64url), {}, false);
        QTRY_COMPARE(m_answers, 1);
        QCOMPARE(m_report ? m_report->signature.status : QString(), status);
        if (m_error)
            QVERIFY(m_error->detail.isEmpty()); // nothing of the secret gets into a sentence
    }

    /// A142: a public key is no secret, whatever the token says.
    void theSecretDoesNotVerifyAnAsymmetricToken()
    {
        m_controller->verify(decoded(test::signedToken()), secret(keyText()), {}, false);
        QTRY_VERIFY(m_report);
        QVERIFY(m_report->signature.status != u"valid");
    }

    void anAddress()
    {
        test::HostileServer server({test::HostileReply::json(keySetText())});
        m_controller->verify(decoded(test::signedToken()), choice(Kind::Address, server.url().toString()), {},
                             false);
        QVERIFY(m_controller->isBusy());
        QTRY_VERIFY(m_report);
        QCOMPARE(m_report->signature.status, QStringLiteral("valid"));
        QCOMPARE(m_report->signature.keySource, QStringLiteral("127.0.0.1:%1").arg(server.port()));
        QCOMPARE(server.requests().size(), 1);
        QVERIFY(!server.requests().first().contains("eyJ")); // A290: the token stays here
    }

    void readingAgainAsksAgain()
    {
        test::HostileServer server({test::HostileReply::json(keySetText())});
        const KeySourceChoice address = choice(Kind::Address, server.url().toString());
        const TokenReport report = decoded(test::signedToken());
        m_controller->verify(report, address, {}, false);
        QTRY_COMPARE(m_answers, 1);
        m_controller->verify(report, address, {}, false);
        QTRY_COMPARE(m_answers, 2);
        QCOMPARE(server.requests().size(), 1); // fresh
        m_controller->verify(report, address, {}, true);
        QTRY_COMPARE(m_answers, 3);
        QCOMPARE(server.requests().size(), 2);
    }

    void anIssuer()
    {
        test::HostileServer server({test::HostileReply::json("{}", 404)});
        const QString issuer = server.url().toString().chopped(1);
        const QByteArray metadata =
            QJsonDocument(
                QJsonObject{{QStringLiteral("issuer"), issuer},
                            {QStringLiteral("authorization_endpoint"), issuer + QStringLiteral("/a")},
                            {QStringLiteral("token_endpoint"), issuer + QStringLiteral("/t")},
                            {QStringLiteral("jwks_uri"), issuer + QStringLiteral("/keys")},
                            {QStringLiteral("response_types_supported"), QJsonArray{QStringLiteral("code")}}})
                .toJson();
        server.setReplies({test::HostileReply::json(metadata), test::HostileReply::json(keySetText())});
        InspectionExpectations expected;
        expected.issuer = issuer;
        m_controller->verify(decoded(test::signedToken()), choice(Kind::Issuer, issuer), expected, false);
        QTRY_COMPARE(m_answers, 1);
        QVERIFY2(m_report, m_error ? qPrintable(m_error->code) : "");
        QCOMPARE(m_report->signature.status, QStringLiteral("valid"));
        QCOMPARE(verdictOf(*m_report).kind, Verdict::Kind::NotValid); // another issuer than the token's
    }

    void nobodyAnswers()
    {
        m_controller->verify(decoded(test::signedToken()),
                             choice(Kind::Address, QStringLiteral("http://127.0.0.1:1/keys")), {}, false);
        QTRY_VERIFY(m_error);
        QCOMPARE(m_error->kind, ErrorKind::Offline);
    }

    void changingOnesMindEndsIt()
    {
        test::HostileServer server(
            {test::HostileReply{{}, {}, Milliseconds(0), test::HostileReply::Ending::KeepOpen}});
        m_controller->verify(decoded(test::signedToken()), choice(Kind::Address, server.url().toString()), {},
                             false);
        QTRY_COMPARE(server.requests().size(), 1);
        m_controller->cancel();
        QVERIFY(!m_controller->isBusy());
        QTest::qWait(50);
        QCOMPARE(m_answers, 0);
    }

    void closingWhileBusyIsClean()
    {
        test::HostileServer server(
            {test::HostileReply{{}, {}, Milliseconds(0), test::HostileReply::Ending::KeepOpen}});
        m_controller->verify(decoded(test::signedToken()), choice(Kind::Address, server.url().toString()), {},
                             false);
        QTRY_COMPARE(server.requests().size(), 1);
        m_controller.reset();
        QTest::qWait(50);
        QCOMPARE(m_answers, 0);
    }

    void howIsGivenFromOutside()
    {
        m_controller->setVerifier(
            [](TokenReport report, const NamedKeys& keys, const InspectionExpectations&) {
                report.title = keys.source;
                return report;
            });
        m_controller->verify(decoded(test::signedToken()), pasted(keyText()), {}, false);
        QTRY_VERIFY(m_report);
        QCOMPARE(m_report->title, QStringLiteral("the pasted key"));
    }

private:
    std::unique_ptr<InspectorController> m_controller;
    std::optional<TokenReport> m_report;
    std::optional<Error> m_error;
    int m_answers = 0;
};

TESSERA_TEST(InspectorControllerTest)
#include "inspector_controller_test.moc"

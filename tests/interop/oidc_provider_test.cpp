// The whole line with software we did not write: `tessera` signs in at oidc-provider through Chromium, opened
// by xdg-open, and keeps the refresh token in gnome-keyring.
#include "tests/interop/process.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera::test;

namespace {

const QString kClient = QStringLiteral("tessera-test");

/// What gnome-keyring holds for Tessera, asked with its own tool.
QByteArray storedItems()
{
    const Output found =
        run(QStringLiteral("secret-tool"), {QStringLiteral("search"), QStringLiteral("--all"),
                                            QStringLiteral("server"), QStringLiteral("tessera")});
    return found.out + found.error; // it writes the secret to one and the attributes to the other
}

/// The secret itself; QtKeychain stores bytes as base64.
QByteArray secretOf(const QByteArray& item)
{
    const qsizetype at = item.indexOf("secret = ");
    return at < 0 ? QByteArray()
                  : QByteArray::fromBase64(item.sliced(at + 9, item.indexOf('\n', at) - at - 9));
}

QString outcomeOf(const QJsonArray& checks, const QString& name)
{
    for (const auto& check : checks)
        if (check.toObject().value(QLatin1String("name")).toString() == name)
            return check.toObject().value(QLatin1String("outcome")).toString();
    return QStringLiteral("(no such check)");
}

} // namespace

class OidcProviderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        for (const char* program : {"node", "chromium", "chromedriver", "xdg-open", "secret-tool"})
            QVERIFY2(
                !QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty(),
                qPrintable(
                    QStringLiteral("%1 is missing: ./dev test installs it").arg(QLatin1String(program))));
    }

    void wholeLife_data()
    {
        QTest::addColumn<QString>("algorithm");
        for (const char* algorithm : {"RS256", "ES256", "EdDSA"})
            QTest::newRow(algorithm) << QString::fromLatin1(algorithm);
    }
    void wholeLife()
    {
        QFETCH(QString, algorithm);
        OidcProvider provider({QStringLiteral("OP_ALG=") + algorithm});
        QVERIFY2(!provider.issuer().isEmpty(), provider.complaint().constData());
        const QTemporaryDir config;
        const auto command = [&config](QStringList words) {
            return tessera::test::tessera(words << QStringLiteral("--config") << config.path());
        };

        const Output signedIn =
            command({QStringLiteral("sign-in"), QStringLiteral("--issuer"), provider.issuer(),
                     QStringLiteral("--client-id"), kClient, QStringLiteral("--account"),
                     QStringLiteral("interop"), QStringLiteral("--json")});
        QVERIFY2(signedIn.status == 0, signedIn.told().constData());
        const QJsonObject answer = signedIn.json();
        QCOMPARE(answer.value(QLatin1String("issuer")).toString(), provider.issuer());
        QCOMPARE(answer.value(QLatin1String("subject")).toString(), QStringLiteral("alice"));
        QCOMPARE(answer.value(QLatin1String("email")).toString(), QStringLiteral("alice@example.test"));
        const QJsonObject idToken = answer.value(QLatin1String("id_token")).toObject();
        QVERIFY(idToken.value(QLatin1String("valid")).toBool());
        const QJsonArray checks = idToken.value(QLatin1String("checks")).toArray();
        for (const char* name : {"signature", "iss", "aud", "exp", "iat", "nonce"})
            QCOMPARE(outcomeOf(checks, QString::fromLatin1(name)), QStringLiteral("passed"));
        for (const auto& check : checks)
            QVERIFY(check.toObject().value(QLatin1String("outcome")).toString() != QLatin1String("failed"));

        const QByteArray firstItem = storedItems();
        QVERIFY2(firstItem.contains("account/"), "the keyring holds no item of Tessera");
        QVERIFY(secretOf(firstItem).contains("refresh_token"));

        // Each command is a new process: the program was restarted and is still signed in.
        const Output accounts = command({QStringLiteral("accounts"), QStringLiteral("--json")});
        QVERIFY2(accounts.status == 0, accounts.told().constData());
        QCOMPARE(accounts.json().value(QLatin1String("accounts")).toArray().size(), 1);

        const Output token =
            command({QStringLiteral("token"), QStringLiteral("interop"), QStringLiteral("--header")});
        QVERIFY2(token.status == 0, ("no fresh token: " + token.error).constData());
        QVERIFY(token.out.startsWith("Authorization: Bearer "));
        const QByteArray secondItem = storedItems();
        QVERIFY2(secondItem != firstItem, "the refresh token was rotated but the keyring holds the old one");

        const Output renewed =
            command({QStringLiteral("refresh"), QStringLiteral("interop"), QStringLiteral("--json")});
        QVERIFY2(renewed.status == 0, renewed.told().constData());
        QVERIFY(storedItems() != secondItem);

        const Output userinfo =
            command({QStringLiteral("userinfo"), QStringLiteral("interop"), QStringLiteral("--json")});
        QVERIFY2(userinfo.status == 0, userinfo.told().constData());
        QCOMPARE(userinfo.json().value(QLatin1String("sub")).toString(), QStringLiteral("alice"));

        const Output signedOut =
            command({QStringLiteral("sign-out"), QStringLiteral("interop"), QStringLiteral("--json")});
        QVERIFY2(signedOut.status == 0, signedOut.told().constData());
        QVERIFY(signedOut.json().value(QLatin1String("revoked")).toBool());
        QVERIFY2(!storedItems().contains("account/"), "the item is still in the keyring after sign-out");
        QVERIFY(command({QStringLiteral("accounts"), QStringLiteral("--json")})
                    .json()
                    .value(QLatin1String("accounts"))
                    .toArray()
                    .isEmpty());
        QCOMPARE(command({QStringLiteral("token"), QStringLiteral("interop")}).status, 2);
    }

    void confidentialClients_data()
    {
        QTest::addColumn<QString>("client");
        QTest::newRow("client_secret_basic") << QStringLiteral("tessera-basic");
        QTest::newRow("client_secret_post") << QStringLiteral("tessera-post");
    }
    /// The metadata lists both methods; a client registered for one is refused with the other, so the CLI is
    /// told.
    void confidentialClients()
    {
        QFETCH(QString, client);
        OidcProvider provider({});
        QVERIFY2(!provider.issuer().isEmpty(), provider.complaint().constData());
        const QTemporaryDir config;
        QFile secret(config.filePath(QStringLiteral("client-secret")));
        QVERIFY(secret.open(QIODevice::WriteOnly));
        secret.write(provider.clientSecret().toUtf8() + '\n');
        secret.close();
        const Output signedIn = tessera::test::tessera(
            {QStringLiteral("sign-in"), QStringLiteral("--issuer"), provider.issuer(),
             QStringLiteral("--client-id"), client, QStringLiteral("--client-secret-file"), secret.fileName(),
             QStringLiteral("--client-auth"), QString::fromLatin1(QTest::currentDataTag()),
             QStringLiteral("--no-store"), QStringLiteral("--json"), QStringLiteral("--config"),
             config.path()});
        QVERIFY2(signedIn.status == 0, signedIn.told().constData());
        QVERIFY(signedIn.json()
                    .value(QLatin1String("id_token"))
                    .toObject()
                    .value(QLatin1String("valid"))
                    .toBool());
        QVERIFY2(!storedItems().contains("account/"), "--no-store stored something");
        QVERIFY(!QFile::exists(config.filePath(QStringLiteral("accounts.json"))));
    }
};

QTEST_GUILESS_MAIN(OidcProviderTest)
#include "oidc_provider_test.moc"

// `tessera` itself against the twins: signed in through a real browser with a typed client id, the account
// kept in a real keychain, a token for a script, signed out; and against nothing, a sentence that helps.
#include "tests/app/cli/program.h"
#include "tests/providers/github_twin.h"
#include "tests/providers/google_twin.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class CliJourney final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_config;

    QString fileWith(const QString& secret) const
    {
        QFile file(m_config.filePath(QStringLiteral("secret.txt")));
        if (!file.open(QIODevice::WriteOnly) || file.write(secret.toLatin1() + '\n') < 0)
            qFatal("cannot write the secret file");
        return file.fileName();
    }
    Ran run(QStringList words) const
    {
        return runTessera(words << QStringLiteral("--config") << m_config.path());
    }
    Ran signIn(const char* provider, const QString& issuer, const QString& clientId,
               const QString& secret) const
    {
        return run({QStringLiteral("sign-in"), QString::fromLatin1(provider), QStringLiteral("--issuer"),
                    issuer, QStringLiteral("--client-id"), clientId, QStringLiteral("--client-secret-file"),
                    fileWith(secret), QStringLiteral("--account"), QStringLiteral("mine"),
                    QStringLiteral("--json")});
    }
    qsizetype accounts() const
    {
        return run({QStringLiteral("accounts"), QStringLiteral("--json")})
            .json()
            .value(u"accounts")
            .toArray()
            .size();
    }
    /// What a script gets.
    QString token() const { return run({QStringLiteral("token"), QStringLiteral("mine")}).out.trimmed(); }
    void signOut() const
    {
        const Ran out = run({QStringLiteral("sign-out"), QStringLiteral("mine"), QStringLiteral("--json")});
        QVERIFY2(out.status == 0, out.told().constData());
        QVERIFY(out.json().value(u"revoked").toBool());
        QCOMPARE(accounts(), 0);
    }

private Q_SLOTS:
    void github()
    {
        GithubTwin github(std::make_shared<SystemClock>());
        const Ran ran = signIn("github", github.issuer(), GithubTwin::clientId(), GithubTwin::clientSecret());
        QVERIFY2(ran.status == 0, ran.told().constData());
        QCOMPARE(ran.json().value(u"subject").toString(), github.person.subject);
        QCOMPARE(ran.json().value(u"email").toString(), github.person.email);
        QVERIFY(ran.json().value(u"id_token").isNull());
        QVERIFY(ran.json().value(u"stored").toBool());
        QCOMPARE(accounts(), 1);
        const QString access = token(); // of another process
        QVERIFY2(github.accepts(access), "the token does not work");
        signOut();
        QVERIFY(!github.accepts(access));
    }

    void google()
    {
        GoogleTwin google(std::make_shared<SystemClock>());
        const Ran ran = signIn("google", google.issuer(), GoogleTwin::clientId(), GoogleTwin::clientSecret());
        QVERIFY2(ran.status == 0, ran.told().constData());
        QCOMPARE(ran.json().value(u"subject").toString(), google.person.subject);
        QVERIFY(ran.json().value(u"id_token").toObject().value(u"valid").toBool());
        QCOMPARE(accounts(), 1);
        QVERIFY(token().startsWith(QStringLiteral("ya29.")));
        QCOMPARE(google.tokenRequests(), 2); // the code, and a renewal for another process
        signOut();
    }

    /// The error comes with status 200.
    void refused()
    {
        GithubTwin github(std::make_shared<SystemClock>());
        const Ran ran = signIn("github", github.issuer(), GithubTwin::clientId(), QStringLiteral("wrong"));
        QCOMPARE(ran.status, 1);
        QVERIFY2(ran.error.contains(
                     QStringLiteral("The provider does not accept the client ID and secret together.")),
                 ran.told().constData());
        QCOMPARE(ran.json().value(u"error").toObject().value(u"code").toString(),
                 QStringLiteral("incorrect_client_credentials"));
        QCOMPARE(accounts(), 0);
    }

    void againstNothing_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("path");
        QTest::newRow("github") << QStringLiteral("github") << QStringLiteral("/login/oauth");
        QTest::newRow("google") << QStringLiteral("google") << QString();
    }
    /// The rows as they are built in, with nothing typed but a client id: what their own hosts are asked for
    /// ends at a proxy that is not there; and a host whose name nobody knows. As on a machine without a
    /// network.
    void withoutANetwork_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("issuer"); ///< empty: the row's
        QTest::addColumn<QString>("host");
        QTest::newRow("github, as built in")
            << QStringLiteral("github") << QString() << QStringLiteral("github.com");
        QTest::newRow("google, as built in")
            << QStringLiteral("google") << QString() << QStringLiteral("accounts.google.com");
        QTest::newRow("github, a name nobody knows")
            << QStringLiteral("github") << QStringLiteral("https://github.invalid/login/oauth")
            << QStringLiteral("github.invalid");
        QTest::newRow("google, a name nobody knows")
            << QStringLiteral("google") << QStringLiteral("https://google.invalid")
            << QStringLiteral("google.invalid");
    }
    void withoutANetwork()
    {
        QFETCH(QString, provider);
        QFETCH(QString, issuer);
        QFETCH(QString, host);
        GoogleTwin closed(std::make_shared<SystemClock>());
        const QByteArray nobody = closed.origin().toLatin1();
        closed.goOffline();
        if (issuer.isEmpty())
            qputenv("https_proxy", nobody);
        QStringList line{QStringLiteral("sign-in"),
                         provider,
                         QStringLiteral("--client-id"),
                         QStringLiteral("client"),
                         QStringLiteral("--client-secret-file"),
                         fileWith(QStringLiteral("secret")),
                         QStringLiteral("--json")};
        if (!issuer.isEmpty())
            line += {QStringLiteral("--issuer"), issuer};
        const Ran ran = run(line);
        qunsetenv("https_proxy");
        QCOMPARE(ran.status, 4);
        const QString code = ran.json().value(u"error").toObject().value(u"code").toString();
        const QStringList expected = issuer.isEmpty() ? QStringList{QStringLiteral("net.proxy")}
                                                      : QStringList{QStringLiteral("net.host_not_found"),
                                                                    QStringLiteral("net.offline")};
        QVERIFY2(expected.contains(code), ran.told().constData());
        QVERIFY2(ran.error.contains(host) || code == u"net.offline", ran.told().constData());
        QVERIFY2(!ran.error.contains(QStringLiteral("browser")), ran.told().constData());
        QCOMPARE(accounts(), 0);
    }

    /// Nobody listens there: said at once, and no browser opens.
    void againstNothing()
    {
        QFETCH(QString, provider);
        QFETCH(QString, path);
        GoogleTwin closed(std::make_shared<SystemClock>());
        const QString origin = closed.origin();
        closed.goOffline();
        const Ran ran = signIn(provider.toLatin1().constData(), origin + path, QStringLiteral("client"),
                               QStringLiteral("secret"));
        QCOMPARE(ran.status, 4);
        const bool helps = ran.error.contains(QStringLiteral("Nobody answers at 127.0.0.1")) ||
                           ran.error.contains(QStringLiteral("This computer is offline."));
        QVERIFY2(helps, ran.told().constData());
        QVERIFY2(ran.error.contains(QStringLiteral("try again")), ran.told().constData());
        QVERIFY2(!ran.error.contains(QStringLiteral("browser")), ran.told().constData());
    }
};

QTEST_GUILESS_MAIN(CliJourney)
#include "cli_journey_test.moc"

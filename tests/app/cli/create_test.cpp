// tessera create and tessera jwk run as programs: what they make can be used, what they refuse is named, and
// no private key goes where it was not sent.
#include "app/cli/command.h"
#include "core/inspector/token_templates.h"
#include "tests/app/cli/program.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

QStringList words(const QString& line)
{
    return line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool isForItsOwnerAlone(const QString& path)
{
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    return QFileInfo(path).isFile() && !(QFile::permissions(path) & others);
}

QString codeOf(const Ran& ran)
{
    return ran.json().value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
}

} // namespace

class CreateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTemplateIsGood_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& row : testTokenTemplates())
            QTest::newRow(qPrintable(row.id)) << row.id;
    }
    void everyTemplateIsGood()
    {
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const QString key = folder.filePath(QStringLiteral("key"));
        const Ran made = runTessera({QStringLiteral("create"), name, QStringLiteral("--key-out"), key});
        QVERIFY2(made.status == 0, made.told().constData());
        QCOMPARE(made.out.count(QLatin1Char('\n')), 1);
        QVERIFY(isForItsOwnerAlone(key));
        const Ran seen =
            runTessera({QStringLiteral("inspect"), QStringLiteral("--key"), key, QStringLiteral("--json")},
                       made.out.toUtf8());
        QVERIFY2(seen.status == 0, seen.told().constData());
        QCOMPARE(seen.json().value(QLatin1String("signature")).toObject().value(QLatin1String("status")),
                 QJsonValue(QStringLiteral("valid")));
        for (const auto& finding : seen.json().value(QLatin1String("findings")).toArray())
            QVERIFY2(finding.toObject().value(QLatin1String("severity")) !=
                         QJsonValue(QStringLiteral("error")),
                     seen.told().constData());
    }

    /// Every line of the help does what it says, one after the other, where nothing is there yet.
    void examplesWorkAsWritten_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"create", "jwk", "inspect"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void examplesWorkAsWritten()
    {
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const auto* command = tessera::cli::findCommand(name);
        QVERIFY(command && command->examples.size() >= 4);
        for (const QString& example : command->examples) {
            QProcess shell;
            shell.setWorkingDirectory(folder.path());
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("PATH"), QStringLiteral(TESSERA_BIN_DIR ":") +
                                                           environment.value(QStringLiteral("PATH")));
            shell.setProcessEnvironment(environment);
            shell.start(QStringLiteral("/bin/bash"),
                        {QStringLiteral("-o"), QStringLiteral("pipefail"), QStringLiteral("-c"), example});
            QVERIFY(shell.waitForFinished(60000));
            const QByteArray told = example.toUtf8() + '\n' + shell.readAllStandardError();
            QVERIFY2(shell.exitStatus() == QProcess::NormalExit && shell.exitCode() == 0, told.constData());
        }
    }

    void jsonHasTheFourMembers()
    {
        const Ran ran = runTessera(words(QStringLiteral(
            "create session --alg ES256 --set admin=true --set n=7 --set zip=01234 --header cty=x --json")));
        QVERIFY2(ran.status == 0, ran.told().constData());
        const QJsonObject object = ran.json();
        QCOMPARE(object.keys(), QStringList({QStringLiteral("claims"), QStringLiteral("header"),
                                             QStringLiteral("public_jwk"), QStringLiteral("token")}));
        const QJsonObject claims = object.value(QLatin1String("claims")).toObject();
        QCOMPARE(claims.value(QLatin1String("admin")), QJsonValue(true));
        QCOMPARE(claims.value(QLatin1String("n")), QJsonValue(7));
        QCOMPARE(claims.value(QLatin1String("zip")), QJsonValue(QStringLiteral("01234")));
        QCOMPARE(object.value(QLatin1String("header")).toObject().value(QLatin1String("cty")),
                 QJsonValue(QStringLiteral("x")));
        QVERIFY(!object.value(QLatin1String("public_jwk")).toObject().contains(QLatin1String("d")));
        QVERIFY2(ran.error.contains(QStringLiteral("thrown away")), ran.told().constData());
    }

    void timesAndLife()
    {
        const Ran ran = runTessera(
            words(QStringLiteral("create access-token --at 2026-01-02T03:04:05Z --life 60 --json")));
        const QJsonObject claims = ran.json().value(QLatin1String("claims")).toObject();
        QCOMPARE(claims.value(QLatin1String("iat")).toInteger(), qint64(1767323045));
        QCOMPARE(claims.value(QLatin1String("exp")).toInteger(), qint64(1767323105));
    }

    void claimsFromStandardInput()
    {
        const Ran ran =
            runTessera(words(QStringLiteral("create --claims - --set b=2 --json")), "{\"a\":[1]}");
        QVERIFY2(ran.status == 0, ran.told().constData());
        const QJsonObject claims = ran.json().value(QLatin1String("claims")).toObject();
        QCOMPARE(claims.keys(), QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    }

    void badClaimsNameLineAndColumn()
    {
        const Ran ran = runTessera(words(QStringLiteral("create --claims -")), "{\n  \"a\": 1,\n  b: 2\n}");
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.error.contains(QStringLiteral("ine 3, column 3")), ran.told().constData());
        QVERIFY(ran.out.isEmpty());
    }

    void wrong_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("status");
        const auto row = [](const char* line, const char* code, int status = 2) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(code) << status;
        };
        row("create", "usage.claims_missing");
        row("create jwt", "usage.template");
        row("create session --set a", "usage.set");
        row("create session --set =a", "usage.set");
        row("create session --header alg=none", "create.header");
        row("create session --alg none", "create.algorithm_none");
        row("create session --alg RSA1_5", "create.algorithm_refused");
        row("create session --alg rs256", "create.algorithm_unknown");
        row("create session --life 0", "usage.number");
        row("create dpop-proof --life 5", "usage.life");
        row("create dpop-proof --alg HS256", "create.algorithm_other_use");
        row("create session --at soon", "usage.time");
        row("create session --key /nowhere/at-all", "file.unreadable");
        row("create --claims /nowhere/at-all", "file.unreadable");
        row("create session --key a --secret-file b", "usage.key_sources");
        row("create session --claims - --key -", "usage.stdin_twice");
        row("create session --enc A256GCM", "usage.encrypt");
        row("create session --encrypt-only", "usage.encrypt");
        row("create session --key @ec --alg RS256", "key.wrong_type", 1);
        row("create session --key @public", "create.no_key");
        row("create session --secret-file @short --alg HS256", "key.weak", 1);
        row("create session --secret-file @empty", "usage.secret_empty");
        row("create session --out @short", "file.exists");
        row("create session --key-out @short", "file.exists");
        row("create session --key-out /nowhere/at-all", "file.unwritable");
        row("create session --encrypt-to @rsa --encrypt-alg RSA1_5", "create.algorithm_refused");
        row("create session --encrypt-to @public --enc A256", "create.algorithm_unknown");
        row("jwk sing", "usage.jwk");
        row("jwk show", "usage.jwk");
        row("jwk generate x", "usage.jwk");
        row("jwk show /nowhere/at-all", "file.unreadable");
        row("jwk show @short", "pem.unreadable", 1);
        row("jwk generate --type DSA", "usage.key_type");
        row("jwk generate --use both", "usage.key_use");
        row("jwk generate --type RSA --bits 1024", "key.bits");
        row("jwk generate --type EC --curve P-111", "key.curve_unknown");
        row("jwk generate --alg ES256 --curve P-384", "key.wrong_type");
        row("jwk generate --alg RSA1_5", "create.algorithm_refused");
        row("jwk generate --out @short", "file.exists");
        row("jwk pem @public --private", "key.no_private_part");
        row("jwk pem @oct", "key.no_pem");
        row("jwk public @oct", "key.no_public_part");
    }
    void wrong()
    {
        QFETCH(QString, line);
        QFETCH(QString, code);
        QFETCH(int, status);
        const QTemporaryDir folder;
        const auto path = [&](const char* name) { return folder.filePath(QString::fromLatin1(name)); };
        write(path("short"), "0123456789");
        write(path("empty"), "\n");
        for (const char* what : {"ec --type EC", "rsa --type RSA", "oct --type oct"}) {
            if (!line.contains(QLatin1Char('@') + words(QString::fromLatin1(what)).first()))
                continue;
            const QStringList parts = words(QString::fromLatin1(what));
            QCOMPARE(runTessera({QStringLiteral("jwk"), QStringLiteral("generate"), parts[1], parts[2],
                                 QStringLiteral("--out"), folder.filePath(parts[0])})
                         .status,
                     0);
        }
        if (line.contains(QStringLiteral("@public"))) {
            const Ran made = runTessera(words(QStringLiteral("jwk generate")));
            write(path("public"),
                  runTessera(words(QStringLiteral("jwk public -")), made.out.toUtf8()).out.toUtf8());
        }
        QStringList given = words(line) + QStringList{QStringLiteral("--json")};
        for (QString& word : given)
            if (word.startsWith(QLatin1Char('@')))
                word = folder.filePath(word.sliced(1));
        const Ran ran = runTessera(given);
        QVERIFY2(ran.status == status, ran.told().constData());
        QVERIFY2(codeOf(ran) == code, ran.told().constData());
        QVERIFY2(ran.error.startsWith(QStringLiteral("tessera: ")), ran.told().constData());
        QCOMPARE(read(path("short")), QByteArray("0123456789"));
    }

    void nothingIsOverwrittenAndNothingLeftHalf()
    {
        const QTemporaryDir folder;
        const QString key = folder.filePath(QStringLiteral("key"));
        const QString token = folder.filePath(QStringLiteral("token"));
        write(token, "mine");
        const Ran ran = runTessera({QStringLiteral("create"), QStringLiteral("session"),
                                    QStringLiteral("--out"), token, QStringLiteral("--key-out"), key});
        QCOMPARE(ran.status, 2);
        QCOMPARE(read(token), QByteArray("mine"));
        QVERIFY(!QFile::exists(key));
        QVERIFY(ran.out.isEmpty());
    }

    void aGeneratedKeyGoesNowhereElse()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("key"));
        const Ran ran =
            runTessera({QStringLiteral("create"), QStringLiteral("id-token"), QStringLiteral("--json"),
                        QStringLiteral("--verbose"), QStringLiteral("--key-out"), path});
        QVERIFY2(ran.status == 0, ran.told().constData());
        const QByteArray key = read(path);
        const qsizetype from = key.indexOf("\"d\":\"");
        QVERIFY(from > 0);
        const QString secret = QString::fromLatin1(key.sliced(from + 5, 40));
        QVERIFY(!ran.out.contains(secret) && !ran.error.contains(secret));
    }

    void jwkGoesRoundByPemAndBack()
    {
        const Ran key = runTessera(words(QStringLiteral("jwk generate --type OKP --curve X25519")));
        QVERIFY2(key.status == 0, key.told().constData());
        const Ran pem = runTessera(words(QStringLiteral("jwk pem - --private")), key.out.toUtf8());
        QVERIFY2(pem.out.startsWith(QStringLiteral("-----BEGIN PRIVATE KEY-----")), pem.told().constData());
        const Ran first = runTessera(words(QStringLiteral("jwk thumbprint -")), key.out.toUtf8());
        const Ran second = runTessera(words(QStringLiteral("jwk thumbprint -")), pem.out.toUtf8());
        QCOMPARE(first.out, second.out);
        QCOMPARE(first.out.trimmed().size(), 43);
        const Ran shown = runTessera(words(QStringLiteral("jwk show -")), key.out.toUtf8());
        QVERIFY2(shown.out.startsWith(QStringLiteral("OKP private key, X25519")), shown.told().constData());
        QVERIFY2(shown.out.contains(QStringLiteral("ECDH-ES")), shown.told().constData());
    }

    void inspectTakesThePrivateKeyEitherWay()
    {
        const QTemporaryDir folder;
        const QString keyFile = folder.filePath(QStringLiteral("key.jwk"));
        const Ran made =
            runTessera({QStringLiteral("create"), QStringLiteral("session"), QStringLiteral("--alg"),
                        QStringLiteral("ES256"), QStringLiteral("--key-out"), keyFile});
        QVERIFY2(made.status == 0, made.told().constData());
        for (const char* option : {"--key", "--jwks"}) {
            const Ran ran = runTessera({QStringLiteral("inspect"), QString::fromLatin1(option), keyFile},
                                       made.out.toUtf8());
            QVERIFY2(ran.status == 0, ran.told().constData());
            QVERIFY2(ran.out.contains(QStringLiteral("Signature valid (ES256")), ran.told().constData());
        }
    }

    void encryptedToken()
    {
        const QTemporaryDir folder;
        const QString reader = folder.filePath(QStringLiteral("reader"));
        QCOMPARE(runTessera({QStringLiteral("jwk"), QStringLiteral("generate"), QStringLiteral("--use"),
                             QStringLiteral("enc"), QStringLiteral("--out"), reader})
                     .status,
                 0);
        const Ran ran = runTessera(
            {QStringLiteral("create"), QStringLiteral("id-token"), QStringLiteral("--encrypt-to"), reader});
        QVERIFY2(ran.status == 0, ran.told().constData());
        QCOMPARE(ran.out.count(QLatin1Char('.')), 4);
    }
};

TESSERA_TEST(CreateTest)
#include "create_test.moc"

// tessera inspect run as a program: one token, two compared, and many of them, one a line.
#include "core/jose/jws.h"
#include "tests/app/cli/program.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace tessera;
using namespace tessera::test;

namespace {

constexpr qint64 kSmall = 24 * 1024 * 1024;

QByteArray signedWith(const Key& key, const char* alg, const QByteArray& claims)
{
    const auto token = signCompact(claims, key, QString::fromLatin1(alg));
    if (!token)
        qFatal("%s", qPrintable(token.error().code));
    return *token;
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QStringList words(const QString& line)
{
    return line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QList<QJsonObject> objects(const QString& out)
{
    QList<QJsonObject> all;
    for (const QString& line : out.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        all.append(QJsonDocument::fromJson(line.toUtf8()).object());
    return all;
}

} // namespace

class InspectTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// What everybody pastes first: HS256 with the secret of the tutorials.
    void tutorialTokenIsToldThatItsSecretIsPublic()
    {
        const QByteArray input =
            QByteArrayLiteral("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                              "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ");
        const QByteArray token = input + ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
        const Ran ran = runTessera({QStringLiteral("inspect")}, token);
        QVERIFY2(ran.out.contains(QStringLiteral("your-256-bit-secret")), ran.told().constData());
        QVERIFY2(ran.out.contains(QStringLiteral("jws.weak_secret")), ran.told().constData());
        QVERIFY2(ran.out.contains(QStringLiteral("jwt.exp_missing")), ran.told().constData());
        QVERIFY2(ran.out.contains(QStringLiteral("Signed JSON Web Token")), ran.told().constData());
        QVERIFY2(ran.out.contains(QStringLiteral("2018-01-18T01:30:22Z")), ran.told().constData());
        QVERIFY2(!ran.out.contains(QLatin1Char('\x1b')), ran.told().constData());
    }

    /// A program that writes slowly, or a text longer than a pipe holds: the first piece is not the token.
    void pipeIsReadToItsEnd()
    {
        const QByteArray token = signedWith(Key::generateEc(u"P-256"), "ES256", "{\"sub\":\"x\",\"exp\":1}");
        const auto half = token.size() / 2;
        QProcess process;
        process.start(QStringLiteral(TESSERA_BIN_DIR "/tessera"),
                      {QStringLiteral("inspect"), QStringLiteral("-"), QStringLiteral("--json")});
        QVERIFY(process.waitForStarted());
        process.write(token.first(half));
        QVERIFY(!process.waitForFinished(1000));
        process.write(token.sliced(half));
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(30000));
        const QJsonObject report = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QCOMPARE(report.value(QLatin1String("kind")).toString(), QStringLiteral("jws"));
    }

    /// Ctrl+C where nothing comes: at the first time.
    void silentPipeIsLeft()
    {
        QProcess process;
        process.start(QStringLiteral(TESSERA_BIN_DIR "/tessera"),
                      {QStringLiteral("inspect"), QStringLiteral("-")});
        QVERIFY(process.waitForStarted());
        QVERIFY(!process.waitForFinished(1500)); // it reads by then
        QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
        QVERIFY(process.waitForFinished(10000));
        QCOMPARE(process.exitStatus(), QProcess::CrashExit); // by the signal, as a shell expects
    }

    /// echo and editors end a text with a line break: nothing worth a finding. White space before it is.
    void lastLineBreakIsNoFinding()
    {
        const QByteArray token = signedWith(Key::generateEc(u"P-256"), "ES256", "{\"sub\":\"x\",\"exp\":1}");
        const Ran plain = runTessera({QStringLiteral("inspect")}, token + '\n');
        QVERIFY2(!plain.out.contains(QStringLiteral("inspect.trimmed")), plain.told().constData());
        const Ran blank = runTessera({QStringLiteral("inspect")}, ' ' + token + '\n');
        QVERIFY2(blank.out.contains(QStringLiteral("inspect.trimmed")), blank.told().constData());
    }

    void errorsStandBeforeNotes()
    {
        const QByteArray token = signedWith(Key::generateEc(u"P-256"), "ES256", "{\"sub\":\"x\",\"exp\":1}");
        const Ran ran = runTessera({QStringLiteral("inspect")}, token);
        const qsizetype error = ran.out.indexOf(QStringLiteral("\nError  "));
        const qsizetype warning = ran.out.indexOf(QStringLiteral("\nWarning  "));
        const qsizetype note = ran.out.indexOf(QStringLiteral("\nNote  "));
        QVERIFY2(error > 0 && (warning < 0 || error < warning), ran.told().constData());
        QVERIFY2(note < 0 || warning < note, ran.told().constData());
        QVERIFY2(ran.out.contains(QStringLiteral("Expires")), ran.told().constData());
    }

    void diff()
    {
        const QTemporaryDir folder;
        const Key key = Key::generateEc(u"P-256");
        const QString before = folder.filePath(QStringLiteral("before"));
        const QString after = folder.filePath(QStringLiteral("after"));
        write(before, signedWith(key, "ES256", "{\"sub\":\"x\",\"exp\":1767326645,\"a\":1}"));
        write(after, signedWith(key, "ES256", "{\"sub\":\"x\",\"exp\":1767330185,\"b\":2}"));
        const QStringList line{QStringLiteral("inspect"), before, QStringLiteral("--diff"), after};
        const Ran people = runTessera(line);
        QVERIFY2(people.status == 0, people.told().constData());
        QVERIFY2(people.out.contains(QStringLiteral("  - a    1\n")), people.told().constData());
        QVERIFY2(people.out.contains(QStringLiteral("  + b    2\n")), people.told().constData());
        QVERIFY2(people.out.contains(QStringLiteral("59 min later")), people.told().constData());
        const Ran json = runTessera(line + QStringList{QStringLiteral("--json")});
        QCOMPARE(json.json().value(QLatin1String("changes")).toArray().size(), 3);
        const Ran same = runTessera({QStringLiteral("inspect"), QStringLiteral("--diff"), before},
                                    signedWith(key, "ES256", "{\"sub\":\"x\",\"exp\":1767326645,\"a\":1}"));
        QCOMPARE(same.out, QStringLiteral("They say the same.\n"));
    }

    void diffOfASignIn()
    {
        const QTemporaryDir folder;
        const QString before = folder.filePath(QStringLiteral("before"));
        write(before, "Set-Cookie: PHPSESSID=S3CRETq8Zt7Lw2; Path=/\n");
        const QStringList line{QStringLiteral("inspect"), before, QStringLiteral("--diff"),
                               QStringLiteral("-")};
        const Ran fixed = runTessera(line, "Set-Cookie: PHPSESSID=S3CRETq8Zt7Lw2; Path=/; Secure\n");
        QVERIFY2(fixed.status == 1, fixed.told().constData());
        QVERIFY2(fixed.out.contains(QStringLiteral("session.fixed")), fixed.told().constData());
        QVERIFY2(!fixed.out.contains(QStringLiteral("S3CRET")), fixed.told().constData());
        const Ran renewed = runTessera(line, "Set-Cookie: PHPSESSID=S3CRETx1Yv9Kd4; Path=/\n");
        QVERIFY2(renewed.status == 0, renewed.told().constData());
        QVERIFY2(!renewed.out.contains(QStringLiteral("session.fixed")), renewed.told().constData());
    }

    void wrong_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* line, const char* code) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(code);
        };
        row("inspect --diff a --lines", "usage.diff");
        row("inspect --diff a --key b", "usage.diff");
        row("inspect --diff -", "usage.diff");
        row("inspect a --diff /nowhere/at-all", "file.unreadable");
        row("inspect --lines /nowhere/at-all", "file.unreadable");
        row("inspect --lines /", "file.unreadable");
        row("inspect --lines --key /nowhere/at-all", "file.unreadable");
        row("inspect --lines --at yesterday", "usage.time");
        row("inspect --key a --jwks b", "usage.key_sources");
        row("inspect --lines --secret-file -", "usage.stdin_twice");
    }
    void wrong()
    {
        QFETCH(QString, line);
        QFETCH(QString, code);
        const Ran ran = runTessera(words(line) + QStringList{QStringLiteral("--json")});
        QVERIFY2(ran.status == 2, ran.told().constData());
        const QJsonObject error = ran.json().value(QLatin1String("error")).toObject();
        QCOMPARE(error.value(QLatin1String("code")).toString(), code);
    }

    void linesForPeople()
    {
        const QByteArray good = signedWith(Key::generateEc(u"P-256"), "ES256", "{\"sub\":\"x\"}");
        const Ran ran = runTessera({QStringLiteral("inspect"), QStringLiteral("--lines")},
                                   good + "\n\n" + good + "\r\na b\n" + good);
        const QStringList lines = ran.out.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 4);
        QVERIFY2(lines[0].startsWith(QStringLiteral("1  Signed JSON Web Token")), ran.told().constData());
        QVERIFY2(lines[1].startsWith(QStringLiteral("3  Signed JSON Web Token")), ran.told().constData());
        QVERIFY2(lines[2].startsWith(QStringLiteral("4  ")), ran.told().constData());
        QVERIFY2(lines[3].startsWith(QStringLiteral("5  Signed JSON Web Token")), ran.told().constData());
        QVERIFY2(ran.error.startsWith(QStringLiteral("4 lines, ")), ran.told().constData());
    }

    void noLines()
    {
        const Ran ran =
            runTessera({QStringLiteral("inspect"), QStringLiteral("--lines"), QStringLiteral("--json")});
        QCOMPARE(ran.status, 0);
        QVERIFY(ran.out.isEmpty());
    }

    /// 10,000 tokens, one of them spoilt, and one line longer than may be: each is told with its number, and
    /// the program does not grow.
    void tenThousandLinesInConstantMemory()
    {
        const QTemporaryDir folder;
        const QString secretFile = folder.filePath(QStringLiteral("secret"));
        const QString many = folder.filePath(QStringLiteral("many"));
        const Key signer = Key::fromSecret(SecretString(QByteArray(40, 'k')));
        write(secretFile, QByteArray(40, 'k') + '\n');
        const QByteArray claims =
            "{\"iss\":\"a\",\"aud\":\"b\",\"sub\":\"x\",\"pad\":\"" + QByteArray(700, 'p') + "\"}";
        const QByteArray good = signedWith(signer, "HS256", claims) + '\n';
        const QByteArray bad =
            signedWith(Key::fromSecret(SecretString(QByteArray(40, 'z'))), "HS256", claims) + '\n';
        QByteArray text = good.repeated(4999) + bad + good.repeated(2000);
        text += QByteArray(40 * 1024 * 1024, 'e') + '\n' + good.repeated(2999);
        QVERIFY2(text.size() > kSmall, "the file is larger than what the program may hold");
        write(many, text);
        const Ran ran = runTessera({QStringLiteral("inspect"), QStringLiteral("--lines"), many,
                                    QStringLiteral("--secret-file"), secretFile, QStringLiteral("--json")},
                                   {}, 110, kSmall);
        QVERIFY2(ran.status == 1, ran.error.toUtf8().constData());
        const QList<QJsonObject> all = objects(ran.out);
        QCOMPARE(all.size(), 10000);
        int refused = 0;
        for (const QJsonObject& line : all) {
            const QString status =
                line.value(QLatin1String("signature")).toObject().value(QLatin1String("status")).toString();
            if (status == QLatin1String("valid"))
                continue;
            ++refused;
            const int number = line.value(QLatin1String("line")).toInt();
            QVERIFY2(number == 5000 || number == 7001, QByteArray::number(number).constData());
        }
        QCOMPARE(refused, 2);
        QVERIFY(ran.error.contains(QStringLiteral("10000 lines, 2 refused")));
    }

    void interruptEndsInOrder()
    {
        QProcess process;
        process.start(QStringLiteral(TESSERA_BIN_DIR "/tessera"),
                      {QStringLiteral("inspect"), QStringLiteral("--lines")});
        QVERIFY(process.waitForStarted());
        process.write(signedWith(Key::generateEc(u"P-256"), "ES256", "{\"sub\":\"x\"}") + '\n');
        // The first line comes out although the pipe stays open.
        QVERIFY(process.waitForReadyRead(30000));
        process.terminate();
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 6);
        QVERIFY(process.readAllStandardError().startsWith("Stopped after 1 lines"));
    }
};

TESSERA_TEST(InspectTest)
#include "inspect_test.moc"

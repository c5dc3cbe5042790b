// A298: the desktop signs in, renews, shows and copies its tokens, signs out; afterwards its memory holds no
// access, refresh or ID token, no code and no verifier in any spelling. And while it is signed in, no refresh
// token (outside of a renewal). Each image is of a program that was started for it.
//
// TESSERA_MEMORY_IMAGES=50: as many images instead of five.
#include "app/demo_idp/identity_provider.h"
#include "tests/memory/memory_image.h"
#include "tests/support/robot_browser.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include <fcntl.h>
#include <unistd.h>

using namespace tessera;
using namespace tessera::test;

namespace {

constexpr int kUsualImages = 5;

QCoro::Task<void> follow(BrowserPtr browser, QUrl address)
{
    co_await visit(browser, address, {});
}

int imagesWanted()
{
    const int wanted = qEnvironmentVariableIntValue("TESSERA_MEMORY_IMAGES");
    return wanted > 0 ? wanted : kUsualImages;
}

/// Started for one image.
class Program
{
public:
    explicit Program(const QString& name)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TESSERA_TEST_DUMPABLE"), QStringLiteral("1"));
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.remove(QStringLiteral("TESSERA_CANARY_FILE"));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(name, {m_directory.path()});
    }
    ~Program()
    {
        m_process.write("quit\n");
        if (!m_process.waitForFinished(5000))
            m_process.kill();
        m_process.waitForFinished(1000);
    }

    /// What it answers; the provider in this process and the robot browser go on meanwhile.
    QByteArray tell(const QByteArray& line)
    {
        m_process.write(line + '\n');
        for (;;) {
            if (!QTest::qWaitFor([this] { return m_process.canReadLine() || !isRunning(); }, 30000) ||
                !m_process.canReadLine())
                return "no answer";
            const QByteArray said = m_process.readLine().trimmed();
            if (!said.startsWith("open "))
                return said;
            follow(std::make_shared<Browser>(), QUrl::fromEncoded(said.mid(5)));
        }
    }

    qint64 id() const { return m_process.processId(); }

private:
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

    QTemporaryDir m_directory;
    QProcess m_process;
};

/// What the provider gave and got, by what it is: it writes each secret down.
class Secrets
{
public:
    Secrets() : m_everybodys(qgetenv("TESSERA_CANARY_FILE"))
    {
        qputenv("TESSERA_CANARY_FILE", path().toLocal8Bit());
    }
    /// The search at the end of a test run looks for these as well.
    ~Secrets()
    {
        QFile all(QString::fromLocal8Bit(m_everybodys));
        if (!m_everybodys.isEmpty() && all.open(QIODevice::Append))
            all.write(lines().join('\n') + '\n');
        qputenv("TESSERA_CANARY_FILE", m_everybodys);
    }
    Secrets(const Secrets&) = delete;
    Secrets& operator=(const Secrets&) = delete;

    QList<QByteArray> lines() const
    {
        QFile file(path());
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QList<QByteArray> all = file.readAll().split('\n');
        all.removeAll(QByteArray());
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }

    /// Access and ID tokens are JWTs there; refresh tokens, codes and verifiers are not.
    enum class Kind { All, WithoutJwts };
    QList<Needle> needles(Kind kind = Kind::All) const
    {
        QList<Needle> all;
        int number = 0;
        for (const QByteArray& secret : lines())
            if (kind == Kind::All || !secret.startsWith("eyJ"))
                all += spellingsOf(QStringLiteral("secret %1 of %2 bytes").arg(++number).arg(secret.size()),
                                   secret);
        return all;
    }

private:
    QString path() const { return m_directory.filePath(QStringLiteral("canaries")); }

    QByteArray m_everybodys;
    QTemporaryDir m_directory;
};

QList<int> descriptorsOf(const QString& process)
{
    QList<int> all;
    const QDir folder(QStringLiteral("/proc/%1/fdinfo").arg(process));
    for (const QString& number : folder.entryList(QDir::Files))
        if (number.toInt() > STDERR_FILENO)
            all.append(number.toInt());
    return all;
}

/// Files of /proc say that they are empty.
QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.readAll() : QByteArray();
}

QByteArray told(const MemoryImage& image)
{
    QStringList lines;
    for (const Found& found : image.found)
        lines.append(found.name + QStringLiteral(" in ") + found.where);
    lines.removeDuplicates();
    return lines.join(QStringLiteral("; ")).toUtf8();
}

} // namespace

class SignOutMemoryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<demo::IdentityProvider> m_provider;

    QByteArray signIn(Program& program) const
    {
        return program.tell("sign-in " + m_provider->issuer().toUtf8());
    }

private Q_SLOTS:
    void initTestCase()
    {
        // What the shell that runs the test left open would be passed on, and look like the program's own.
        for (const int descriptor : descriptorsOf(QStringLiteral("self")))
            ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
        m_provider = std::make_unique<demo::IdentityProvider>(demo::IdentityProviderOptions());
        QVERIFY(m_provider->start());
    }

    /// Without this the rest would prove nothing.
    void theSearchFindsEachSpelling()
    {
        Program program(QStringLiteral(MEMORY_SUBJECT));
        const QByteArray secret("canary-Zm9vYmFy_31415926/5358979+3238462643");
        const QList<Needle> needles = spellingsOf(QStringLiteral("planted"), secret);
        QVERIFY(needles.size() > 20);
        for (const Needle& needle : needles) {
            QCOMPARE(program.tell("plant " + needle.bytes.toHex()), QByteArray("ok"));
            const auto image = lookInto(program.id(), {needle});
            QVERIFY2(image, "its memory can be read: a build with TESSERA_TEST_SWITCHES");
            QVERIFY2(!image->found.isEmpty(), qPrintable(needle.name));
        }
    }

    void A298_nothingIsLeftAfterSigningOut()
    {
        const int images = imagesWanted();
        int clean = 0;
        qint64 bytes = 0;
        QByteArray firstLeft;
        for (int i = 0; i < images; ++i) {
            const Secrets secrets;
            Program program(QStringLiteral(MEMORY_SUBJECT));
            QCOMPARE(signIn(program), QByteArray("ok"));
            QCOMPARE(program.tell("renew"), QByteArray("ok"));
            QCOMPARE(program.tell("show"), QByteArray("ok"));
            const QList<Needle> needles = secrets.needles();
            const auto before = lookInto(program.id(), needles);
            QVERIFY(before);
            QVERIFY2(!before->found.isEmpty(),
                     "signed in: the access token is there, or the search is blind");
            QCOMPARE(program.tell("sign-out"), QByteArray("ok"));
            const auto after = lookInto(program.id(), needles);
            QVERIFY(after);
            bytes += after->bytes;
            clean += after->found.isEmpty() ? 1 : 0;
            if (firstLeft.isEmpty())
                firstLeft = told(*after);
        }
        qInfo("%d of %d images without a secret; %lld MB looked through", clean, images,
              static_cast<long long>(bytes / 1000000));
        QVERIFY2(clean == images, firstLeft.constData());
    }

    /// A300, A301: what a browser that is started would get, or anybody may read, holds nothing.
    void A300_A301_nothingIsInheritedOrShown()
    {
        const Secrets secrets;
        Program program(QStringLiteral(MEMORY_SUBJECT));
        QCOMPARE(signIn(program), QByteArray("ok"));
        QCOMPARE(program.tell("show"), QByteArray("ok"));
        const QString folder = QStringLiteral("/proc/%1/").arg(program.id());
        const QList<int> descriptors = descriptorsOf(QString::number(program.id()));
        QVERIFY(!descriptors.isEmpty());
        for (const int descriptor : descriptors) {
            const QString number = QString::number(descriptor);
            const QByteArray info = contentOf(folder + QStringLiteral("fdinfo/") + number);
            const auto at = info.indexOf("flags:");
            const qulonglong flags =
                info.mid(at + 6, info.indexOf('\n', at) - at - 6).trimmed().toULongLong(nullptr, 8);
            const QString what = QFile::symLinkTarget(folder + QStringLiteral("fd/") + number);
            QVERIFY2(flags & O_CLOEXEC, qPrintable(number + u' ' + what));
        }
        const QByteArray shown =
            contentOf(folder + QStringLiteral("cmdline")) + contentOf(folder + QStringLiteral("environ"));
        QVERIFY(shown.contains("XDG_RUNTIME_DIR"));
        for (const Needle& needle : secrets.needles())
            QVERIFY2(!shown.contains(needle.bytes), qPrintable(needle.name));
        QCOMPARE(program.tell("sign-out"), QByteArray("ok"));
    }

    void A298_noRefreshTokenWhileSignedIn()
    {
        const Secrets secrets;
        Program program(QStringLiteral(MEMORY_SUBJECT));
        QCOMPARE(signIn(program), QByteArray("ok"));
        QCOMPARE(program.tell("renew"), QByteArray("ok"));
        // Two refresh tokens, and a code and a verifier that are used up.
        const QList<Needle> needles = secrets.needles(Secrets::Kind::WithoutJwts);
        QVERIFY(needles.size() > 40);
        QTest::qWait(300);
        const auto image = lookInto(program.id(), needles);
        QVERIFY(image);
        QVERIFY2(image->found.isEmpty(), told(*image).constData());
        QCOMPARE(program.tell("sign-out"), QByteArray("ok"));
    }
};

QTEST_GUILESS_MAIN(SignOutMemoryTest)
#include "sign_out_memory_test.moc"

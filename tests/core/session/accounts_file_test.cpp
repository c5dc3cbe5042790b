// accounts.json: what was written comes back; what is not understood is refused and left alone (A236, A251).
#include "core/session/session_store.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace tessera;

namespace {

/// No file of this program grows beyond so many bytes.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit full{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &full);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
};

Account account(const QString& subject)
{
    Account account;
    account.issuer = QStringLiteral("https://id.example.com");
    account.subject = subject;
    account.clientId = QStringLiteral("desk");
    account.id = accountId(account.issuer, subject, account.clientId);
    account.name = QString::fromUtf8("Al\u00efce \xE2\x80\xAE<b>");
    account.email = QStringLiteral("alice@example.com");
    account.label = QStringLiteral("work");
    account.provider = QStringLiteral("acme");
    account.scopeRequested = {QStringLiteral("openid"), QStringLiteral("email")};
    account.scopeGranted = {QStringLiteral("openid")};
    account.createdAt = fromUnixSeconds(1767323045);
    return account;
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

void put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class AccountsFileTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBack()
    {
        QTemporaryDir directory;
        const AccountsFile file(directory.path());
        const QList<Account> accounts{account(QStringLiteral("alice")), account(QStringLiteral("bob"))};
        QVERIFY(file.write(accounts));
        QCOMPARE(file.read().value(), accounts);
        QVERIFY(file.write({accounts.at(1)}));
        QCOMPARE(file.read().value(), QList<Account>{accounts.at(1)});
        QVERIFY(file.write({}));
        QVERIFY(file.read().value().isEmpty());
    }

    /// What is written can be read again: ten thousand accounts can, and a list beyond the bound is not
    /// written.
    void manyAccounts()
    {
        QTemporaryDir directory;
        const AccountsFile file(directory.path());
        QList<Account> accounts;
        for (int i = 0; i < 10000; ++i)
            accounts.append(account(QStringLiteral("person-%1").arg(i)));
        QVERIFY(file.write(accounts));
        const auto read = file.read();
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QCOMPARE(read->size(), accounts.size());
        for (Account& each : accounts)
            each.label = QString(2000, u'l');
        const auto refused = file.write(accounts);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("accounts.not_writable"));
        QCOMPARE(file.read().value(), *read); // what was there stays
    }

    void noFileIsNoAccount()
    {
        QTemporaryDir directory;
        QVERIFY(AccountsFile(directory.filePath(QStringLiteral("not/yet"))).read().value().isEmpty());
        QVERIFY(!QFileInfo::exists(directory.filePath(QStringLiteral("not"))));
    }

    void forTheOwnerOnly()
    {
        QTemporaryDir directory;
        const mode_t before = ::umask(0);
        const AccountsFile file(directory.filePath(QStringLiteral("a/b")));
        const auto written = file.write({account(QStringLiteral("alice"))});
        ::umask(before);
        QVERIFY(written);
        struct stat info = {};
        QCOMPARE(::stat(qPrintable(file.path()), &info), 0);
        QCOMPARE(info.st_mode & 07777, 0600U);
        QCOMPARE(::stat(qPrintable(directory.filePath(QStringLiteral("a/b"))), &info), 0);
        QCOMPARE(info.st_mode & 07777, 0700U);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("code");
        const QByteArray id = account(QStringLiteral("alice")).id.toUtf8();
        const auto row = [](const char* name, const QByteArray& from, const QByteArray& to,
                            const char* code = "accounts.unreadable") {
            QTest::newRow(name) << from << to << QString::fromLatin1(code);
        };
        row("good", "", "", "");
        row("A251 another issuer", "https://id.example.com", "https://id.evil.example");
        row("A251 another subject", "\"subject\": \"alice\"", "\"subject\": \"mallory\"");
        row("A251 another client", "\"client_id\": \"desk\"", "\"client_id\": \"web\"");
        row("A251 another id", id, QByteArray(22, 'A'));
        row("A251 issuer is http", "https://id", "http://id");
        row("A252 an endpoint smuggled in",
            "\"email\":", "\"token_endpoint\": \"https://evil.example\", \"email\":");
        row("A236 newer version", "\"version\": 1", "\"version\": 2", "accounts.version");
        row("A236 version is text", "\"version\": 1", "\"version\": \"1\"");
        row("A236 no version", "\"version\": 1", "\"versions\": 1");
        row("more at the top", "\"version\": 1", "\"x\": 1, \"version\": 1");
        row("A236 truncated", "\n}\n", "");
        row("A236 empty", "{", "");
        row("duplicate member", "\"name\":", "\"name\": \"x\", \"name\":");
        row("name is a number", "\"label\": \"work\"", "\"label\": 7");
        row("name is missing", "\"label\": \"work\",", "");
        row("scope is text", "\"scope_granted\": [", "\"scope_granted\": \"openid\", \"x\": [");
        row("time out of range", "1767323045", "-1");
        row("accounts is no list", "\"accounts\": [", "\"accounts\": 1, \"x\": [");
        row("byte order mark", "{\n    \"accounts\"", "\xEF\xBB\xBF{\n    \"accounts\"");
    }
    void refused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, code);
        QTemporaryDir directory;
        const AccountsFile file(directory.path());
        QVERIFY(file.write({account(QStringLiteral("alice"))}));
        QByteArray bytes = contents(file.path());
        if (!from.isEmpty()) {
            QVERIFY2(bytes.contains(from), bytes.constData());
            if (from == "{")
                bytes.clear();
            else
                bytes.replace(from, to);
        }
        put(file.path(), bytes);
        const auto read = file.read();
        QCOMPARE(read ? QString() : read.error().code, code);
        if (code.isEmpty())
            return;
        QCOMPARE(read.error().kind, ErrorKind::Configuration);
        QVERIFY2(read.error().detail.contains(file.path()), qPrintable(read.error().detail));
        // Never written over.
        QCOMPARE(file.write({account(QStringLiteral("bob"))}).error().code, code);
        QCOMPARE(contents(file.path()), bytes);
    }

    void twoOfOneId()
    {
        QTemporaryDir directory;
        const AccountsFile file(directory.path());
        QVERIFY(file.write({account(QStringLiteral("alice")), account(QStringLiteral("alice"))}));
        QCOMPARE(file.read().error().code, QStringLiteral("accounts.unreadable"));
    }

    void tooLarge()
    {
        QTemporaryDir directory;
        const AccountsFile file(directory.path());
        put(file.path(), QByteArray(16 * 1024 * 1024 + 1, ' '));
        QCOMPARE(file.read().error().code, QStringLiteral("accounts.unreadable"));
    }

    /// A pipe or a folder in its place neither hangs nor is replaced.
    void notAFile()
    {
        QTemporaryDir directory;
        const AccountsFile file(directory.path());
        QCOMPARE(::mkfifo(qPrintable(file.path()), 0600), 0);
        QCOMPARE(file.read().error().code, QStringLiteral("accounts.unreadable"));
        QCOMPARE(file.write({}).error().code, QStringLiteral("accounts.unreadable"));
    }

    void danglingLinkIsNotNothing()
    {
        QTemporaryDir directory;
        const AccountsFile file(directory.path());
        QVERIFY(QFile::link(directory.filePath(QStringLiteral("gone")), file.path()));
        QCOMPARE(file.read().error().code, QStringLiteral("accounts.unreadable"));
    }

    /// A234. The folder's place is taken by a file: holds for root, too.
    void notWritable()
    {
        QTemporaryDir directory;
        put(directory.filePath(QStringLiteral("taken")), "x");
        const AccountsFile file(directory.filePath(QStringLiteral("taken/tessera")));
        const auto written = file.write({account(QStringLiteral("alice"))});
        QCOMPARE(written.error().code, QStringLiteral("accounts.not_writable"));
        QVERIFY(written.error().detail.contains(file.path()));
    }

    /// A234. The disk gets full in the middle of the file: a write that is cut is no error to the system.
    void A234_diskGetsFullInTheMiddle()
    {
        QTemporaryDir directory;
        const AccountsFile file(directory.path());
        const QList<Account> before{account(QStringLiteral("alice"))};
        QVERIFY(file.write(before));
        const auto written = [&] {
            const FullDisk full(300);
            return file.write({account(QStringLiteral("alice")), account(QStringLiteral("bob"))});
        }();
        QVERIFY(!written);
        QCOMPARE(written.error().code, QStringLiteral("accounts.not_writable"));
        QVERIFY(*file.read() == before);
    }
};

TESSERA_TEST(AccountsFileTest)
#include "accounts_file_test.moc"

// The list of hosts: kept without secrets, read strictly, asked exactly.
#include "core/net/limits.h"
#include "core/tools/credential_rules.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;

namespace {

CredentialRule rule(const char* tool, const char* address, const char* account)
{
    return {QString::fromUtf8(tool), placeFromAddress(QString::fromUtf8(address)).value(),
            QString::fromUtf8(account), QString()};
}

void write(const QString& path, QByteArray text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write");
    file.write(text.replace('\'', '"'));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

class CredentialRulesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keptAndRead()
    {
        const QTemporaryDir folder;
        const CredentialRules rules(folder.path() + QStringLiteral("/new"));
        QVERIFY(rules.read().value().isEmpty());
        CredentialRule first = rule("git", "https://git.example.com/group", "a");
        first.username = QStringLiteral("oauth2");
        QVERIFY(rules.set(first));
        QVERIFY(rules.set(rule("docker", "https://git.example.com/group", "b")));
        QVERIFY(rules.set(rule("git", "https://git.example.com/group", "c"))); // in place of the first
        const auto read = rules.read();
        QCOMPARE(read->size(), 2);
        QCOMPARE(read->at(0), rule("docker", "https://git.example.com/group", "b"));
        QCOMPARE(read->at(1), rule("git", "https://git.example.com/group", "c"));
        QVERIFY(
            !(QFile::permissions(rules.path()) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther)));
        QCOMPARE(rules.remove(QStringLiteral("git"), read->at(1).place).value(), true);
        QCOMPARE(rules.remove(QStringLiteral("git"), read->at(1).place).value(), false);
        QCOMPARE(rules.read()->size(), 1);
    }

    void longestPathDecides()
    {
        const QList<CredentialRule> rules{rule("git", "https://git.example.com", "everything"),
                                          rule("git", "https://git.example.com/a/b", "deep"),
                                          rule("git", "https://git.example.com/a", "middle"),
                                          rule("docker", "https://git.example.com/a/b/c", "docker")};
        const auto account = [&rules](const char* address) {
            const auto found =
                ruleFor(rules, QStringLiteral("git"), placeFromAddress(QString::fromUtf8(address)).value());
            return found ? found->account : QString();
        };
        QCOMPARE(account("https://git.example.com/a/b/c"), QStringLiteral("deep"));
        QCOMPARE(account("https://git.example.com/a/bc"), QStringLiteral("middle"));
        QCOMPARE(account("https://git.example.com"), QStringLiteral("everything"));
        QCOMPARE(account("https://git.example.org"), QString());
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("named");
        const auto row = [](const char* name, const char* text, const char* named) {
            QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(named);
        };
        row("no JSON", "hosts", "json");
        row("version", "{'version':2,'hosts':[]}", "version");
        row("no hosts", "{'version':1}", "hosts");
        row("unknown member", "{'version':1,'hosts':[],'x':1}", "hosts");
        row("unknown in a host",
            "{'version':1,'hosts':[{'tool':'git','address':'https://"
            "a.example','account':'a','insecure':true}]}",
            "host 1, insecure");
        row("address", "{'version':1,'hosts':[{'tool':'git','address':'http://a.example','account':'a'}]}",
            "host 1, address");
        row("no account", "{'version':1,'hosts':[{'tool':'git','address':'https://a.example'}]}",
            "host 1, account");
        row("username",
            "{'version':1,'hosts':[{'tool':'git','address':'https://a.example','account':'a','username':1}]}",
            "host 1, username");
        row("not an object", "{'version':1,'hosts':['git']}", "host 1, tool");
    }
    void refused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, named);
        const QTemporaryDir folder;
        const CredentialRules rules(folder.path());
        write(rules.path(), text);
        const auto read = rules.read();
        QVERIFY(!read);
        QCOMPARE(read.error().code, QStringLiteral("tool.rules"));
        QVERIFY2(read.error().detail.contains(named), qPrintable(read.error().detail));
        QVERIFY(read.error().detail.contains(rules.path()));
        // and nothing is written over it
        QVERIFY(!rules.set(rule("git", "https://a.example", "a")));
    }

    void othersMayNotWriteIt()
    {
        const QTemporaryDir folder;
        const CredentialRules rules(folder.path());
        write(rules.path(), "{'version':1,'hosts':[]}");
        QVERIFY(rules.read());
        QFile::setPermissions(rules.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::WriteOther);
        QVERIFY(!rules.read());
    }

    void bounds()
    {
        const QTemporaryDir folder;
        const CredentialRules rules(folder.path());
        QByteArray rows;
        for (qsizetype i = 0; i < limits::kToolRules; ++i)
            rows += QByteArray(i ? "," : "") + "{'tool':'git','address':'https://a.example/" +
                    QByteArray::number(i) + "','account':'a'}";
        write(rules.path(), "{'version':1,'hosts':[" + rows + "]}");
        QCOMPARE(rules.read()->size(), limits::kToolRules);
        QVERIFY(!rules.set(rule("git", "https://a.example", "a")));
        write(rules.path(), "{'version':1,'hosts':[" + rows +
                                ",{'tool':'git','address':'https://b.example','account':'a'}]}");
        QVERIFY(!rules.read());
    }
};

TESSERA_TEST(CredentialRulesTest)
#include "credential_rules_test.moc"

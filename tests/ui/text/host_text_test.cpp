// Hosts and names from outside are shown so that they cannot pretend.
#include "ui/text/host_text.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"

#include <QTest>

using namespace tessera;

class HostTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hosts_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("host");
        QTest::newRow("plain") << QStringLiteral("https://id.acme.example/realms/x")
                               << QStringLiteral("id.acme.example");
        QTest::newRow("A284 cyrillic")
            << QStringLiteral("https://\u0430pple.com") << QStringLiteral("xn--pple-43d.com");
        QTest::newRow("A283 umlaut too") << QStringLiteral("https://id.m\u00FCnchen.example")
                                         << QStringLiteral("id.xn--mnchen-3ya.example");
        QTest::newRow("port") << QStringLiteral("http://127.0.0.1:8787") << QStringLiteral("127.0.0.1:8787");
        QTest::newRow("IPv6") << QStringLiteral("http://[::1]:8787") << QStringLiteral("[::1]:8787");
        QTest::newRow("user name") << QStringLiteral("https://google.com@evil.example")
                                   << QStringLiteral("evil.example");
        QTest::newRow("A069 backslash") << QStringLiteral("https://a.example\\@evil.example") << QString();
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("not an address") << QStringLiteral("hello") << QString();
    }

    void hosts()
    {
        QFETCH(QString, address);
        QTEST(hostText(address), "host");
    }

    void nameIsTheFirstThatIsThere()
    {
        Account a = test::anaAtAcme().account;
        QCOMPARE(accountName(a), QStringLiteral("Ana Marić"));
        a.label = QStringLiteral("Work");
        QCOMPARE(accountName(a), QStringLiteral("Work"));
        a.label.clear();
        a.name = QStringLiteral("  ");
        QCOMPARE(accountName(a), QStringLiteral("ana.maric@example.com"));
        a.email.clear();
        QCOMPARE(accountName(a), a.subject);
    }

    void hostileNameIsCutAndEscaped()
    {
        const QString name = accountName(test::hostile().account);
        QVERIFY(name.size() < 200);
        QVERIFY(!name.contains(QChar(0x202E)));
        QVERIFY(name.contains(QStringLiteral("\\u{202e}")) || name.contains(u'…'));
    }

    void providerHasItsNameOnlyWhereItIsSure()
    {
        Account a = test::anaAtAcme().account;
        QCOMPARE(providerText(a), QStringLiteral("id.acme.example"));
        a.provider = QStringLiteral("gitlab");
        QCOMPARE(providerText(a), QStringLiteral("GitLab"));
        a.provider = QStringLiteral("keycloak"); // anybody's
        QCOMPARE(providerText(a), QStringLiteral("id.acme.example"));
    }
};

TESSERA_TEST(HostTextTest)
#include "host_text_test.moc"

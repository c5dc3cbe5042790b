// An account is (issuer, subject, client) and nothing else (checklist N099, A250).
#include "core/session/session.h"
#include "core/session/session_store.h"
#include "tests/support/test_program.h"

#include <QRegularExpression>
#include <QTest>

using namespace tessera;

class SessionTest : public QObject
{
    Q_OBJECT
    const QString m_issuer = QStringLiteral("https://id.example.com");

private Q_SLOTS:
    void idsDiffer_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("client");
        QTest::newRow("another subject") << m_issuer << "bob"
                                         << "desk";
        QTest::newRow("another issuer") << "https://id.example.org"
                                        << "alice"
                                        << "desk";
        QTest::newRow("another client") << m_issuer << "alice"
                                        << "web";
        QTest::newRow("final slash of the issuer") << m_issuer + u'/' << "alice"
                                                   << "desk";
        QTest::newRow("case of the subject") << m_issuer << "Alice"
                                             << "desk";
        QTest::newRow("parts moved") << m_issuer << "alicedesk"
                                     << "";
        QTest::newRow("parts moved the other way") << m_issuer + QStringLiteral("alice") << ""
                                                   << "desk";
        QTest::newRow("A250 separator inside") << m_issuer << "alice4:desk"
                                               << "";
    }
    void idsDiffer()
    {
        QFETCH(QString, issuer);
        QFETCH(QString, subject);
        QFETCH(QString, client);
        QVERIFY(accountId(issuer, subject, client) !=
                accountId(m_issuer, QStringLiteral("alice"), QStringLiteral("desk")));
    }

    void idIsPlainText_data()
    {
        QTest::addColumn<QString>("subject");
        QTest::newRow("plain") << "alice";
        QTest::newRow("A250 slash") << "../../etc/passwd";
        QTest::newRow("A250 NUL") << QString(QChar(0));
        QTest::newRow("A250 emoji") << QString::fromUtf8("\xF0\x9F\x98\x80");
        QTest::newRow("A250 10 KB") << QString(10 * 1024, u'x');
        QTest::newRow("empty") << QString();
    }
    void idIsPlainText()
    {
        QFETCH(QString, subject);
        const QString id = accountId(m_issuer, subject, QStringLiteral("desk"));
        static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9_-]{22}$"));
        QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
        QCOMPARE(id, accountId(m_issuer, subject, QStringLiteral("desk")));
        QCOMPARE(keychainKey(id), QStringLiteral("account/") + id);
    }

    void phasesAsInJson()
    {
        QCOMPARE(phaseName(Phase::Loading), QStringLiteral("loading"));
        QCOMPARE(phaseName(Phase::Active), QStringLiteral("active"));
        QCOMPARE(phaseName(Phase::Renewing), QStringLiteral("renewing"));
        QCOMPARE(phaseName(Phase::Offline), QStringLiteral("offline"));
        QCOMPARE(phaseName(Phase::Misconfigured), QStringLiteral("misconfigured"));
        QCOMPARE(phaseName(Phase::KeychainLocked), QStringLiteral("keychain-locked"));
        QCOMPARE(phaseName(Phase::SignInNeeded), QStringLiteral("sign-in-needed"));
    }

    void development_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<bool>("expected");
        QTest::newRow("loopback") << "http://127.0.0.1:8080" << true;
        QTest::newRow("localhost") << "http://localhost:8080" << true;
        QTest::newRow("public") << "https://id.example.com" << false;
        QTest::newRow("looks like it") << "https://127.0.0.1.example.com" << false;
    }
    void development()
    {
        QFETCH(QString, issuer);
        QFETCH(bool, expected);
        Session session;
        session.account.issuer = issuer;
        QCOMPARE(session.isDevelopment(), expected);
    }
};

TESSERA_TEST(SessionTest)
#include "session_test.moc"

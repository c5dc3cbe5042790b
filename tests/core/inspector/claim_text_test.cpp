#include "core/inspector/claim_text.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

namespace tessera::test {

class ClaimTextTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hosts_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("loopback");
        QTest::newRow("https://id.example/x") << QStringLiteral("id.example") << false;
        QTest::newRow("https://id.example:8443?x=//y") << QStringLiteral("id.example") << false;
        QTest::newRow("https://user:pw@id.example#f") << QStringLiteral("id.example") << false;
        QTest::newRow("https://a@b@c.example") << QStringLiteral("c.example") << false;
        QTest::newRow("http://localhost:1") << QStringLiteral("localhost") << true;
        QTest::newRow("http://x.localhost") << QStringLiteral("x.localhost") << true;
        QTest::newRow("http://127.0.0.1") << QStringLiteral("127.0.0.1") << true;
        QTest::newRow("http://[::1]:80/") << QStringLiteral("::1") << true;
        QTest::newRow("http://[::1") << QString() << false;
        QTest::newRow("http://notlocalhost") << QStringLiteral("notlocalhost") << false;
        QTest::newRow("id.example") << QString() << false;
        QTest::newRow("://") << QString() << false;
    }
    void hosts()
    {
        const QString address = QString::fromLatin1(QTest::currentDataTag());
        QTEST(hostOf(address).toString(), "host");
        QTEST(isLoopbackHost(hostOf(address)), "loopback");
    }

    void lists()
    {
        QCOMPARE(stringsOf(QStringLiteral("a b")), QStringList{QStringLiteral("a b")});
        QCOMPARE(wordsOf(QStringLiteral(" a  b ")), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(stringsOf(QJsonArray{QStringLiteral("a"), 1, QStringLiteral("b")}),
                 (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QVERIFY(stringsOf(17).isEmpty());
        QVERIFY(wordsOf(QJsonValue::Undefined).isEmpty());
    }

    void emails_data()
    {
        QTest::addColumn<bool>("is");
        for (const char* text : {"a@b.example", "first.last+tag@sub.example.org"})
            QTest::newRow(text) << true;
        for (const char* text :
             {"", "@", "a@", "@b.example", "a@b", "a@b.c", "a@b@c.example", "a b@c.example",
              "mailto:a@b.example", "https://a@b.example", "Alice <a@b.example>"})
            QTest::newRow(text) << false;
    }
    void emails() { QTEST(looksLikeEmail(QString::fromLatin1(QTest::currentDataTag())), "is"); }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ClaimTextTest)
#include "claim_text_test.moc"

// A115: read once, from the start, and never again.
#include "core/net/one_time_body.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class OneTimeBodyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isReadOnce();
    void startsAgainOnlyWhileUnread();
};

void OneTimeBodyTest::isReadOnce()
{
    OneTimeBody body("grant_type=x");
    QVERIFY(!body.isSequential());
    QCOMPARE(body.size(), 12);
    QCOMPARE(body.read(5), QByteArray("grant"));
    QVERIFY(!body.atEnd());
    QCOMPARE(body.read(100), QByteArray("_type=x"));
    QVERIFY(body.atEnd());
    QVERIFY(!body.reset());
    QVERIFY(!body.seek(0));
    QCOMPARE(body.read(100), QByteArray());
}

void OneTimeBodyTest::startsAgainOnlyWhileUnread()
{
    OneTimeBody body("a=b");
    QVERIFY(body.reset());
    QVERIFY(body.seek(0));
    QCOMPARE(body.read(1), QByteArray("a"));
    QVERIFY(!body.reset());
    QVERIFY(!body.seek(2));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::OneTimeBodyTest)
#include "one_time_body_test.moc"

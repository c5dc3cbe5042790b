// The store for "this session only".
#include "core/keychain/memory_store.h"
#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using test::await;

class MemoryStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsUntilRemoved()
    {
        MemoryStore store;
        const auto key = QStringLiteral("account/a");
        QVERIFY(!store.isPersistent());
        QCOMPARE(await(store.state({})), SecretStoreState::Available);
        QVERIFY(!await(store.read(key, {})).value());
        QVERIFY(await(store.write(key, SecretString::fromUtf8("one"), {})));
        QVERIFY(await(store.write(key, SecretString::fromUtf8("two"), {})));
        QCOMPARE(await(store.read(key, {})).value()->reveal().toByteArray(), QByteArray("two"));
        QCOMPARE(await(store.keys({})).value(), QStringList(key));
        QVERIFY(await(store.remove(key, {})));
        QVERIFY(await(store.remove(key, {})));
        QVERIFY(!await(store.read(key, {})).value());
    }

    void twoStoresShareNothing()
    {
        MemoryStore one;
        MemoryStore two;
        QVERIFY(await(one.write(QStringLiteral("k"), SecretString::fromUtf8("x"), {})));
        QVERIFY(!await(two.read(QStringLiteral("k"), {})).value());
    }
};

TESSERA_TEST(MemoryStoreTest)
#include "memory_store_test.moc"

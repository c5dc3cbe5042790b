// Two generations and a keychain that dies at every step: what is read afterwards is the old secret or the
// new one, whole (A213, A242, A243).
#include "core/keychain/split_store.h"
#include "tests/core/keychain/fault_store.h"
#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kKey = QStringLiteral("account/x");

QByteArray text(char letter, qsizetype size)
{
    return QByteArray(size, letter);
}

struct World
{
    std::shared_ptr<FaultStore> inner = std::make_shared<FaultStore>();
    SplitStore store{inner};

    QString write(const QByteArray& bytes)
    {
        const auto done = await(store.write(kKey, SecretString::fromUtf8(bytes), {}));
        return done ? QString() : done.error().code;
    }
    /// The bytes, or the code of the error, or "nothing".
    QByteArray read()
    {
        const auto found = await(store.read(kKey, {}));
        if (!found)
            return found.error().code.toUtf8();
        return *found ? (*found)->reveal().toByteArray() : QByteArray("nothing");
    }
    QString remove()
    {
        const auto done = await(store.remove(kKey, {}));
        return done ? QString() : done.error().code;
    }
};

} // namespace

class SplitStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writtenReadReplacedRemoved()
    {
        World world;
        QCOMPARE(world.read(), QByteArray("nothing"));
        for (const qsizetype size : {10, 3000, 16384, 5, 7000}) {
            QCOMPARE(world.write(text('a', size)), QString());
            QCOMPARE(world.read(), text('a', size));
        }
        QCOMPARE(world.remove(), QString());
        QCOMPARE(world.inner->entries.size(), 0);
        QCOMPARE(world.read(), QByteArray("nothing"));
    }

    void A243_newOneFirstThenTheOldOneGoes()
    {
        World world;
        QCOMPARE(world.write("old"), QString());
        world.inner->log.clear();
        QCOMPARE(world.write("new"), QString());
        QCOMPARE(world.inner->log,
                 (QStringList{QStringLiteral("write account/x/b"), QStringLiteral("remove account/x")}));
        QCOMPARE(world.inner->entries.size(), 1);
    }

    void A243_readBackDiffers()
    {
        World world;
        QCOMPARE(world.write("old"), QString());
        world.inner->failing = QStringLiteral("keychain.read_back");
        QCOMPARE(world.write("new"), QStringLiteral("keychain.read_back"));
        QCOMPARE(world.read(), QByteArray("old"));
    }

    /// Dies at each change in turn, with and without half a write: old or new, and both ways on.
    void A213_diesAtEveryStep_data()
    {
        QTest::addColumn<qsizetype>("before");
        QTest::addColumn<qsizetype>("after");
        QTest::addColumn<bool>("tears");
        for (const bool tears : {false, true})
            for (const qsizetype before : {20, 6000, 16384})
                for (const qsizetype after : {30, 4000, 16384})
                    QTest::addRow("%d to %d%s", int(before), int(after), tears ? ", torn" : "")
                        << before << after << tears;
    }
    void A213_diesAtEveryStep()
    {
        QFETCH(qsizetype, before);
        QFETCH(qsizetype, after);
        QFETCH(bool, tears);
        bool sawOld = false;
        bool sawNew = false;
        for (int rounds = 0; rounds < 2; ++rounds) { // either slot is the one written to
            for (int step = 0;; ++step) {
                World world;
                for (int i = 0; i <= rounds; ++i)
                    QCOMPARE(world.write(text('o', before)), QString());
                world.inner->changesLeft = step;
                world.inner->tears = tears;
                const bool done = world.write(text('n', after)).isEmpty();
                const bool died = world.inner->changesLeft == 0;
                world.inner->changesLeft = -1;
                world.inner->tears = false;
                const QByteArray found = world.read();
                QVERIFY2(found == text('o', before) || found == text('n', after), found.left(40).constData());
                QVERIFY2(!done || found == text('n', after), "said to be written");
                (found[0] == 'o' ? sawOld : sawNew) = true;
                // And on from there.
                QCOMPARE(world.write(text('z', 3000)), QString());
                QCOMPARE(world.read(), text('z', 3000));
                QCOMPARE(world.remove(), QString());
                QCOMPARE(world.inner->entries.size(), 0);
                if (!died)
                    break;
            }
        }
        QVERIFY(sawOld && sawNew);
    }

    /// Sign-out dies in the middle: the rest is removed the next time.
    void A242_removalDiesAtEveryStep()
    {
        for (int step = 0;; ++step) {
            World world;
            QCOMPARE(world.write(text('o', 9000)), QString());
            world.inner->changesLeft = step;
            const bool done = world.remove().isEmpty();
            world.inner->changesLeft = -1;
            QCOMPARE(world.remove(), QString());
            QCOMPARE(world.inner->entries.size(), 0);
            if (done)
                break;
        }
    }

    /// Whatever a secret is made of, and whatever a crash left of it, it has one key.
    void keys()
    {
        World world;
        QCOMPARE(world.write(text('o', 9000)), QString());
        QCOMPARE(world.write(text('n', 9000)), QString()); // now under the second name
        world.inner->entries.insert(QStringLiteral("left/a3"), "a part without its head");
        world.inner->entries.insert(QStringLiteral("revocations"), "1");
        const auto keys = await(world.store.keys({}));
        QCOMPARE(*keys, (QStringList{kKey, QStringLiteral("left"), QStringLiteral("revocations")}));
        world.inner->failing = QStringLiteral("keychain.locked");
        QCOMPARE(await(world.store.keys({})).error().code, QStringLiteral("keychain.locked"));
    }

    void A236_entryOfAnEarlierVersion()
    {
        World world;
        world.inner->entries.insert(kKey, R"({"version":1})");
        QCOMPARE(world.read(), QByteArray(R"({"version":1})"));
        QCOMPARE(world.write("new"), QString());
        QCOMPARE(world.read(), QByteArray("new"));
        QCOMPARE(world.inner->entries.size(), 1);
    }

    void A241_damaged_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::newRow("truncated") << QByteArray("tessera-secret head 1 1 3 ");
        QTest::newRow("another digest")
            << QByteArray("tessera-secret head 1 1 3 " + QByteArray(64, '0') + "\nabc");
        QTest::newRow("a part is missing")
            << QByteArray("tessera-secret head 1 2 3 " + QByteArray(64, '0') + "\nabc");
    }
    void A241_damaged()
    {
        QFETCH(QByteArray, entry);
        World world;
        world.inner->entries.insert(kKey, entry);
        QCOMPARE(world.read(), QByteArray("secret.damaged"));
        QCOMPARE(world.inner->entries.value(kKey), entry); // left as it is
        QCOMPARE(world.write("new"), QString());           // a new sign-in
        QCOMPARE(world.read(), QByteArray("new"));
    }

    void A242_tooLarge()
    {
        World world;
        QCOMPARE(world.write("old"), QString());
        QCOMPARE(world.write(text('n', 40000)), QStringLiteral("keychain.too_large"));
        QCOMPARE(world.read(), QByteArray("old"));
    }

    /// The old one cannot be removed: the new one counts all the same, now and after the next write.
    void oldOneStays()
    {
        World world;
        QCOMPARE(world.write("1"), QString());
        world.inner->keepsRemoved = true;
        for (const char* next : {"2", "3", "4"}) {
            QCOMPARE(world.write(next), QString());
            QCOMPARE(world.read(), QByteArray(next));
        }
        world.inner->keepsRemoved = false;
        QCOMPARE(world.remove(), QString());
        QCOMPARE(world.inner->entries.size(), 0);
    }
};

TESSERA_TEST(SplitStoreTest)
#include "split_store_test.moc"

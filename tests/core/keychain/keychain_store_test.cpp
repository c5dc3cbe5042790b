// KeychainStore against a real gnome-keyring (attack group G11): open, locked, absent, and with the message
// bus taken away. TESSERA_TEST_KEYRING tells which of them this run finds.
#include "core/keychain/keychain_store.h"
#include "tests/core/keychain/secret_service.h"
#include "tests/support/await.h"

#include <QRandomGenerator>
#include <QTest>

using namespace tessera;
using namespace std::chrono_literals;
using test::await;

namespace {

const QString kKey = QStringLiteral("account/0123456789abcdefghijkl");

bool runs(const char* state)
{
    return qgetenv("TESSERA_TEST_KEYRING") == state;
}

QString codeOf(const Result<void>& result)
{
    return result ? QString() : result.error().code;
}

QString codeOf(const Result<std::optional<SecretString>>& result)
{
    return result ? (*result ? QStringLiteral("found") : QStringLiteral("nothing")) : result.error().code;
}

SecretString secret(QByteArray bytes)
{
    return SecretString(std::move(bytes));
}

} // namespace

class KeychainStoreTest : public QObject
{
    Q_OBJECT

    KeychainStore m_store{QStringLiteral("tessera-test")};

    Result<std::optional<SecretString>> read(const QString& key) { return await(m_store.read(key, {})); }
    Result<void> write(const QString& key, const SecretString& value)
    {
        return await(m_store.write(key, value, {}));
    }
    Result<void> remove(const QString& key) { return await(m_store.remove(key, {})); }

    void openKeepsAndForgets()
    {
        QCOMPARE(await(m_store.state({})), SecretStoreState::Available);
        QCOMPARE(codeOf(read(kKey)), QStringLiteral("nothing"));
        QCOMPARE(codeOf(write(kKey, secret("first"))), QString());
        QCOMPARE(codeOf(write(kKey, secret("second"))), QString());
        QVERIFY(**read(kKey) == secret("second"));
        QCOMPARE(codeOf(remove(kKey)), QString());
        QCOMPARE(codeOf(read(kKey)), QStringLiteral("nothing"));
        QCOMPARE(codeOf(remove(kKey)), QString());
    }

    void openKeepsAnyBytes()
    {
        QByteArray bytes(16 * 1024, '\0');
        QRandomGenerator(7).fillRange(reinterpret_cast<quint32*>(bytes.data()), bytes.size() / 4);
        QCOMPARE(codeOf(write(kKey, SecretString::fromUtf8(bytes))), QString());
        QVERIFY((**read(kKey)).equals(bytes));
        // One past the bound is refused, and what was there stays (A241).
        QCOMPARE(codeOf(write(kKey, SecretString::fromUtf8(bytes + 'x'))),
                 QStringLiteral("keychain.too_large"));
        QVERIFY((**read(kKey)).equals(bytes));
        QCOMPARE(codeOf(remove(kKey)), QString());
    }

    /// A247: the entry of another program under the same key is not ours.
    void openKeepsProgramsApart()
    {
        KeychainStore other(QStringLiteral("tessera-test-other"));
        QVERIFY(await(other.write(kKey, secret("theirs"), {})));
        QCOMPARE(codeOf(read(kKey)), QStringLiteral("nothing"));
        QCOMPARE(codeOf(write(kKey, secret("ours"))), QString());
        QCOMPARE(codeOf(remove(kKey)), QString());
        QVERIFY(**await(other.read(kKey, {})) == secret("theirs"));
        QVERIFY(await(other.remove(kKey, {})));
    }

    void openManyAtOnce()
    {
        std::vector<QCoro::Task<Result<void>>> writes;
        for (int i = 0; i < 20; ++i)
            writes.push_back(
                m_store.write(QStringLiteral("account/%1").arg(i), secret(QByteArray::number(i)), {}));
        for (auto& task : writes)
            QCOMPARE(codeOf(await(std::move(task))), QString());
        for (int i = 0; i < 20; ++i) {
            QVERIFY((**read(QStringLiteral("account/%1").arg(i))).equals(QByteArray::number(i)));
            QCOMPARE(codeOf(remove(QStringLiteral("account/%1").arg(i))), QString());
        }
    }

    /// A246: which there are, without reading one; those of other programs are none of ours.
    void openListsEntries()
    {
        KeychainStore other(QStringLiteral("tessera-test-other"));
        const QString second = QStringLiteral("account/zzzzzzzzzzzzzzzzzzzzzz");
        QCOMPARE(await(m_store.keys({})).value(), QStringList());
        QCOMPARE(codeOf(write(second, secret("2"))), QString());
        QCOMPARE(codeOf(write(kKey, secret("1"))), QString());
        QVERIFY(await(other.write(QStringLiteral("account/theirs"), secret("3"), {})));
        QCOMPARE(await(m_store.keys({})).value(), (QStringList{kKey, second}));
        QVERIFY(test::lockDefaultCollection());
        QCOMPARE(await(m_store.keys({})).error().code, QStringLiteral("keychain.locked"));
        QVERIFY(test::unlockDefaultCollection());
        QCOMPARE(codeOf(remove(kKey)), QString());
        QCOMPARE(codeOf(remove(second)), QString());
        QVERIFY(await(other.remove(QStringLiteral("account/theirs"), {})));
        QCOMPARE(await(m_store.keys({})).value(), QStringList());
    }

    /// A244: a KWallet is there and slow. It is not asked, so that nothing depends on how slow it is; and
    /// other programs that are started hear the desktop's own name.
    void kdeTakesTheSecretService()
    {
        qputenv("XDG_CURRENT_DESKTOP", "KDE");
        qputenv("KDE_FULL_SESSION", "true");
        qputenv("KDE_SESSION_VERSION", "5");
        const test::SilentWallet wallet;
        QVERIFY(wallet.isUp());
        QCOMPARE(codeOf(write(kKey, secret("first"))), QString());
        QVERIFY(**read(kKey) == secret("first"));
        QCOMPARE(await(m_store.keys({})).value(), QStringList(kKey)); // it stands in the Secret Service
        QCOMPARE(codeOf(remove(kKey)), QString());
        QCOMPARE(wallet.calls(), 0);
        QCOMPARE(qgetenv("XDG_CURRENT_DESKTOP"), QByteArray("KDE"));
    }

    /// A249: locked while the program runs. Nothing is called missing, nothing is called deleted.
    void openThenLocked()
    {
        QCOMPARE(codeOf(write(kKey, secret("kept"))), QString());
        QVERIFY(test::lockDefaultCollection());
        QCOMPARE(await(m_store.state({})), SecretStoreState::Locked);
        QCOMPARE(codeOf(read(kKey)), QStringLiteral("keychain.locked"));
        QCOMPARE(codeOf(write(kKey, secret("lost"))), QStringLiteral("keychain.locked"));
        QCOMPARE(codeOf(remove(kKey)), QStringLiteral("keychain.locked"));
        QVERIFY(test::unlockDefaultCollection());
        QVERIFY(**read(kKey) == secret("kept"));
        QCOMPARE(codeOf(remove(kKey)), QString());
    }

    void openStopped()
    {
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(await(m_store.read(kKey, stop.get_token())).error().kind, ErrorKind::Cancelled);
    }

    void lockedSaysLocked()
    {
        QCOMPARE(await(m_store.state({})), SecretStoreState::Locked);
        QCOMPARE(codeOf(read(kKey)), QStringLiteral("keychain.locked"));
        QCOMPARE(codeOf(write(kKey, secret("x"))), QStringLiteral("keychain.locked"));
        QCOMPARE(codeOf(remove(kKey)), QStringLiteral("keychain.locked"));
        QVERIFY(test::unlockDefaultCollection());
        QCOMPARE(await(m_store.state({})), SecretStoreState::Available);
        QCOMPARE(codeOf(read(kKey)), QStringLiteral("nothing"));
        QCOMPARE(codeOf(write(kKey, secret("x"))), QString());
    }

    /// With a display the person is asked, and types the password (here xdotool does).
    void promptOpensIt()
    {
        QVERIFY(test::unlockDefaultCollection());
        QCOMPARE(codeOf(write(kKey, secret("kept"))), QString());
        QVERIFY(test::lockDefaultCollection());
        QCOMPARE(codeOf(read(kKey)), QStringLiteral("keychain.locked")); // no prompt for a reader
        auto unlocking = m_store.unlock(kKey, {});
        QVERIFY(test::answerPrompt(qgetenv("TESSERA_KEYRING_PASSWORD") + "\n"));
        QCOMPARE(codeOf(await(std::move(unlocking))), QString());
        QVERIFY(**read(kKey) == secret("kept"));
    }

    /// A239: the person closes the prompt.
    void promptIsClosed()
    {
        QVERIFY(test::lockDefaultCollection());
        auto unlocking = m_store.unlock(kKey, {});
        QVERIFY(test::answerPrompt("\x1b"));
        QCOMPARE(codeOf(await(std::move(unlocking))), QStringLiteral("keychain.locked"));
    }

    void absentSaysAbsent()
    {
        QCOMPARE(await(m_store.state({})), SecretStoreState::Absent);
        QCOMPARE(codeOf(read(kKey)), QStringLiteral("keychain.absent"));
        QCOMPARE(codeOf(write(kKey, secret("x"))), QStringLiteral("keychain.absent"));
        QCOMPARE(codeOf(remove(kKey)), QStringLiteral("keychain.absent"));
    }

    /// GLib would end the program here.
    void busLossIsSurvived()
    {
        QCOMPARE(codeOf(write(kKey, secret("x"))), QString());
        QVERIFY(test::endSessionBus());
        QTest::qWait(300);
        QCOMPARE(await(m_store.state({})), SecretStoreState::Gone);
        QCOMPARE(codeOf(read(kKey)), QStringLiteral("keychain.gone"));
        QCOMPARE(codeOf(write(kKey, secret("y"))), QStringLiteral("keychain.gone"));
    }

    /// Nobody has to ask again and again: the service says that it was opened, and that it was closed.
    void watchIsTold()
    {
        int told = 0;
        auto watch = m_store.watch([&told] { ++told; });
        QVERIFY(watch);
        QVERIFY(test::unlockDefaultCollection());
        QTRY_VERIFY(told > 0);
        QTest::qWait(200); // what belongs to the same handful
        const int before = told;
        QVERIFY(test::lockDefaultCollection());
        QTRY_VERIFY(told > before);
        QTest::qWait(200);
        watch.reset();
        const int after = told;
        QVERIFY(test::unlockDefaultCollection());
        QTest::qWait(200);
        QCOMPARE(told, after);
    }

    /// A249: the service dies. The next one is locked; what is in it is neither missing nor deleted.
    void serviceIsKilled()
    {
        QCOMPARE(codeOf(write(kKey, secret("kept"))), QString());
        int told = 0;
        const auto watch = m_store.watch([&told] { ++told; });
        QVERIFY(test::endSecretService());
        QTRY_VERIFY(told > 0);
        // Starting one takes the bus as long as it takes; until then it is slow.
        QTRY_COMPARE_WITH_TIMEOUT(await(m_store.state({})), SecretStoreState::Locked, 30000);
        QCOMPARE(codeOf(read(kKey)), QStringLiteral("keychain.locked"));
        QCOMPARE(codeOf(write(kKey, secret("lost"))), QStringLiteral("keychain.locked"));
        QVERIFY(test::unlockDefaultCollection());
        QCOMPARE(await(m_store.state({})), SecretStoreState::Available);
        const auto kept = read(kKey);
        QCOMPARE(codeOf(kept), QStringLiteral("found"));
        QVERIFY(**kept == secret("kept"));
        QCOMPARE(codeOf(write(kKey, secret("again"))), QString());
        QCOMPARE(codeOf(remove(kKey)), QString());
    }

private Q_SLOTS:
    void keyring_data()
    {
        using Case = void (KeychainStoreTest::*)();
        QTest::addColumn<Case>("body");
        if (runs("open")) {
            QTest::newRow("written, read, replaced, removed")
                << Case(&KeychainStoreTest::openKeepsAndForgets);
            QTest::newRow("A241 any bytes up to the bound") << Case(&KeychainStoreTest::openKeepsAnyBytes);
            QTest::newRow("A247 another program") << Case(&KeychainStoreTest::openKeepsProgramsApart);
            QTest::newRow("A246 entries listed") << Case(&KeychainStoreTest::openListsEntries);
            QTest::newRow("many at once") << Case(&KeychainStoreTest::openManyAtOnce);
            QTest::newRow("A249 locked during the run") << Case(&KeychainStoreTest::openThenLocked);
            QTest::newRow("stopped") << Case(&KeychainStoreTest::openStopped);
        } else if (runs("kde")) {
            QTest::newRow("A244 a slow KWallet") << Case(&KeychainStoreTest::kdeTakesTheSecretService);
        } else if (runs("locked")) {
            QTest::newRow("A237 locked") << Case(&KeychainStoreTest::lockedSaysLocked);
        } else if (runs("watched")) {
            QTest::newRow("A237 told of the unlocking") << Case(&KeychainStoreTest::watchIsTold);
            QTest::newRow("A249 the service is killed") << Case(&KeychainStoreTest::serviceIsKilled);
        } else if (runs("prompt")) {
            QTest::newRow("A237 the person unlocks") << Case(&KeychainStoreTest::promptOpensIt);
            QTest::newRow("A239 the person declines") << Case(&KeychainStoreTest::promptIsClosed);
        } else if (runs("absent")) {
            QTest::newRow("A238 no service") << Case(&KeychainStoreTest::absentSaysAbsent);
        } else if (runs("bus_loss")) {
            QTest::newRow("A245 the bus dies") << Case(&KeychainStoreTest::busLossIsSurvived);
        }
    }
    void keyring()
    {
        using Case = void (KeychainStoreTest::*)();
        QFETCH(Case, body);
        (this->*body)();
    }
};

QTEST_GUILESS_MAIN(KeychainStoreTest)
#include "keychain_store_test.moc"

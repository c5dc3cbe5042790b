// A secret cannot be printed, is compared whole, and is wiped with its last copy.
#include "core/base/secret_string.h"
#include "tests/support/test_program.h"

#include <QtTest>

#include <sstream>
#include <type_traits>

namespace tessera::test {
namespace {

template <class Stream, class T>
concept Printable = requires(Stream stream, const T& value)
{
    stream << value;
};

static_assert(Printable<QDebug, QString>); // so that the next lines mean something
static_assert(!Printable<QDebug, SecretString>, "logging a secret must not compile");
static_assert(!Printable<QDebug&, SecretString>);
static_assert(!Printable<std::ostringstream&, SecretString>);
static_assert(!Printable<QTextStream&, SecretString>);
static_assert(!Printable<QDataStream&, SecretString>);
static_assert(!std::is_convertible_v<SecretString, QString>);
static_assert(!std::is_convertible_v<SecretString, QByteArray>);
static_assert(!std::is_convertible_v<SecretString, QVariant>);
static_assert(!std::is_convertible_v<QByteArray, SecretString>, "a secret is made on purpose");

} // namespace

class SecretStringTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatItIsGiven()
    {
        const QByteArray bytes("s\0\xC3\xA9", 4);
        const SecretString secret = SecretString::fromUtf8(bytes);
        QCOMPARE(secret.reveal().toByteArray(), bytes);
        QCOMPARE(secret.size(), 4);
        QVERIFY(!secret.isEmpty());
        QCOMPARE(SecretString::fromString(QStringLiteral("\u00E9")).reveal().toByteArray(),
                 QByteArray("\xC3\xA9"));
        QCOMPARE(SecretString::fromUtf8("\xC3\xA9").revealString(), QStringLiteral("\u00E9"));
    }

    void empty()
    {
        QVERIFY(SecretString().isEmpty());
        QVERIFY(SecretString::fromUtf8({}).isEmpty());
        QVERIFY(SecretString() == SecretString::fromUtf8(""));
        QCOMPARE(SecretString().size(), 0);
        QCOMPARE(SecretString().reveal().size(), 0);
        QVERIFY(SecretString().revealString().isEmpty());
    }

    void equality_data()
    {
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<bool>("isEqual");
        QTest::newRow("same") << QByteArray("secret") << true;
        QTest::newRow("A004 right up to the last character") << QByteArray("secreT") << false;
        QTest::newRow("A004 first character") << QByteArray("Secret") << false;
        QTest::newRow("shorter") << QByteArray("secre") << false;
        QTest::newRow("longer") << QByteArray("secrets") << false;
        QTest::newRow("NUL at the end") << QByteArray("secret\0", 7) << false;
        QTest::newRow("empty") << QByteArray() << false;
    }

    void equality()
    {
        QFETCH(QByteArray, other);
        QFETCH(bool, isEqual);
        const SecretString secret = SecretString::fromUtf8("secret");
        QCOMPARE(secret == SecretString::fromUtf8(other), isEqual);
        QCOMPARE(secret.equals(other), isEqual);
        QCOMPARE(constantTimeEquals("secret", other), isEqual);
        QCOMPARE(constantTimeEquals(other, "secret"), isEqual);
    }

    void copiesShare()
    {
        const SecretString secret = SecretString::fromUtf8("secret");
        const SecretString copy = secret;
        QCOMPARE(copy.reveal().data(), secret.reveal().data());
    }

    void argumentIsTakenOver()
    {
        QByteArray bytes(20, 's');
        const SecretString secret(std::move(bytes));
        QVERIFY(bytes.isEmpty()); // NOLINT: that it is empty is the promise
        QCOMPARE(secret.reveal().toByteArray(), QByteArray(20, 's'));
    }

    void sharedArgumentIsNotWipedForOthers()
    {
        QByteArray bytes(20, 's');
        const QByteArray other = bytes;
        const SecretString secret(std::move(bytes));
        QCOMPARE(other, QByteArray(20, 's'));
        QCOMPARE(secret.size(), 20);
    }

    void wipeLeavesSharersAlone()
    {
        QByteArray bytes(20, 's');
        const QByteArray other = bytes;
        wipe(bytes);
        QCOMPARE(bytes, QByteArray(20, '\0'));
        QCOMPARE(other, QByteArray(20, 's'));
        QByteArray none;
        wipe(none);
        QVERIFY(none.isEmpty());
    }

    void wipeReachesTheBytesThemselves()
    {
        QByteArray bytes(20, 's');
        const char* where = bytes.constData();
        wipe(bytes);
        QCOMPARE(bytes.constData(), where);
        QCOMPARE(QByteArray(where, 20), QByteArray(20, '\0'));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::SecretStringTest)
#include "secret_string_test.moc"

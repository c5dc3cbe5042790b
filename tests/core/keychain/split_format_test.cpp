// Pieces of a secret: cut below the limit, joined again, and never joined wrongly (A242, A241).
#include "core/keychain/split_format.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

/// Not the same everywhere, and with every byte there is.
QByteArray bytesOf(qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 31 + i / 256) % 256);
    return bytes;
}

std::optional<SecretString> joined(const QList<SecretString>& entries)
{
    const auto head = parseSplitHead(entries.first().reveal());
    if (!head)
        return std::nullopt;
    QList<SecretString> further;
    for (int i = 1; i < entries.size(); ++i) {
        const auto part = parseSplitPart(entries[i].reveal(), head->generation, i + 1);
        if (!part)
            return std::nullopt;
        further.append(*part);
    }
    return joinSecret(*head, further);
}

} // namespace

class SplitFormatTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void A242_backAgain_data()
    {
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<int>("parts");
        QTest::newRow("empty") << qsizetype(0) << 1;
        QTest::newRow("one") << qsizetype(1) << 1;
        QTest::newRow("just one piece") << qsizetype(2272) << 1;
        QTest::newRow("one more") << qsizetype(2273) << 2;
        QTest::newRow("Windows would refuse it whole") << qsizetype(2561) << 2;
        QTest::newRow("the longest grant") << qsizetype(16 * 1024) << 8;
    }
    void A242_backAgain()
    {
        QFETCH(qsizetype, size);
        QFETCH(int, parts);
        const QByteArray bytes = bytesOf(size);
        const auto entries = splitSecret(SecretString::fromUtf8(bytes), 7);
        QCOMPARE(entries.size(), parts);
        for (const SecretString& entry : entries) {
            QVERIFY(entry.size() <= kMostEntryBytes);
            QVERIFY(!isBareEntry(entry.reveal()));
        }
        const auto back = joined(entries);
        QVERIFY(back);
        QVERIFY(back->equals(bytes));
    }

    void A242_tooLong()
    {
        QVERIFY(splitSecret(SecretString::fromUtf8(bytesOf(8 * 2272 + 1)), 1).isEmpty());
        QCOMPARE(splitSecret(SecretString::fromUtf8(bytesOf(8 * 2272)), 1).size(), 8);
    }

    void bareTextIsNotOurs() { QVERIFY(isBareEntry(R"({"version":1})")); }

    void A241_heads_data()
    {
        QTest::addColumn<QByteArray>("entry");
        const QByteArray digest(64, 'a');
        const auto head = [&](const QByteArray& words) { return "tessera-secret " + words + "\nx"; };
        QTest::newRow("bare") << QByteArray("{}");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("only the mark") << QByteArray("tessera-secret ");
        QTest::newRow("no end of line") << QByteArray("tessera-secret head 1 1 1 " + digest);
        QTest::newRow("a part") << head("part 1 2");
        QTest::newRow("generation 0") << head("head 0 1 1 " + digest);
        QTest::newRow("generation with a sign") << head("head +1 1 1 " + digest);
        QTest::newRow("generation too large") << head("head 99999999999999999999 1 1 " + digest);
        QTest::newRow("no parts") << head("head 1 0 1 " + digest);
        QTest::newRow("too many parts") << head("head 1 9 1 " + digest);
        QTest::newRow("negative size") << head("head 1 1 -1 " + digest);
        QTest::newRow("size too large") << head("head 1 1 19201 " + digest);
        QTest::newRow("leading zero") << head("head 1 1 01 " + digest);
        QTest::newRow("short digest") << head("head 1 1 1 abc");
        QTest::newRow("one word more") << head("head 1 1 1 " + digest + " x");
        QTest::newRow("two spaces") << head("head  1 1 1 " + digest);
        QTest::newRow("a line of 1 MB") << QByteArray("tessera-secret " + QByteArray(1 << 20, '1') + "\n");
    }
    void A241_heads()
    {
        QFETCH(QByteArray, entry);
        QVERIFY(!parseSplitHead(entry));
        QVERIFY(!parseSplitPart(entry, 1, 3));
    }

    void A242_nothingIsJoinedWrongly()
    {
        const auto entries = splitSecret(SecretString::fromUtf8(bytesOf(6000)), 3);
        QCOMPARE(entries.size(), 3);
        // Every single byte of every entry counts.
        for (int which = 0; which < entries.size(); ++which) {
            for (qsizetype at = 0; at < entries[which].size(); at += 37) {
                QByteArray bytes = entries[which].reveal().toByteArray();
                bytes[at] = static_cast<char>(bytes[at] ^ 1);
                auto changed = entries;
                changed[which] = SecretString::fromUtf8(bytes);
                const auto back = joined(changed);
                // The generation's own digits are checked by the parts.
                QVERIFY2(!back, qPrintable(QStringLiteral("entry %1, byte %2").arg(which).arg(at)));
            }
        }
    }

    void A242_partsOfAnotherGeneration()
    {
        const QByteArray bytes = bytesOf(6000);
        const auto older = splitSecret(SecretString::fromUtf8(bytes), 3);
        const auto newer = splitSecret(SecretString::fromUtf8(bytes), 4);
        QVERIFY(!joined({newer[0], older[1], newer[2]}));
        QVERIFY(!joined({newer[0], newer[2], newer[1]}));
        QVERIFY(!joined({newer[0], newer[1]}));
        QVERIFY(joined(newer));
    }
};

TESSERA_TEST(SplitFormatTest)
#include "split_format_test.moc"

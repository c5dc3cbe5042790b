// How hard a session id is to guess: bad ones are found, good ones are left alone.
#include "core/inspector/session_id.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>
#include <QUuid>

namespace tessera::test {

class SessionIdTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void patterns_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("enough"); // 64 bits
        const auto row = [](const char* name, const QByteArray& value, const char* pattern, bool enough) {
            QTest::newRow(name) << value << QString::fromLatin1(pattern) << enough;
        };
        row("32 hexadecimal digits", "9f86d081884c7d659a2feaa0c55ad015", "", true);
        row("32 hexadecimal capitals", "9F86D081884C7D659A2FEAA0C55AD015", "", true);
        row("16 hexadecimal digits", "9f86d081884c7d65", "", true);
        row("15 hexadecimal digits", "9f86d081884c7d6", "", false);
        row("26 letters and digits", "rkq7b2n4m9v1x8c3z5l6k0j2h4", "", true);
        row("base64", "mZ3vQ8xL1rT6wY9kB2nD5p", "", true);
        row("8 letters", "mZ3vQ8xL", "", false);
        row("UUID 4", "f47ac10b-58cc-4372-a567-0e02b2c3d479", "", true);
        row("UUID 7", "018f4e2b-7c1d-7a3b-9c4d-5e6f7a8b9c0d", "", true);
        row("UUID 1", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "uuid1", false);
        row("counter", "100234", "counter", false);
        row("one digit", "7", "counter", false);
        row("long decimal number", "48151623421081524", "", false);
        row("20 decimal digits", "48151623429081524793", "", true);
        row("seconds since 1970", "1767323045", "timestamp", false);
        row("milliseconds", "1767323045123", "timestamp", false);
        row("microseconds", "1767323045123456", "timestamp", false);
        row("one letter again and again", QByteArray(32, 'a'), "repeated", false);
        row("a block again and again", QByteArray("4f9a").repeated(8), "repeated", false);
        row("sequence", "abcdefghijklmnopqrstuvwxyz", "sequence", false);
        row("sequence backwards", "zyxwvutsrqponmlkjihgfedcba", "sequence", false);
        row("sequence of digits", "123456789", "sequence", false);
        row("few letters", "abababbaabbbabaabbab", "few_characters", false);
        row("readable text inside", QByteArray("user:alice;role:admin").toBase64(), "readable", false);
        row("empty", "", "counter", false);
    }
    void patterns()
    {
        QFETCH(QByteArray, value);
        const SessionIdEstimate estimate = estimateSessionId(value, ManualClock().now());
        QTEST(estimate.pattern, "pattern");
        QTEST(estimate.bits >= kLeastSessionBits, "enough");
        QVERIFY(estimate.words.endsWith(u'.'));
    }

    /// No cry of wolf: what good generators make is never called guessable.
    void goodIdsAreLeftAlone()
    {
        for (int i = 0; i < 500; ++i) {
            const QByteArray bytes = QUuid::createUuid().toRfc4122();
            for (const QByteArray& value : {bytes.toHex(), bytes.toBase64(QByteArray::Base64UrlEncoding)}) {
                const SessionIdEstimate estimate = estimateSessionId(value, ManualClock().now());
                QVERIFY2(!estimate.isGuessable(), value.constData());
                QVERIFY2(estimate.bits >= kLeastSessionBits, value.constData());
            }
        }
    }

    void longValuesAreBounded()
    {
        QVERIFY(estimateSessionId(QByteArray(1000000, 'x'), ManualClock().now()).isGuessable());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::SessionIdTest)
#include "session_id_test.moc"

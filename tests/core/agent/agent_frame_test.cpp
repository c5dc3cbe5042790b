// A261: lengths that lie, messages in pieces.
#include "core/agent/agent_frame.h"
#include "core/net/limits.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class AgentFrameTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thereAndBack()
    {
        FrameReader reader;
        reader.append(*framed("{}") + *framed("{\"a\":1}"));
        QCOMPARE(**reader.next(), QByteArray("{}"));
        QVERIFY(!reader.isEmpty());
        QCOMPARE(**reader.next(), QByteArray("{\"a\":1}"));
        QVERIFY(reader.isEmpty());
        QVERIFY(!reader.next()->has_value());
    }

    void inBytes()
    {
        FrameReader reader;
        const QByteArray frame = *framed("{\"version\":1}");
        for (qsizetype i = 0; i + 1 < frame.size(); ++i) {
            reader.append(QByteArrayView(frame).sliced(i, 1));
            QVERIFY(!reader.next()->has_value());
        }
        reader.append(QByteArrayView(frame).last(1));
        QCOMPARE(**reader.next(), QByteArray("{\"version\":1}"));
    }

    void lengths_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::newRow("one byte") << QByteArray("\0\0\0\1{", 5) << QString();
        QTest::newRow("at the bound") << QByteArray("\0\1\0\0", 4) + QByteArray(65536, ' ') << QString();
        QTest::newRow("A261 one past the bound")
            << QByteArray("\0\1\0\1", 4) << QStringLiteral("agent.too_large");
        QTest::newRow("A261 1 GB") << QByteArray("\x40\0\0\0", 4) << QStringLiteral("agent.too_large");
        QTest::newRow("A261 -1") << QByteArray("\xff\xff\xff\xff", 4) << QStringLiteral("agent.too_large");
        QTest::newRow("A261 sign bit") << QByteArray("\x80\0\0\0", 4) << QStringLiteral("agent.too_large");
        QTest::newRow("A261 0") << QByteArray(4, '\0') << QStringLiteral("agent.empty");
        QTest::newRow("A261 little-endian 2")
            << QByteArray("\2\0\0\0{}", 6) << QStringLiteral("agent.too_large");
    }
    void lengths()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        FrameReader reader;
        reader.append(bytes);
        const auto next = reader.next();
        QCOMPARE(next ? QString() : next.error().code, code);
        if (code.isEmpty())
            QCOMPARE((*next)->size(), bytes.size() - 4);
    }

    void nothingLargerIsMade()
    {
        QVERIFY(framed(QByteArray(limits::kAgentMessageBytes, ' ')));
        QCOMPARE(framed(QByteArray(limits::kAgentMessageBytes + 1, ' ')).error().code,
                 QStringLiteral("agent.too_large"));
        QCOMPARE(framed("").error().code, QStringLiteral("agent.empty"));
    }
};

TESSERA_TEST(AgentFrameTest)
#include "agent_frame_test.moc"

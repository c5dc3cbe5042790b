// JSON in the order of the wire, and what is not walked at all.
#include "core/flow/flow_json.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

QStringList walked(const QByteArray& text)
{
    QStringList out;
    walkJson(text, [&out](const FlowJsonEvent& event) {
        using Kind = FlowJsonEvent::Kind;
        if (event.kind == Kind::Value)
            out += QStringLiteral("%1=%2%3").arg(event.path, event.value,
                                                 event.isString ? QStringLiteral("s") : QString());
        else
            out += event.path + (event.kind == Kind::Open ? u'<' : u'>');
    });
    return out;
}

} // namespace

class FlowJsonTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsTheOrder()
    {
        QCOMPARE(walked(" {\"z\":\"1\",\"a\":[true,{\"b\":-2.50e1}],\"m\":{\"x\":null}} "),
                 (QStringList{QStringLiteral("<"), QStringLiteral("z=1s"), QStringLiteral("a<"),
                              QStringLiteral("a[0]=true"), QStringLiteral("a[1]<"),
                              QStringLiteral("a[1].b=-2.50e1"), QStringLiteral("a[1]>"), QStringLiteral("a>"),
                              QStringLiteral("m<"), QStringLiteral("m.x=null"), QStringLiteral("m>"),
                              QStringLiteral(">")}));
    }

    void decodesStrings()
    {
        QCOMPARE(walked("{\"a\\\"b\":\"x\\\\\\u0041\\n\"}").value(1), QStringLiteral("a\"b=x\\A\ns"));
    }

    void takesAList()
    {
        QCOMPARE(walked("[1,\"a\"]"), (QStringList{QStringLiteral("<"), QStringLiteral("[0]=1"),
                                                   QStringLiteral("[1]=as"), QStringLiteral(">")}));
    }

    void emptyOnes()
    {
        QCOMPARE(walked("{}"), (QStringList{QStringLiteral("<"), QStringLiteral(">")}));
        QCOMPARE(walked("[ ]"), (QStringList{QStringLiteral("<"), QStringLiteral(">")}));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a word") << QByteArray("true");
        QTest::newRow("half") << QByteArray("{\"a\":");
        QTest::newRow("twice the same name") << QByteArray("{\"a\":1,\"a\":2}");
        QTest::newRow("something behind it") << QByteArray("{} x");
        QTest::newRow("out of its list") << QByteArray("[1],\"a\":[2]");
        QTest::newRow("nested 1000 deep")
            << QByteArray("{\"a\":") + QByteArray(1000, '[') + QByteArray(1000, ']') + '}';
        QTest::newRow("65 KiB") << "{\"a\":\"" + QByteArray(65 * 1024, 'a') + "\"}";
        QByteArray many = "{\"a\":[0";
        for (int i = 0; i < 2100; ++i)
            many += ",1";
        QTest::newRow("2,100 values") << many + "]}";
    }

    void refuses()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!walkJson(text, [](const FlowJsonEvent&) { QFAIL("told"); }));
    }
};

TESSERA_TEST(FlowJsonTest)
#include "flow_json_test.moc"

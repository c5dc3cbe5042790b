// The pretty-printed JSON with fingerprints in it; what counts as a secret there stands in
// flow_redaction_test.
#include "core/flow/flow_json_redaction.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class FlowJsonRedactionTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void prints()
    {
        FlowSecrets secrets(std::make_shared<const QByteArray>("key"));
        FlowBody body;
        body.isOpaque = true;
        const FlowBody kept = redactedJson(
            body, "{\"b\":[1,{}],\"token\":\"canary\",\"a\":{\"c\":\"x\\\"y\",\"d\":null}}", secrets);
        const QString shown = fingerprintInText(secrets.fingerprint(QStringLiteral("canary")));
        QCOMPARE(kept.text, QStringLiteral("{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"token\": \"%1\",\n"
                                           "  \"a\": {\n    \"c\": \"x\\\"y\",\n    \"d\": null\n  }\n}")
                                .arg(shown));
        QVERIFY(!kept.isOpaque);
    }

    void staysOpaque()
    {
        FlowSecrets secrets(std::make_shared<const QByteArray>("key"));
        FlowBody body;
        body.isOpaque = true;
        body.bytes = 3;
        const FlowBody kept = redactedJson(body, "{a}", secrets);
        QVERIFY(kept.isOpaque && kept.text.isEmpty() && kept.fields.isEmpty());
        QCOMPARE(kept.bytes, 3);
    }

    void values()
    {
        QCOMPARE(cutFlowValue(QStringLiteral("a")), QStringLiteral("a"));
        QCOMPARE(cutFlowValue(QString(kFlowValueCharacters + 1, u'a')).size(), kFlowValueCharacters + 1);
    }
};

TESSERA_TEST(FlowJsonRedactionTest)
#include "flow_json_redaction_test.moc"

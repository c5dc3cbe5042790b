// The JSON of `tessera inspect --json`: other programs rely on every name in it.
#include "core/inspector/token_inspector.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace tessera::test {

class TokenReportTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void members_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("jws") << IdTokenCase().token().reveal().toByteArray();
        QTest::newRow("opaque") << QByteArray("opaque");
        QTest::newRow("unreadable") << QByteArray();
    }
    void members()
    {
        QFETCH(QByteArray, text);
        const QJsonObject json = toJson(inspectToken(text, ManualClock().now()));
        QCOMPARE(
            json.keys(),
            (QStringList{QStringLiteral("checks"), QStringLiteral("claims"), QStringLiteral("decryption"),
                         QStringLiteral("fields"), QStringLiteral("findings"), QStringLiteral("header"),
                         QStringLiteral("kind"), QStringLiteral("parts"), QStringLiteral("payload"),
                         QStringLiteral("serialization"), QStringLiteral("signature"),
                         QStringLiteral("times"), QStringLiteral("title"), QStringLiteral("token_kind")}));
        QCOMPARE(json.value(u"signature").toObject().keys(),
                 (QStringList{QStringLiteral("alg"), QStringLiteral("code"), QStringLiteral("key_source"),
                              QStringLiteral("kid"), QStringLiteral("status")}));
    }

    void good()
    {
        const IdTokenCase subject;
        const TokenReport report = verifyReport(inspectToken(subject.token().reveal(), subject.now),
                                                subject.keys, QStringLiteral("keys.json"));
        const QJsonObject json = toJson(report);
        QCOMPARE(json.value(u"kind").toString(), QStringLiteral("jws"));
        QCOMPARE(json.value(u"claims").toObject(), subject.claims);
        QCOMPARE(QByteArray::fromBase64(json.value(u"payload").toString().toLatin1(),
                                        QByteArray::Base64UrlEncoding),
                 QJsonDocument(subject.claims).toJson(QJsonDocument::Compact));
        const QJsonObject signature = json.value(u"signature").toObject();
        QCOMPARE(signature.value(u"status").toString(), QStringLiteral("valid"));
        QCOMPARE(signature.value(u"key_source").toString(), QStringLiteral("keys.json"));
        QVERIFY(signature.value(u"code").isNull());
        QVERIFY(json.value(u"decryption").isNull());
        QCOMPARE(json.value(u"times").toObject().keys(),
                 (QStringList{QStringLiteral("exp"), QStringLiteral("iat")}));
        QCOMPARE(json.value(u"findings").toArray().size(), 0);
    }

    void opaqueHasNulls()
    {
        const QJsonObject json = toJson(inspectToken("opaque", ManualClock().now()));
        QVERIFY(json.value(u"claims").isNull());
        QVERIFY(json.value(u"payload").isNull());
        QVERIFY(json.value(u"signature").toObject().value(u"alg").isNull());
        const QJsonObject finding = json.value(u"findings").toArray().first().toObject();
        QCOMPARE(finding.keys(),
                 (QStringList{QStringLiteral("code"), QStringLiteral("fix"), QStringLiteral("reference"),
                              QStringLiteral("severity"), QStringLiteral("title"), QStringLiteral("why")}));
        QCOMPARE(finding.value(u"severity").toString(), QStringLiteral("note"));
    }

    void encryptedHasDecryption()
    {
        const QByteArray token = compact("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}", "", "") + ".YQ.Yg";
        const QJsonObject json = toJson(inspectToken(token, ManualClock().now()));
        QCOMPARE(json.value(u"kind").toString(), QStringLiteral("jwe"));
        QCOMPARE(json.value(u"decryption").toObject().value(u"status").toString(),
                 QStringLiteral("not-attempted"));
        QVERIFY(json.value(u"claims").isNull());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::TokenReportTest)
#include "token_report_test.moc"

// AWS STS' XML: the documented answer, and all that is none.
#include "core/net/limits.h"
#include "core/tools/sts_reply.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

QByteArray reply(const QByteArray& credentials)
{
    return "<AssumeRoleWithWebIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n"
           "  <AssumeRoleWithWebIdentityResult>\n    <Audience>client</Audience>\n"
           "    "
           "<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/dev/tessera</Arn></"
           "AssumedRoleUser>\n"
           "    <Credentials>" +
           credentials +
           "</Credentials>\n  </AssumeRoleWithWebIdentityResult>\n"
           "  "
           "<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>\n</"
           "AssumeRoleWithWebIdentityResponse>\n";
}

QByteArray good()
{
    return "<SessionToken>AQoD</SessionToken><SecretAccessKey>wJal+/=</SecretAccessKey>"
           "<Expiration>2026-01-02T03:04:05Z</Expiration><AccessKeyId>ASIAX</AccessKeyId>";
}

} // namespace

class StsReplyTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void read()
    {
        const auto credentials = parseStsReply(reply(good()));
        QVERIFY(credentials);
        QCOMPARE(credentialProcessJson(*credentials).reveal(),
                 QByteArrayView("{\"AccessKeyId\":\"ASIAX\",\"Expiration\":\"2026-01-02T03:04:05Z\","
                                "\"SecretAccessKey\":\"wJal+/=\",\"SessionToken\":\"AQoD\",\"Version\":1}"));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QString>("named"); // empty: good
        const auto row = [](const char* name, const QByteArray& xml, const char* named) {
            QTest::newRow(name) << xml << QString::fromLatin1(named);
        };
        row("good", reply(good()), "");
        row("milliseconds", reply(good().replace("05Z", "05.123Z")), "");
        row("no key id", reply(good().replace("AccessKeyId>", "KeyId>")), "AccessKeyId");
        row("empty token", reply(good().replace("AQoD", "")), "SessionToken");
        row("no time", reply(good().replace("2026-01-02T", "soon ")), "Expiration");
        row("twice", reply(good() + "<SessionToken>other</SessionToken>"), "twice");
        row("another answer", QByteArray(reply(good())).replace("AssumeRoleWithWebIdentityResponse", "Other"),
            "AccessKeyId");
        row("A262 entities", "<!DOCTYPE a [<!ENTITY b \"c\">]>" + reply(good()), "a document type");
        row("A262 no XML", "{}", "no XML");
        row("A262 cut off", reply(good()).chopped(30), "no XML");
        row("A262 NUL", reply(good()) + '\0', "no XML");
        row("A262 deep", QByteArray("<a>").repeated(limits::kStsReplyDepth + 1), "too deep");
        row("A262 many", "<a>" + QByteArray("<b>1</b><c/>").repeated(1) + "</a>", "AccessKeyId");
        row("too large", reply(good()) + QByteArray(limits::kStsReplyBytes, ' '), "too large");
        row("empty", "", "no XML");
    }
    void refused()
    {
        QFETCH(QByteArray, xml);
        QFETCH(QString, named);
        const auto credentials = parseStsReply(xml);
        QCOMPARE(bool(credentials), named.isEmpty());
        if (!credentials) {
            QCOMPARE(credentials.error().code, QStringLiteral("tool.sts_reply"));
            QVERIFY2(credentials.error().detail.contains(named), qPrintable(credentials.error().detail));
            QVERIFY(!credentials.error().detail.contains(QStringLiteral("wJal")));
        }
    }

    void itsErrors()
    {
        const Error error = parseStsError(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
            "<Code>InvalidIdentityToken</Code><Message>No OpenIDConnect provider found\x7f</Message></Error>"
            "</ErrorResponse>",
            400);
        QCOMPARE(error.code, QStringLiteral("tool.sts_refused"));
        QCOMPARE(error.kind, ErrorKind::Denied);
        QVERIFY(
            error.detail.startsWith(QStringLiteral("InvalidIdentityToken: No OpenIDConnect provider found")));
        QVERIFY(!error.detail.contains(QChar(0x7f))); // A283
        QCOMPARE(parseStsError("<html>", 502).code, QStringLiteral("tool.sts_reply"));
        QCOMPARE(parseStsError("<html>", 502).detail, QStringLiteral("status 502"));
    }
};

TESSERA_TEST(StsReplyTest)
#include "sts_reply_test.moc"

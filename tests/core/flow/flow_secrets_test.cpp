// Fingerprints, and finding again what was once seen as a secret.
#include "core/flow/flow_secrets.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

std::shared_ptr<const QByteArray> key(const char* text)
{
    return std::make_shared<const QByteArray>(text);
}

const QString kSecret = QStringLiteral("canary/of+the~refresh token=1");

} // namespace

class FlowSecretsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalSecretsHaveEqualFingerprints()
    {
        const auto ours = key("a");
        FlowSecrets one(ours);
        FlowSecrets other(ours);
        QCOMPARE(one.learn(kSecret), other.fingerprint(kSecret));
        QVERIFY(!(one.fingerprint(kSecret) == one.fingerprint(kSecret + u'x')));
        QCOMPARE(one.fingerprint(kSecret).length, kSecret.size());
        QVERIFY(one.fingerprint(kSecret).tiles < 512);
    }

    void anotherRunOfTheProgramHasOthers()
    {
        const FlowSecrets one(key("a"));
        const FlowSecrets other(key("b"));
        QVERIFY(!(one.fingerprint(kSecret) == other.fingerprint(kSecret)));
    }

    void disguises_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray secret = kSecret.toUtf8();
        QTest::newRow("as it is") << secret;
        QTest::newRow("percent-encoded") << secret.toPercentEncoding();
        QTest::newRow("percent-encoded, small") << secret.toPercentEncoding().toLower();
        QTest::newRow("twice percent-encoded") << secret.toPercentEncoding().toPercentEncoding();
        QByteArray all;
        for (const char c : secret)
            all += '%' + QByteArray(1, c).toHex();
        QTest::newRow("every character percent-encoded") << all;
        QTest::newRow("hexadecimal") << secret.toHex();
        QTest::newRow("HEXADECIMAL") << secret.toHex().toUpper();
        for (int before = 0; before < 3; ++before) {
            const QByteArray text = QByteArray(before, 'c') + secret + "and more";
            QTest::addRow("base64 at %d", before) << text.toBase64();
            QTest::addRow("base64url at %d", before) << text.toBase64(QByteArray::Base64UrlEncoding);
        }
    }

    void disguises()
    {
        QFETCH(QByteArray, text);
        FlowSecrets secrets(key("a"));
        const QString shown = fingerprintInText(secrets.learn(kSecret));
        const QString out =
            secrets.replacedIn(QStringLiteral("it was %1, she said").arg(QString::fromUtf8(text)));
        QVERIFY2(out.contains(shown), qPrintable(out));
        QVERIFY(!out.contains(QString::fromUtf8(text)));
    }

    void aLongerOneIsReplacedAsAWhole()
    {
        FlowSecrets secrets(key("a"));
        secrets.learn(QStringLiteral("canary"));
        const QString whole = fingerprintInText(secrets.learn(QStringLiteral("canary-bird")));
        QCOMPARE(secrets.replacedIn(QStringLiteral("canary-bird")), whole);
    }

    void shortOnesAreNotLookedFor()
    {
        FlowSecrets secrets(key("a"));
        secrets.learn(QStringLiteral("abc"));
        QCOMPARE(secrets.replacedIn(QStringLiteral("abcdef")), QStringLiteral("abcdef"));
    }

    void forgets()
    {
        FlowSecrets secrets(key("a"));
        secrets.learn(kSecret);
        secrets.forget();
        QCOMPARE(secrets.replacedIn(kSecret), kSecret);
    }

    void isFullAfterManyOrMuch()
    {
        FlowSecrets many(key("a"));
        for (int i = 0; i <= FlowSecrets::kMost; ++i) {
            QVERIFY(!many.isFull());
            many.learn(QStringLiteral("secret-%1").arg(i));
        }
        QVERIFY(many.isFull());
        FlowSecrets much(key("a"));
        much.learn(QString(FlowSecrets::kMostCharacters, u'a'));
        QVERIFY(!much.isFull());
        much.learn(QStringLiteral("more"));
        QVERIFY(much.isFull());
    }

    void words()
    {
        FlowSecret secret;
        secret.digits = 0xa5e;
        QCOMPARE(fingerprintDigits(secret), QStringLiteral("0a5e"));
        QCOMPARE(fingerprintInText(secret), QStringLiteral("[secret 0a5e]"));
    }
};

TESSERA_TEST(FlowSecretsTest)
#include "flow_secrets_test.moc"

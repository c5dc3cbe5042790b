// HMAC keys everybody knows. The signatures are made by Qt, so that our own HMAC is checked against another.
#include "core/inspector/weak_secrets.h"
#include "tests/core/inspector/jwt_report.h"
#include "tests/support/test_program.h"

#include <QSet>
#include <QTest>

namespace tessera::test {
namespace {

constexpr auto kClaims = "{'sub':'1'}";

std::optional<WeakSecret> search(const QByteArray& token)
{
    const auto jws = parseCompactJws(token, kMaxInspectedBytes);
    return jws ? findWeakSecret(*jws) : std::nullopt;
}

} // namespace

class WeakSecretsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void found_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("form");
        const QString newline = QStringLiteral(", with a line break behind it");
        const QString decoded = QStringLiteral(", decoded from base64");
        const auto row = [](const char* name, const QByteArray& key, const char* text,
                            const QString& form = {}) {
            QTest::newRow(name) << key << QString::fromLatin1(text) << form;
        };
        row("the tutorial's", "your-256-bit-secret", "your-256-bit-secret");
        row("shortest", "key", "key");
        row("changeme", "changeme", "changeme");
        row("longer than a block", "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
            "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long");
        row("with a line break", "supersecret\n", "supersecret", newline);
        row("decoded", "mysecret", "mysecret");
        row("decoded from base64", QByteArray::fromBase64("cGFzc3dvcmQ="), "password");
        row("decoded from its text", QByteArray::fromBase64("secretkey123"), "", {});
        row("word read as base64", QByteArray::fromBase64("foobarbaz123"), "", {});
        row("hexadecimal word read as base64", QByteArray::fromBase64("0123456789abcdef"), "0123456789abcdef",
            decoded);
        row("nobody's", "9f1c2d-not-in-any-list-77aa", "");
        row("almost", "your-256-bit-secreT", "");
        row("empty", "", "");
    }
    void found()
    {
        QFETCH(QByteArray, key);
        const auto secret = search(hmacToken("{'alg':'HS256'}", kClaims, key));
        QTEST(secret ? secret->text : QString(), "text");
        QTEST(secret ? secret->form : QString(), "form");
    }

    void everyDigest()
    {
        const QByteArray key = "your-384-bit-secret";
        QVERIFY(search(hmacToken("{'alg':'HS384'}", kClaims, key, QCryptographicHash::Sha384)));
        QVERIFY(search(hmacToken("{'alg':'HS512'}", kClaims, key, QCryptographicHash::Sha512)));
        QVERIFY(!search(hmacToken("{'alg':'HS512'}", kClaims, key, QCryptographicHash::Sha384)));
        QVERIFY(!search(hmacToken("{'alg':'RS256'}", kClaims, key)));
    }

    void everyEntryIsFound_data()
    {
        QTest::addColumn<QByteArray>("key");
        QSet<QByteArray> seen;
        for (const QByteArray& text : weakSecretTexts()) {
            QVERIFY2(!seen.contains(text), text.constData());
            seen.insert(text);
            QTest::newRow(text.constData()) << text;
        }
        QVERIFY(seen.size() > 200 && seen.size() < 400);
    }
    void everyEntryIsFound()
    {
        QFETCH(QByteArray, key);
        const auto secret = search(hmacToken("{'alg':'HS256'}", kClaims, key));
        QVERIFY(secret);
        QCOMPARE(secret->text, QString::fromUtf8(key));
    }

    void boundedInput()
    {
        const QByteArray large = "{'sub':'" + QByteArray(20'000, 'x') + "'}";
        QVERIFY(!search(hmacToken("{'alg':'HS256'}", large, "secret")));
        const QByteArray fitting = "{'sub':'" + QByteArray(8'000, 'x') + "'}";
        QVERIFY(search(hmacToken("{'alg':'HS256'}", fitting, "secret")));
    }

    void signatureOfAnotherLength()
    {
        QVERIFY(!search(compact(jsonText("{'alg':'HS256'}"), jsonText(kClaims), "x")));
        QVERIFY(!search(compact(jsonText("{'alg':'HS256'}"), jsonText(kClaims), {})));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::WeakSecretsTest)
#include "weak_secrets_test.moc"

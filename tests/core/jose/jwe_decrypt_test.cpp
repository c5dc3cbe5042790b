// Tokens that must not open, and that they say nothing about why (attack group G7: A161–A170).
#include "core/jose/inflate.h"
#include "core/jose/jwe_aes_cbc_hmac.h"
#include "tests/core/jose/jwe_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

const QByteArray kText = QByteArrayLiteral("a text");

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

JweParts direct(const QString& enc)
{
    return partsOf(encryptCompact(kText, octKey(encryptionNamed(enc).keyBytes), u"dir", enc).value());
}

QByteArray flipped(QByteArray bytes, qsizetype at)
{
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    return bytes;
}

/// Sealed with a fitting tag over one block whose padding is none.
JweParts badPadding()
{
    JweParts parts;
    parts.header = jweHeader(u"dir", u"A128CBC-HS256");
    const SecretString key = secretOfSize(32);
    const QByteArray header = base64urlEncode(toJson(parts.header));
    parts.iv = QByteArray(16, 'i');
    const CipherContextHandle context =
        cipherContext(CipherDirection::Encrypt, "AES-128-CBC", key.reveal().sliced(16), parts.iv);
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    parts.ciphertext = finishCipher(context.get(), QByteArray(16, '\0')).value();
    QByteArray bits(8, '\0');
    bits[6] = static_cast<char>(header.size() * 8 >> 8);
    bits[7] = static_cast<char>(header.size() * 8 & 0xFF);
    parts.tag = hmacSha256(key.reveal().first(16), header + parts.iv + parts.ciphertext + bits).first(16);
    return parts;
}

} // namespace

class JweDecryptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneErrorForAll_data()
    {
        QTest::addColumn<QString>("enc");
        QTest::addColumn<QByteArray>("token");
        const auto row = [](const QString& name, const QString& enc, const JweParts& parts) {
            QTest::newRow(qPrintable(name)) << enc << parts.compact();
        };
        for (const JweContentEncryption& encryption : jweContentEncryptions()) {
            const QString enc = encryption.name.toString();
            const bool isGcm = encryption.family == JoseFamily::AesGcm;
            const QString id = isGcm ? text("A161 ") + enc : text("A163 ") + enc;
            const JweParts good = direct(enc);
            const auto with = [&](QByteArray JweParts::*member, const QByteArray& value) {
                JweParts parts = good;
                parts.*member = value;
                return parts;
            };
            for (qsizetype bytes = 0; bytes < good.tag.size(); ++bytes)
                row(id + QStringLiteral(", tag of %1 bytes").arg(bytes), enc,
                    with(&JweParts::tag, good.tag.first(bytes)));
            row(id + text(", tag and a byte more"), enc, with(&JweParts::tag, good.tag + '\0'));
            row(id + text(", tag changed"), enc, with(&JweParts::tag, flipped(good.tag, 0)));
            row(id + text(", tag changed at its end"), enc,
                with(&JweParts::tag, flipped(good.tag, good.tag.size() - 1)));
            for (const int bytes : {0, 8, 11, 12, 13, 15, 16, 17}) {
                if (bytes != good.iv.size())
                    row((isGcm ? text("A162 ") : text("A163 ")) + enc +
                            QStringLiteral(", iv of %1 bytes").arg(bytes),
                        enc, with(&JweParts::iv, QByteArray(bytes, 'i')));
            }
            row(id + text(", iv swapped"), enc, with(&JweParts::iv, direct(enc).iv));
            row(id + text(", ciphertext empty"), enc, with(&JweParts::ciphertext, {}));
            row(id + text(", ciphertext changed"), enc,
                with(&JweParts::ciphertext, flipped(good.ciphertext, 0)));
            row(id + text(", ciphertext longer"), enc,
                with(&JweParts::ciphertext, good.ciphertext + QByteArray(16, 'x')));
            row(id + text(", header changed"), enc, withTyp(good));
        }
        row(text("A163 padding wrong, tag right"), text("A128CBC-HS256"), badPadding());
    }

    void oneErrorForAll() // A163, A169: code, kind and text are the same, whatever went wrong
    {
        QFETCH(QString, enc);
        QFETCH(QByteArray, token);
        const Key key = octKey(encryptionNamed(enc).keyBytes);
        QCOMPARE(plaintextOf(opened(direct(enc).compact(), key)), kText);
        const auto decrypted = opened(token, key);
        QVERIFY(!decrypted);
        QCOMPARE(decrypted.error(),
                 (Error{ErrorKind::Untrusted, text("jwe.decryption"), text("the token does not open"), {}}));
    }

    void rsa15_data()
    {
        QTest::addColumn<std::optional<Key>>("key");
        QTest::newRow("A166 RSA key") << std::optional(rsaKey());
        QTest::newRow("A166 RSA key for RSA-OAEP") << std::optional(rsaKey().withAlg(text("RSA-OAEP")));
        QTest::newRow("A166 RSA key for RSA1_5") << std::optional(rsaKey().withAlg(text("RSA1_5")));
        QTest::newRow("A166 public key") << std::optional(Key::fromJwk(rsaKey().publicJwk()).value());
        QTest::newRow("A166 secret") << std::optional(octKey(32));
    }

    void rsa15() // the header alone decides: the key, fitting or not, is never asked
    {
        QFETCH(std::optional<Key>, key);
        JweParts parts = partsOf(encryptCompact(kText, rsaKey(), u"RSA-OAEP", u"A128CBC-HS256").value());
        parts.header.insert(u"alg", text("RSA1_5"));
        const auto decrypted = opened(parts.compact(), *key);
        QCOMPARE(codeOf(decrypted), text("jwe.rsa1_5"));
        const CompactJwe jwe = parseCompactJwe(parts.compact()).value();
        QCOMPARE(codeOf(decryptJwe(jwe, JwkSet({*key}))), text("jwe.rsa1_5"));
        QCOMPARE(codeOf(decryptJwe(jwe, JwkSet())), text("jwe.rsa1_5"));
    }

    void encryptedKeyWhereNoneBelongs() // A164
    {
        JweParts dir = direct(text("A128GCM"));
        dir.encryptedKey = "k";
        QCOMPARE(codeOf(opened(dir.compact(), octKey(16))), text("jwe.encrypted_key"));
        JweParts agreed = partsOf(encryptCompact(kText, p256Key(), u"ECDH-ES", u"A128GCM").value());
        agreed.encryptedKey = QByteArray(24, 'k');
        QCOMPARE(codeOf(opened(agreed.compact(), p256Key())), text("jwe.encrypted_key"));
        JweParts wrapped = partsOf(encryptCompact(kText, octKey(16), u"A128KW", u"A128GCM").value());
        wrapped.encryptedKey.clear();
        QCOMPARE(codeOf(opened(wrapped.compact(), octKey(16))), text("jwe.encrypted_key"));
    }

    void compressed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& content, const char* code) {
            QTest::newRow(name) << content << QString::fromLatin1(code);
        };
        row("good", deflateRaw(kText), "ok");
        row("250 KB", deflateRaw(QByteArray(kMaxInflatedBytes, 'x')), "ok");
        row("A168 250 KB and a byte", deflateRaw(QByteArray(kMaxInflatedBytes + 1, 'x')),
            "inflate.too_large");
        row("A168 bomb of 1:1000", deflateRaw(QByteArray(10 * 1024 * 1024, 'x')), "inflate.too_large");
        row("A168 endless", QByteArray::fromHex("000000ffff").repeated(1000), "inflate.truncated");
        row("A168 corrupt", "{ 'sub': 'alice' }", "inflate.corrupt");
        row("A168 cut", deflateRaw(kText).chopped(1), "inflate.truncated");
        row("A168 trailing", deflateRaw(kText) + 'x', "inflate.trailing");
        row("A168 not compressed at all", "", "inflate.truncated");
    }

    void compressed() // sealed by someone who has the key
    {
        QFETCH(QByteArray, content);
        JweParts parts;
        parts.header = with(jweHeader(u"dir", u"A128GCM"), u"zip", text("DEF"));
        parts.seal(u"A128GCM", octKey(16).secret(), content);
        QTEST(codeOf(opened(parts.compact(), octKey(16))), "code");
    }

    void bombIsNotOpenedBeforeTheTag() // A168
    {
        JweParts parts;
        parts.header = with(jweHeader(u"dir", u"A128GCM"), u"zip", text("DEF"));
        parts.seal(u"A128GCM", octKey(16).secret(), deflateRaw(QByteArray(kMaxInflatedBytes + 1, 'x')));
        parts.tag = flipped(parts.tag, 0);
        QCOMPARE(codeOf(opened(parts.compact(), octKey(16))), text("jwe.decryption"));
    }

    void everyDamagedBit_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<std::optional<Key>>("key");
        const auto row = [](const char* alg, const char* enc, const Key& key) {
            QTest::newRow(qPrintable(text(alg) + u' ' + text(enc)))
                << encryptCompact(kText, key, text(alg), text(enc)).value() << std::optional(key);
        };
        row("dir", "A128GCM", octKey(16));
        row("A128KW", "A128CBC-HS256", octKey(16));
        row("A256GCMKW", "A256CBC-HS512", octKey(32));
        row("RSA-OAEP-256", "A256GCM", rsaKey());
        row("ECDH-ES", "A128GCM", p256Key());
        row("ECDH-ES+A256KW", "A192CBC-HS384", Key::generateOkp(u"X25519"));
    }

    /// Each bit of the text, so that every part and the dots between them have their turn.
    void everyDamagedBit()
    {
        QFETCH(QByteArray, token);
        QFETCH(std::optional<Key>, key);
        QCOMPARE(plaintextOf(opened(token, *key)), kText);
        for (qsizetype bit = 0; bit < token.size() * 8; ++bit) {
            QByteArray damaged = token;
            damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
            QVERIFY2(!opened(damaged, *key), qPrintable(QString::number(bit)));
        }
    }

    void everyDamagedByteOfTheParts()
    {
        const QByteArray token = encryptCompact(kText, octKey(16), u"A128KW", u"A128CBC-HS256").value();
        const JweParts good = partsOf(token);
        for (QByteArray JweParts::*member :
             {&JweParts::encryptedKey, &JweParts::iv, &JweParts::ciphertext, &JweParts::tag}) {
            for (qsizetype at = 0; at < (good.*member).size(); ++at) {
                JweParts damaged = good;
                damaged.*member = flipped(good.*member, at);
                QCOMPARE(codeOf(opened(damaged.compact(), octKey(16))), text("jwe.decryption"));
            }
        }
    }

    void errorsDoNotTellSecrets()
    {
        const Key key = Key::fromSecret(secretOf("canary-012345678"));
        JweParts parts = partsOf(encryptCompact("canary", key, u"A128KW", u"A128GCM").value());
        parts.tag = flipped(parts.tag, 0);
        const auto decrypted = opened(parts.compact(), key);
        QVERIFY(!decrypted);
        QVERIFY(!decrypted.error().detail.contains(u"canary"));
    }

private:
    static JweParts withTyp(JweParts parts)
    {
        parts.header.insert(u"typ", text("JWT"));
        return parts;
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JweDecryptTest)
#include "jwe_decrypt_test.moc"

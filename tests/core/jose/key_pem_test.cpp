// Keys from PEM in every common shape, and PEM that must be refused without asking for a passphrase.
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

#include <openssl/encoder.h>

namespace tessera::test {
namespace {

QByteArray encodedAs(EVP_PKEY* key, int selection, const char* structure)
{
    const std::unique_ptr<OSSL_ENCODER_CTX, OpenSslFree<&OSSL_ENCODER_CTX_free>> encoder(
        OSSL_ENCODER_CTX_new_for_pkey(key, selection, "PEM", structure, nullptr));
    return written([&](BIO* out) { OSSL_ENCODER_to_bio(encoder.get(), out); });
}

QByteArray locked(EVP_PKEY* key)
{
    return written([&](BIO* out) {
        PEM_write_bio_PKCS8PrivateKey(out, key, EVP_aes_256_cbc(), "secret", 6, nullptr, nullptr);
    });
}

QByteArray lockedTheOldWay(EVP_PKEY* key)
{
    const unsigned char passphrase[] = "secret";
    return written([&](BIO* out) {
        PEM_write_bio_PrivateKey_traditional(out, key, EVP_aes_128_cbc(), passphrase, 6, nullptr, nullptr);
    });
}

QByteArray certificateOf(EVP_PKEY* key, const char* digest)
{
    const CertificateHandle certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 60);
    X509_set_pubkey(certificate.get(), key);
    const DigestHandle hash(digest ? EVP_MD_fetch(nullptr, digest, nullptr) : nullptr);
    X509_sign(certificate.get(), key, hash.get());
    return written([&](BIO* out) { PEM_write_bio_X509(out, certificate.get()); });
}

/// A P-256 key whose curve is written out in numbers (CVE-2020-0601).
QByteArray spelledOutCurve()
{
    const PkeyContextHandle context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    EVP_PKEY_keygen_init(context.get());
    char group[] = "P-256";
    char encoding[] = OSSL_PKEY_EC_ENCODING_EXPLICIT;
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_EC_ENCODING, encoding, 0),
        OSSL_PARAM_construct_end(),
    };
    EVP_PKEY_CTX_set_params(context.get(), params);
    EVP_PKEY_generate(context.get(), &key);
    const PkeyHandle owned(key);
    return publicPem(key);
}

} // namespace

class KeyPemTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void read_data()
    {
        QTest::addColumn<QByteArray>("pem");
        QTest::addColumn<QString>("thumbprint");
        QTest::addColumn<bool>("isPrivate");
        const auto row = [](const char* name, const QByteArray& pem, const Key& key, bool isPrivate) {
            QTest::newRow(name) << pem << key.thumbprint() << isPrivate;
        };
        EVP_PKEY* rsa = rsaKey().handle();
        EVP_PKEY* ec = p256Key().handle();
        EVP_PKEY* ed = ed25519Key().handle();
        row("RSA SPKI", publicPem(rsa), rsaKey(), false);
        row("RSA PKCS#1 public", encodedAs(rsa, EVP_PKEY_PUBLIC_KEY, "type-specific"), rsaKey(), false);
        row("RSA PKCS#8", privatePem(rsa), rsaKey(), true);
        row("RSA PKCS#1", encodedAs(rsa, EVP_PKEY_KEYPAIR, "type-specific"), rsaKey(), true);
        row("RSA certificate", certificateOf(rsa, "SHA256"), rsaKey(), false);
        row("EC SPKI", publicPem(ec), p256Key(), false);
        row("EC PKCS#8", privatePem(ec), p256Key(), true);
        row("EC SEC 1", encodedAs(ec, EVP_PKEY_KEYPAIR, "type-specific"), p256Key(), true);
        row("EC SEC 1 behind its parameters",
            encodedAs(ec, EVP_PKEY_KEY_PARAMETERS, "type-specific") +
                encodedAs(ec, EVP_PKEY_KEYPAIR, "type-specific"),
            p256Key(), true);
        row("EC certificate", certificateOf(ec, "SHA256"), p256Key(), false);
        row("Ed25519 SPKI", publicPem(ed), ed25519Key(), false);
        row("Ed25519 PKCS#8", privatePem(ed), ed25519Key(), true);
        row("Ed25519 certificate", certificateOf(ed, nullptr), ed25519Key(), false);
        for (const QStringView curve : {u"secp256k1", u"Ed448", u"X25519", u"X448"}) {
            const Key key =
                findCurve(curve)->keyType == KeyType::Ec ? Key::generateEc(curve) : Key::generateOkp(curve);
            row(qPrintable(key.curve() + QStringLiteral(" SPKI")), publicPem(key.handle()), key, false);
            row(qPrintable(key.curve() + QStringLiteral(" PKCS#8")), privatePem(key.handle()), key, true);
        }
        row("CRLF", publicPem(rsa).replace("\n", "\r\n"), rsaKey(), false);
        row("words in front", "Issued by somebody\n\n" + publicPem(rsa), rsaKey(), false);
        row("no newline at the end", publicPem(rsa).trimmed(), rsaKey(), false);
    }

    void read()
    {
        QFETCH(QByteArray, pem);
        const auto key = Key::fromPem(pem);
        QVERIFY2(key, qPrintable(codeOf(key)));
        QTEST(key->thumbprint(), "thumbprint");
        QTEST(key->isPrivate(), "isPrivate");
        QCOMPARE(ERR_peek_error(), 0UL);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("pem");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& pem, const char* code) {
            QTest::newRow(name) << pem << QString::fromLatin1(code);
        };
        const auto made = [](const char* type, auto... arguments) {
            return PkeyHandle(EVP_PKEY_Q_keygen(nullptr, nullptr, type, arguments...));
        };
        const PkeyHandle weak = made("RSA", size_t{1024});
        row("empty", {}, "pem.unreadable");
        row("words", "this is not a key", "pem.unreadable");
        row("empty block", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n", "pem.unreadable");
        row("cut", publicPem(rsaKey().handle()).first(200), "pem.unreadable");
        row("damaged", publicPem(rsaKey().handle()).replace("MIIB", "MIIC"), "pem.unreadable");
        row("passphrase", locked(rsaKey().handle()), "pem.unreadable");
        row("passphrase the old way", lockedTheOldWay(rsaKey().handle()), "pem.unreadable");
        row("too long", QByteArray(64 * 1024 + 1, '\n'), "pem.unreadable");
        row("A147 RSA-1024", publicPem(weak.get()), "key.weak");
        row("A147 RSA-1024 private", privatePem(weak.get()), "key.weak");
        row("A147 RSA-1024 certificate", certificateOf(weak.get(), "SHA256"), "key.weak");
        row("A151 secp256r1's twin of 224 bits", publicPem(made("EC", "secp224r1").get()), "key.unsupported");
        row("A151 brainpool", publicPem(made("EC", "brainpoolP256r1").get()), "key.unsupported");
        row("A151 P-224", publicPem(made("EC", "P-224").get()), "key.unsupported");
        row("A151 curve spelled out", spelledOutCurve(), "key.unsupported");
        row("RSA for PSS alone", publicPem(rsaPssPkey().get()), "key.unsupported");
    }

    void refused()
    {
        QFETCH(QByteArray, pem);
        ERR_clear_error();
        QTEST(codeOf(Key::fromPem(pem)), "code");
        QCOMPARE(ERR_peek_error(), 0UL);
    }

    void passphraseIsNamed()
    {
        for (const QByteArray& pem : {locked(rsaKey().handle()), lockedTheOldWay(rsaKey().handle())})
            QVERIFY(Key::fromPem(pem).error().detail.contains(u"passphrase"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::KeyPemTest)
#include "key_pem_test.moc"

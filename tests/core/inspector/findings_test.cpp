#include "core/inspector/findings.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class FindingsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Every code the inspector can raise has words; the reader is never left with the code alone.
    void catalogueHasWords_data()
    {
        QTest::addColumn<QString>("code");
        for (const char* code : {"inspect.trimmed",
                                 "inspect.empty",
                                 "inspect.opaque",
                                 "inspect.no_claims",
                                 "jws.too_large",
                                 "jws.parts",
                                 "jws.header",
                                 "jws.alg",
                                 "jws.kid",
                                 "jws.crit",
                                 "jws.b64",
                                 "jws.payload_not_claims",
                                 "base64url.character",
                                 "base64url.length",
                                 "base64url.trailing_bits",
                                 "json.duplicate_name",
                                 "json.syntax",
                                 "json.encoding",
                                 "json.depth",
                                 "jws.algorithm_none",
                                 "jws.algorithm_unknown",
                                 "jws.shared_secret",
                                 "jws.key_in_header",
                                 "jws.signature",
                                 "jwks.unknown_kid",
                                 "jwks.no_key",
                                 "jwks.duplicate_kid",
                                 "key.weak",
                                 "key.wrong_type",
                                 "key.wrong_curve",
                                 "key.wrong_alg",
                                 "key.use",
                                 "jws.payload",
                                 "jws.json_form",
                                 "jws.too_many_signatures",
                                 "jws.not_detached",
                                 "key.exponent",
                                 "key.too_large",
                                 "key.off_curve",
                                 "key.mismatch",
                                 "key.unsupported",
                                 "key.no_private_part",
                                 "jwe.algorithm_refused",
                                 "jwk.kty",
                                 "jwk.curve",
                                 "jwk.member",
                                 "jwk.base64",
                                 "jwks.private_key",
                                 "jwks.keys",
                                 "jwks.empty",
                                 "jwks.too_many_keys",
                                 "pem.unreadable",
                                 "jwe.encrypted",
                                 "jwe.rsa1_5",
                                 "jwe.too_large",
                                 "jwe.parts",
                                 "jwe.header",
                                 "jwe.alg",
                                 "jwe.enc",
                                 "jwe.kid",
                                 "jwe.crit",
                                 "jwe.zip",
                                 "jwe.json",
                                 "jwe.recipients",
                                 "jwe.header_overlap",
                                 "jwe.algorithm_unknown",
                                 "jwe.encryption_unknown",
                                 "jwe.not_allowed",
                                 "jwe.password_not_allowed",
                                 "jwe.encrypted_key",
                                 "jwe.epk",
                                 "jwe.party_info",
                                 "jwe.key_wrap_parameters",
                                 "jwe.password_parameters",
                                 "jwe.decryption",
                                 "key.wrong_size",
                                 "inflate.too_large",
                                 "inflate.corrupt",
                                 "inflate.truncated",
                                 "inflate.trailing",
                                 "jwt.enc",
                                 "jwt.nested",
                                 "jwt.not_nested",
                                 "jwt.access_token",
                                 "jwt.exp_missing",
                                 "jwt.long_life",
                                 "jwt.iss_missing",
                                 "jwt.aud_missing",
                                 "id_token.claim",
                                 "id_token.expired",
                                 "id_token.not_yet_valid",
                                 "id_token.issued_in_future",
                                 "id_token.iss_mismatch",
                                 "id_token.aud_mismatch",
                                 "id_token.aud_untrusted",
                                 "id_token.azp_mismatch",
                                 "id_token.nonce_missing",
                                 "id_token.nonce_mismatch"})
            QTest::newRow(code) << QString::fromLatin1(code);
    }
    void catalogueHasWords()
    {
        QFETCH(QString, code);
        const Finding finding = makeFinding(code, Finding::Warning);
        QCOMPARE(finding.code, code);
        QVERIFY(finding.title != u"Refused");
        QVERIFY(!finding.why.isEmpty());
    }

    void detailComesFirst()
    {
        const Finding finding = makeFinding(Error{
            ErrorKind::Untrusted, QStringLiteral("id_token.expired"), QStringLiteral("exp is over"), {}});
        QCOMPARE(finding.severity, Finding::Error);
        QVERIFY2(finding.why.startsWith(u"exp is over. "), qPrintable(finding.why));
    }

    void unlistedCodeKeepsItsDetail()
    {
        const Finding finding = makeFinding(
            Error{ErrorKind::Untrusted, QStringLiteral("x.y"), QStringLiteral("what happened"), {}});
        QCOMPARE(finding.title, QStringLiteral("Refused"));
        QCOMPARE(finding.why, QStringLiteral("what happened."));
    }

    void sameErrorIsSaidOnce()
    {
        TokenReport report;
        const Error error{ErrorKind::Malformed, QStringLiteral("id_token.claim"), {}, {}};
        addFinding(report, error);
        addFinding(report, error);
        QCOMPARE(report.findings.size(), 1);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::FindingsTest)
#include "findings_test.moc"

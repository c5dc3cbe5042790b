// Which names a certificate is good for, and which keys are too short: A312, A323.
#include "core/net/certificate_rules.h"

#include "tests/support/test_certificate.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class CertificateRulesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* name, const char* names, const char* host, bool good) {
            QTest::newRow(name) << QByteArray(names) << QString::fromLatin1(host) << good;
        };
        row("the name", "DNS:op.example", "op.example", true);
        row("one of several", "DNS:a.example,DNS:op.example", "op.example", true);
        row("in other case", "DNS:OP.example", "op.example", true);
        row("the address", "IP:127.0.0.1", "127.0.0.1", true);
        row("an IPv6 address", "IP:::1", "::1", true);
        row("wildcard", "DNS:*.op.example", "login.op.example", true);
        row("international, in ASCII", "DNS:xn--bcher-kva.example", "xn--bcher-kva.example", true);
        row("A312 other name", "DNS:op.example", "evil.example", false);
        row("A312 a part of it", "DNS:op.example", "op.example.evil", false);
        row("A312 name below", "DNS:op.example", "login.op.example", false);
        row("A312 wildcard for the name itself", "DNS:*.op.example", "op.example", false);
        row("A312 wildcard for two labels", "DNS:*.op.example", "a.login.op.example", false);
        row("A312 wildcard for a top level", "DNS:*.example", "op.example", false);
        row("A312 wildcard for everything", "DNS:*", "op.example", false);
        row("A312 wildcard in a label", "DNS:log*.op.example", "login.op.example", false);
        row("A312 wildcard in the middle", "DNS:login.*.example", "login.op.example", false);
        row("A312 wildcard for an address", "DNS:*.0.0.1", "127.0.0.1", false);
        row("A312 address as a name", "DNS:127.0.0.1", "127.0.0.1", false);
        row("A312 other address", "IP:127.0.0.2", "127.0.0.1", false);
        row("A323 dot behind the host", "DNS:op.example", "op.example.", false);
        row("A323 a zone is no part of the address", "IP:FE80::1", "fe80::1%eth0", true);
        row("A312 none", "", "Test", false);
    }
    void names()
    {
        QFETCH(QByteArray, names);
        QFETCH(QString, host);
        CertificateRequest request{names};
        const auto fault = certificateFault({makeTestIdentity(request).certificate}, host);
        QTEST(!fault, "good");
    }

    void keys_data()
    {
        QTest::addColumn<int>("rsaBits");
        QTest::addColumn<bool>("good");
        QTest::newRow("P-256") << 0 << true;
        QTest::newRow("RSA 2048") << 2048 << true;
        QTest::newRow("A312 RSA 2047") << 2047 << false;
        QTest::newRow("A312 RSA 1024") << 1024 << false;
    }
    void keys()
    {
        QFETCH(int, rsaBits);
        CertificateRequest request{"DNS:op.example"};
        request.rsaBits = rsaBits;
        const QSslCertificate tested = makeTestIdentity(request).certificate;
        const QSslCertificate strong = makeTestIdentity({"DNS:op.example"}).certificate;
        const QString host = QStringLiteral("op.example");
        QTEST(!certificateFault({tested}, host), "good");
        QTEST(!certificateFault({strong, tested}, host), "good");
        QVERIFY(certificateFault({}, host));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::CertificateRulesTest)
#include "certificate_rules_test.moc"

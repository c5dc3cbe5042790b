// Kubernetes' ExecCredential, both ways.
#include "core/net/limits.h"
#include "core/tools/exec_credential.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

QByteArray q(const char* text)
{
    return QByteArray(text).replace('\'', '"');
}

} // namespace

class ExecCredentialTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void unsetIsVersion1()
    {
        QCOMPARE(parseExecInfo({})->apiVersion, QStringLiteral("client.authentication.k8s.io/v1"));
    }

    void read()
    {
        const auto request =
            parseExecInfo(q("{'apiVersion':'client.authentication.k8s.io/"
                            "v1beta1','kind':'ExecCredential','spec':{'interactive':true,"
                            "'cluster':{'server':'https://"
                            "k8s.example:6443','certificate-authority-data':'LS0=','config':{'a':1}}},"
                            "'later':[]}"));
        QVERIFY(request);
        QCOMPARE(request->apiVersion, QStringLiteral("client.authentication.k8s.io/v1beta1"));
        QVERIFY(request->interactive);
        QCOMPARE(request->server, QStringLiteral("https://k8s.example:6443"));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("info");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* info, const char* code) {
            QTest::newRow(name) << q(info) << QString::fromLatin1(code);
        };
        row("good", "{'apiVersion':'client.authentication.k8s.io/v1','kind':'ExecCredential','spec':{}}", "");
        row("without spec", "{'apiVersion':'client.authentication.k8s.io/v1','kind':'ExecCredential'}", "");
        row("old version", "{'apiVersion':'client.authentication.k8s.io/v1alpha1','kind':'ExecCredential'}",
            "tool.api_version");
        row("no version", "{'kind':'ExecCredential'}", "tool.request");
        row("other kind", "{'apiVersion':'client.authentication.k8s.io/v1','kind':'Secret'}", "tool.request");
        row("no kind", "{'apiVersion':'client.authentication.k8s.io/v1'}", "tool.request");
        row("interactive is a text",
            "{'apiVersion':'client.authentication.k8s.io/"
            "v1','kind':'ExecCredential','spec':{'interactive':'no'}}",
            "tool.request");
        row("spec is a list",
            "{'apiVersion':'client.authentication.k8s.io/v1','kind':'ExecCredential','spec':[]}",
            "tool.request");
        row("server is a number",
            "{'apiVersion':'client.authentication.k8s.io/"
            "v1','kind':'ExecCredential','spec':{'cluster':{'server':1}}}",
            "tool.request");
        row("A262 no JSON", "{", "json.syntax");
        row("A262 twice", "{'kind':'ExecCredential','kind':'ExecCredential'}", "json.duplicate_name");
        row("A262 no object", "[]", "json.not_an_object");
    }
    void refused()
    {
        QFETCH(QByteArray, info);
        const auto request = parseExecInfo(info);
        QTEST(request ? QString() : request.error().code, "code");
    }

    void bounds()
    {
        QByteArray info =
            q("{'apiVersion':'client.authentication.k8s.io/v1','kind':'ExecCredential','spec':{}}");
        info += QByteArray(limits::kExecInfoBytes - info.size(), ' ');
        QVERIFY(parseExecInfo(info));
        info += ' ';
        QCOMPARE(parseExecInfo(info).error().code, QStringLiteral("tool.too_large"));
    }

    void written()
    {
        ExecCredentialRequest request;
        const SecretString token = SecretString::fromUtf8("eyJ.a.b");
        QCOMPARE(execCredential(request, token, fromUnixSeconds(1767323045) + Milliseconds(999)).reveal(),
                 QByteArrayView(
                     q("{'apiVersion':'client.authentication.k8s.io/v1','kind':'ExecCredential','status':"
                       "{'expirationTimestamp':'2026-01-02T03:04:05Z','token':'eyJ.a.b'}}")));
        request.apiVersion = QStringLiteral("client.authentication.k8s.io/v1beta1");
        QCOMPARE(execCredential(request, token, {}).reveal(),
                 QByteArrayView(q(
                     "{'apiVersion':'client.authentication.k8s.io/v1beta1','kind':'ExecCredential','status':"
                     "{'token':'eyJ.a.b'}}")));
    }
};

TESSERA_TEST(ExecCredentialTest)
#include "exec_credential_test.moc"

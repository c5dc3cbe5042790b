// What the command line says when a provider refuses: for every code a provider can send, on standard error,
// with the exit status a script goes by and, with --json, an object on standard output.
#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "core/oauth/wire_error.h"
#include "tests/app/cli/captured.h"
#include "tests/support/test_program.h"
#include "tests/support/wire_error_codes.h"

#include <QJsonDocument>
#include <QTest>

using namespace tessera;
using namespace tessera::cli;
using namespace tessera::test;

namespace {

struct Said
{
    int status = -1;
    QByteArray out;
    QByteArray error;
};

Said failWith(const Error& error, bool json)
{
    Captured out(stdout);
    Captured complaint(stderr);
    Said said;
    said.status = fail(Terminal({json, false, false}), error);
    said.error = complaint.text();
    said.out = out.text();
    return said;
}

} // namespace

class FailTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyWireCode_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("status");
        for (const WireErrorCode& row : kWireErrorCodes)
            QTest::addRow("%s (%s)", row.code, row.from)
                << QString::fromLatin1(row.code)
                << int(isDeadGrant(QString::fromLatin1(row.code)) ? kSignInNeeded : kRefused);
    }

    void everyWireCode()
    {
        QFETCH(QString, code);
        const Error error = wireError(code, QStringLiteral("words of the provider"),
                                      QStringLiteral("https://id.example/token"));
        const Said said = failWith(error, false);
        QTEST(said.status, "status");
        QCOMPARE(said.out, QByteArray());
        const QList<QByteArray> lines = said.error.trimmed().split('\n');
        QVERIFY2(lines.first().startsWith("tessera: "), said.error.constData());
        QVERIFY2(lines.first().endsWith('(' + code.toLatin1() + ')'), said.error.constData());
        QVERIFY2(!lines.first().contains("id.example refused"), "no sentence of its own");
        QCOMPARE(lines.value(1).trimmed(), QByteArray("https://id.example/token"));
    }

    void jsonToo()
    {
        const Said said = failWith(wireError(QStringLiteral("access_denied"), {}, {}), true);
        QCOMPARE(
            QJsonDocument::fromJson(said.out).object().value(u"error").toObject().value(u"code").toString(),
            QStringLiteral("access_denied"));
        QVERIFY(said.error.startsWith("tessera: The sign-in was declined"));
    }

    /// A211 and its like: what a stranger sent cannot move the cursor or hide the rest.
    void controlCharactersAreShown()
    {
        const Said said =
            failWith(wireError(QStringLiteral("access_denied"), QStringLiteral("\x1b[2J\rgone"), {}), false);
        QVERIFY(!said.error.contains('\x1b') && !said.error.contains('\r'));
    }
};

TESSERA_TEST(FailTest)
#include "fail_test.moc"

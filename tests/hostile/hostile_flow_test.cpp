// Where a hostile provider was stopped, as the recorder shows it: the check that failed stands in place of
// the next request. And nothing secret of any of these sign-ins is in what could be exported.
#include "core/flow/flow_har.h"
#include "tests/hostile/hostile_world.h"
#include "tests/support/flow_lines.h"
#include "tests/support/test_program.h"
#include "tests/support/wire_secrets.h"

#include <QTest>

Q_DECLARE_METATYPE(tessera::test::HostileCase)

namespace tessera::test {

class HostileFlowTest final : public QObject
{
    Q_OBJECT

    static FlowRun signIn(HostileWorld& world)
    {
        world.signIn();
        const auto runs = world.manager->environment().recorder->runs();
        for (const FlowRun& run : runs)
            if (run.kind == FlowKind::BrowserSignIn)
                return run;
        return {};
    }

    static HostileCase caseOf(const QList<HostileCase>& cases, const QByteArray& start)
    {
        for (const HostileCase& row : cases)
            if (QByteArray(row.name).startsWith(start))
                return row;
        qFatal("no case %s", start.constData());
    }

private Q_SLOTS:
    void initTestCase() { IssuerKeys::shared(); }

    void theNonceDiffers()
    {
        HostileWorld world(caseOf(idTokenClaimCases(), "oidcc-client-test-nonce-invalid"));
        const FlowRun run = signIn(world);
        const QStringList got = flowLines(run, QStringLiteral("/jwks"));
        const auto at = got.indexOf(QStringLiteral("FAILED nonce"));
        QVERIFY(at > 0);
        QVERIFY(got.last().startsWith(u"not sent: GET "));
        QCOMPARE(run.state, FlowState::Stopped);
        QCOMPARE(run.stoppedBy->code, QStringLiteral("id_token.nonce_mismatch"));
        for (const FlowStep& step : run.steps)
            if (step.code == u"nonce") {
                QCOMPARE(step.compared.size(), 2);
                QVERIFY(step.compared.first().secret && step.compared.last().secret);
                QVERIFY(!(step.compared.first().secret == step.compared.last().secret));
                QCOMPARE(step.error->code, QStringLiteral("id_token.nonce_mismatch"));
            }
    }

    void everyCase_data()
    {
        QTest::addColumn<HostileCase>("row");
        for (const auto& cases :
             {authorizationCases(), tokenCases(), tokenMemberCases(), idTokenStructureCases()})
            for (const HostileCase& row : cases)
                QTest::newRow(row.name) << row;
    }

    void everyCase()
    {
        QFETCH(HostileCase, row);
        HostileWorld world(row);
        WireSecrets secrets;
        secrets.watch(*world.manager->environment().http);
        const FlowRun run = signIn(world);
        for (const QUrl& address : std::as_const(world.addresses))
            secrets.take(address);
        QVERIFY(run.id > 0);
        QCOMPARE(run.state, row.code.isEmpty() ? FlowState::Done : FlowState::Stopped);
        QByteArray out;
        const auto runs = world.manager->environment().recorder->runs();
        for (const FlowRun& each : runs)
            out += flowHar(each, QStringLiteral("1"));
        QCOMPARE(secrets.foundIn(out), QStringList());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::HostileFlowTest)
#include "hostile_flow_test.moc"

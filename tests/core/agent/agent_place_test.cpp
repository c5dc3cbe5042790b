// Where the agent listens: a path, always (A259, A280), and one for each configuration folder.
#include "core/agent/agent_place.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tessera;

class AgentPlaceTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { qunsetenv("XDG_RUNTIME_DIR"); }

    void runtime()
    {
        qputenv("XDG_RUNTIME_DIR", "/run/user/1000/");
        QCOMPARE(agentPlace().path(), QStringLiteral("/run/user/1000/tessera/agent.sock"));
    }
    void withoutRuntime_data()
    {
        QTest::addColumn<QByteArray>("runtime");
        QTest::newRow("unset") << QByteArray();
        QTest::newRow("relative") << QByteArray("run");
        QTest::newRow("A259 abstract") << QByteArray("@tessera");
        QTest::newRow("A280 TCP") << QByteArray("tcp:127.0.0.1:4444");
    }
    void withoutRuntime()
    {
        QFETCH(QByteArray, runtime);
        if (!runtime.isEmpty())
            qputenv("XDG_RUNTIME_DIR", runtime);
        const AgentPlace place = agentPlace();
        QVERIFY2(place.path().startsWith(u'/'), qPrintable(place.path()));
        QVERIFY2(place.directory.endsWith(QStringLiteral("/tessera-agent")), qPrintable(place.path()));
    }
    void ofAFolder()
    {
        const QTemporaryDir one;
        const QTemporaryDir two;
        const QString place = agentPlace(one.path()).path();
        QVERIFY(place != agentPlace().path());
        QVERIFY(place != agentPlace(two.path()).path());
        QCOMPARE(agentPlace(one.path(), one.path()).path(), agentPlace().path());
        QCOMPARE(agentPlace(one.path(), two.path()).path(), place);
        QCOMPARE(agentPlace(one.path() + QStringLiteral("/../") + one.path().section(u'/', -1)).path(),
                 place);
    }
};

TESSERA_TEST(AgentPlaceTest)
#include "agent_place_test.moc"

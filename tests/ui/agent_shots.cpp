// Pictures of the agent's question, light and dark: for looking at.
#include "tests/support/manual_clock.h"
#include "tests/ui/made_up_consent.h"
#include "ui/agent/consent_dialog.h"
#include "ui/theme/theme_follower.h"
#include "ui/widgets/segmented.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class AgentShots : public QObject
{
    Q_OBJECT

    static void shoot(const ConsentQuestion& question, const char* name, int duration = 0)
    {
        ConsentDialog dialog(question, std::make_shared<ManualClock>());
        if (dialog.duration())
            dialog.duration()->button(duration)->click();
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QVERIFY(QTest::qWaitFor([&dialog] { return !dialog.isInert(); }, 5000));
        const QString path = QStringLiteral(TESSERA_SHOTS_DIR "/%1-%2.png")
                                 .arg(QString::fromUtf8(name), QString::fromUtf8(QTest::currentDataTag()));
        QVERIFY(dialog.grab().save(path));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(QDir().mkpath(QStringLiteral(TESSERA_SHOTS_DIR))); }

    void consent_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void consent()
    {
        QFETCH(bool, dark);
        const ThemeFollower follower(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
        shoot(kubectlAsks(), "consent");
        shoot(shellAsks(), "consent-hour", 1);
        shoot(hostileAsks(), "consent-hostile");
        ConsentQuestion unlock = kubectlAsks();
        unlock.opensAgent = true;
        unlock.mayBeRemembered = false;
        shoot(unlock, "consent-unlock");
    }
};

QTEST_MAIN(AgentShots)
#include "agent_shots.moc"

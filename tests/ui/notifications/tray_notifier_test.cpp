// The tray's bubble: only with a tray icon that is seen, and a click is for the one that was shown last.
#include "ui/notifications/tray_notifier.h"

#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;

class TrayNotifierTest final : public QObject
{
    Q_OBJECT

    static Notice notice()
    {
        return {QStringLiteral("Title"), QStringLiteral("Body"), QStringLiteral("Sign in again")};
    }

private Q_SLOTS:
    void withoutATrayNothingHappens()
    {
        TrayNotifier notifier(nullptr);
        notifier.notify(QStringLiteral("a"), notice());
        notifier.withdraw(QStringLiteral("a"));
    }

    void aClickIsForTheLast()
    {
        QSystemTrayIcon tray;
        TrayNotifier notifier(&tray);
        QSignalSpy chosen(&notifier, &Notifier::chosen);
        notifier.notify(QStringLiteral("a"), notice()); // the icon is not seen: no bubble
        Q_EMIT tray.messageClicked();
        QVERIFY(chosen.isEmpty());
        tray.setVisible(true);
        notifier.notify(QStringLiteral("a"), notice());
        notifier.notify(QStringLiteral("b"), notice());
        Q_EMIT tray.messageClicked();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), QStringLiteral("b"));
        notifier.notify(QStringLiteral("c"), notice());
        notifier.withdraw(QStringLiteral("c"));
        Q_EMIT tray.messageClicked();
        QCOMPARE(chosen.size(), 1);
    }

    void theIconMayGo()
    {
        auto tray = std::make_unique<QSystemTrayIcon>();
        TrayNotifier notifier(tray.get());
        tray.reset();
        notifier.notify(QStringLiteral("a"), notice());
    }
};

TESSERA_TEST(TrayNotifierTest)
#include "tray_notifier_test.moc"

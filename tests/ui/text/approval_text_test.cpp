// An approval in words.
#include "ui/text/approval_text.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class ApprovalTextTest final : public QObject
{
    Q_OBJECT

    static Approval approval()
    {
        Approval made;
        made.program = QStringLiteral("/usr/bin/kubectl");
        made.account = QStringLiteral("work");
        made.scope = QStringList{QStringLiteral("openid"), QStringLiteral("groups")};
        return made;
    }

private Q_SLOTS:
    void always()
    {
        const ApprovalText text = approvalText(approval());
        QCOMPARE(text.name, QStringLiteral("kubectl"));
        QCOMPARE(text.path, QStringLiteral("/usr/bin/kubectl"));
        QCOMPARE(text.token, QStringLiteral("Access token: openid groups"));
        QCOMPARE(text.until, QStringLiteral("Always"));
    }

    void forAWhileThroughOurCommandLine()
    {
        Approval byShell = approval();
        byShell.program = QStringLiteral("/usr/bin/tessera");
        byShell.startedBy = QStringLiteral("/usr/bin/zsh");
        byShell.kind = WishKind::Id;
        byShell.audience = QStringLiteral("https://api.example");
        byShell.until = fromUnixSeconds(1767323045);
        const ApprovalText text = approvalText(byShell);
        QCOMPARE(text.name, QStringLiteral("zsh"));
        QCOMPARE(text.token, QStringLiteral("ID token: openid groups, for https://api.example"));
        QVERIFY(text.until.startsWith(QStringLiteral("Until ")));
        QVERIFY(text.ending.contains(QStringLiteral("ten minutes")));
    }

    void denied()
    {
        Approval denial = approval();
        denial.isDenial = true;
        QCOMPARE(approvalText(denial).until, QStringLiteral("Denied"));
        QCOMPARE(approvalText(denial).token, QStringLiteral("Whatever it asks"));
    }

    void scopes()
    {
        QCOMPARE(scopeText({QStringLiteral("*")}), QStringLiteral("any scope"));
        QVERIFY(scopeText({}).isEmpty());
        QStringList many;
        for (int i = 0; i < 90; ++i)
            many.append(QStringLiteral("%2")); // what stands in it is no place for a number
        QVERIFY2(scopeText(many).endsWith(QStringLiteral("%2 and 82 more")), qPrintable(scopeText(many)));
    }

    void hostile()
    {
        Approval odd = approval();
        odd.program = QStringLiteral("/tmp/<img src=x>\u202e/") + QString(10'000, u'x');
        odd.scope = {QString(10'000, u's') + QChar(0x202e)};
        const ApprovalText text = approvalText(odd);
        QVERIFY(text.name.size() < 100);
        QVERIFY(text.path.size() < 1100 && !text.path.contains(QChar(0x202e)));
        QVERIFY(text.token.size() < 200);
        QCOMPARE(programName(QStringLiteral("/usr/bin/")), QStringLiteral("/usr/bin/"));
    }
};

TESSERA_TEST(ApprovalTextTest)
#include "approval_text_test.moc"

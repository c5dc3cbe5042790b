// The agent's log in words.
#include "ui/text/audit_text.h"

#include "core/agent/audit_log.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_programs.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;
using namespace std::chrono_literals;

class AuditTextTest final : public QObject
{
    Q_OBJECT

    static AuditText textOf(const AuditLine& line)
    {
        return auditText(line, QStringLiteral("Ana"), QStringLiteral("/usr/bin/tessera"), madeUpNow());
    }
    static AuditLine line(const char* event, const char* why)
    {
        AuditLine made;
        made.time = madeUpNow();
        made.event = QString::fromUtf8(event);
        made.program = QStringLiteral("/usr/bin/kubectl");
        made.kind = QStringLiteral("access");
        made.scope = QStringLiteral("openid groups");
        made.why = QString::fromUtf8(why);
        return made;
    }

private Q_SLOTS:
    /// As the agent writes it, through the file.
    void written()
    {
        const QTemporaryDir directory;
        const auto clock = std::make_shared<ManualClock>(madeUpNow());
        AuditLog log(directory.path(), clock);
        const AuditEntry entry =
            handedOut(QStringLiteral("/usr/bin/kubectl"), anaAtAcme().account, QStringLiteral("hour"));
        QVERIFY(log.write(entry));
        clock->setWallClock(madeUpNow() + 5min);
        QVERIFY(log.write(entry));
        const auto lines = newestFirst(log.last(10));
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0].count, 2);
        QCOMPARE(lines[0].time, madeUpNow() + 5min);
        QCOMPARE(lines[0].since, std::optional(madeUpNow()));
        const AuditText text = textOf(lines[0]);
        QCOMPARE(text.title, QStringLiteral("kubectl got 2 access tokens of Ana"));
        QVERIFY2(text.caption.startsWith(
                     QStringLiteral("openid groups. You allowed it for an hour. The first one: ")),
                 qPrintable(text.caption));
    }

    void who()
    {
        AuditLine direct = line("handed-out", "once");
        direct.startedBy = QStringLiteral("/usr/bin/zsh");
        QCOMPARE(textOf(direct).title, QStringLiteral("kubectl got an access token of Ana"));
        AuditLine through = direct;
        through.program = QStringLiteral("/usr/bin/tessera");
        QCOMPARE(textOf(through).title,
                 QStringLiteral("zsh, through the command tessera, got an access token of Ana"));
        // Only ours is the hand of another: a program of that name elsewhere is who it is.
        AuditLine other = direct;
        other.program = QStringLiteral("/tmp/tessera");
        QCOMPARE(textOf(other).title, QStringLiteral("tessera got an access token of Ana"));
    }

    void refusals()
    {
        const AuditText denied = textOf(line("denied", "agent.denied"));
        QCOMPARE(denied.glyph, Glyph::Error);
        QCOMPARE(denied.title, QStringLiteral("kubectl got nothing of Ana"));
        QCOMPARE(denied.caption, QStringLiteral("That program may not have this token."));
        QCOMPARE(textOf(line("refused", "agent.wider_scope")).glyph, Glyph::Error);
    }

    void theRest()
    {
        QCOMPARE(textOf(line("allowed", "/usr/bin/git")).title, QStringLiteral("git may have tokens of Ana"));
        QCOMPARE(textOf(line("revoked", "all")).title, QStringLiteral("All approvals were taken back"));
        QCOMPARE(textOf(line("revoked", "0a1b2c3d")).title,
                 QStringLiteral("An approval for Ana was taken back"));
        QCOMPARE(textOf(line("locked", "")).glyph, Glyph::Locked);
        QCOMPARE(textOf(line("unlocked", "")).caption, QStringLiteral("By kubectl."));
        QCOMPARE(textOf(line("of another version", "")).title, QStringLiteral("of another version"));
    }

    void whatIsNoLineIsLeftOut()
    {
        QVERIFY(!auditLineFrom({{QStringLiteral("event"), QStringLiteral("locked")}}));
        QVERIFY(!auditLineFrom({{QStringLiteral("time"), QStringLiteral("2026-01-02T03:04:05Z")}}));
        QVERIFY(newestFirst({QJsonObject(), QJsonObject()}).isEmpty());
    }
};

TESSERA_TEST(AuditTextTest)
#include "audit_text_test.moc"

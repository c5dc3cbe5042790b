// The bug report: what helps is in it, the person is not.
#include "ui/text/flow_report.h"

#include "core/flow/flow_recorder.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class FlowReportTest final : public QObject
{
    Q_OBJECT

    static FlowRun made()
    {
        FlowRecorder recorder(std::make_shared<test::ManualClock>());
        FlowSubject subject;
        subject.issuer = QStringLiteral("https://id.acme.example");
        subject.person = QStringLiteral("Ana Maric");
        subject.label = QStringLiteral("Anas account");
        subject.accountId = QStringLiteral("account-id-of-ana");
        const FlowHandle flow = recorder.begin(FlowKind::BrowserSignIn, subject);
        FlowMessage message;
        message.method = "GET";
        message.url = QUrl(QStringLiteral("https://id.acme.example/userinfo?login_hint=ana%40acme.example"));
        message.headers = {{"Authorization", "Bearer canary-token"}};
        const int number = flow.sent(message);
        message.status = 200;
        message.headers = {{"Content-Type", "application/json"}};
        message.body =
            "{\"sub\":\"248289761001\",\"name\":\"Ana Maric\",\"email\":\"ana@acme.example\",\"contact\":"
            "\"write to ana@acme.example\",\"address\":{\"locality\":\"Split\"},\"locale\":\"hr\"}";
        flow.answered(number, message);
        flow.check(u"nonce", FlowVerdict::Failed,
                   {{QStringLiteral("sent"), QStringLiteral("canary-1")},
                    {QStringLiteral("id_token"), QStringLiteral("canary-2")}});
        flow.end(Error{ErrorKind::Untrusted,
                       QStringLiteral("id_token.nonce_mismatch"),
                       QStringLiteral("of ana@acme.example `code`"),
                       {}});
        return *recorder.run(flow.id());
    }

private Q_SLOTS:
    void holdsWhatHelps()
    {
        const QString report = flowReport(made(), QStringLiteral("1.2.3"));
        for (const char* part :
             {"### Sign-in at id.acme.example, ", "Tessera 1.2.3, Qt ", "`id_token.nonce_mismatch`",
              "check `nonce` **failed**", "`https://id.acme.example/userinfo`", "`locale`: `hr`",
              "compared `sent`: `[secret ", "issuer `https://id.acme.example`", "**1.** Tessera"})
            QVERIFY2(report.contains(QLatin1String(part)), part);
    }

    void leavesOutThePerson()
    {
        const QString report = flowReport(made(), QStringLiteral("1.2.3"));
        for (const char* part :
             {"Ana", "ana@", "ana%40", "248289761001", "Split", "account-id", "canary", "Maric"})
            QVERIFY2(!report.contains(QLatin1String(part)), part);
    }

    void masks_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* name, const char* value, const char* shown) {
            QTest::addRow("%s %s", name, value)
                << QString::fromUtf8(name) << QString::fromUtf8(value) << QString::fromUtf8(shown);
        };
        row("sub", "abc", "[3 characters, left out]");
        row("user.email", "a@b.example", "[11 characters, left out]");
        row("[0].login", "ana", "[3 characters, left out]");
        row("address.country", "HR", "[2 characters, left out]");
        row("iss", "https://id.acme.example", "https://id.acme.example");
        row("error_description", "no user ana@acme.example here", "no user …@… here");
        row("q", "x=ana%40acme.example&y", "x=…@…&y");
        row("sub", "", "");
    }

    void masks()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, shown);
        QCOMPARE(withoutPerson(name, value), shown);
    }

    void hostileTextIsNoMarkup()
    {
        FlowRun run;
        run.issuer = QStringLiteral("https://a`b\n# x");
        FlowStep step;
        step.kind = FlowStepKind::HttpAnswer;
        step.status = 400;
        step.body.fields = {{QStringLiteral("error"), QStringLiteral("`<img>`\n# heading"), std::nullopt}};
        run.steps = {step};
        const QString report = flowReport(run, QStringLiteral("1"));
        QVERIFY(!report.contains(u"\n# "));
        QVERIFY(!report.contains(u"`<img>`"));
    }
};

TESSERA_TEST(FlowReportTest)
#include "flow_report_test.moc"

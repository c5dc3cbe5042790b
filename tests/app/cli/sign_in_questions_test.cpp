// What `tessera sign-in` asks the person: the flow, the address pasted back, fewer scopes, other hosts.
// Standard input is a pipe here, so nobody is at a terminal: every question must end as no by itself.
#include "app/cli/commands/sign_in_questions.h"

#include "app/cli/commands/commands.h"
#include "tests/app/cli/captured.h"
#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::cli;
using namespace tessera::test;

namespace {

ContextPtr contextOf(const QStringList& words)
{
    const auto context = std::make_shared<Context>();
    context->options->addOptions(signInCommand().options);
    if (!context->options->parse(QStringList{QStringLiteral("tessera")} + words))
        qFatal("%s", qPrintable(context->options->errorText()));
    return context;
}

ScopeLedger ledger()
{
    return {{QStringLiteral("openid")},
            {QStringLiteral("openid")},
            {QStringLiteral("openid"), QStringLiteral("calendar\x1b[2J")}};
}

} // namespace

class SignInQuestionsTest : public QObject
{
    Q_OBJECT

    int m_input = -1; ///< what stood at descriptor 0
    int m_typing = -1;

    void type(const QByteArray& text)
    {
        QCOMPARE(::write(m_typing, text.constData(), text.size()), text.size());
    }

private Q_SLOTS:
    void init()
    {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        m_input = ::dup(0);
        QCOMPARE(::dup2(ends[0], 0), 0);
        ::close(ends[0]);
        m_typing = ends[1];
    }
    void cleanup()
    {
        ::close(m_typing);
        ::dup2(m_input, 0);
        ::close(m_input);
    }

    void flows_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<int>("flow"); // -1: refused
        QTest::newRow("none") << QString() << int(SignInFlow::Browser);
        QTest::newRow("browser") << QStringLiteral("browser") << int(SignInFlow::Browser);
        QTest::newRow("device") << QStringLiteral("device") << int(SignInFlow::Device);
        QTest::newRow("paste") << QStringLiteral("paste") << int(SignInFlow::Paste);
        QTest::newRow("capitals") << QStringLiteral("Device") << -1;
        QTest::newRow("another") << QStringLiteral("password") << -1;
    }
    void flows()
    {
        QFETCH(QString, word);
        QFETCH(int, flow);
        const QStringList words =
            word.isEmpty() ? QStringList() : QStringList{QStringLiteral("--flow"), word};
        const auto read = flowFromOptions(*contextOf(words));
        QCOMPARE(read ? int(*read) : -1, flow);
        if (!read) {
            QCOMPARE(read.error().code, QStringLiteral("usage.flow"));
            QCOMPARE(read.error().detail, word);
        }
    }

    void theWarningSaysWhatMatters() // A344
    {
        QVERIFY(deviceWarning().contains(QStringLiteral("somebody sent you a code")));
    }

    void fewerScopesWithoutATerminal()
    {
        Captured complaint(stderr);
        const auto context = contextOf({});
        const bool accepted = await(narrowingQuestion(context)(ledger()));
        const QByteArray said = complaint.text();
        QVERIFY(!accepted);
        QVERIFY(said.contains("It would lose  calendar"));
        QVERIFY(said.contains("--scope \"openid calendar"));
        QVERIFY(!said.contains('\x1b')); // made printable
    }

    void fewerScopesAcceptedBeforehand()
    {
        Captured complaint(stderr);
        const auto context = contextOf({QStringLiteral("--accept-narrower")});
        const bool accepted = await(narrowingQuestion(context)(ledger()));
        QVERIFY(complaint.text().contains("It would lose"));
        QVERIFY(accepted);
    }

    /// No option says yes to that: only a person can.
    void otherHostsWithoutATerminal()
    {
        Captured complaint(stderr);
        const auto context = contextOf({QStringLiteral("--accept-narrower")});
        const QList<EndpointChange> moved{
            {QStringLiteral("token_endpoint"), QStringLiteral("a.example"), QStringLiteral("b.example")}};
        const bool accepted = await(movedQuestion(context, QStringLiteral("https://op.example"))(moved));
        const QByteArray said = complaint.text();
        QVERIFY(!accepted);
        QVERIFY(said.contains("a.example") && said.contains("b.example"));
    }

    void pasting()
    {
        QStringList pasted;
        QList<SignInStep> reported;
        const auto context = contextOf({});
        Captured complaint(stderr);
        const ProgressReport report =
            withPasting([&reported](const SignInProgress& progress) { reported << progress.step; }, context,
                        SignInFlow::Paste);
        SignInProgress progress;
        progress.step = SignInStep::WaitingForBrowser;
        progress.paste = [&pasted](const QString& text) -> Result<void> {
            pasted << text;
            return failure(ErrorKind::Configuration, u"paste.refused", QStringLiteral("state"));
        };
        report(progress);
        type("\nhttp://127.0.0.1/callback?code=c\n");
        QVERIFY(QTest::qWaitFor([&pasted] { return !pasted.isEmpty(); }));
        progress.step = SignInStep::Redeeming;
        report(progress); // nothing is read from here on
        type("late\n");
        QTest::qWait(1);
        const QByteArray said = complaint.text();
        QCOMPARE(pasted, QStringList{QStringLiteral("http://127.0.0.1/callback?code=c")});
        QCOMPARE(reported, (QList<SignInStep>{SignInStep::WaitingForBrowser, SignInStep::Redeeming}));
        QVERIFY(said.contains("paste the address"));
        QVERIFY(said.contains("not the answer to this sign-in"));
    }

    /// Nobody is told to paste where that leads nowhere: in a script, with a device, or switched off.
    void noPasting()
    {
        SignInProgress progress;
        progress.step = SignInStep::WaitingForBrowser;
        const auto context = contextOf({});
        for (const SignInFlow flow : {SignInFlow::Browser, SignInFlow::Device, SignInFlow::Paste}) {
            int reports = 0;
            Captured complaint(stderr);
            withPasting([&reports](const SignInProgress&) { ++reports; }, context, flow)(progress);
            const QByteArray said = complaint.text();
            QCOMPARE(reports, 1);
            QVERIFY2(said.isEmpty(), said.constData());
        }
    }
};

TESSERA_TEST(SignInQuestionsTest)
#include "sign_in_questions_test.moc"

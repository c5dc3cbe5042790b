// What is said about who asks: from the kernel, printable, and short (A264).
#include "ui/text/consent_text.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up_consent.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

class ConsentTextTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ofAProgram()
    {
        const ConsentText text = consentText(kubectlAsks());
        QCOMPARE(text.title, QStringLiteral("Give kubectl a token?"));
        QCOMPARE(text.meaning,
                 QStringLiteral("It can act for you at id.acme.example until the token runs out."));
        QCOMPARE(text.program, QStringLiteral("/usr/bin/kubectl"));
        QCOMPARE(text.process, QStringLiteral("Process 48213 of user 1000, started by zsh in a terminal"));
        QCOMPARE(text.accountDetail, QStringLiteral("ana.maric@example.com at id.acme.example"));
        QCOMPARE(text.scope, kubectlAsks().scope);
        QCOMPARE(text.asked, QStringLiteral("First time this program asks"));
    }

    /// Who uses our own command line is the one who asks.
    void throughTheCommandLine()
    {
        const ConsentText text = consentText(shellAsks());
        QCOMPARE(text.title, QStringLiteral("Give zsh a token?"));
        QCOMPARE(text.program, QStringLiteral("/usr/bin/zsh"));
        QCOMPARE(text.process,
                 QStringLiteral("Process 48001 of user 1000, through the command tessera (process 48213)"));
        QCOMPARE(text.asked, QStringLiteral("For something else than it was allowed"));
    }

    void otherQuestions()
    {
        ConsentQuestion question = kubectlAsks();
        question.kind = WishKind::Id;
        QCOMPARE(consentText(question).title, QStringLiteral("Give kubectl an ID token?"));
        question.mayBeRemembered = false;
        QVERIFY(consentText(question).asked.contains(QStringLiteral("cannot be told")));
        question.allows = true;
        question.program = QStringLiteral("/usr/bin/helm");
        QCOMPARE(consentText(question).title, QStringLiteral("Let helm have tokens without asking?"));
        QCOMPARE(consentText(question).program, QStringLiteral("/usr/bin/helm"));
        ConsentQuestion unlock = kubectlAsks();
        unlock.opensAgent = true;
        QCOMPARE(consentText(unlock).title, QStringLiteral("Unlock the agent?"));
        QVERIFY(consentText(unlock).account.isEmpty());
    }

    void hostile()
    {
        const ConsentText text = consentText(hostileAsks());
        for (const QString& part : QStringList{text.title, text.meaning, text.program, text.process,
                                               text.account, text.accountDetail, text.asked} +
                                       text.scope) {
            QVERIFY2(part.size() <= 1100, qPrintable(part.left(80)));
            for (const QChar c : part)
                QVERIFY(c.category() != QChar::Other_Format && c.category() != QChar::Other_Control);
        }
        QVERIFY(text.scope.size() <= 21);
        QVERIFY(text.meaning.contains(QStringLiteral("xn--pple-43d.com")));
    }

    void time()
    {
        QCOMPARE(deniedInText(Seconds(55)), QStringLiteral("Denied by itself in 55 seconds"));
        QCOMPARE(deniedInText(Milliseconds(1)), QStringLiteral("Denied by itself in 1 second"));
        QCOMPARE(deniedInText(Seconds(-5)), QStringLiteral("Denied by itself in 0 seconds"));
    }
};

TESSERA_TEST(ConsentTextTest)
#include "consent_text_test.moc"

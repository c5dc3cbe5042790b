// The question before a sign-out: what it will do, what it will not, where the rest is done.
#include "ui/accounts/sign_out_question.h"

#include "tests/support/test_program.h"
#include "ui/widgets/button.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;

namespace {

ProviderNotes microsoft()
{
    ProviderNotes notes;
    notes.name = QStringLiteral("Microsoft");
    notes.signOut = QStringLiteral("Microsoft has no way to revoke a single sign-in.");
    notes.reviewUrl = QUrl(QStringLiteral("https://myapps.microsoft.com/"));
    return notes;
}

Button* button(const QWidget& question, const QString& text)
{
    for (Button* each : question.findChildren<Button*>())
        if (each->text() == text && !each->isHidden())
            return each;
    return nullptr;
}

} // namespace

class SignOutQuestionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatItWillNotDo()
    {
        SignOutQuestion question;
        question.ask(QStringLiteral("Ana"), microsoft(), false);
        QVERIFY(question.accessibleName().startsWith(QStringLiteral("Sign Ana out?")));
        QVERIFY(question.accessibleName().contains(microsoft().signOut));
        QVERIFY(!question.accessibleName().contains(QStringLiteral("asks Microsoft")));
        QSignalSpy link(&question, &SignOutQuestion::linkRequested);
        QSignalSpy out(&question, &SignOutQuestion::confirmed);
        button(question, QStringLiteral("Review access at myapps.microsoft.com"))->click();
        QCOMPARE(link.first().first().toUrl(), microsoft().reviewUrl);
        QCOMPARE(out.size(), 0); // looking at it is no answer
    }

    void noLinkWithoutAPage()
    {
        SignOutQuestion question;
        question.ask(QStringLiteral("Ana"), microsoft(), false);
        ProviderNotes plain;
        plain.name = QStringLiteral("id.acme.example");
        question.ask(QStringLiteral("Ana"), plain, true);
        QVERIFY(!button(question, QStringLiteral("Review access at myapps.microsoft.com")));
        QCOMPARE(question.findChildren<Button*>().size(), 3);
        QVERIFY(question.accessibleName().contains(QStringLiteral("asks id.acme.example to revoke")));
    }

    /// There is no way back, so Enter and Escape stay.
    void stayingIsTheUsualAnswer()
    {
        SignOutQuestion question;
        question.show();
        QVERIFY(QTest::qWaitForWindowActive(&question));
        question.ask(QStringLiteral("Ana"), microsoft(), false);
        QCOMPARE(QApplication::focusWidget(), button(question, QStringLiteral("Stay signed in")));
        QSignalSpy declined(&question, &SignOutQuestion::declined);
        QTest::keyClick(&question, Qt::Key_Escape);
        QCOMPARE(declined.size(), 1);
    }
};

TESSERA_TEST(SignOutQuestionTest)
#include "sign_out_question_test.moc"

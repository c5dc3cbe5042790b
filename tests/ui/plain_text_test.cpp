// Text from outside is text, on every page: no label guesses, no tooltip follows markup, no direction mark
// and no megabyte gets through (finding F12, attacks A281 to A285).
#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_tokens.h"
#include "ui/accounts/account_detail.h"
#include "ui/accounts/accounts_page.h"
#include "ui/accounts/check_section.h"
#include "ui/accounts/section.h"
#include "ui/inspector/compare_view.h"
#include "ui/inspector/decode_view.h"
#include "ui/inspector/difference_list.h"
#include "ui/inspector/finding_row.h"
#include "ui/inspector/findings_list.h"
#include "ui/inspector/inspector_page.h"
#include "ui/inspector/parts_bar.h"
#include "ui/inspector/side_pane.h"
#include "ui/inspector/verify_pane.h"
#include "ui/models/account_list_model.h"
#include "ui/sign_in/client_form.h"
#include "ui/sign_in/sign_in_page.h"
#include "ui/welcome/welcome_page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/sentence.h"

#include <QAbstractButton>
#include <QLabel>
#include <QTest>
#include <QTextDocument>

using namespace tessera;

namespace {

constexpr qsizetype kLongest = 3000;

/// What a widget says, in whichever way it says it.
QStringList textsOf(const QWidget* widget)
{
    QStringList texts{widget->accessibleName(), widget->accessibleDescription(), widget->windowTitle()};
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        texts << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        texts << button->text();
    if (const auto* sentence = qobject_cast<const Sentence*>(widget))
        texts << sentence->text();
    if (const auto* chip = qobject_cast<const Chip*>(widget))
        texts << chip->text();
    return texts;
}

void walk(QWidget* page)
{
    QList<QWidget*> all = page->findChildren<QWidget*>();
    all << page;
    QVERIFY(all.size() > 5);
    for (const QWidget* widget : all) {
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text().left(80)));
        for (const QString& text : textsOf(widget)) {
            QVERIFY2(text.size() <= kLongest, widget->metaObject()->className());
            for (const QChar c : text)
                QVERIFY2(c == u'\n' ||
                             (c.category() != QChar::Other_Format && c.category() != QChar::Other_Control),
                         qPrintable(text.left(200)));
        }
        const QString tip = widget->toolTip();
        QVERIFY(tip.size() <= 3 * kLongest);
        if (!tip.isEmpty()) {
            QVERIFY2(tip.startsWith(QStringLiteral("<qt>")), qPrintable(tip));
            QVERIFY2(!tip.contains(QStringLiteral("<img")) && !tip.contains(QStringLiteral("<a ")),
                     qPrintable(tip));
        }
    }
}

SignInPlan hostilePlan()
{
    const Account account = test::hostile().account;
    SignInPlan plan;
    plan.provider = QStringLiteral("<b>x</b>");
    plan.letters = QStringLiteral("<b");
    plan.quirks = {QStringLiteral("<img src=\"file:///etc/passwd\">")};
    plan.registration.issuer = account.issuer;
    return plan;
}

} // namespace

class PlainTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void accounts()
    {
        AccountListModel model;
        AccountsPage page(&model);
        page.resize(1000, 700);
        page.setNow(test::madeUpNow());
        model.setNow(test::madeUpNow());
        model.put(test::hostile());
        page.detail()->tellError(*test::hostile().problem);
        page.detail()->askToSignOut();
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        page.grab();
        walk(&page);
        QVERIFY(page.findChildren<Chip*>().size() >= 3);
    }

    void everyPhase()
    {
        for (Phase phase : {Phase::Loading, Phase::Active, Phase::Renewing, Phase::Offline,
                            Phase::Misconfigured, Phase::KeychainLocked, Phase::SignInNeeded}) {
            Session session = test::hostile();
            session.phase = phase;
            AccountDetail detail;
            detail.setSession(session, test::madeUpNow());
            walk(&detail);
        }
    }

    void signIn()
    {
        SignInPage page;
        page.begin(hostilePlan(), test::madeUpNow());
        SignInProgress progress;
        progress.step = SignInStep::WaitingForBrowser;
        progress.address = QUrl(test::hostile().account.issuer);
        progress.deadline = test::madeUpNow() + Seconds(300);
        progress.browserError = test::hostile().problem;
        page.showProgress(progress, test::madeUpNow());
        walk(&page);
        page.fail(*test::hostile().problem, true);
        walk(&page);
    }

    void welcome()
    {
        WelcomePage page(ProviderCatalogue::builtIn(), nullptr);
        AuthorizationServerMetadata metadata;
        metadata.issuer = test::hostile().account.issuer;
        page.showFinding(metadata);
        page.tellError(*test::hostile().problem);
        page.showIssuerError(*test::hostile().problem);
        walk(&page);
    }

    void clientForm()
    {
        ClientForm form;
        form.askForIssuer(test::hostile().account.issuer);
        walk(&form);
    }

    void inspector()
    {
        InspectorPage page;
        page.resize(1000, 760);
        page.setNow(test::madeUpNow());
        page.show();
        page.showTokens(test::hostile().account.label.left(300),
                        {{QStringLiteral("Token"), SecretString::fromUtf8(test::hostileToken())}});
        page.showReport(test::hostileReport());
        for (FindingRow* row : page.decode()->findings()->rows())
            row->setOpen(true);
        page.grab();
        walk(&page);
        TokenReport verified = test::hostileReport();
        verified.signature.keySource = verified.title;
        verified.signature.status = QStringLiteral("valid");
        page.showVerified(verified, {}, 1);
        walk(&page);
        page.showKeyError(*test::hostile().problem);
        page.decode()->parts()->stepInto(0);
        page.grab();
        walk(&page);
    }

    void compare()
    {
        CompareView view;
        const QString text = test::hostileReport().title;
        view.list()->setDifferences({{TokenDifference::Kind::Changed, text, text, text, text, text}});
        walk(&view);
    }

    /// The walk itself must notice: a label left to guess fails it.
    void theWalkSees()
    {
        QLabel guessing(QStringLiteral("<b>x</b>"));
        QCOMPARE(guessing.textFormat(), Qt::AutoText);
    }
};

TESSERA_TEST(PlainTextTest)
#include "plain_text_test.moc"

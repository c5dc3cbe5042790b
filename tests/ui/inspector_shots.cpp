// Pictures of the inspector, light and dark, usual and smallest size: for looking at. Beside shots.cpp, which
// has the other pages.
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_tokens.h"
#include "tests/ui/pictures.h"
#include "ui/inspector/claims_table.h"
#include "ui/inspector/create_pane.h"
#include "ui/inspector/decode_view.h"
#include "ui/inspector/inspector_page.h"
#include "ui/inspector/key_form.h"
#include "ui/inspector/parts_bar.h"
#include "ui/inspector/side_pane.h"
#include "ui/inspector/token_editor.h"
#include "ui/inspector/verify_pane.h"
#include "ui/main_window.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/segmented.h"

#include <QAbstractButton>
#include <QApplication>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;
using namespace std::chrono_literals;

namespace {

InspectionExpectations expectations()
{
    InspectionExpectations expected;
    expected.issuer = QStringLiteral("https://id.acme.example");
    expected.audience = QStringLiteral("tessera-desktop");
    expected.nonce = "k3Vd9QxT";
    return expected;
}

} // namespace

class InspectorShots : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(makePictureFolder()); }

    void pages_data() { addPageRows(); }

    void pages()
    {
        const PictureFrame frame;
        QTemporaryDir directory;
        SessionManager manager(pictureWorld(directory.path()));
        MainWindow window(manager, {});
        window.resize(frame.size());
        window.showInspector();
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        shoot(window, "inspector-empty");
        shootTokens(window);
        shootVerified(window);
        shootOthers(window);
    }

private:
    void shootTokens(MainWindow& window)
    {
        InspectorPage* page = window.inspectorPage();
        page->showText(QString::fromUtf8(test::signedToken()));
        shoot(window, "inspector-good");
        page->decode()->claims()->view()->setFocus(Qt::TabFocusReason);
        page->decode()->claims()->view()->selectRow(2);
        shoot(window, "inspector-row");
        page->showText(QString::fromUtf8(test::unsignedToken()));
        shoot(window, "inspector-unsigned");
        page->showText(QString::fromUtf8(test::encryptedToken()));
        shoot(window, "inspector-encrypted");
        page->editor()->setWholeText(QString::fromUtf8(test::cookieText()));
        page->showReport(test::cookieReport());
        shoot(window, "inspector-cookie");
        page->decode()->parts()->stepInto(0);
        shoot(window, "inspector-cookie-inside");
        page->editor()->setWholeText(QString::fromUtf8(test::hostileToken()));
        page->showReport(test::hostileReport());
        shoot(window, "inspector-hostile");
    }

    /// The drawing: a key server of its own in the header, and a signature that is wrong.
    void shootVerified(MainWindow& window)
    {
        InspectorPage* page = window.inspectorPage();
        VerifyPane* verify = page->side()->verify();
        QByteArray token = test::signedToken(
            test::madeUpClaims(), {{QStringLiteral("jku"), QStringLiteral("https://keys.example.net")}});
        page->showText(QString::fromUtf8(token));
        verify->audience()->edit()->setText(QStringLiteral("tessera-desktop"));
        verify->nonce()->edit()->setText(QStringLiteral("k3Vd9QxT"));
        showVerified(*page, token);
        shootBoth(window, "inspector-valid");
        const qsizetype at = token.lastIndexOf('.') + 5;
        token[at] = token[at] == 'A' ? 'B' : 'A';
        page->showText(QString::fromUtf8(token));
        showVerified(*page, token);
        shootBoth(window, "inspector-wrong-signature");
    }

    void showVerified(InspectorPage& page, const QByteArray& token)
    {
        TokenReport report = verifyReport(inspectToken(token, test::madeUpNow()), test::madeUpKeys(),
                                          QStringLiteral("id.acme.example"));
        report.checks = {{QStringLiteral("at_hash"),
                          {},
                          CheckOutcome::NotChecked,
                          {},
                          QStringLiteral("No access token was given")}};
        page.showVerified(checkExpectations(report, expectations()), expectations(), 2);
    }

    void shootOthers(MainWindow& window)
    {
        InspectorPage* page = window.inspectorPage();
        page->side()->verify()->keys()->setKind(KeySourceChoice::Kind::Secret);
        shootBoth(window, "inspector-secret");
        page->side()->verify()->keys()->setKind(KeySourceChoice::Kind::Pasted);
        shootBoth(window, "inspector-pasted-key");
        page->side()->create()->createButton()->click();
        page->side()->setTab(SidePane::CreateTab);
        page->tabs()->button(2)->click();
        shoot(window, "inspector-create");
        page->tabs()->button(0)->click();
        page->side()->setTab(SidePane::VerifyTab);
        page->setComparing(true);
        QJsonObject other = test::madeUpClaims();
        other.insert(QStringLiteral("exp"), other.value(QStringLiteral("exp")).toInteger() + 3600);
        other.insert(QStringLiteral("aud"), QStringLiteral("another-client"));
        other.insert(QStringLiteral("role"), QStringLiteral("admin"));
        other.remove(QStringLiteral("nonce"));
        page->compare()->right()->setWholeText(QString::fromUtf8(test::signedToken(other)));
        QTest::qWait(300);
        shoot(window, "inspector-compare");
        page->compare()->left()->setWholeText(
            QStringLiteral("Set-Cookie: PHPSESSID=q8Zt7Lw2x1Yv9Kd4; Path=/"));
        page->compare()->right()->setWholeText(
            QStringLiteral("Set-Cookie: PHPSESSID=q8Zt7Lw2x1Yv9Kd4; Path=/; Secure"));
        QTest::qWait(300);
        shoot(window, "inspector-fixation");
        page->setComparing(false);
        page->showTokens(QStringLiteral("Ana Marić"),
                         {{QStringLiteral("Access token"), SecretString::fromUtf8(test::signedToken())},
                          {QStringLiteral("ID token"), SecretString::fromUtf8(test::signedToken())}});
        shoot(window, "inspector-account");
    }

    /// Where it is narrow the pane is a tab: one picture more.
    void shootBoth(MainWindow& window, const QByteArray& name)
    {
        shoot(window, name);
        Segmented* tabs = window.inspectorPage()->tabs();
        if (!tabs->isVisible())
            return;
        tabs->button(1)->click();
        shoot(window, name + "-tab");
        tabs->button(0)->click();
    }

    static void shoot(MainWindow& window, const QByteArray& name) { QVERIFY(savePicture(window, name, 150)); }
};

QTEST_MAIN(InspectorShots)
#include "inspector_shots.moc"

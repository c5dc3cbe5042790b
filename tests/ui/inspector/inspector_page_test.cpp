// The inspector's page: text in, report out; verifying, parts, narrow and wide, and the keyboard alone.
#include "ui/inspector/inspector_page.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_tokens.h"
#include "ui/inspector/claims_table.h"
#include "ui/inspector/decode_view.h"
#include "ui/inspector/empty_state.h"
#include "ui/inspector/finding_row.h"
#include "ui/inspector/findings_list.h"
#include "ui/inspector/inspector_controller.h"
#include "ui/inspector/inspector_engine.h"
#include "ui/inspector/key_form.h"
#include "ui/inspector/parts_bar.h"
#include "ui/inspector/side_pane.h"
#include "ui/inspector/time_axis.h"
#include "ui/inspector/token_editor.h"
#include "ui/inspector/token_handle.h"
#include "ui/inspector/verify_pane.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text_box.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QJsonDocument>
#include <QMimeData>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryFile>
#include <QTest>

using namespace tessera;
using namespace std::chrono_literals;

namespace {

QString keyText()
{
    return QString::fromUtf8(QJsonDocument(test::madeUpKey().publicJwk()).toJson());
}

/// Made once: no two signatures are the same.
QString goodToken()
{
    static const QString token = QString::fromUtf8(test::signedToken());
    return token;
}

Button* button(const QWidget& page, const QString& text)
{
    for (Button* each : page.findChildren<Button*>())
        if (QString(each->text()).remove(u'&') == text && each->isVisible())
            return each;
    return nullptr;
}

QString nameOf(const QWidget* widget)
{
    if (!widget->accessibleName().isEmpty())
        return widget->accessibleName();
    const auto* each = qobject_cast<const QAbstractButton*>(widget);
    return each ? each->text() : QString();
}

QList<QWidget*> tabStops(QWidget& window)
{
    QList<QWidget*> stops;
    for (int i = 0; i < 200; ++i) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window, Qt::Key_Tab);
        QWidget* now = QApplication::focusWidget();
        if (!now || stops.contains(now))
            break;
        stops << now;
    }
    return stops;
}

} // namespace

class InspectorPageTest : public QObject
{
    Q_OBJECT
    bool drop(const QMimeData& data)
    {
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        enter.ignore();
        QApplication::sendEvent(m_page.get(), &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(m_page.get(), &event);
        return event.isAccepted();
    }

private Q_SLOTS:
    void init()
    {
        m_page = std::make_unique<InspectorPage>();
        m_page->setNow(test::madeUpNow());
        m_page->resize(1000, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    void beginsEmpty()
    {
        QVERIFY(m_page->empty()->isVisible());
        QVERIFY(!m_page->decode()->isVisible());
        QVERIFY(!m_page->side()->verify()->verifyButton()->isEnabled());
    }

    void aPastedTokenIsExplained()
    {
        QGuiApplication::clipboard()->setText(goodToken());
        m_page->pasteButton()->click();
        QVERIFY(m_page->decode()->isVisible());
        QVERIFY(!m_page->empty()->isVisible());
        QCOMPARE(m_page->decode()->claims()->filter()->rowCount(), 9);
        QVERIFY(m_page->decode()->axis()->isVisible());
        QVERIFY2(m_page->sentence().contains(QStringLiteral("not verified")), qPrintable(m_page->sentence()));
    }

    void nothingOnTheClipboard()
    {
        QGuiApplication::clipboard()->clear();
        m_page->pasteButton()->click();
        QVERIFY(m_page->empty()->isVisible());
        bool said = false;
        for (const Label* label : m_page->findChildren<Label*>())
            said = said || (label->isVisible() &&
                            label->text() == QStringLiteral("There is no text on the clipboard."));
        QVERIFY(said);
    }

    /// Anywhere on the page, over whatever is shown.
    void dropped_data()
    {
        QTest::addColumn<bool>("isFile");
        QTest::newRow("text") << false;
        QTest::newRow("a file") << true;
    }
    void dropped()
    {
        QFETCH(bool, isFile);
        QTemporaryFile file;
        QVERIFY(file.open() && file.write(goodToken().toUtf8()) > 0 && file.flush());
        QMimeData data;
        if (isFile)
            data.setUrls({QUrl::fromLocalFile(file.fileName())});
        else
            data.setText(goodToken());
        m_page->setComparing(true);
        QVERIFY(drop(data));
        QVERIFY(m_page->editor()->isVisible());
        QCOMPARE(m_page->editor()->wholeText(), goodToken());
        QTRY_VERIFY(m_page->decode()->isVisible());
    }

    void droppedInVain()
    {
        m_page->showText(goodToken());
        QMimeData two;
        two.setUrls(
            {QUrl::fromLocalFile(QStringLiteral("/tmp/a")), QUrl::fromLocalFile(QStringLiteral("/tmp/b"))});
        QVERIFY(drop(two));
        QCOMPARE(m_page->editor()->wholeText(), goodToken()); // what was there stays
        QMimeData missing;
        missing.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/tessera-no-such-file"))});
        QVERIFY(drop(missing));
        QVERIFY(m_page->editor()->note().contains(QStringLiteral("cannot be read")));
        QMimeData picture;
        picture.setImageData(QImage(2, 2, QImage::Format_RGB32));
        QVERIFY(!drop(picture));
    }

    void takenElsewhere()
    {
        QVERIFY(!m_page->handle()->isVisible()); // there is nothing to take
        m_page->showText(goodToken());
        QTest::mouseClick(m_page->handle()->button(), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), goodToken());
        const auto data = m_page->handle()->data();
        QCOMPARE(data->text(), goodToken());
        QCOMPARE(data->data(QStringLiteral("x-kde-passwordManagerHint")), QByteArray("secret"));
        QVERIFY(!m_page->handle()->button()->accessibleName().isEmpty());
    }

    void typingIsFollowedAfterAPause()
    {
        m_page->editor()->insertPlainText(goodToken());
        QVERIFY(!m_page->decode()->isVisible());
        QTRY_VERIFY(m_page->decode()->isVisible());
    }

    void clearingLeavesNothing()
    {
        m_page->showText(goodToken());
        m_page->clearButton()->click();
        QVERIFY(m_page->empty()->isVisible());
        QVERIFY(m_page->editor()->wholeText().isEmpty());
        QTest::qWait(int(ReportRunner::kPause.count()) * 2);
        QVERIFY(!m_page->decode()->isVisible());
    }

    /// A289: in the bounds, in another thread, and said.
    void tenMegabytes()
    {
        m_page->showText(QString(10 * 1024 * 1024, u'a'));
        QCOMPARE(m_page->editor()->wholeText().size(), TokenEditor::kMost);
        QVERIFY(!m_page->decode()->isVisible()); // it did not wait for it
        QTRY_VERIFY(m_page->decode()->isVisible());
        QVERIFY(m_page->editor()->note().contains(QStringLiteral("1 MB")));
    }

    void bytesThatAreNoText()
    {
        QString binary;
        for (int i = 1; i < 2000; ++i)
            binary += QChar(char16_t(i * 37));
        m_page->showText(binary);
        QVERIFY(m_page->decode()->isVisible());
        m_page->grab();
    }

    // ---- verifying

    void verifyingIsAskedForWithTheNamedKey()
    {
        m_page->showText(goodToken());
        KeyForm* keys = m_page->side()->verify()->keys();
        QCOMPARE(keys->issuer()->text(), QStringLiteral("https://id.acme.example"));
        QSignalSpy asked(m_page.get(), &InspectorPage::verifyRequested);
        // Nothing was asked for by showing the token; the button names the host.
        QVERIFY(asked.isEmpty());
        QVERIFY2(m_page->side()->verify()->verifyButton()->text().contains(QStringLiteral("id.acme.example")),
                 qPrintable(m_page->side()->verify()->verifyButton()->text()));
        m_page->side()->verify()->audience()->edit()->setText(QStringLiteral("tessera-desktop"));
        m_page->side()->verify()->verifyButton()->click();
        QCOMPARE(asked.size(), 1);
        const auto choice = asked.first()[1].value<KeySourceChoice>();
        QCOMPARE(choice.kind, KeySourceChoice::Kind::Issuer);
        const auto expected = asked.first()[2].value<InspectionExpectations>();
        QCOMPARE(expected.issuer, QStringLiteral("https://id.acme.example"));
        QCOMPARE(expected.audience, QStringLiteral("tessera-desktop"));
    }

    void everySourceIsHandedOn_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("issuer") << int(KeySourceChoice::Kind::Issuer);
        QTest::newRow("address") << int(KeySourceChoice::Kind::Address);
        QTest::newRow("file") << int(KeySourceChoice::Kind::File);
        QTest::newRow("pasted") << int(KeySourceChoice::Kind::Pasted);
        QTest::newRow("secret") << int(KeySourceChoice::Kind::Secret);
    }

    void everySourceIsHandedOn()
    {
        QFETCH(int, kind);
        m_page->showText(goodToken());
        KeyForm* keys = m_page->side()->verify()->keys();
        keys->issuer()->edit()->clear();
        keys->setKind(KeySourceChoice::Kind(kind));
        QVERIFY(!m_page->side()->verify()->verifyButton()->isEnabled());
        keys->issuer()->edit()->setText(QStringLiteral("https://a.example"));
        keys->address()->edit()->setText(QStringLiteral("https://b.example/keys"));
        keys->file()->edit()->setText(QStringLiteral("/tmp/keys.json"));
        keys->setPastedKey(QStringLiteral("{}"));
        keys->secret()->edit()->setText(QStringLiteral("s3cret"));
        QVERIFY(m_page->side()->verify()->verifyButton()->isEnabled());
        const KeySourceChoice choice = keys->choice();
        QCOMPARE(int(choice.kind), kind);
        const QStringList texts{QStringLiteral("https://a.example"), QStringLiteral("https://b.example/keys"),
                                QStringLiteral("/tmp/keys.json")};
        QCOMPARE(choice.text, texts.value(kind));
        QCOMPARE(choice.secret.revealString(), kind == 3   ? QStringLiteral("{}")
                                               : kind == 4 ? QStringLiteral("s3cret")
                                                           : QString());
    }

    void theSecretIsMasked()
    {
        QCOMPARE(m_page->side()->verify()->keys()->secret()->edit()->echoMode(), QLineEdit::Password);
    }

    void theVerdictIsShown()
    {
        withController();
        m_page->showText(goodToken());
        m_page->side()->verify()->keys()->setPastedKey(keyText());
        m_page->side()->verify()->keys()->setKind(KeySourceChoice::Kind::Pasted);
        m_page->side()->verify()->verifyButton()->click();
        QTRY_VERIFY(m_page->side()->verify()->verdict()->text().startsWith(QStringLiteral("Valid.")));
        QVERIFY(m_page->sentence().endsWith(QStringLiteral("Valid.")));
        QVERIFY(!m_page->side()->verify()->againButton()->isVisible()); // a pasted key cannot change
        // Another token: what was said does not hold for it.
        m_page->editor()->insertPlainText(QStringLiteral("x"));
        QVERIFY(!m_page->sentence().contains(QStringLiteral("Valid.")));
        QTRY_VERIFY(m_page->side()->verify()->verdict()->text().startsWith(QStringLiteral("Not checked.")));
    }

    void otherExpectationsUndoTheVerdict()
    {
        withController();
        m_page->showText(goodToken());
        m_page->side()->verify()->keys()->setPastedKey(keyText());
        m_page->side()->verify()->keys()->setKind(KeySourceChoice::Kind::Pasted);
        m_page->side()->verify()->verifyButton()->click();
        QTRY_VERIFY(m_page->side()->verify()->verdict()->text().startsWith(QStringLiteral("Valid.")));
        m_page->side()->verify()->nonce()->edit()->setText(QStringLiteral("another"));
        QVERIFY(m_page->side()->verify()->verdict()->text().startsWith(QStringLiteral("Not checked.")));
        m_page->side()->verify()->verifyButton()->click();
        QTRY_VERIFY(m_page->side()->verify()->verdict()->text().startsWith(QStringLiteral("Not valid.")));
    }

    void aBadKeyFileIsSaid()
    {
        withController();
        m_page->showText(goodToken());
        m_page->side()->verify()->keys()->file()->edit()->setText(QStringLiteral("/nowhere/keys.json"));
        m_page->side()->verify()->keys()->setKind(KeySourceChoice::Kind::File);
        m_page->side()->verify()->verifyButton()->click();
        QTRY_VERIFY2(m_page->side()->verify()->verdict()->text().startsWith(
                         QStringLiteral("Not checked. That file cannot be read.")),
                     qPrintable(m_page->side()->verify()->verdict()->text()));
        QVERIFY(m_page->side()->verify()->againButton()->isVisible());
    }

    void aTextThatIsNoKeyIsSaid()
    {
        withController();
        m_page->showText(goodToken());
        m_page->side()->verify()->keys()->setPastedKey(QStringLiteral("hello"));
        m_page->side()->verify()->keys()->setKind(KeySourceChoice::Kind::Pasted);
        m_page->side()->verify()->verifyButton()->click();
        QTRY_VERIFY2(m_page->side()->verify()->verdict()->text().startsWith(
                         QStringLiteral("Not checked. There is no key in it that Tessera can use.")),
                     qPrintable(m_page->side()->verify()->verdict()->text()));
    }

    // ---- what is inside

    void stepsIntoPartsAndBack()
    {
        m_page->showReport(test::cookieReport());
        QCOMPARE(m_page->decode()->parts()->names(), QStringList{QStringLiteral("cookie sid")});
        QVERIFY(!m_page->side()->verify()->verifyButton()->isEnabled());
        button(*m_page, QStringLiteral("cookie sid"))->click();
        QCOMPARE(m_page->decode()->parts()->depth(), 1);
        QCOMPARE(m_page->decode()->claims()->filter()->rowCount(), 9);
        QVERIFY(m_page->side()->verify()->verifyButton()->isEnabled());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_page->decode()->parts()->depth(), 0);
        QCOMPARE(m_page->decode()->claims()->filter()->section(), ClaimRow::Section::Fields);
    }

    void theWorstFindingIsOpen()
    {
        m_page->showText(QString::fromUtf8(test::unsignedToken()));
        const QList<FindingRow*> rows = m_page->decode()->findings()->rows();
        QVERIFY(rows.size() >= 3);
        QVERIFY(rows.first()->isOpen());
        QVERIFY(!rows[1]->isOpen());
        QTest::keyClick(rows[1]->head(), Qt::Key_Space);
        QVERIFY(rows[1]->isOpen());
        QVERIFY2(rows.first()->head()->accessibleName().startsWith(QStringLiteral("Error: ")),
                 qPrintable(rows.first()->head()->accessibleName()));
    }

    void aReferenceIsOpenedOnlyByAClick()
    {
        QSignalSpy open(m_page.get(), &InspectorPage::openRequested);
        m_page->showText(QString::fromUtf8(test::unsignedToken()));
        QVERIFY(open.isEmpty());
        for (Button* each : m_page->decode()->findings()->rows().first()->findChildren<Button*>())
            each->click();
        QCOMPARE(open.size(), 1);
        QCOMPARE(open.first().first().toUrl().host(), QStringLiteral("www.rfc-editor.org"));
    }

    void timePassing()
    {
        m_page->showText(goodToken());
        const int before = int(m_page->decode()->findings()->rows().size());
        m_page->setNow(test::madeUpNow() + 2h);
        QVERIFY(int(m_page->decode()->findings()->rows().size()) > before); // it has run out
        QVERIFY(m_page->decode()->axis()->accessibleDescription().startsWith(QStringLiteral("Ran out")));
    }

    void examples()
    {
        for (const QString& name : {QStringLiteral("An ID token"), QStringLiteral("A token nobody signed"),
                                    QStringLiteral("A session cookie")}) {
            m_page->clearButton()->click();
            Button* example = button(*m_page, name);
            QVERIFY2(example, qPrintable(name));
            example->click();
            QVERIFY(m_page->decode()->isVisible());
        }
    }

    void theExampleVerifies()
    {
        withController();
        button(*m_page, QStringLiteral("An ID token"))->click();
        m_page->side()->verify()->verifyButton()->click();
        QTRY_VERIFY(m_page->side()->verify()->verdict()->text().startsWith(QStringLiteral("Valid.")));
    }

    void tokensOfAnAccount()
    {
        m_page->showTokens(QStringLiteral("Ana Marić"),
                           {{QStringLiteral("Access token"), SecretString::fromUtf8("opaque-token")},
                            {QStringLiteral("ID token"), SecretString::fromUtf8(goodToken().toUtf8())}});
        QCOMPARE(m_page->editor()->wholeText(), QStringLiteral("opaque-token"));
        for (Segmented* each : m_page->findChildren<Segmented*>())
            if (each->words().contains(QStringLiteral("ID token")))
                each->button(1)->click();
        QCOMPARE(m_page->editor()->wholeText(), goodToken());
        m_page->clearButton()->click();
        for (Segmented* each : m_page->findChildren<Segmented*>())
            QVERIFY(!each->words().contains(QStringLiteral("ID token")) || !each->isVisible());
    }

    /// A298: signed out, so nothing of it is kept for looking at.
    void tokensOfAnAccountThatIsSignedOut()
    {
        m_page->showTokens(QStringLiteral("Ana Marić"),
                           {{QStringLiteral("Access token"), SecretString::fromUtf8("opaque-token")}});
        m_page->forgetAccount(QStringLiteral("Somebody Else"));
        QCOMPARE(m_page->editor()->wholeText(), QStringLiteral("opaque-token"));
        QCoreApplication::processEvents(); // the highlighter is late with its colours
        m_page->forgetAccount(QStringLiteral("Ana Marić"));
        QVERIFY(m_page->editor()->wholeText().isEmpty());
        QVERIFY(!m_page->editor()->document()->isUndoAvailable());
        QVERIFY(!m_page->decode()->parts()->current());
        // What a person pasted is his own.
        m_page->showText(QStringLiteral("pasted"));
        m_page->forgetAccount(QStringLiteral("Ana Marić"));
        QCOMPARE(m_page->editor()->wholeText(), QStringLiteral("pasted"));
    }

    // ---- comparing

    void comparing()
    {
        m_page->setCompare(compareTexts);
        m_page->showText(goodToken());
        m_page->compareButton()->click();
        QVERIFY(m_page->compare()->isVisible());
        QVERIFY(!m_page->side()->isVisible());
        QCOMPARE(m_page->compare()->left()->wholeText(), goodToken());
        m_page->compareButton()->click();
        QVERIFY(m_page->decode()->isVisible());
    }

    // ---- size and keyboard

    void noTextMakesThePageWider()
    {
        m_page->showReport(test::hostileReport());
        for (FindingRow* row : m_page->decode()->findings()->rows())
            row->setOpen(true);
        QTest::qWait(50);
        QVERIFY2(m_page->decode()->width() <= m_page->width(),
                 qPrintable(QString::number(m_page->decode()->width())));
    }

    void narrowMakesTabsOfThePanes()
    {
        QVERIFY(!m_page->tabs()->isVisible());
        m_page->setNarrow(true);
        m_page->resize(744, 560);
        QVERIFY(m_page->tabs()->isVisible());
        QVERIFY(m_page->editor()->isVisible());
        QVERIFY(!m_page->side()->isVisible());
        m_page->tabs()->button(1)->click();
        QVERIFY(!m_page->editor()->isVisible());
        QVERIFY(m_page->side()->verify()->isVisible());
        m_page->showText(goodToken());
        QVERIFY(m_page->editor()->isVisible());
        m_page->setNarrow(false);
        QVERIFY(m_page->side()->isVisible() && m_page->editor()->isVisible());
    }

    void tabReachesEverything()
    {
        m_page->showText(goodToken());
        m_page->focusFirst();
        const QList<QWidget*> stops = tabStops(*m_page);
        for (const QWidget* stop : stops) {
            QVERIFY2(!nameOf(stop).isEmpty(), stop->metaObject()->className());
            QVERIFY2(!nameOf(stop).contains(QStringLiteral("eyJ")), qPrintable(nameOf(stop))); // A288
        }
        VerifyPane* verify = m_page->side()->verify();
        const QList<QWidget*> wanted{m_page->pasteButton(),
                                     m_page->compareButton(),
                                     m_page->clearButton(),
                                     m_page->editor(),
                                     m_page->decode()->claims()->words()->edit(),
                                     m_page->decode()->claims()->view(),
                                     verify->keys()->kinds()->box(),
                                     verify->audience()->edit(),
                                     verify->nonce()->edit(),
                                     verify->verifyButton()};
        for (QWidget* widget : wanted)
            QVERIFY2(stops.contains(widget), qPrintable(nameOf(widget)));
        // In reading order: buttons of the page, text, table, then the pane beside it.
        const auto place = [&stops](QWidget* widget) { return stops.indexOf(widget); };
        QVERIFY(place(m_page->decode()->claims()->words()->edit()) <
                place(m_page->decode()->claims()->view()));
        QVERIFY(place(m_page->decode()->claims()->view()) < place(verify->keys()->kinds()->box()));
        QVERIFY(place(verify->keys()->kinds()->box()) < place(verify->verifyButton()));
    }

    void theTableByKeyboard()
    {
        m_page->showText(goodToken());
        QTableView* view = m_page->decode()->claims()->view();
        view->setFocus(Qt::TabFocusReason);
        view->setCurrentIndex(view->model()->index(0, 0));
        QTest::keyClick(view, Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("248289761001"));
        QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("\"sub\": \"248289761001\"")));
    }

private:
    /// As the window wires it.
    void withController()
    {
        Environment environment;
        m_controller = std::make_unique<InspectorController>(environment);
        connect(m_page.get(), &InspectorPage::verifyRequested, m_controller.get(),
                &InspectorController::verify);
        connect(m_page.get(), &InspectorPage::tokenChanged, m_controller.get(), &InspectorController::cancel);
        connect(m_controller.get(), &InspectorController::verified, m_page.get(),
                &InspectorPage::showVerified);
        connect(m_controller.get(), &InspectorController::failed, m_page.get(), &InspectorPage::showKeyError);
        connect(m_controller.get(), &InspectorController::busyChanged, m_page.get(), &InspectorPage::setBusy);
    }

    std::unique_ptr<InspectorController> m_controller;
    std::unique_ptr<InspectorPage> m_page;
};

TESSERA_TEST(InspectorPageTest)
#include "inspector_page_test.moc"

// The editor keeps its bounds, keeps what it does not show, and can undo (A289).
#include "ui/inspector/token_editor.h"

#include "tests/support/test_program.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace tessera;

namespace {

constexpr qsizetype kMegabyte = 1024 * 1024;

void pasteInto(TokenEditor& editor, const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
    QTest::keyClick(&editor, Qt::Key_V, Qt::ControlModifier);
}

QString fileWith(const QTemporaryDir& directory, const QByteArray& bytes)
{
    const QString path = directory.filePath(QStringLiteral("token.txt"));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return path;
}

} // namespace

class TokenEditorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shortTextIsEditable()
    {
        TokenEditor editor(QStringLiteral("Token"));
        QSignalSpy changed(&editor, &TokenEditor::wholeTextChanged);
        pasteInto(editor, QStringLiteral("eyJh.pay.sig"));
        QCOMPARE(editor.wholeText(), QStringLiteral("eyJh.pay.sig"));
        QVERIFY(!editor.isReadOnly());
        QVERIFY(editor.note().isEmpty());
        QVERIFY(!changed.isEmpty());
    }

    void undoBringsTheOldTextBack()
    {
        TokenEditor editor(QStringLiteral("Token"));
        editor.setWholeText(QStringLiteral("first"));
        editor.setWholeText(QStringLiteral("second"));
        editor.undo();
        QCOMPARE(editor.wholeText(), QStringLiteral("first"));
        editor.redo();
        QCOMPARE(editor.wholeText(), QStringLiteral("second"));
    }

    void undoBringsNothingBackThatIsForgotten()
    {
        TokenEditor editor(QStringLiteral("Token"));
        editor.setWholeText(QStringLiteral("first"));
        editor.setWholeText(QStringLiteral("second"));
        QSignalSpy changed(&editor, &TokenEditor::wholeTextChanged);
        editor.forgetHistory();
        QCOMPARE(editor.wholeText(), QStringLiteral("second"));
        QVERIFY(!editor.document()->isUndoAvailable());
        QVERIFY(changed.isEmpty());
        QTest::keyClick(&editor, Qt::Key_X); // and it goes on as before
        QCOMPARE(changed.size(), 1);
        editor.undo();
        QCOMPARE(editor.wholeText(), QStringLiteral("second"));
    }

    /// The highlighter's first colours come late, those of another theme whenever it is chosen.
    void newColoursAreNoNewText()
    {
        TokenEditor editor(QStringLiteral("Token"));
        editor.setWholeText(QStringLiteral("eyJh.pay.sig"));
        QSignalSpy changed(&editor, &TokenEditor::wholeTextChanged);
        QCoreApplication::processEvents();
        QApplication::sendEvent(&editor, std::make_unique<QEvent>(QEvent::ApplicationPaletteChange).get());
        QCoreApplication::processEvents();
        QVERIFY(changed.isEmpty());
        editor.setWholeText(QStringLiteral("eyJh.pay.sig")); // pasted again: asked again
        QCOMPARE(changed.size(), 1);
    }

    void longTextIsKeptWhole()
    {
        TokenEditor editor(QStringLiteral("Token"));
        const QString text(300'000, u'a');
        pasteInto(editor, text);
        QCOMPARE(editor.wholeText(), text);
        QCOMPARE(editor.toPlainText().size(), TokenEditor::kShown);
        QVERIFY(editor.isReadOnly());
        QVERIFY(editor.note().contains(QStringLiteral("8 KB")));
        pasteInto(editor, QStringLiteral("short"));
        QCOMPARE(editor.wholeText(), QStringLiteral("short"));
        QVERIFY(!editor.isReadOnly());
        QVERIFY(editor.note().isEmpty());
    }

    /// Half of a text must not come back as if it were all of it.
    void undoNeverShowsHalfAText()
    {
        TokenEditor editor(QStringLiteral("Token"));
        editor.setWholeText(QString(300'000, u'a'));
        editor.setWholeText(QStringLiteral("short"));
        editor.undo();
        QCOMPARE(editor.wholeText(), QStringLiteral("short"));
    }

    void tenMegabytesAreCut()
    {
        TokenEditor editor(QStringLiteral("Token"));
        pasteInto(editor, QString(10 * kMegabyte, u'a'));
        QCOMPARE(editor.wholeText().size(), kMegabyte);
        QCOMPARE(editor.toPlainText().size(), TokenEditor::kShown);
        QVERIFY(editor.note().contains(QStringLiteral("1 MB")));
    }

    void pastingIntoTheMiddleCountsWhatIsThere()
    {
        TokenEditor editor(QStringLiteral("Token"));
        editor.setWholeText(QStringLiteral("<>"));
        QTextCursor cursor = editor.textCursor();
        cursor.setPosition(1);
        editor.setTextCursor(cursor);
        pasteInto(editor, QString(100'000, u'a'));
        QCOMPARE(editor.wholeText(), u'<' + QString(100'000, u'a') + u'>');
    }

    void aDroppedFileIsRead()
    {
        const QTemporaryDir directory;
        TokenEditor editor(QStringLiteral("Token"));
        editor.openFile(fileWith(directory, "eyJh.pay.sig\n"));
        QCOMPARE(editor.wholeText(), QStringLiteral("eyJh.pay.sig\n"));
        editor.openFile(fileWith(directory, QByteArray(2 * kMegabyte, 'b')));
        QCOMPARE(editor.wholeText().size(), kMegabyte);
        QVERIFY(editor.note().contains(QStringLiteral("1 MB")));
    }

    void whatIsNoTextIsRefused()
    {
        const QTemporaryDir directory;
        TokenEditor editor(QStringLiteral("Token"));
        editor.setWholeText(QStringLiteral("before"));
        editor.openFile(fileWith(directory, QByteArray("GIF89a\0\0", 8)));
        QCOMPARE(editor.note(), QStringLiteral("That file holds no text."));
        editor.openFile(directory.path());
        QCOMPARE(editor.note(), QStringLiteral("That file cannot be read."));
        QCOMPARE(editor.wholeText(), QStringLiteral("before"));
    }

    void markupStaysText()
    {
        TokenEditor editor(QStringLiteral("Token"));
        auto* data = new QMimeData;
        data->setHtml(QStringLiteral("<b>bold</b>"));
        data->setText(QStringLiteral("<b>bold</b>"));
        QGuiApplication::clipboard()->setMimeData(data);
        QTest::keyClick(&editor, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(editor.toPlainText(), QStringLiteral("<b>bold</b>"));
    }

    /// A288: what a screen reader says first is what it is, not what is in it.
    void theNameHoldsNoToken()
    {
        TokenEditor editor(QStringLiteral("Token"));
        editor.setWholeText(QStringLiteral("eyJh.pay.sig"));
        QCOMPARE(editor.accessibleName(), QStringLiteral("Token"));
        QVERIFY(!editor.accessibleDescription().contains(QStringLiteral("eyJ")));
        QVERIFY(editor.toolTip().isEmpty());
    }

    void tabLeavesIt()
    {
        TokenEditor editor(QStringLiteral("Token"));
        QVERIFY(editor.tabChangesFocus());
    }
};

TESSERA_TEST(TokenEditorTest)
#include "token_editor_test.moc"

#include "ui/inspector/token_editor.h"

#include "ui/inspector/token_highlighter.h"

#include <QCryptographicHash>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLocale>
#include <QMimeData>
#include <QUrl>

#include <utility>

namespace tessera {

TokenEditor::TokenEditor(const QString& name, QWidget* parent)
    : TextBox(name, kMost, parent), m_highlighter(new TokenHighlighter(document()))
{
    setLines(5, 9);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!hasOtherText() || m_setting)
            return;
        m_note.clear();
        Q_EMIT wholeTextChanged();
    });
}

/// New colours are told like a new text (QSyntaxHighlighter is late with its first ones), and whoever listens
/// would forget what is known about this one.
bool TokenEditor::hasOtherText()
{
    const QByteArray before =
        std::exchange(m_hash, QCryptographicHash::hash(toPlainText().toUtf8(), QCryptographicHash::Sha256));
    return m_hash != before;
}

QString TokenEditor::wholeText() const
{
    return m_whole.isEmpty() ? toPlainText() : m_whole;
}

void TokenEditor::setWholeText(const QString& text)
{
    hold(text.left(kMost), text.size() > kMost);
}

void TokenEditor::hold(const QString& whole, bool cut)
{
    const bool isLong = whole.size() > kShown;
    const bool wasLong = !m_whole.isEmpty();
    m_whole = isLong ? whole : QString();
    m_note.clear();
    if (cut)
        m_note = tr("That is more than 1 MB; the rest was left out. The first 8 KB are shown here.");
    else if (isLong)
        m_note = tr("The first 8 KB are shown here; all %1 are looked at.")
                     .arg(QLocale().formattedDataSize(whole.size()));
    m_setting = true;
    setReadOnly(false);
    replaceText(isLong ? whole.left(kShown) : whole);
    setReadOnly(isLong);
    if (isLong || wasLong) // undoing would bring back half a text as if it were all
        document()->clearUndoRedoStacks();
    m_setting = false;
    Q_EMIT wholeTextChanged();
}

void TokenEditor::forgetHistory()
{
    m_setting = true;
    setPlainText(toPlainText());
    m_setting = false;
}

void TokenEditor::takeText(const QString& text)
{
    if (!m_whole.isEmpty())
        return setWholeText(text); // only the beginning of the old text is here to paste into
    const QTextCursor cursor = textCursor();
    const qsizetype kept = document()->characterCount() - 1 - cursor.selectedText().size();
    if (kept + text.size() <= kShown)
        return TextBox::takeText(text);
    QString whole = toPlainText();
    whole.replace(cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart(), text.left(kMost));
    hold(whole.left(kMost), text.size() > kMost || whole.size() > kMost);
}

void TokenEditor::openFile(const QString& path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        m_note = tr("That file cannot be read.");
        Q_EMIT wholeTextChanged();
        return;
    }
    const QByteArray bytes = file.read(kMost + 1);
    if (bytes.contains('\0')) {
        m_note = tr("That file holds no text.");
        Q_EMIT wholeTextChanged();
        return;
    }
    setWholeText(QString::fromUtf8(bytes));
}

bool TokenEditor::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasUrls() || source->hasText();
}

void TokenEditor::insertFromMimeData(const QMimeData* source)
{
    const QList<QUrl> urls = source->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        openFile(urls.first().toLocalFile());
    else
        TextBox::insertFromMimeData(source);
}

void TokenEditor::keyPressEvent(QKeyEvent* event)
{
    // Read-only is for typing into half a text; pasting a new one is always possible.
    if (isReadOnly() && event->matches(QKeySequence::Paste)) {
        setReadOnly(false);
        paste();
        setReadOnly(!m_whole.isEmpty());
        return;
    }
    TextBox::keyPressEvent(event);
}

void TokenEditor::changeEvent(QEvent* event)
{
    TextBox::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        m_highlighter->rehighlight();
}

} // namespace tessera

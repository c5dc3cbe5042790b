#include "ui/widgets/text_box.h"

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"

#include <QEvent>
#include <QMimeData>
#include <QStyle>
#include <QTextBlock>
#include <QTextOption>

namespace tessera {
namespace {

constexpr int kAround = 10; // frame and padding of the style sheet, above and below, and a little air

} // namespace

TextBox::TextBox(const QString& name, qsizetype most, QWidget* parent) : QPlainTextEdit(parent), m_most(most)
{
    setFont(fontFor(TextStyle::Token));
    setAccessibleName(name);
    QTextOption code = document()->defaultTextOption();
    code.setTextDirection(Qt::LeftToRight); // tokens, keys and JSON, in every language
    document()->setDefaultTextOption(code);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    connect(this, &QPlainTextEdit::textChanged, this, &TextBox::fit);
    fit();
}

void TextBox::setLines(int least, int mostLines)
{
    m_least = least;
    m_mostLines = mostLines;
    fit();
}

int TextBox::heightOf(int lines) const
{
    const int line = qCeil(QFontMetricsF(font()).lineSpacing()) + 1;
    return lines * line + 2 * int(document()->documentMargin()) + kAround;
}

QSize TextBox::sizeHint() const
{
    const int lines = int(document()->size().height()); // of a plain document: counted in lines
    return QSize(240, heightOf(qBound(m_least, lines, m_mostLines)));
}

void TextBox::fit()
{
    const int wanted = sizeHint().height();
    if (wanted == minimumHeight() && wanted == maximumHeight())
        return;
    setFixedHeight(wanted);
}

void TextBox::setBad(bool bad)
{
    if (property("bad").toBool() == bad)
        return;
    setProperty("bad", bad);
    style()->unpolish(this);
    style()->polish(this);
}

void TextBox::markLine(int line)
{
    m_marked = line;
    QList<QTextEdit::ExtraSelection> marks;
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (line > 0 && block.isValid()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.format.setBackground(theme().errTint);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks << mark;
    }
    setExtraSelections(marks);
}

void TextBox::replaceText(const QString& text)
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.endEditBlock();
    moveCursor(QTextCursor::Start);
}

void TextBox::insertFromMimeData(const QMimeData* source)
{
    if (source->hasText())
        takeText(source->text());
}

void TextBox::takeText(const QString& text)
{
    const qsizetype kept = document()->characterCount() - 1 - textCursor().selectedText().size();
    const qsizetype room = qMax<qsizetype>(0, m_most - kept);
    textCursor().insertText(text.left(room));
    ensureCursorVisible();
    if (text.size() > room)
        Q_EMIT wasCut();
}

void TextBox::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        markLine(m_marked);
    QPlainTextEdit::changeEvent(event);
}

void TextBox::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    fit();
}

} // namespace tessera

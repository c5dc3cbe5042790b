#include "ui/inspector/token_highlighter.h"

#include <QTextDocument>

namespace tessera {

ThemeColour tokenColour(TokenPart part)
{
    switch (part) {
    case TokenPart::Header:
        return &Theme::tokHeader;
    case TokenPart::Payload:
    case TokenPart::Ciphertext:
        return &Theme::tokPayload;
    case TokenPart::Signature:
    case TokenPart::Tag:
        return &Theme::tokSignature;
    case TokenPart::EncryptedKey:
        return &Theme::warn;
    case TokenPart::Iv:
        break;
    }
    return &Theme::text3;
}

QTextCharFormat tokenFormat(TokenPart part)
{
    QTextCharFormat format;
    format.setForeground(theme().*tokenColour(part));
    format.setUnderlineColor(theme().*tokenColour(part));
    switch (part) {
    case TokenPart::Header:
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        break;
    case TokenPart::EncryptedKey:
        format.setUnderlineStyle(QTextCharFormat::DashUnderline);
        break;
    case TokenPart::Signature:
    case TokenPart::Tag:
        format.setUnderlineStyle(QTextCharFormat::DotLine);
        break;
    case TokenPart::Payload:
    case TokenPart::Iv:
    case TokenPart::Ciphertext:
        break;
    }
    return format;
}

TokenHighlighter::TokenHighlighter(QTextDocument* document)
    : QSyntaxHighlighter(static_cast<QObject*>(document))
{
    // Connected before the base class connects its own: spans first, then blocks.
    connect(document, &QTextDocument::contentsChange, this, [this, document] { findSpans(*document); });
    setDocument(document);
    findSpans(*document);
}

void TokenHighlighter::findSpans(const QTextDocument& document)
{
    const QList<TokenSpan> before = m_spans;
    m_spans = tokenSpans(document.toPlainText());
    if (sameParts(before, m_spans))
        return;
    // A dot more at the end may make another kind of token of it: lines before this one change colour too.
    if (!m_again) {
        m_again = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_again = false;
                rehighlight();
            },
            Qt::QueuedConnection);
    }
    Q_EMIT partsChanged();
}

void TokenHighlighter::highlightBlock(const QString& text)
{
    const qsizetype begin = currentBlock().position();
    const qsizetype end = begin + text.size();
    for (const TokenSpan& span : m_spans) {
        const qsizetype from = qMax(begin, span.start);
        const qsizetype to = qMin(end, span.start + span.length);
        if (from < to)
            setFormat(int(from - begin), int(to - from), tokenFormat(span.part));
    }
}

} // namespace tessera

// Colours the parts of tokens in the editor, and gives each a line of its own kind below, so that they can be
// told apart without colour (design section 5).
#pragma once

#include "ui/inspector/token_parts.h"
#include "ui/theme/theme.h"

#include <QSyntaxHighlighter>
#include <QTextCharFormat>

namespace tessera {

QTextCharFormat tokenFormat(TokenPart part);
ThemeColour tokenColour(TokenPart part);

class TokenHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    explicit TokenHighlighter(QTextDocument* document);

    const QList<TokenSpan>& spans() const { return m_spans; }

Q_SIGNALS:
    /// Other parts than before, not only longer ones: the legend may change.
    void partsChanged();

protected:
    void highlightBlock(const QString& text) override;

private:
    void findSpans(const QTextDocument& document);

    QList<TokenSpan> m_spans;
    bool m_again = false;
};

} // namespace tessera

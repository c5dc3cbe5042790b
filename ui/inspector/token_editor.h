// Where a token is pasted, typed or dropped. What is longer than an editor can move without a stall is kept
// whole for the inspector and shown only in its beginning. Nothing in it is ever written to a file (attack
// A289).
#pragma once

#include "ui/widgets/text_box.h"

namespace tessera {

class TokenHighlighter;

class TokenEditor final : public TextBox
{
    Q_OBJECT
public:
    static constexpr qsizetype kShown = 8 * 1024;
    static constexpr qsizetype kMost = 1024 * 1024;

    explicit TokenEditor(const QString& name, QWidget* parent = nullptr);

    /// All of it, at most kMost characters.
    QString wholeText() const;
    /// As pasted over everything; can be undone.
    void setWholeText(const QString& text);
    /// Nothing can be undone any more: for that, a document keeps what was deleted.
    void forgetHistory();
    /// Reads at most kMost bytes of it.
    void openFile(const QString& path);
    TokenHighlighter* highlighter() const { return m_highlighter; }
    /// What was left out or not shown, as a sentence; empty: nothing.
    QString note() const { return m_note; }

Q_SIGNALS:
    void wholeTextChanged();

protected:
    void takeText(const QString& text) override;
    void changeEvent(QEvent* event) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void hold(const QString& whole, bool cut);
    bool hasOtherText();

    TokenHighlighter* m_highlighter;
    QString m_whole; ///< set while more is held than shown
    QString m_note;
    QByteArray m_hash; ///< of what is shown
    bool m_setting = false;
};

} // namespace tessera

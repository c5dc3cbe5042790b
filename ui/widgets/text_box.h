// Several lines of text in the fixed font, bounded, on a sunken box: tokens, keys, claims. Takes plain text
// only; Tab goes on to the next control.
#pragma once

#include <QPlainTextEdit>

namespace tessera {

class TextBox : public QPlainTextEdit
{
    Q_OBJECT
public:
    /// Text above `most` characters is cut.
    TextBox(const QString& name, qsizetype most, QWidget* parent = nullptr);

    /// As high as its text, between these numbers of lines.
    void setLines(int least, int mostLines);
    /// It lies on the plane of lists and side panes.
    void setOnList() { setProperty("onList", true); }
    /// Marks the frame; the sentence beside it is the caller's.
    void setBad(bool bad);
    /// Puts a dashed line where this line of the text is, counted from 1; 0: nowhere.
    void markLine(int line);
    /// In one step that can be undone.
    void replaceText(const QString& text);
    qsizetype most() const { return m_most; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return QSize(120, sizeHint().height()); }

Q_SIGNALS:
    /// Something was left out, because it was too long.
    void wasCut();

protected:
    void insertFromMimeData(const QMimeData* source) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    /// What a paste or a drop brings.
    virtual void takeText(const QString& text);

private:
    void fit();
    int heightOf(int lines) const;

    qsizetype m_most;
    int m_least = 4;
    int m_mostLines = 10;
    int m_marked = 0;
};

} // namespace tessera

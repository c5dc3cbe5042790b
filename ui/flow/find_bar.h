// Looking for steps of a run: words, and which kind of rows.
#pragma once

#include "ui/flow/flow_rows.h"

#include <QWidget>

namespace tessera {

class Button;
class Field;
class Label;
class Segmented;

class FindBar final : public QWidget
{
    Q_OBJECT
public:
    enum Kind { All, Messages, Checks, Failures };

    explicit FindBar(QWidget* parent = nullptr);

    QString words() const;
    Kind kind() const;
    bool isEmpty() const { return words().isEmpty() && kind() == All; }
    void clear();
    void focusWords();
    /// "4 of 17"; -1: nothing is looked for.
    void showCount(qsizetype found, qsizetype of);
    Field* field() const { return m_field; }
    Segmented* kinds() const { return m_kinds; }
    QString count() const;

Q_SIGNALS:
    void changed();
    /// 1: the next match is wanted, -1: the one before.
    void goRequested(int way);
    void closeRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Field* m_field;
    Segmented* m_kinds;
    Label* m_count;
};

/// The rows of a run that are of this kind and say these words, in the drawing or in the message.
QList<bool> matchingRows(const FlowRun& run, const QList<FlowRow>& rows, const QString& words,
                         FindBar::Kind kind);

} // namespace tessera

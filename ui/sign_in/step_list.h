// The steps of a sign-in under each other: done, under way, still to come.
#pragma once

#include <QWidget>

namespace tessera {

class Label;
class StateGlyph;

class StepList final : public QWidget
{
    Q_OBJECT
public:
    explicit StepList(QWidget* parent = nullptr);

    void setSteps(const QStringList& steps);
    /// All before it are done. `waiting`: for a person, not for a machine.
    void setCurrent(int step, bool waiting);
    /// The current one did not work.
    void setFailed();
    int current() const { return m_current; }

private:
    struct Row
    {
        StateGlyph* glyph;
        Label* text;
    };
    void show(int row, bool waiting, bool failed);

    QList<Row> m_rows;
    int m_current = 0;
};

} // namespace tessera

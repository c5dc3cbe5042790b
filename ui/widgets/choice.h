// One of several, opened from a frame like a field's, with its name above.
#pragma once

#include <QComboBox>
#include <QWidget>

namespace tessera {

class Label;

class Choice final : public QWidget
{
    Q_OBJECT
public:
    /// `name` may hold a mnemonic.
    explicit Choice(const QString& name, QWidget* parent = nullptr);

    QComboBox* box() const { return m_box; }
    /// Under the frame, in the caption style; empty: nothing.
    void setHint(const QString& hint);

private:
    QComboBox* m_box;
    Label* m_hint;
};

} // namespace tessera

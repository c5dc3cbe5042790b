// A one-line field with its name above and, when something is wrong, the sentence below.
#pragma once

#include <QLineEdit>
#include <QWidget>

namespace tessera {

class Label;
class StateGlyph;

class Field final : public QWidget
{
    Q_OBJECT
public:
    /// `name` may hold a mnemonic. Empty: nothing stands above the field, and `accessibleName` names it.
    explicit Field(const QString& name, QWidget* parent = nullptr);

    QLineEdit* edit() const { return m_edit; }
    QString text() const { return m_edit->text(); }
    /// Under the field, in the caption style; replaced by an error while there is one.
    void setHint(const QString& hint);
    /// Empty: all is well.
    void setError(const QString& sentence);
    /// Shown as dots, with a button to look at it. Not kept for undo and not offered to the clipboard.
    void setSecret();
    void setIconName(const QString& iconName);

Q_SIGNALS:
    void textChanged(const QString& text);
    void returnPressed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refreshIcons();
    void refreshBelow();
    void showLook(const QString& text);

    QLineEdit* m_edit;
    Label* m_name;
    Label* m_below;
    StateGlyph* m_glyph;
    QAction* m_leading = nullptr;
    QAction* m_look = nullptr;
    QString m_iconName;
    QString m_hint;
    QString m_error;
};

} // namespace tessera

// One setting: its name and a sentence on the left, its control on the right. The control's name for a screen
// reader is the row's; a click anywhere on the row of a switch turns it.
#pragma once

#include <QWidget>

class QAbstractButton;
class QLineEdit;

namespace tessera {

class Label;

class SettingRow final : public QWidget
{
    Q_OBJECT
public:
    /// `name` may hold a mnemonic.
    SettingRow(const QString& name, const QString& caption, QWidget* control, QWidget* parent = nullptr);

    void setCaption(const QString& caption);
    /// A field's: its frame turns red, and the sentence stands below the caption. Empty: all is well.
    void setError(const QString& sentence);
    /// It cannot be changed, because of this. Empty: it can.
    void setFixed(const QString& why);
    QWidget* control() const { return m_control; }
    QString caption() const;
    QString error() const;

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void refresh();

    QWidget* m_control;
    Label* m_name;
    Label* m_caption;
    Label* m_error;
    QWidget* m_problem; ///< sign and sentence
    QString m_captionText;
    QString m_why;
    bool m_pressed = false;
};

} // namespace tessera

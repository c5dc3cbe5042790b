// Takes the text of the inspector elsewhere: a button that copies it, and from which it can be dragged into
// another program. Both say to clipboard histories that it is a secret.
#pragma once

#include <QPoint>
#include <QWidget>

#include <functional>
#include <memory>

class QMimeData;

namespace tessera {

class Button;
class SecretClipboard;

class TokenHandle final : public QWidget
{
    Q_OBJECT
public:
    /// `text` is asked when it is wanted, so that nothing is kept here.
    explicit TokenHandle(std::function<QString()> text, QWidget* parent = nullptr);
    ~TokenHandle() override;

    Button* button() const { return m_button; }
    /// What another program is given.
    std::unique_ptr<QMimeData> data() const;

Q_SIGNALS:
    void told(const QString& sentence);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void copy();
    void drag();

    std::function<QString()> m_text;
    Button* m_button;
    std::unique_ptr<SecretClipboard> m_clipboard;
    QPoint m_pressedAt;
};

} // namespace tessera

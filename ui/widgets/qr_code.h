// An address as a QR code, for a phone's camera. Always dark on white, whatever the palette: many readers
// want it so.
#pragma once

#include <QWidget>

namespace tessera {

class QrCode final : public QWidget
{
    Q_OBJECT
public:
    explicit QrCode(QWidget* parent = nullptr);

    /// Empty, or too long for a code a camera can read: nothing is shown and isEmpty().
    void setText(const QString& text);
    bool isEmpty() const { return m_modules == 0; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_modules = 0; ///< along one side, without the quiet zone
    QByteArray m_dark; ///< m_modules * m_modules, 1 is dark
};

} // namespace tessera

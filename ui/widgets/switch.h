// On or off, at once (design sections 1 and 6): a small knob at the left in a ring, or a large one at the
// right in a filled track. The whole row takes clicks.
#pragma once

#include <QAbstractButton>

namespace tessera {

class Switch final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit Switch(const QString& text, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace tessera

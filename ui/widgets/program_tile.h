// The sign that stands for any program: nothing of its own, which it could choose.
#pragma once

#include <QWidget>

namespace tessera {

class ProgramTile final : public QWidget
{
    Q_OBJECT
public:
    explicit ProgramTile(int size, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace tessera

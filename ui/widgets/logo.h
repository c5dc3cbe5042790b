// The logo as a widget: a T of five tiles.
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace tessera {

class Logo final : public QWidget
{
    Q_OBJECT
public:
    Logo(int size, ThemeColour colour, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeColour m_colour;
};

} // namespace tessera

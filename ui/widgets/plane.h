// A widget that is one flat colour of the theme, square or with rounded corners: the planes and boxes.
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace tessera {

class Plane : public QWidget
{
    Q_OBJECT
public:
    explicit Plane(ThemeColour colour, int radius = 0, QWidget* parent = nullptr);

    void setColour(ThemeColour colour);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeColour m_colour;
    int m_radius;
};

} // namespace tessera

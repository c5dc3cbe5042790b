// What the page of flows shows before anything was recorded: what will be here, and how to begin.
#pragma once

#include "ui/widgets/empty_box.h"

namespace tessera {

class Button;

class FlowEmpty final : public EmptyBox
{
    Q_OBJECT
public:
    explicit FlowEmpty(QWidget* parent = nullptr);

    Button* start() const { return m_start; }

private:
    Button* m_start;
};

} // namespace tessera

// What the inspector shows before there is a text: what can be pasted, that nothing leaves this computer, and
// examples to try.
#pragma once

#include "ui/inspector/example_tokens.h"
#include "ui/widgets/empty_box.h"

namespace tessera {

class EmptyState final : public EmptyBox
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);

Q_SIGNALS:
    void exampleRequested(tessera::Example example);
};

} // namespace tessera

#include "ui/flow/flow_empty.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"

namespace tessera {

FlowEmpty::FlowEmpty(QWidget* parent)
    : EmptyBox(
          QStringLiteral("flow"), tr("Nothing was exchanged yet"),
          {tr("Sign in, renew or sign out, and every step is drawn here as it happens: who sent what to "
              "whom, "
              "and what Tessera checked."),
           tr("Secrets are replaced by a pattern before anything is kept, and all of it is gone when Tessera "
              "ends.")},
          parent),
      m_start(new Button(Button::Kind::Primary, tr("&Sign in")))
{
    column()->addSpacing(space::kSmall);
    column()->addWidget(m_start, 0, Qt::AlignHCenter);
}

} // namespace tessera

#include "ui/inspector/side_pane.h"

#include "ui/inspector/create_pane.h"
#include "ui/inspector/verify_pane.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/segmented.h"

#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr int kMostWidth = 480; // of a form that has the whole page

} // namespace

SidePane::SidePane(QWidget* parent)
    : QScrollArea(parent), m_tabs(new Segmented(tr("Pane"), {tr("Verify"), tr("Create")})),
      m_verify(new VerifyPane), m_create(new CreatePane), m_plane(new Plane(&Theme::list)),
      m_column(new QVBoxLayout(m_plane))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_tabs->setStretched();
    m_column->setSpacing(space::kLarge);
    m_column->addWidget(m_tabs);
    m_column->addWidget(m_verify);
    m_column->addWidget(m_create);
    m_column->addStretch(1);
    setWidget(m_plane);
    connect(m_tabs, &Segmented::chosen, this, [this](int chosen) { setTab(Tab(chosen)); });
    setTab(VerifyTab);
    setNarrow(false);
}

void SidePane::setTab(Tab tab)
{
    m_tabs->setCurrent(tab);
    m_verify->setVisible(tab == VerifyTab);
    m_create->setVisible(tab == CreateTab);
}

void SidePane::setNarrow(bool narrow)
{
    m_tabs->setVisible(!narrow);
    m_plane->setColour(narrow ? &Theme::surface : &Theme::list);
    m_column->setContentsMargins(space::kPage, narrow ? space::kSmall : space::kLarge + 4, space::kPage,
                                 space::kPage);
    for (QWidget* pane : {static_cast<QWidget*>(m_verify), static_cast<QWidget*>(m_create)})
        pane->setMaximumWidth(narrow ? kMostWidth : QWIDGETSIZE_MAX);
    if (narrow) {
        setMinimumWidth(0);
        setMaximumWidth(QWIDGETSIZE_MAX);
    } else {
        setFixedWidth(kWidth);
    }
}

} // namespace tessera

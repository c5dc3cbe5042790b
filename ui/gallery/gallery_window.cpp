#include "ui/gallery/gallery_window.h"

#include "ui/gallery/gallery_rows.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/segmented.h"

#include <QVBoxLayout>

namespace tessera {
namespace {

void addRows(QVBoxLayout* column, const QList<GalleryRow>& rows)
{
    for (const GalleryRow& row : rows) {
        column->addWidget(new Label(row.name, TextStyle::CaptionStrong, &Theme::text3));
        auto* line = new QWidget;
        auto* flow = new FlowLayout(space::kMedium, line);
        for (QWidget* sample : row.samples)
            flow->addWidget(sample);
        column->addSpacing(space::kSmall);
        column->addWidget(line);
        column->addSpacing(space::kBlock);
    }
}

} // namespace

GalleryWindow::GalleryWindow(ThemeFollower& theme, QWidget* parent) : QMainWindow(parent), m_theme(theme)
{
    setWindowTitle(QStringLiteral("Tessera: gallery"));
    auto* palette =
        new Segmented(QStringLiteral("Palette"),
                      {QStringLiteral("System"), QStringLiteral("Light"), QStringLiteral("Dark")});
    connect(palette, &Segmented::chosen, this, [this](int chosen) {
        constexpr ThemeChoice kChoices[] = {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark};
        m_theme.setChoice(kChoices[chosen]);
    });
    auto* page = new ScrollPage;
    page->column()->addWidget(new Label(QStringLiteral("Gallery"), TextStyle::Title));
    page->column()->addSpacing(space::kMedium);
    page->column()->addWidget(palette, 0, Qt::AlignLeft);
    page->column()->addSpacing(space::kBlock);
    addRows(page->column(), controlRows());
    addRows(page->column(), stateRows());
    page->column()->addStretch(1);
    auto* plane = new Plane(&Theme::surface);
    auto* column = new QVBoxLayout(plane);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(page);
    setCentralWidget(plane);
    resize(1200, 900);
}

} // namespace tessera

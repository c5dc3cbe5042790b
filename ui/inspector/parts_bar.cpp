#include "ui/inspector/parts_bar.h"

#include "core/base/logging.h"
#include "ui/inspector/report_text.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"

#include <QShortcut>
#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr std::size_t kMostParts = 40;
constexpr qsizetype kLongestName = 40;

} // namespace

PartsBar::PartsBar(QWidget* parent)
    : QWidget(parent),
      m_back(Button::iconOnly(QStringLiteral("arrow-left"), tr("Back to the whole (Alt+Left)"))),
      m_where(new Label({}, TextStyle::Body, &Theme::text2)), m_list(new QWidget)
{
    m_where->setElided(true);
    new FlowLayout(space::kSmall, m_list);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_back);
    row->addWidget(m_where, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTiny);
    column->addLayout(row);
    column->addWidget(m_list);
    connect(m_back, &QPushButton::clicked, this, &PartsBar::stepBack);
    connect(new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Left), this), &QShortcut::activated, this,
            &PartsBar::stepBack);
    hide();
}

std::shared_ptr<const TokenReport> PartsBar::shared() const
{
    std::shared_ptr<const TokenReport> here = m_root;
    for (int part : m_path)
        here = here->parts.at(std::size_t(part)).report;
    return here;
}

const TokenReport* PartsBar::current() const
{
    return shared().get();
}

void PartsBar::setReport(std::shared_ptr<const TokenReport> root)
{
    // The same text a minute later: whoever stands inside stays there.
    QStringList before = m_shown;
    m_root = std::move(root);
    const TokenReport* here = m_root.get();
    for (qsizetype i = 0; i < m_path.size(); ++i) {
        const auto part = std::size_t(m_path[i]);
        if (!here || part >= here->parts.size() || here->parts[part].where != before.value(i)) {
            m_path.resize(i);
            break;
        }
        here = here->parts[part].report.get();
    }
    rebuild();
}

void PartsBar::stepInto(int part)
{
    const TokenReport* here = current();
    if (!here || part < 0 || std::size_t(part) >= here->parts.size())
        return;
    m_path.append(part);
    rebuild();
    Q_EMIT moved();
    m_back->setFocus(Qt::OtherFocusReason);
}

void PartsBar::stepBack()
{
    if (m_path.isEmpty())
        return;
    m_path.removeLast();
    rebuild();
    Q_EMIT moved();
}

QStringList PartsBar::names() const
{
    QStringList names;
    if (const TokenReport* here = current())
        for (const ReportPart& part : here->parts)
            names << printable(part.where, kLongestName);
    return names;
}

void PartsBar::rebuild()
{
    QLayout* flow = m_list->layout();
    while (QLayoutItem* item = flow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was clicked
        delete item;
    }
    m_shown.clear();
    const TokenReport* here = m_root.get();
    for (int part : m_path) {
        m_shown << here->parts[std::size_t(part)].where;
        here = here->parts[std::size_t(part)].report.get();
    }
    const QStringList inside = names().mid(0, int(kMostParts));
    setVisible(!inside.isEmpty() || !m_path.isEmpty());
    m_back->setVisible(!m_path.isEmpty());
    QStringList where{tr("Whole text")};
    for (const QString& name : m_shown)
        where << printable(name, kLongestName);
    m_where->setText(m_path.isEmpty() ? tr("Found inside:") : where.join(QStringLiteral(" › ")));
    m_list->setVisible(!inside.isEmpty());
    for (int i = 0; i < inside.size(); ++i) {
        auto* button =
            new Button(Button::Kind::Normal, QString(inside[i]).replace(u'&', QStringLiteral("&&")),
                       QStringLiteral("inspector"));
        button->setAccessibleName(tr("Look inside %1").arg(inside[i]));
        const auto& report = here->parts[std::size_t(i)].report;
        setPlainToolTip(button, report ? reportTitle(*report) : QString());
        connect(button, &QPushButton::clicked, this, [this, i] { stepInto(i); });
        flow->addWidget(button);
    }
    updateGeometry();
}

} // namespace tessera

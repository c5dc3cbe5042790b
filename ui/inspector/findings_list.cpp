#include "ui/inspector/findings_list.h"

#include "ui/accounts/section.h"
#include "ui/inspector/finding_row.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kMost = 60;

} // namespace

FindingsList::FindingsList(QWidget* parent) : QWidget(parent), m_section(new Section(tr("Findings")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_section);
    m_section->content()->setSpacing(2);
}

void FindingsList::setFindings(const QList<Finding>& findings, bool verified)
{
    m_section->setCaption(verified ? tr("with the key you named") : tr("from decoding alone"));
    QStringList shown;
    for (const Finding& finding : findings)
        shown << finding.code + QString::number(finding.severity) + finding.why;
    if (shown == m_shown && !m_section->content()->isEmpty())
        return;
    m_shown = shown;
    m_section->clear();
    QList<Finding> sorted = findings;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
    for (const Finding& finding : sorted.first(qMin(sorted.size(), kMost))) {
        auto* row = new FindingRow(finding);
        connect(row, &FindingRow::referenceRequested, this, &FindingsList::referenceRequested);
        m_section->content()->addWidget(row);
        row->setOpen(m_section->content()->count() == 1 && finding.severity == Finding::Error);
    }
    if (sorted.isEmpty())
        m_section->content()->addWidget(
            (new Label(tr("Nothing odd was found. That says nothing about who wrote it."), TextStyle::Body,
                       &Theme::text2))
                ->wrapped());
    else if (sorted.size() > kMost)
        m_section->content()->addWidget(
            new Label(tr("And %1 more.").arg(sorted.size() - kMost), TextStyle::Caption, &Theme::text2));
}

QList<FindingRow*> FindingsList::rows() const
{
    QList<FindingRow*> rows;
    for (int i = 0; i < m_section->content()->count(); ++i)
        if (auto* row = qobject_cast<FindingRow*>(m_section->content()->itemAt(i)->widget()))
            rows << row;
    return rows;
}

} // namespace tessera

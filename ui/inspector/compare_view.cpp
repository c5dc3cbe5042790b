#include "ui/inspector/compare_view.h"

#include "ui/inspector/difference_list.h"
#include "ui/inspector/findings_list.h"
#include "ui/inspector/report_runner.h"
#include "ui/inspector/report_text.h"
#include "ui/inspector/token_editor.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>

namespace tessera {

CompareView::CompareView(QWidget* parent)
    : QWidget(parent), m_left(new TokenEditor(tr("First token"))),
      m_right(new TokenEditor(tr("Second token"))), m_runLeft(new ReportRunner(inspectToken, this)),
      m_runRight(new ReportRunner(inspectToken, this)),
      m_summary(new Label({}, TextStyle::Body, &Theme::text2)), m_findings(new FindingsList),
      m_list(new DifferenceList)
{
    auto* sides = new QHBoxLayout;
    sides->setSpacing(space::kMedium);
    sides->addWidget(side(tr("&First"), m_left), 1);
    sides->addWidget(side(tr("&Second"), m_right), 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kLarge);
    column->addLayout(sides);
    column->addWidget(m_summary->wrapped());
    column->addWidget(m_findings);
    column->addWidget(m_list);
    for (TokenEditor* editor : {m_left, m_right}) {
        editor->setLines(8, 8);
        editor->setPlaceholderText(tr("Paste a token or a cookie, or drop a file."));
    }
    connect(m_findings, &FindingsList::referenceRequested, this, &CompareView::referenceRequested);
    connect(m_left, &TokenEditor::wholeTextChanged, this, [this] { look(m_runLeft, m_left); });
    connect(m_right, &TokenEditor::wholeTextChanged, this, [this] { look(m_runRight, m_right); });
    connect(m_runLeft, &ReportRunner::finished, this, [this](const TokenReport& report) {
        m_before = report;
        refresh();
    });
    connect(m_runRight, &ReportRunner::finished, this, [this](const TokenReport& report) {
        m_after = report;
        refresh();
    });
    refresh();
}

QWidget* CompareView::side(const QString& title, TokenEditor* editor)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTiny);
    auto* label = new Label(title, TextStyle::Caption, &Theme::text2);
    label->setBuddy(editor);
    column->addWidget(label);
    column->addWidget(editor);
    return box;
}

void CompareView::setCompare(CompareFunction compare)
{
    m_compare = std::move(compare);
    refresh();
}

void CompareView::setLeft(const QString& text)
{
    m_left->setWholeText(text);
}

void CompareView::look(ReportRunner* runner, const TokenEditor* editor)
{
    runner->later(editor->wholeText().toUtf8(), m_now);
}

void CompareView::refresh()
{
    const bool both =
        m_before && m_after && !m_left->wholeText().isEmpty() && !m_right->wholeText().isEmpty();
    TokenComparison found;
    if (!m_compare)
        m_summary->setText(tr("Comparing is not available in this build."));
    else if (!both)
        m_summary->setText(
            tr("Paste two tokens or cookies to see what is different; of the headers before and "
               "after a sign-in also whether the session id was renewed. Nothing is sent anywhere."));
    else {
        const QByteArray before = m_left->wholeText().toUtf8();
        const QByteArray after = m_right->wholeText().toUtf8();
        found = m_compare({before, *m_before}, {after, *m_after});
        m_summary->setText(found.differences.isEmpty() ? tr("They say the same.")
                           : found.differences.size() == 1
                               ? tr("1 difference.")
                               : tr("%n differences.", nullptr, int(found.differences.size())));
    }
    m_findings->setVisible(!found.findings.isEmpty());
    m_findings->setFindings(found.findings, false);
    m_list->setDifferences(found.differences);
}

} // namespace tessera

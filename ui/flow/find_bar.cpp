#include "ui/flow/find_bar.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented.h"

#include <QHBoxLayout>
#include <QKeyEvent>

namespace tessera {
namespace {

constexpr int kFieldWidth = 220;

bool isOfKind(const FlowRow& row, FindBar::Kind kind)
{
    switch (kind) {
    case FindBar::All:
        return true;
    case FindBar::Messages:
        return row.kind == FlowRow::Kind::Arrow || row.kind == FlowRow::Kind::NotSent;
    case FindBar::Checks:
        return row.kind == FlowRow::Kind::Checks || row.kind == FlowRow::Kind::Failure;
    case FindBar::Failures:
        break;
    }
    return row.kind == FlowRow::Kind::Failure || row.kind == FlowRow::Kind::NotSent || row.isRefusal;
}

bool says(const FlowStep& step, const QString& words)
{
    const auto in = [&words](const QString& text) { return text.contains(words, Qt::CaseInsensitive); };
    if (in(step.address) || in(step.code) || (step.status > 0 && in(QString::number(step.status))) ||
        (step.error && in(step.error->code)))
        return true;
    for (const QList<FlowField>* fields : {&step.query, &step.headers, &step.body.fields, &step.compared})
        for (const FlowField& field : *fields)
            if (in(field.name) || in(field.value) ||
                (field.secret && in(QStringLiteral("%1").arg(field.secret->digits, 4, 16, QLatin1Char('0')))))
                return true;
    return false;
}

} // namespace

QList<bool> matchingRows(const FlowRun& run, const QList<FlowRow>& rows, const QString& words,
                         FindBar::Kind kind)
{
    QList<bool> matches;
    matches.reserve(rows.size());
    for (const FlowRow& row : rows) {
        bool match = words.isEmpty() || row.title.contains(words, Qt::CaseInsensitive) ||
                     row.detail.contains(words, Qt::CaseInsensitive);
        for (qsizetype i = row.first; !match && i >= 0 && i <= row.last; ++i)
            match = says(run.steps[i], words);
        matches.append(match && isOfKind(row, kind));
    }
    return matches;
}

FindBar::FindBar(QWidget* parent)
    : QWidget(parent), m_field(new Field({})),
      m_kinds(new Segmented(tr("Rows"), {tr("All"), tr("Messages"), tr("Checks"), tr("Failures")})),
      m_count(new Label({}, TextStyle::Caption, &Theme::text3))
{
    m_field->setIconName(QStringLiteral("search"));
    m_field->edit()->setPlaceholderText(tr("Find in this run"));
    m_field->edit()->setAccessibleName(tr("Find in this run"));
    m_field->edit()->setMaxLength(200);
    m_field->setMaximumWidth(kFieldWidth);
    m_field->edit()->installEventFilter(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    row->addWidget(m_field, 1);
    row->addWidget(m_kinds);
    row->addWidget(m_count);
    row->addStretch(0);
    connect(m_field, &Field::textChanged, this, &FindBar::changed);
    connect(m_kinds, &Segmented::chosen, this, &FindBar::changed);
}

QString FindBar::words() const
{
    return m_field->text().trimmed();
}

FindBar::Kind FindBar::kind() const
{
    return Kind(m_kinds->current());
}

void FindBar::clear()
{
    m_field->edit()->clear();
    m_kinds->setCurrent(All);
    Q_EMIT changed();
}

void FindBar::focusWords()
{
    m_field->edit()->setFocus(Qt::ShortcutFocusReason);
    m_field->edit()->selectAll();
}

void FindBar::showCount(qsizetype found, qsizetype of)
{
    m_count->setText(found < 0 ? QString() : tr("%1 of %2", "rows found").arg(found).arg(of));
}

QString FindBar::count() const
{
    return m_count->text();
}

bool FindBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
        case Qt::Key_Escape:
            Q_EMIT closeRequested();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            Q_EMIT goRequested(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
            return true;
        case Qt::Key_Down:
        case Qt::Key_Up:
            Q_EMIT goRequested(key->key() == Qt::Key_Up ? -1 : 1);
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tessera

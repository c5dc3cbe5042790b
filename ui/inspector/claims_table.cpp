#include "ui/inspector/claims_table.h"

#include "ui/inspector/claims_delegate.h"
#include "ui/inspector/spec_address.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/field.h"
#include "ui/widgets/segmented.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QShortcut>
#include <QTableView>

namespace tessera {
namespace {

constexpr int kMostRows = 40; // more scroll inside
constexpr int kWordsWidth = 168;
constexpr int kPadding = 2 * ClaimsDelegate::kPadding;

} // namespace

ClaimsTable::ClaimsTable(QWidget* parent)
    : QWidget(parent), m_model(new ClaimsModel(builtInClaimMeaning, this)),
      m_filter(new ClaimsFilter(m_model, this)),
      m_sections(new Segmented(tr("Part of the token"), {tr("Claims")})), m_words(new Field({})),
      m_view(new QTableView)
{
    m_words->edit()->setPlaceholderText(tr("Filter"));
    m_words->edit()->setAccessibleName(tr("Filter the table"));
    m_words->edit()->setClearButtonEnabled(true);
    m_words->setIconName(QStringLiteral("search"));
    m_words->setFixedWidth(kWordsWidth);
    setUpView();
    auto* head = new QHBoxLayout;
    head->setSpacing(space::kSmall);
    head->addWidget(m_sections);
    head->addStretch(1);
    head->addWidget(m_words);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addLayout(head);
    column->addWidget(m_view);
    connect(m_words, &Field::textChanged, this, [this](const QString& words) {
        m_filter->setWords(words);
        fitHeight();
    });
    connect(m_sections, &Segmented::chosen, this, [this](int chosen) {
        m_filter->setSection(m_shown.value(chosen));
        fitHeight();
        fitColumns();
    });
}

void ClaimsTable::setUpView()
{
    m_view->setModel(m_filter);
    auto* delegate = new ClaimsDelegate(m_view);
    m_view->setItemDelegate(delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setTabKeyNavigation(false);
    m_view->setMouseTracking(true);
    m_view->setWordWrap(false);
    m_view->setAccessibleName(tr("What the token says"));
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->viewport()->installEventFilter(this);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(ClaimsDelegate::rowHeight());
    QHeaderView* header = new ClaimsHeader(m_view);
    m_view->setHorizontalHeader(header);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(-1, Qt::AscendingOrder);
    connect(m_view, &QWidget::customContextMenuRequested, this, &ClaimsTable::showMenu);
    connect(m_view, &QAbstractItemView::activated, this, &ClaimsTable::openReference);
    const auto shortcut = [this](const QKeySequence& keys, void (ClaimsTable::*act)()) {
        connect(new QShortcut(keys, m_view, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated,
                this, act);
    };
    shortcut(QKeySequence::Copy, &ClaimsTable::copyValues);
    shortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &ClaimsTable::copyJson);
}

void ClaimsTable::setReport(const TokenReport& report, TimePoint now)
{
    m_model->setReport(report, now);
    refreshSections();
    fitHeight();
    fitColumns();
}

void ClaimsTable::setNow(TimePoint now)
{
    m_model->setNow(now);
}

void ClaimsTable::refreshSections()
{
    m_shown.clear();
    QStringList words;
    const auto add = [&](ClaimRow::Section section, const QString& word) {
        const int count = m_model->count(section);
        if (count == 0)
            return;
        m_shown << section;
        words << QStringLiteral("%1  %2").arg(word).arg(count);
    };
    add(ClaimRow::Section::Claims, tr("Claims"));
    add(ClaimRow::Section::Fields, tr("Fields"));
    add(ClaimRow::Section::Header, tr("Header"));
    setVisible(!m_shown.isEmpty());
    if (m_shown.isEmpty())
        return;
    m_sections->setWords(words);
    const int before = int(m_shown.indexOf(m_filter->section()));
    m_sections->setCurrent(qMax(0, before));
    m_filter->setSection(m_shown[qMax(0, before)]);
}

void ClaimsTable::fitHeight()
{
    const int rows = qBound(1, m_filter->rowCount(), kMostRows);
    m_view->setFixedHeight(m_view->horizontalHeader()->sizeHint().height() +
                           rows * ClaimsDelegate::rowHeight());
}

/// Names and references as wide as they are, in bounds; values up to half of what is left, meanings the rest.
void ClaimsTable::fitColumns()
{
    const auto wanted = [this](int column, const QFont& font, int least, int most) {
        const QFontMetrics metrics(font);
        const QString title = m_filter->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const QFontMetrics titleMetrics(fontFor(TextStyle::Caption));
        int width = qMax(least, titleMetrics.horizontalAdvance(title) + kPadding + 4);
        for (int row = 0; row < qMin(m_filter->rowCount(), 200) && width < most; ++row)
            width = qMax(width, metrics.horizontalAdvance(m_filter->index(row, column).data().toString()) +
                                    kPadding + 4);
        return qMin(width, most);
    };
    const QFont fixed = fontFor(TextStyle::Token);
    const int name = wanted(ClaimsModel::NameColumn, fixed, 64, 150);
    const bool specs = m_filter->section() != ClaimRow::Section::Fields; // a field has none
    m_view->setColumnHidden(ClaimsModel::ReferenceColumn, !specs);
    const int spec = !specs ? 0 : wanted(ClaimsModel::ReferenceColumn, fontFor(TextStyle::Caption), 48, 130);
    const int rest = qMax(120, m_view->viewport()->width() - name - spec);
    const int value = wanted(ClaimsModel::ValueColumn, fixed, 90, rest / 2);
    m_view->setColumnWidth(ClaimsModel::NameColumn, name);
    m_view->setColumnWidth(ClaimsModel::ValueColumn, value);
    m_view->setColumnWidth(ClaimsModel::MeaningColumn, rest - value);
    m_view->setColumnWidth(ClaimsModel::ReferenceColumn, spec);
}

/// The view's width, not ours: a scroll bar of its own takes some of it.
bool ClaimsTable::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

QList<ClaimRow> ClaimsTable::selectedRows() const
{
    QModelIndexList indexes = m_view->selectionModel()->selectedRows();
    if (indexes.isEmpty() && m_view->currentIndex().isValid())
        indexes << m_view->currentIndex();
    return m_filter->rowsOf(indexes);
}

void ClaimsTable::copyValues()
{
    QStringList values;
    for (const ClaimRow& row : selectedRows())
        values << row.value;
    if (!values.isEmpty())
        QApplication::clipboard()->setText(values.join(u'\n'));
}

void ClaimsTable::copyJson()
{
    const QList<ClaimRow> rows = selectedRows();
    if (!rows.isEmpty())
        QApplication::clipboard()->setText(rowsAsJson(rows));
}

void ClaimsTable::openReference(const QModelIndex& index)
{
    const QUrl address = specAddress(index.siblingAtColumn(ClaimsModel::ReferenceColumn).data().toString());
    if (address.isValid() && index.column() == ClaimsModel::ReferenceColumn)
        Q_EMIT referenceRequested(address);
}

void ClaimsTable::showMenu(const QPoint& place)
{
    const QModelIndex index = m_view->indexAt(place);
    if (!index.isValid())
        return;
    QMenu menu(this);
    connect(menu.addAction(tr("Copy the value\tCtrl+C")), &QAction::triggered, this,
            &ClaimsTable::copyValues);
    connect(menu.addAction(tr("Copy as JSON\tCtrl+Shift+C")), &QAction::triggered, this,
            &ClaimsTable::copyJson);
    const QModelIndex spec = index.siblingAtColumn(ClaimsModel::ReferenceColumn);
    const QUrl address = specAddress(spec.data().toString());
    if (address.isValid())
        connect(menu.addAction(tr("Read %1 at %2").arg(spec.data().toString(), address.host())),
                &QAction::triggered, this, [this, spec] { openReference(spec); });
    menu.exec(m_view->viewport()->mapToGlobal(place));
}

} // namespace tessera

#include "ui/accounts/accounts_page.h"

#include "core/base/logging.h"
#include "ui/accounts/account_delegate.h"
#include "ui/accounts/account_detail.h"
#include "ui/accounts/account_filter.h"
#include "ui/accounts/account_list_view.h"
#include "ui/models/account_list_model.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/plane.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QShortcut>
#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr int kListWidth = 290;
constexpr int kNarrowListWidth = 240;
/// From here on a list is searched rather than looked through.
constexpr int kMany = 9;

} // namespace

AccountsPage::AccountsPage(AccountListModel* model, QWidget* parent)
    : QWidget(parent), m_model(model), m_filter(new AccountFilter(model, this)), m_list(new AccountListView),
      m_search(new Field(QString())), m_nothing(new Label(QString(), TextStyle::Body)),
      m_listPlane(new Plane(&Theme::list)), m_delegate(new AccountDelegate(this)), m_detail(new AccountDetail)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeList());
    row->addWidget(m_detail, 1);
    followModel();
    followSearch();
    refreshSearch();
    setNarrow(false);
}

QListView* AccountsPage::list() const
{
    return m_list;
}

QLayout* AccountsPage::makeHead()
{
    auto* add = Button::iconOnly(QStringLiteral("plus"), tr("New account (Ctrl+N)"));
    connect(add, &QPushButton::clicked, this, &AccountsPage::newAccountRequested);
    auto* head = new SidedBox(QBoxLayout::LeftToRight, {space::kSmall, 0, 0, 0});
    head->addWidget(new Label(tr("Accounts"), TextStyle::Title));
    head->addStretch(1);
    head->addWidget(add);
    return head;
}

QWidget* AccountsPage::makeList()
{
    m_list->setModel(m_filter);
    m_list->setItemDelegate(m_delegate);
    m_search->setIconName(QStringLiteral("search"));
    m_search->edit()->setPlaceholderText(tr("Search accounts"));
    m_search->edit()->setAccessibleName(tr("Search accounts"));
    m_search->edit()->setClearButtonEnabled(true);
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(space::kSmall, 0, space::kSmall, 0);

    auto* column = new QVBoxLayout(m_listPlane);
    column->setContentsMargins(space::kSmall, space::kLarge + 4, space::kSmall, space::kSmall);
    column->setSpacing(space::kMedium);
    column->addLayout(makeHead());
    column->addWidget(m_search);
    column->addWidget(m_nothing);
    column->addWidget(m_list, 1);
    return m_listPlane;
}

void AccountsPage::followModel()
{
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &AccountsPage::showCurrent);
    connect(m_list, &AccountListView::moveRequested, m_model, &AccountListModel::moveRequested);
    connect(m_filter, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& first, const QModelIndex& last) {
                const int row = m_list->currentIndex().row();
                if (first.row() <= row && row <= last.row())
                    showCurrent();
            });
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &AccountsPage::selectFirst);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &AccountsPage::refreshSearch);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &AccountsPage::refreshSearch);
}

void AccountsPage::followSearch()
{
    connect(m_search, &Field::textChanged, this, &AccountsPage::filter);
    connect(m_search, &Field::returnPressed, this, [this] { m_list->setFocus(Qt::TabFocusReason); });
    m_search->edit()->installEventFilter(this);
    auto* find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut); // other pages have a search of their own
    connect(find, &QShortcut::activated, this, &AccountsPage::beginSearch);
}

bool AccountsPage::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            endSearch();
            return true;
        }
        if (key->key() == Qt::Key_Down) {
            m_list->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

void AccountsPage::beginSearch()
{
    m_searches = true;
    refreshSearch();
    m_search->edit()->setFocus(Qt::ShortcutFocusReason);
    m_search->edit()->selectAll();
}

void AccountsPage::endSearch()
{
    m_searches = false;
    m_search->edit()->clear();
    refreshSearch();
    m_list->setFocus(Qt::OtherFocusReason);
}

void AccountsPage::filter(const QString& text)
{
    const QString chosen = currentAccount();
    m_filter->setText(text);
    m_list->setMovable(m_filter->words().isEmpty());
    select(chosen);
    selectFirst();
    refreshSearch();
    m_list->scrollTo(m_list->currentIndex());
}

void AccountsPage::refreshSearch()
{
    m_search->setVisible(m_searches || m_model->rowCount() >= kMany || !m_search->text().isEmpty());
    const bool nothingFits = m_model->rowCount() > 0 && m_filter->rowCount() == 0;
    m_nothing->setVisible(nothingFits);
    if (nothingFits)
        m_nothing->setText(tr("No account fits “%1”.").arg(printable(m_search->text(), 60)));
}

QString AccountsPage::currentAccount() const
{
    return m_list->currentIndex().data(AccountListModel::IdRole).toString();
}

void AccountsPage::select(const QString& accountId)
{
    const int row = m_model->rowOf(accountId);
    const QModelIndex shown = row < 0 ? QModelIndex() : m_filter->mapFromSource(m_model->index(row));
    if (shown.isValid())
        m_list->setCurrentIndex(shown);
}

void AccountsPage::selectFirst()
{
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_filter->index(0, 0));
}

void AccountsPage::setNow(TimePoint now)
{
    m_now = now;
    m_detail->setNow(now);
}

void AccountsPage::setNarrow(bool narrow)
{
    m_listPlane->setFixedWidth(narrow ? kNarrowListWidth : kListWidth);
    m_delegate->setNarrow(narrow);
    m_list->viewport()->update();
}

void AccountsPage::showCurrent()
{
    const Session* session = m_model->session(currentAccount());
    m_detail->setVisible(session != nullptr);
    if (session)
        m_detail->setSession(*session, m_now);
    else
        m_detail->forget();
}

} // namespace tessera

#include "ui/accounts/accounts_page.h"

#include "ui/accounts/account_delegate.h"
#include "ui/accounts/account_detail.h"
#include "ui/models/account_list_model.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/plane.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr int kListWidth = 290;
constexpr int kNarrowListWidth = 240;

} // namespace

AccountsPage::AccountsPage(AccountListModel* model, QWidget* parent)
    : QWidget(parent), m_model(model), m_list(new QListView), m_listPlane(new Plane(&Theme::list)),
      m_delegate(new AccountDelegate(this)), m_detail(new AccountDetail)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeList());
    row->addWidget(m_detail, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &AccountsPage::showCurrent);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &AccountsPage::showCurrent);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (!m_list->currentIndex().isValid())
            m_list->setCurrentIndex(m_model->index(0));
    });
    setNarrow(false);
}

QWidget* AccountsPage::makeList()
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Accounts"));
    m_list->viewport()->setAutoFillBackground(false); // the plane behind it shows

    auto* add = Button::iconOnly(QStringLiteral("plus"), tr("New account (Ctrl+N)"));
    connect(add, &QPushButton::clicked, this, &AccountsPage::newAccountRequested);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(space::kSmall, 0, 0, 0);
    head->addWidget(new Label(tr("Accounts"), TextStyle::Title));
    head->addStretch(1);
    head->addWidget(add);
    auto* column = new QVBoxLayout(m_listPlane);
    column->setContentsMargins(space::kSmall, space::kLarge + 4, space::kSmall, space::kSmall);
    column->setSpacing(space::kMedium);
    column->addLayout(head);
    column->addWidget(m_list, 1);
    return m_listPlane;
}

QString AccountsPage::currentAccount() const
{
    return m_list->currentIndex().data(AccountListModel::IdRole).toString();
}

void AccountsPage::select(const QString& accountId)
{
    const int row = m_model->rowOf(accountId);
    if (row >= 0)
        m_list->setCurrentIndex(m_model->index(row));
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

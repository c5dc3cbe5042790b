#include "ui/accounts/account_list_view.h"

#include "ui/models/account_list_model.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

namespace tessera {

AccountListView::AccountListView(QWidget* parent) : QListView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setUniformItemSizes(true); // a thousand rows are measured once
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::EditKeyPressed);
    setDragDropMode(QAbstractItemView::DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setDropIndicatorShown(true);
    setAccessibleName(tr("Accounts"));
    viewport()->setAutoFillBackground(false); // the plane behind it shows
}

void AccountListView::setMovable(bool movable)
{
    m_movable = movable;
    setDragEnabled(movable);
    setAcceptDrops(movable);
}

bool AccountListView::canMove(int by) const
{
    const int to = currentIndex().row() + by;
    return m_movable && currentIndex().isValid() && to >= 0 && to < model()->rowCount();
}

void AccountListView::moveCurrent(int by)
{
    if (!canMove(by))
        return;
    // Down: in front of the one behind the next one.
    const int before = currentIndex().row() + (by > 0 ? 2 : -1);
    Q_EMIT moveRequested(currentIndex().data(AccountListModel::IdRole).toString(),
                         model()->index(before, 0).data(AccountListModel::IdRole).toString());
    scrollTo(currentIndex());
}

void AccountListView::contextMenuEvent(QContextMenuEvent* event)
{
    // From the keyboard the menu belongs to the row that is chosen.
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    if (!isByKey && indexAt(event->pos()).isValid())
        setCurrentIndex(indexAt(event->pos()));
    if (!currentIndex().isValid())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QAction* rename = menu->addAction(tr("&Rename"), QKeySequence(Qt::Key_F2));
    connect(rename, &QAction::triggered, this, [this] { edit(currentIndex()); });
    const auto addMove = [this, menu](const QString& words, Qt::Key key, int by) {
        QAction* move = menu->addAction(words, QKeySequence(Qt::ALT | key));
        move->setEnabled(canMove(by));
        connect(move, &QAction::triggered, this, [this, by] { moveCurrent(by); });
    };
    addMove(tr("Move &up"), Qt::Key_Up, -1);
    addMove(tr("Move &down"), Qt::Key_Down, 1);
    const QPoint place = isByKey ? visualRect(currentIndex()).center() : event->pos();
    menu->popup(viewport()->mapToGlobal(place));
}

void AccountListView::keyPressEvent(QKeyEvent* event)
{
    const bool moves = event->modifiers().testFlag(Qt::AltModifier);
    if (moves && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        return moveCurrent(event->key() == Qt::Key_Up ? -1 : 1);
    QListView::keyPressEvent(event);
}

} // namespace tessera

// The list of accounts with what a person does to a row: another name (F2), another place (by mouse, or with
// Alt and the arrows), and the menu that says so.
#pragma once

#include <QListView>

namespace tessera {

class AccountListView final : public QListView
{
    Q_OBJECT
public:
    explicit AccountListView(QWidget* parent = nullptr);

    /// False while only some rows are shown: nobody could say where a moved one stands among the others.
    void setMovable(bool movable);

Q_SIGNALS:
    /// In front of `beforeId`; empty: to the end.
    void moveRequested(const QString& accountId, const QString& beforeId);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool canMove(int by) const;
    void moveCurrent(int by);

    bool m_movable = true;
};

} // namespace tessera

#include "ui/flow/flow_view_access.h"

#include "ui/flow/flow_view.h"

#include <QAccessibleWidget>
#include <QPointer>

namespace tessera {
namespace {

/// One row. It outlives nothing: it is asked for by number each time.
class RowAccess final : public QAccessibleInterface
{
public:
    RowAccess(FlowView* view, int row) : m_view(view), m_row(row) {}

    bool isValid() const override { return m_view && m_row < m_view->rows().size(); }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return m_view ? m_view->window()->windowHandle() : nullptr; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    int row() const { return m_row; }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && m_view ? m_view->spoken(m_row) : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override
    {
        if (!m_view)
            return {};
        const QRect place = m_view->rowRect(m_row);
        return QRect(m_view->viewport()->mapToGlobal(place.topLeft()), place.size());
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!m_view) {
            state.invalid = true;
            return state;
        }
        state.focusable = state.selectable = true;
        state.selected = m_view->current() == m_row;
        state.active = state.selected;
        state.focused = state.selected && m_view->hasFocus();
        state.offscreen = !m_view->rowRect(m_row).intersects(m_view->viewport()->rect());
        return state;
    }

private:
    QPointer<FlowView> m_view;
    int m_row;
};

class ViewAccess final : public QAccessibleWidget
{
public:
    explicit ViewAccess(FlowView* view) : QAccessibleWidget(view, QAccessible::List) {}
    ~ViewAccess() override { forget(0); }

    FlowView* view() const { return static_cast<FlowView*>(widget()); }
    int childCount() const override { return view() ? int(view()->rows().size()) : 0; }
    QAccessibleInterface* child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        while (m_rows.size() <= index)
            m_rows.append(0);
        if (m_rows[index] == 0) // owned by the cache of QAccessible from here on
            m_rows[index] = QAccessible::registerAccessibleInterface(new RowAccess(view(), index));
        return QAccessible::accessibleInterface(m_rows[index]);
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i)
            if (child(i)->rect().contains(x, y))
                return child(i);
        return nullptr;
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto* row = dynamic_cast<const RowAccess*>(child);
        return row ? row->row() : -1;
    }
    QAccessibleInterface* focusChild() const override
    {
        return view() && view()->hasFocus() ? child(int(view()->current())) : nullptr;
    }
    /// Rows from here on are no more.
    void forget(qsizetype from)
    {
        for (qsizetype i = from; i < m_rows.size(); ++i)
            if (m_rows[i] != 0)
                QAccessible::deleteAccessibleInterface(m_rows[i]);
        m_rows.resize(qMin(m_rows.size(), from));
    }

private:
    mutable QList<QAccessible::Id> m_rows; ///< 0: nobody asked for it
};

QAccessibleInterface* make(const QString&, QObject* object)
{
    auto* view = qobject_cast<FlowView*>(object);
    return view ? new ViewAccess(view) : nullptr;
}

} // namespace

void installFlowAccess()
{
    QAccessible::installFactory(make);
}

void tellFlowChanged(FlowView* view, bool isOther)
{
    if (!QAccessible::isActive())
        return;
    auto* access = dynamic_cast<ViewAccess*>(QAccessible::queryAccessibleInterface(view));
    if (!access)
        return;
    if (isOther || view->rows().isEmpty())
        access->forget(0);
    else
        access->forget(view->rows().size());
    QAccessibleEvent event(view, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

void tellFlowCurrent(FlowView* view)
{
    if (!QAccessible::isActive() || view->current() < 0 || !view->hasFocus())
        return;
    QAccessibleEvent event(view, QAccessible::Focus);
    event.setChild(int(view->current()));
    QAccessible::updateAccessibility(&event);
}

} // namespace tessera

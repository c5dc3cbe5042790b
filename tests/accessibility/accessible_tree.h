// What a screen reader sees of a program: its tree on the accessibility bus (AT-SPI 2), read over D-Bus as
// Orca reads it.
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace tessera::test {

struct AccessibleNode
{
    QString service;
    QString path;
    QString name;
    QString description;
    QString role;           ///< as AT-SPI spells it: "push button", "text"…
    QStringList interfaces; ///< the last word of each: "Action", "Text"…
    quint64 states = 0;
    QString text; ///< of those with Text
    int depth = 0;

    /// Bits of AtspiStateType.
    enum State {
        Checked = 4,
        Editable = 7,
        Enabled = 8,
        Focusable = 11,
        Focused = 12,
        Sensitive = 24,
        Showing = 25,
        Visible = 30
    };
    bool is(State state) const { return (states >> state) & 1; }
    /// "push button “Try it now”", for messages.
    QString told() const;
};

class AccessibleTree
{
public:
    /// Asks the session bus where the accessibility bus is; the first who asks starts it.
    AccessibleTree();
    bool isUp() const { return m_bus.isConnected(); }

    /// The program of that name; unset: not there (yet).
    std::optional<AccessibleNode> program(const QString& name);
    /// All below it that are shown, in the order of the tree; `program` first.
    QList<AccessibleNode> nodes(const AccessibleNode& program);
    /// What a person means by "press".
    bool act(const AccessibleNode& node);

private:
    QDBusMessage call(const AccessibleNode& node, const QString& interface, const QString& method,
                      const QVariantList& arguments = {});
    QVariant property(const AccessibleNode& node, const QString& interface, const QString& name);
    QList<AccessibleNode> children(const AccessibleNode& node);
    void fill(AccessibleNode& node);
    void collect(const AccessibleNode& node, QList<AccessibleNode>& found);

    QDBusConnection m_bus;
};

} // namespace tessera::test

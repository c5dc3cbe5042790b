#include "tests/accessibility/accessible_tree.h"

#include <QDBusArgument>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>

namespace tessera::test {

/// (so): which object of which program.
struct Reference
{
    QString service;
    QDBusObjectPath path;
};

QDBusArgument& operator<<(QDBusArgument& argument, const Reference& reference)
{
    argument.beginStructure();
    argument << reference.service << reference.path;
    argument.endStructure();
    return argument;
}

const QDBusArgument& operator>>(const QDBusArgument& argument, Reference& reference)
{
    argument.beginStructure();
    argument >> reference.service >> reference.path;
    argument.endStructure();
    return argument;
}

} // namespace tessera::test

Q_DECLARE_METATYPE(tessera::test::Reference)

namespace tessera::test {
namespace {

const QString kAccessible = QStringLiteral("org.a11y.atspi.Accessible");
constexpr int kMostDepth = 40;
constexpr qsizetype kMostNodes = 20'000;

QDBusConnection connectToAccessibility()
{
    const auto question =
        QDBusMessage::createMethodCall(QStringLiteral("org.a11y.Bus"), QStringLiteral("/org/a11y/bus"),
                                       QStringLiteral("org.a11y.Bus"), QStringLiteral("GetAddress"));
    const QDBusMessage reply = QDBusConnection::sessionBus().call(question, QDBus::Block, 20'000);
    return QDBusConnection::connectToBus(reply.arguments().value(0).toString(),
                                         QStringLiteral("accessibility"));
}

AccessibleNode root()
{
    AccessibleNode node;
    node.service = QStringLiteral("org.a11y.atspi.Registry");
    node.path = QStringLiteral("/org/a11y/atspi/accessible/root");
    return node;
}

} // namespace

QString AccessibleNode::told() const
{
    return QStringLiteral("%1 “%2”").arg(role, name);
}

AccessibleTree::AccessibleTree() : m_bus(connectToAccessibility())
{
    qDBusRegisterMetaType<Reference>();
    qDBusRegisterMetaType<QList<Reference>>();
}

QDBusMessage AccessibleTree::call(const AccessibleNode& node, const QString& interface, const QString& method,
                                  const QVariantList& arguments)
{
    auto message = QDBusMessage::createMethodCall(node.service, node.path, interface, method);
    message.setArguments(arguments);
    return m_bus.call(message, QDBus::Block, 20'000);
}

QVariant AccessibleTree::property(const AccessibleNode& node, const QString& interface, const QString& name)
{
    const QDBusMessage reply = call(node, QStringLiteral("org.freedesktop.DBus.Properties"),
                                    QStringLiteral("Get"), {interface, name});
    return qvariant_cast<QDBusVariant>(reply.arguments().value(0)).variant();
}

QList<AccessibleNode> AccessibleTree::children(const AccessibleNode& node)
{
    QList<AccessibleNode> found;
    const QDBusMessage reply = call(node, kAccessible, QStringLiteral("GetChildren"));
    for (const Reference& each : qdbus_cast<QList<Reference>>(reply.arguments().value(0))) {
        AccessibleNode child;
        child.service = each.service;
        child.path = each.path.path();
        child.depth = node.depth + 1;
        found.append(child);
    }
    return found;
}

void AccessibleTree::fill(AccessibleNode& node)
{
    node.name = property(node, kAccessible, QStringLiteral("Name")).toString();
    node.description = property(node, kAccessible, QStringLiteral("Description")).toString();
    node.role = call(node, kAccessible, QStringLiteral("GetRoleName")).arguments().value(0).toString();
    const auto words =
        qdbus_cast<QList<uint>>(call(node, kAccessible, QStringLiteral("GetState")).arguments().value(0));
    node.states = words.value(0) | (quint64(words.value(1)) << 32);
    const QStringList interfaces =
        call(node, kAccessible, QStringLiteral("GetInterfaces")).arguments().value(0).toStringList();
    for (const QString& each : interfaces)
        node.interfaces.append(each.section(u'.', -1));
    if (node.interfaces.contains(QStringLiteral("Text")))
        node.text = call(node, QStringLiteral("org.a11y.atspi.Text"), QStringLiteral("GetText"), {0, -1})
                        .arguments()
                        .value(0)
                        .toString();
}

std::optional<AccessibleNode> AccessibleTree::program(const QString& name)
{
    for (AccessibleNode& each : children(root())) {
        fill(each);
        if (each.name == name)
            return each;
    }
    return std::nullopt;
}

void AccessibleTree::collect(const AccessibleNode& node, QList<AccessibleNode>& found)
{
    if (node.depth > kMostDepth || found.size() > kMostNodes)
        return;
    found.append(node);
    for (AccessibleNode& child : children(node)) {
        fill(child);
        // The windows below the program itself are shown even where they do not say so yet.
        if (child.is(AccessibleNode::Showing) || node.depth <= 1)
            collect(child, found);
    }
}

QList<AccessibleNode> AccessibleTree::nodes(const AccessibleNode& program)
{
    QList<AccessibleNode> found;
    collect(program, found);
    return found;
}

bool AccessibleTree::act(const AccessibleNode& node)
{
    const QDBusMessage reply =
        call(node, QStringLiteral("org.a11y.atspi.Action"), QStringLiteral("DoAction"), {0});
    return reply.type() == QDBusMessage::ReplyMessage && reply.arguments().value(0).toBool();
}

} // namespace tessera::test

// Somebody who cannot see the screen: the real program is read through the accessibility bus as a screen
// reader reads it, and is signed in, its token copied and its pages walked through by what that tells alone.
#include "tests/accessibility/accessible_tree.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera::test;
using Node = AccessibleNode;

namespace {

/// Chromium needs a while on a busy machine.
constexpr int kPatience = 120'000;
const QString kNavigation = QStringLiteral("radio button");

QList<Node> withName(const QList<Node>& nodes, const QString& name, const QString& role)
{
    QList<Node> found;
    for (const Node& node : nodes)
        if (node.name == name && node.role == role)
            found.append(node);
    return found;
}

QString told(const QList<Node>& nodes)
{
    QStringList lines;
    for (const Node& node : nodes)
        lines.append(QString(node.depth * 2, u' ') + node.told());
    return lines.join(u'\n');
}

/// A reader stops here and has nothing to say. Lists and pages are named by what is in them.
bool isNameless(const Node& node)
{
    static const QStringList kContainers{QStringLiteral("scroll pane"), QStringLiteral("viewport"),
                                         QStringLiteral("filler"), QStringLiteral("panel")};
    static const QStringList kControls{
        QStringLiteral("push button"),  QStringLiteral("toggle button"), QStringLiteral("radio button"),
        QStringLiteral("check box"),    QStringLiteral("combo box"),     QStringLiteral("text"),
        QStringLiteral("progress bar"), QStringLiteral("list"),          QStringLiteral("table")};
    const bool isControl =
        kControls.contains(node.role) || (node.is(Node::Focusable) && !kContainers.contains(node.role));
    return isControl && node.name.trimmed().isEmpty();
}

} // namespace

class ScreenReaderTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_config;
    std::unique_ptr<QProcess> m_desktop;
    std::unique_ptr<AccessibleTree> m_tree;

    QList<Node> nodes()
    {
        const auto program = m_tree->program(QStringLiteral("tessera-desktop"));
        return program ? m_tree->nodes(*program) : QList<Node>();
    }
    /// Waits until it is there, then presses it.
    void press(const QString& name, const QString& role = QStringLiteral("push button"),
               int patience = 20'000)
    {
        QList<Node> found;
        QVERIFY2(QTest::qWaitFor(
                     [&] {
                         found = withName(nodes(), name, role);
                         return !found.isEmpty() && found.first().is(Node::Enabled);
                     },
                     patience),
                 qPrintable(QStringLiteral("no %1 “%2” in\n%3").arg(role, name, told(nodes()))));
        QVERIFY2(m_tree->act(found.first()), qPrintable(name));
    }
    void verifyNamed(const char* page)
    {
        const QList<Node> all = nodes();
        if (qEnvironmentVariableIsSet("TESSERA_TELL_TREE")) // for whoever wants to read it himself
            qInfo().noquote() << page << Qt::endl << told(all);
        QVERIFY2(all.size() > 5, page); // an empty tree has no nameless node either
        for (const Node& node : all)
            QVERIFY2(!isNameless(node),
                     qPrintable(QStringLiteral("%1: %2 has no name in\n%3")
                                    .arg(QString::fromUtf8(page), node.told(), told(all))));
    }
    void verifyWithout(const QString& secret, const char* page)
    {
        for (const Node& node : nodes())
            for (const QString& text : {node.name, node.description, node.text})
                QVERIFY2(!text.contains(secret), page);
    }
    static QString clipboard() { return QGuiApplication::clipboard()->text(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_tree = std::make_unique<AccessibleTree>();
        QVERIFY2(m_tree->isUp(),
                 "the accessibility bus (at-spi2-core) does not come: ./dev test installs it");
        m_config = std::make_unique<QTemporaryDir>();
        m_desktop = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"), QStringLiteral("1"));
        environment.remove(QStringLiteral("NO_AT_BRIDGE"));
        m_desktop->setProcessEnvironment(environment);
        m_desktop->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_desktop->start(QStringLiteral(TESSERA_BIN_DIR "/tessera-desktop"),
                         {QStringLiteral("--config"), m_config->path()});
        QVERIFY2(QTest::qWaitFor([this] { return nodes().size() > 5; }, 30'000), "no program on the bus");
    }
    void cleanupTestCase()
    {
        m_desktop->terminate();
        if (!m_desktop->waitForFinished(20'000))
            m_desktop->kill();
    }

    void welcomeIsRead() { verifyNamed("welcome"); }

    void signedInAndCopied()
    {
        press(QStringLiteral("Try it now"));
        // The browser is a robot; the page says what is waited for.
        press(QStringLiteral("Copy access token"), QStringLiteral("push button"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!clipboard().isEmpty(), 10'000);
        const QString token = clipboard();
        QVERIFY2(token.size() > 20, "that is no token");
        verifyNamed("accounts");
        verifyWithout(token, "accounts");
        const QList<Node> all = nodes();
        const auto says = [&all](const QString& words) {
            return std::any_of(all.begin(), all.end(), [&words](const Node& node) {
                return node.name.contains(words) || node.text.contains(words);
            });
        };
        QVERIFY2(says(QStringLiteral("renews itself")), qPrintable(told(all)));
        QCOMPARE(
            withName(all, QStringLiteral("Life of the access token"), QStringLiteral("progress bar")).size(),
            1);
        QVERIFY2(says(QStringLiteral("127.0.0.1")), qPrintable(told(all)));
    }

    /// Every page that the navigation names. The inspector is the one that shows tokens, and is empty here.
    void pagesAreRead()
    {
        const QString token = clipboard();
        QVERIFY(!token.isEmpty());
        const QStringList pages{QStringLiteral("Inspector"), QStringLiteral("Flow"),
                                QStringLiteral("Programs"), QStringLiteral("Settings")};
        for (const QString& page : pages) {
            press(page, kNavigation);
            // It is chosen, and the accounts are not there any more.
            QTRY_VERIFY2_WITH_TIMEOUT(withName(nodes(), page, kNavigation).value(0).is(Node::Checked),
                                      qPrintable(page), 10'000);
            QTRY_VERIFY2_WITH_TIMEOUT(
                withName(nodes(), QStringLiteral("Copy access token"), QStringLiteral("push button"))
                    .isEmpty(),
                qPrintable(page), 10'000);
            verifyNamed(qPrintable(page));
            verifyWithout(token, qPrintable(page));
        }
    }
};

QTEST_MAIN(ScreenReaderTest)
#include "screen_reader_test.moc"

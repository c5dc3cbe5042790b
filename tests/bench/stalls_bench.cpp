// What a person would feel: how long the window's thread stands still at most while a thousand accounts come
// and are scrolled through, a token of 1 MB is pasted, a flow is recorded, and a diagram of 500 messages is
// drawn. Worst of ten runs each.
#include "core/keychain/memory_store.h"
#include "core/session/session_store.h"
#include "tests/bench/event_watch.h"
#include "tests/bench/figures.h"
#include "tests/bench/made_accounts.h"
#include "tests/ui/made_up_flows.h"
#include "ui/accounts/accounts_page.h"
#include "ui/flow/flow_page.h"
#include "ui/flow/flow_view.h"
#include "ui/inspector/decode_view.h"
#include "ui/inspector/inspector_page.h"
#include "ui/inspector/token_editor.h"
#include "ui/main_window.h"
#include "ui/models/account_list_model.h"
#include "ui/theme/theme_follower.h"

#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace tessera;
using bench::WatchedApplication;

constexpr int kRuns = 10;
constexpr int kAccounts = 1000;

struct Worst
{
    double ms = 0;
    QByteArray who;
    void take(const WatchedApplication& application)
    {
        if (application.longestMs() <= ms)
            return;
        ms = application.longestMs();
        who = application.worst();
    }
};

void tell(Figures& figures, const char* figure, const char* words, const Worst& worst)
{
    std::printf("%-44s %8.1f ms  (%s)\n", words, worst.ms, worst.who.constData());
    figures.add(figure, worst.ms);
}

/// A window of its own for each run, with its accounts in a list on disk.
class World
{
public:
    explicit World(int accounts)
        : m_environment(bench::environmentWith(accounts, m_directory.path(), bench::Answers::Later))
    {
        RenewalPolicy policy = RenewalPolicy::spreadOut();
        policy.startPerAccount = policy.startAtMost = std::chrono::hours(100'000); // nothing is due
        m_manager = std::make_unique<SessionManager>(m_environment, policy);
        m_window = std::make_unique<MainWindow>(*m_manager, DemoStarter());
        m_window->resize(1200, 760);
        m_window->show();
        if (!QTest::qWaitForWindowActive(m_window.get()))
            qFatal("the window does not come");
    }
    MainWindow& window() { return *m_window; }
    const Environment& environment() const { return m_environment; }

private:
    QTemporaryDir m_directory;
    Environment m_environment;
    std::unique_ptr<SessionManager> m_manager;
    std::unique_ptr<MainWindow> m_window;
};

void settle()
{
    QTest::qWait(30);
}

void measureAccounts(WatchedApplication& application, Figures& figures)
{
    Worst listed;
    Worst scrolled;
    for (int run = 0; run < kRuns; ++run) {
        World world(kAccounts);
        settle();
        application.forget();
        QSignalSpy loaded(&world.window(), &MainWindow::loaded);
        QMetaObject::invokeMethod(
            &world.window(), [&world] { world.window().load(); }, Qt::QueuedConnection);
        if (!QTest::qWaitFor([&loaded] { return loaded.size() == 1; }, 60'000))
            qFatal("the accounts do not come");
        if (!QTest::qWaitFor([&world] { return world.window().model()->rowCount() == kAccounts; }, 60'000))
            qFatal("not all accounts come");
        settle();
        listed.take(application);
        if (world.window().model()->rowCount() != kAccounts)
            qFatal("%d accounts came", world.window().model()->rowCount());
        application.forget();
        QScrollBar* bar = world.window().accountsPage()->list()->verticalScrollBar();
        for (int place = 0; place <= bar->maximum(); place += bar->pageStep()) {
            bar->setValue(place);
            QCoreApplication::processEvents();
        }
        settle();
        scrolled.take(application);
    }
    tell(figures, "stall_accounts_ms", "1,000 accounts come", listed);
    tell(figures, "stall_scroll_ms", "1,000 accounts are scrolled through", scrolled);
}

/// As long as an editor takes; most of it a payload that is looked at in another thread.
QString largeToken()
{
    const QByteArray claims =
        R"({"iss":"https://id.acme.example","sub":"made-up","note":")" + QByteArray(750'000, 'x') + R"("})";
    const auto part = [](const QByteArray& bytes) {
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return QString::fromLatin1(part(R"({"alg":"ES256","typ":"JWT"})") + '.' + part(claims) + '.' +
                               part(QByteArray(64, 's')));
}

void measurePaste(WatchedApplication& application, Figures& figures)
{
    const QString token = largeToken();
    Worst pasted;
    for (int run = 0; run < kRuns; ++run) {
        World world(1);
        world.window().showInspector();
        settle();
        InspectorPage* page = world.window().inspectorPage();
        QGuiApplication::clipboard()->setText(token);
        application.forget();
        QMetaObject::invokeMethod(page->editor(), "paste", Qt::QueuedConnection);
        if (!QTest::qWaitFor([page] { return page->decode()->isVisible(); }, 60'000))
            qFatal("the token is not decoded");
        settle();
        pasted.take(application);
    }
    tell(figures, "stall_paste_ms", "a token of 1 MB is pasted", pasted);
}

/// A token response as it goes over the wire, with secrets of its own.
FlowMessage tokenResponse(int number)
{
    FlowMessage answer;
    answer.url = QUrl(QStringLiteral("https://id.acme.example/token"));
    answer.status = 200;
    answer.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
    answer.body = R"({"token_type":"Bearer","expires_in":3600,"access_token":")" +
                  QByteArray(1200, 'a').replace(0, 8, QByteArray::number(number).rightJustified(8, '0')) +
                  R"("})";
    return answer;
}

/// Each message in an event of its own, as the network brings them, while the page is looked at.
void measureRecording(WatchedApplication& application, Figures& figures)
{
    constexpr int kMessages = 100;
    Worst recorded;
    for (int run = 0; run < kRuns; ++run) {
        World world(1);
        world.window().showFlow();
        settle();
        const auto recorder = world.environment().recorder;
        const FlowHandle handle =
            recorder->begin(FlowKind::BrowserSignIn, {{}, QStringLiteral("Acme"), {}, {}});
        settle();
        application.forget();
        for (int message = 0; message < kMessages; ++message)
            QMetaObject::invokeMethod(
                recorder.get(),
                [handle, message] {
                    FlowMessage request;
                    request.method = "POST";
                    request.url = QUrl(QStringLiteral("https://id.acme.example/token"));
                    request.body =
                        "grant_type=refresh_token&refresh_token=made-up-" + QByteArray::number(message);
                    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
                    handle.answered(handle.sent(request), tokenResponse(message));
                },
                Qt::QueuedConnection);
        const auto steps = [&] { return recorder->runs().constFirst().steps.size(); };
        if (!QTest::qWaitFor([&] { return steps() >= 2 * kMessages; }, 60'000))
            qFatal("only %lld steps were recorded", qlonglong(steps()));
        settle();
        recorded.take(application);
    }
    tell(figures, "stall_recorded_ms", "200 messages are recorded and drawn", recorded);
}

void measureDiagram(WatchedApplication& application, Figures& figures)
{
    Worst drawn;
    for (int run = 0; run < kRuns; ++run) {
        World world(1);
        world.window().showFlow();
        settle();
        const FlowRun flow = test::longRun(500);
        FlowPage* page = world.window().flowPage();
        application.forget();
        QMetaObject::invokeMethod(
            page, [page, &flow] { page->setRuns({flow}); }, Qt::QueuedConnection);
        settle();
        QScrollBar* bar = page->view()->verticalScrollBar();
        for (int place = 0; place <= bar->maximum(); place += bar->pageStep()) {
            bar->setValue(place);
            QCoreApplication::processEvents();
        }
        settle();
        drawn.take(application);
    }
    tell(figures, "stall_diagram_ms", "a diagram of 500 messages, scrolled through", drawn);
}

} // namespace

int main(int argc, char** argv)
{
    WatchedApplication application(argc, argv);
    const ThemeFollower theme(application, ThemeChoice::Light);
    Figures figures;
    measureAccounts(application, figures);
    measurePaste(application, figures);
    measureRecording(application, figures);
    measureDiagram(application, figures);
    figures.print();
    return 0;
}

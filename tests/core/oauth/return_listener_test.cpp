// What every wait for a browser has in common, apart from the sign-in (which redirect_listener_test walks
// through): a page that posts once, a judge that is let go.
#include "core/oauth/return_listener.h"

#include "tests/support/await.h"
#include "tests/support/raw_client.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

struct Page
{
    int status = 0;
    QByteArray location;
    QByteArray all;
};

Page get(const QUrl& url)
{
    RawClient client(static_cast<quint16>(url.port()), QHostAddress(url.host()));
    if (!client.waitConnected())
        return {};
    client.send("GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority) +
                " HTTP/1.1\r\nHost: " + url.authority().toLatin1() + "\r\n\r\n");
    client.waitClosed();
    return {client.status(), client.header("Location"), client.received()};
}

QUrl withQuery(QUrl url, const QString& query)
{
    url.setQuery(query);
    return url;
}

/// Answered by "ok", ignored otherwise.
ReturnListener::Judgement judge(const QByteArray& query)
{
    if (query != "ok")
        return ReturnListener::Ignored{QStringLiteral("response.state_missing")};
    LoopbackResponse page;
    page.body = "the last page";
    return ReturnListener::Answered{page};
}

QCoro::Task<Result<void>> wait(const std::shared_ptr<ReturnListener>& listener, Milliseconds limit = 10s,
                               const std::stop_token& stop = {})
{
    return ReturnListener::wait(listener, judge, limit, QStringLiteral("end_session.time_limit"), stop);
}

} // namespace

class ReturnListenerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answered() // A310
    {
        const auto listener = *ReturnListener::bind();
        auto task = wait(listener);
        const Page redirect = get(withQuery(listener->redirectUri(), QStringLiteral("ok")));
        QCOMPARE(redirect.status, 303);
        QVERIFY(await(std::move(task)));
        const Page last = get(listener->redirectUri().resolved(QUrl(QString::fromLatin1(redirect.location))));
        QCOMPARE(last.status, 200);
        QVERIFY(last.all.endsWith("the last page"));
    }

    void ignored()
    {
        const auto listener = *ReturnListener::bind();
        QSignalSpy spy(listener.get(), &ReturnListener::ignored);
        QCOMPARE(get(withQuery(listener->redirectUri(), QStringLiteral("ok"))).status,
                 400); // nobody waits yet
        auto task = wait(listener);
        QCOMPARE(get(withQuery(listener->redirectUri(), QStringLiteral("no"))).status, 400);
        QCOMPARE(listener->ignoredCount(), 2);
        QCOMPARE(spy.size(), 2);
        QCOMPARE(get(withQuery(listener->redirectUri(), QStringLiteral("ok"))).status, 303);
        QVERIFY(await(std::move(task)));
    }

    void postsOnce() // A346
    {
        const auto listener = *ReturnListener::bind();
        const QUrl target(QStringLiteral("https://op.example/end?x=%20y&z=1"));
        const QUrl here =
            listener->postTo(target, {{QStringLiteral("id_token_hint"), QStringLiteral("a.b.c")},
                                      {QStringLiteral("s"), QStringLiteral("<\"&>")}});
        QCOMPARE(here.authority(), listener->redirectUri().authority());
        QVERIFY(here.path().size() > 20); // not to be guessed
        QVERIFY(!here.toString().contains(QStringLiteral("a.b.c")));
        auto task = wait(listener);
        const Page first = get(here);
        QCOMPARE(first.status, 200);
        QVERIFY(first.location.isEmpty());
        QVERIFY2(
            first.all.contains("<form method=\"post\" action=\"https://op.example/end?x=%20y&amp;z=1\">"),
            first.all.constData());
        QVERIFY(first.all.contains("<input type=\"hidden\" name=\"id_token_hint\" value=\"a.b.c\">"));
        QVERIFY(first.all.contains("name=\"s\" value=\"&lt;&quot;&amp;&gt;\">"));
        QVERIFY(first.all.contains("Referrer-Policy: no-referrer"));
        QVERIFY(first.all.contains("Cache-Control: no-store"));
        QCOMPARE(get(here).status, 404); // whoever comes later learns nothing
        QCOMPARE(get(withQuery(listener->redirectUri(), QStringLiteral("ok"))).status, 303);
        QVERIFY(await(std::move(task)));
    }

    void thePostingPageEndsWithTheWait()
    {
        const auto listener = *ReturnListener::bind();
        const QUrl here = listener->postTo(QUrl(QStringLiteral("https://op.example/end")), {});
        auto task = wait(listener);
        QCOMPARE(get(withQuery(listener->redirectUri(), QStringLiteral("ok"))).status, 303);
        QVERIFY(await(std::move(task)));
        QCOMPARE(get(here).status, 404);
    }

    void timeLimit()
    {
        const auto listener = *ReturnListener::bind();
        const auto outcome = await(wait(listener, 1ms));
        QCOMPARE(outcome.error().kind, ErrorKind::Timeout);
        QCOMPARE(outcome.error().code, QStringLiteral("end_session.time_limit"));
    }

    void stopped()
    {
        const auto listener = *ReturnListener::bind();
        std::stop_source stop;
        auto task = wait(listener, 10s, stop.get_token());
        stop.request_stop();
        QCOMPARE(await(std::move(task)).error().kind, ErrorKind::Cancelled);
    }

    void theJudgeIsLetGo() // N023, A047: it may hold a verifier
    {
        const auto listener = *ReturnListener::bind();
        auto held = std::make_shared<int>();
        const std::weak_ptr<int> watch = held;
        auto task = ReturnListener::wait(
            listener, [held = std::move(held)](const QByteArray& query) { return judge(query); }, 10s,
            QStringLiteral("end_session.time_limit"), {});
        QVERIFY(!watch.expired());
        QCOMPARE(get(withQuery(listener->redirectUri(), QStringLiteral("ok"))).status, 303);
        QVERIFY(await(std::move(task)));
        QVERIFY(watch.expired());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ReturnListenerTest)
#include "return_listener_test.moc"

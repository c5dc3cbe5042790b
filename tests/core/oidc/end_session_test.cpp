// RP-initiated logout: the address, and the way back (N106, N107, A345, A346). Twins of the OpenID
// relying-party tests rp-init-logout, rp-init-logout-other-state and rp-init-logout-no-state.
#include "core/oidc/end_session.h"

#include "core/oauth/parameters.h"
#include "tests/support/await.h"
#include "tests/support/raw_client.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

const QUrl kReturn(QStringLiteral("http://127.0.0.1:49731/signed-out"));

AuthorizationServerMetadata metadataWith(const QString& endpoint,
                                         const QString& issuer = QStringLiteral("https://op.example"))
{
    AuthorizationServerMetadata metadata;
    metadata.issuer = issuer;
    metadata.endSessionEndpoint = QUrl(endpoint);
    return metadata;
}

ClientRegistration client()
{
    ClientRegistration registration;
    registration.clientId = QStringLiteral("desk top");
    return registration;
}

Result<EndSessionRequest> make(const QString& endpoint, const QByteArray& hint = {},
                               const std::optional<QUrl>& back = std::nullopt)
{
    return makeEndSessionRequest(metadataWith(endpoint), client(), SecretString::fromUtf8(hint), back);
}

QString field(const FormFields& fields, QStringView name)
{
    return singleField(fields, name)->value_or(QString());
}

/// The status the browser gets that comes back with this query.
int comeBack(const QUrl& redirectUri, const QByteArray& query)
{
    RawClient browser(static_cast<quint16>(redirectUri.port()));
    if (!browser.waitConnected())
        return 0;
    browser.send("GET " + redirectUri.path().toLatin1() + (query.isEmpty() ? "" : "?" + query) +
                 " HTTP/1.1\r\nHost: " + redirectUri.authority().toLatin1() + "\r\n\r\n");
    browser.waitClosed();
    return browser.status();
}

/// A browser on its way to the provider and back.
struct Journey
{
    Journey()
        : listener(*ReturnListener::bind(QUrl(QStringLiteral("http://127.0.0.1/signed-out")))),
          request(*make(QStringLiteral("https://op.example/end"), {}, listener->redirectUri())),
          task(waitForEndSession(listener, request, 10s, stop.get_token()))
    {
    }

    std::shared_ptr<ReturnListener> listener;
    EndSessionRequest request;
    std::stop_source stop;
    QCoro::Task<Result<void>> task;
};

} // namespace

class EndSessionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everything() // N106
    {
        const auto request = make(QStringLiteral("https://op.example/end?p=a%20b"), "a.b.c", kReturn);
        QVERIFY(request);
        QCOMPARE(request->state.size(), 43); // 256 bits
        QVERIFY(request->hasHint);
        QCOMPARE(request->postLogoutRedirectUri, kReturn);
        QCOMPARE(request->endpoint.toEncoded(), QByteArray("https://op.example/end?p=a%20b"));
        const QByteArray expected = "client_id=desk%20top&id_token_hint=a.b.c&post_logout_redirect_uri="
                                    "http%3A%2F%2F127.0.0.1%3A49731%2Fsigned-out&state=" +
                                    request->state;
        QCOMPARE(encodeForm(request->fields), expected);
        QVERIFY(request->address().isEmpty()); // A346: a hint never stands in an address
    }

    void withoutAHintInOneAddress()
    {
        const auto request = make(QStringLiteral("https://op.example/end?p=a%20b"), {}, kReturn);
        const QByteArray expected =
            "https://op.example/end?p=a%20b&client_id=desk%20top&post_logout_redirect_uri="
            "http%3A%2F%2F127.0.0.1%3A49731%2Fsigned-out&state=" +
            request->state;
        QCOMPARE(request->address().toEncoded(), expected);
    }

    void least()
    {
        const auto request = make(QStringLiteral("https://op.example/end"));
        QVERIFY(request);
        QCOMPARE(request->address().toEncoded(), QByteArray("https://op.example/end?client_id=desk%20top"));
        QVERIFY(request->state.isEmpty());
        QVERIFY(!request->hasHint);
    }

    void eachStateIsNew()
    {
        const auto first = make(QStringLiteral("https://op.example/end"), {}, kReturn);
        const auto second = make(QStringLiteral("https://op.example/end"), {}, kReturn);
        QVERIFY(first->state != second->state);
    }

    void hints_data()
    {
        QTest::addColumn<QByteArray>("hint");
        QTest::addColumn<bool>("sent");
        QTest::newRow("signed") << QByteArray("a.b.c") << true;
        QTest::newRow("none") << QByteArray() << false;
        QTest::newRow("A346 encrypted") << QByteArray("a.b.c.d.e") << false;
        QTest::newRow("no token") << QByteArray("abc") << false;
        QTest::newRow("A346 4096 bytes") << "a.b." + QByteArray(4092, 'c') << true;
        QTest::newRow("A346 too long") << "a.b." + QByteArray(4093, 'c') << false;
    }
    void hints()
    {
        QFETCH(QByteArray, hint);
        QFETCH(bool, sent);
        const auto request = make(QStringLiteral("https://op.example/end"), hint);
        QVERIFY(request);
        QCOMPARE(request->hasHint, sent);
        QCOMPARE(field(request->fields, param::kIdTokenHint), sent ? QString::fromLatin1(hint) : QString());
    }

    void endpoints_data()
    {
        QTest::addColumn<QString>("endpoint");
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* endpoint, const char* issuer, const char* code) {
            QTest::newRow(name) << QString::fromUtf8(endpoint) << QString::fromUtf8(issuer)
                                << QString::fromUtf8(code);
        };
        row("https", "https://op.example/end", "https://op.example", "");
        row("another host", "https://login.example/end", "https://op.example", "");
        row("http at home", "http://127.0.0.1:3000/end", "http://127.0.0.1:3000", "");
        row("none", "", "https://op.example", "end_session.unsupported");
        row("A345 http", "http://op.example/end", "https://op.example", "end_session.endpoint");
        row("A345 javascript", "javascript:alert(1)", "https://op.example", "end_session.endpoint");
        row("A345 open redirect", "https://op.example/end?post_logout_redirect_uri=https://evil.example",
            "https://op.example", "end_session.endpoint");
        row("A345 fragment", "https://op.example/end#x", "https://op.example", "end_session.endpoint");
        row("A345 local", "https://192.168.0.1/end", "https://op.example", "end_session.endpoint");
    }
    void endpoints()
    {
        QFETCH(QString, endpoint);
        QFETCH(QString, issuer);
        const auto request =
            makeEndSessionRequest(metadataWith(endpoint, issuer), client(), {}, std::nullopt);
        QTEST(request ? QString() : request.error().code, "code");
    }

    void rpInitLogout() // rp-init-logout
    {
        Journey journey;
        const QString state = field(journey.request.fields, param::kState);
        QCOMPARE(field(journey.request.fields, param::kPostLogoutRedirectUri),
                 journey.listener->redirectUri().toString());
        QCOMPARE(comeBack(journey.listener->redirectUri(), "state=" + state.toLatin1()), 303);
        QVERIFY(await(std::move(journey.task)));
        QCOMPARE(journey.listener->ignoredCount(), 0);
    }

    void rpInitLogoutIgnored_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("rp-init-logout-other-state") << QByteArray("state=another");
        QTest::newRow("rp-init-logout-no-state") << QByteArray();
        QTest::newRow("N107 empty state") << QByteArray("state=");
        QTest::newRow("N107 state twice") << QByteArray("state=STATE&state=STATE");
        QTest::newRow("N107 bad encoding") << QByteArray("state=STATE&x=%zz");
    }
    void rpInitLogoutIgnored()
    {
        QFETCH(QByteArray, query);
        Journey journey;
        query.replace("STATE", journey.request.state);
        QCOMPARE(comeBack(journey.listener->redirectUri(), query), 400);
        QCOMPARE(journey.listener->ignoredCount(), 1);
        journey.stop.request_stop(); // it still waits
        QCOMPARE(await(std::move(journey.task)).error().kind, ErrorKind::Cancelled);
    }

    void timeLimit()
    {
        const auto listener = *ReturnListener::bind(QUrl(QStringLiteral("http://127.0.0.1/signed-out")));
        const auto request = make(QStringLiteral("https://op.example/end"), {}, listener->redirectUri());
        const auto outcome = await(waitForEndSession(listener, *request, 1ms, {}));
        QCOMPARE(outcome.error().kind, ErrorKind::Timeout);
        QCOMPARE(outcome.error().code, QStringLiteral("end_session.time_limit"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::EndSessionTest)
#include "end_session_test.moc"

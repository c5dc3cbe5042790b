// The browser's way to the provider's page for signing out, and back. A whole sign-out is a journey.
#include "core/session/end_session_journey.h"
#include "tests/support/await.h"
#include "tests/support/manual_clock.h"
#include "tests/support/raw_client.h"
#include "tests/support/test_program.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QByteArray kIdToken = "head.canary-of-the-person.signature";

EndSessionPlan plan(const std::optional<QUrl>& wayBack)
{
    EndSessionPlan plan;
    plan.metadata.issuer = QStringLiteral("https://op.example");
    plan.metadata.endSessionEndpoint = QUrl(QStringLiteral("https://op.example/end"));
    plan.registration.clientId = QStringLiteral("desk");
    plan.idToken = SecretString::fromUtf8(kIdToken);
    plan.postLogoutRedirectUri = wayBack;
    return plan;
}

QByteArray get(const QUrl& url)
{
    RawClient client(static_cast<quint16>(url.port()), QHostAddress(url.host()));
    if (!client.waitConnected())
        return {};
    client.send(getRequest(static_cast<quint16>(url.port()),
                           url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority)));
    client.waitClosed();
    return client.received();
}

QByteArray hidden(const QByteArray& page, const char* name)
{
    const QRegularExpression field(QStringLiteral("name=\"%1\" value=\"([^\"]*)\"").arg(QLatin1String(name)));
    return field.match(QString::fromUtf8(page)).captured(1).toLatin1();
}

} // namespace

class EndSessionJourneyTest final : public QObject
{
    Q_OBJECT

    QList<QUrl> m_opened;
    Environment m_environment;

private Q_SLOTS:
    void init()
    {
        m_opened.clear();
        m_environment = {};
        m_environment.openUrl = [this](const QUrl& address) {
            m_opened.append(address);
            return Result<void>();
        };
    }

    void withoutAWayBack()
    {
        QVERIFY(await(endProviderSession(m_environment, plan(std::nullopt), {})));
        QCOMPARE(m_opened, QList<QUrl>{QUrl(QStringLiteral("https://op.example/end?client_id=desk"))});
    }

    void thereAndBack() // A346
    {
        auto task = endProviderSession(m_environment, plan(QUrl(QStringLiteral("http://127.0.0.1/out"))), {});
        QCOMPARE(m_opened.size(), 1);
        const QUrl here = m_opened.first();
        QCOMPARE(here.host(), QStringLiteral("127.0.0.1"));
        QVERIFY(!here.hasQuery());
        QVERIFY(!here.toEncoded().contains("canary"));
        const QByteArray page = get(here);
        QVERIFY2(page.contains("action=\"https://op.example/end\""), page.constData());
        QCOMPARE(hidden(page, "id_token_hint"), kIdToken);
        const QUrl back(QString::fromLatin1(hidden(page, "post_logout_redirect_uri")));
        QCOMPARE(back.path(), QStringLiteral("/out"));
        QUrl answer = back;
        answer.setQuery(QStringLiteral("state=") + QString::fromLatin1(hidden(page, "state")));
        QVERIFY(get(answer).startsWith("HTTP/1.1 303"));
        QVERIFY(await(std::move(task)));
    }

    void withoutAHint()
    {
        EndSessionPlan without = plan(QUrl(QStringLiteral("http://127.0.0.1/out")));
        without.idToken = {};
        std::stop_source stop;
        auto task = endProviderSession(m_environment, without, stop.get_token());
        QCOMPARE(m_opened.size(), 1);
        QCOMPARE(m_opened.first().host(), QStringLiteral("op.example"));
        stop.request_stop();
        QCOMPARE(await(std::move(task)).error().kind, ErrorKind::Cancelled);
    }

    void nobodyComesBack()
    {
        EndSessionPlan short_ = plan(QUrl(QStringLiteral("http://127.0.0.1/out")));
        short_.limit = Milliseconds(1);
        const auto ended = await(endProviderSession(m_environment, short_, {}));
        QCOMPARE(ended.error().code, QStringLiteral("end_session.time_limit"));
        QVERIFY(get(m_opened.first()).isEmpty()); // nobody listens any more
    }

    void noBrowser()
    {
        m_environment.openUrl = [this](const QUrl& address) -> Result<void> {
            m_opened.append(address);
            return failure(ErrorKind::Configuration, u"browser.none");
        };
        for (const bool wayBack : {false, true}) {
            const auto back =
                wayBack ? std::optional(QUrl(QStringLiteral("http://127.0.0.1/out"))) : std::nullopt;
            QCOMPARE(await(endProviderSession(m_environment, plan(back), {})).error().code,
                     QStringLiteral("browser.none"));
        }
        QVERIFY(get(m_opened.last()).isEmpty()); // the port is free again
    }

    void refused_data()
    {
        QTest::addColumn<QString>("endpoint");
        QTest::addColumn<QString>("back");
        QTest::addColumn<QString>("code");
        const QString end = QStringLiteral("https://op.example/end");
        const QString out = QStringLiteral("http://127.0.0.1/out");
        QTest::newRow("no such page") << QString() << out << QStringLiteral("end_session.unsupported");
        QTest::newRow("no such page, no way back")
            << QString() << QString() << QStringLiteral("end_session.unsupported");
        QTest::newRow("A345 http") << QStringLiteral("http://op.example/end") << out
                                   << QStringLiteral("end_session.endpoint");
        QTest::newRow("way back elsewhere")
            << end << QStringLiteral("http://evil.example/out") << QStringLiteral("listener.not_loopback");
        QTest::newRow("way back with a query")
            << end << QStringLiteral("http://127.0.0.1/out?x=y") << QStringLiteral("listener.not_loopback");
    }
    void refused()
    {
        QFETCH(QString, endpoint);
        QFETCH(QString, back);
        EndSessionPlan bad = plan(back.isEmpty() ? std::nullopt : std::optional(QUrl(back)));
        bad.metadata.endSessionEndpoint = QUrl(endpoint);
        const auto ended = await(endProviderSession(m_environment, bad, {}));
        QVERIFY(!ended);
        QTEST(ended.error().code, "code");
        QVERIFY(m_opened.isEmpty());
    }

    void portInUse() // A037
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
        QUrl taken(QStringLiteral("http://127.0.0.1/out"));
        taken.setPort(other.serverPort());
        QCOMPARE(await(endProviderSession(m_environment, plan(taken), {})).error().code,
                 QStringLiteral("listener.port_in_use"));
        QVERIFY(m_opened.isEmpty());
    }
};

TESSERA_TEST(EndSessionJourneyTest)
#include "end_session_journey_test.moc"

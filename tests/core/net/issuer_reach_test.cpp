// A name that leads in here (A325): refused for endpoints of an issuer elsewhere; development on this
// computer and a company's own network go on working.
#include "core/net/issuer_reach.h"

#include "core/net/secure_access_manager.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QNetworkReply>
#include <QTest>

namespace tessera::test {
namespace {

using Names = QHash<QString, QStringList>;

/// Answers from a list; what is not there has no address.
HostLookup lookupIn(const std::shared_ptr<Names>& names)
{
    return [names](const QString& host, QObject* context, FoundAddresses found) {
        QList<QHostAddress> addresses;
        const QStringList listed = names->value(host);
        for (const QString& text : listed)
            addresses.append(QHostAddress(text));
        QMetaObject::invokeMethod(
            context, [found = std::move(found), addresses] { found(addresses); }, Qt::QueuedConnection);
    };
}

} // namespace

class IssuerReachTest final : public QObject
{
    Q_OBJECT

    std::shared_ptr<Names> m_names;
    std::shared_ptr<HostReach> m_reach;

    HostReach::Found find(const QString& host)
    {
        std::optional<HostReach::Found> answer;
        m_reach->find(host, this, [&answer](const HostReach::Found& found) { answer = found; });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
            qFatal("no answer");
        return *answer;
    }

private Q_SLOTS:
    void init()
    {
        m_names = std::make_shared<Names>();
        m_reach = std::make_shared<HostReach>(lookupIn(m_names));
    }

    void endpoints_data()
    {
        QTest::addColumn<QStringList>("issuer");
        QTest::addColumn<QStringList>("endpoint");
        QTest::addColumn<bool>("refused");
        const auto row = [](const char* name, const char* issuer, const char* endpoint, bool refused) {
            const auto list = [](const char* text) {
                return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
            };
            QTest::newRow(name) << list(issuer) << list(endpoint) << refused;
        };
        row("public", "203.0.113.1", "203.0.113.2", false);
        row("public, both families", "203.0.113.1 2001:db8::1", "203.0.113.2 2001:db8::2", false);
        row("A325 loopback", "203.0.113.1", "127.0.0.1", true);
        row("A325 all of 127", "203.0.113.1", "127.3.4.5", true);
        row("A325 loopback, IPv6", "2001:db8::1", "::1", true);
        row("A325 loopback, mapped", "203.0.113.1", "::ffff:127.0.0.1", true);
        row("A325 nowhere", "203.0.113.1", "0.0.0.0", true);
        row("A325 metadata of a cloud", "203.0.113.1", "169.254.169.254", true);
        row("A325 private", "203.0.113.1", "192.168.1.1", true);
        row("A325 private, IPv6", "203.0.113.1", "fd00::1", true);
        row("A325 one of two", "203.0.113.1", "203.0.113.2 10.0.0.1", true);
        row("A325 loopback from a private issuer", "10.0.0.1", "127.0.0.1", true);
        row("A325 issuer not found", "", "10.0.0.1", true);
        row("development", "127.0.0.1", "127.0.0.1", false);
        row("development, a public helper", "127.0.0.1", "203.0.113.2", false);
        row("a company's own", "10.0.0.1", "10.9.8.7", false);
        row("a company's own, inside and outside", "10.0.0.1 203.0.113.1", "10.9.8.7", false);
        row("not found", "203.0.113.1", "", false);
    }
    void endpoints()
    {
        QFETCH(QStringList, issuer);
        QFETCH(QStringList, endpoint);
        m_names->insert(QStringLiteral("op.example"), issuer);
        m_names->insert(QStringLiteral("api.example"), endpoint);
        m_reach->noteNamed(QStringLiteral("op.example"), {QStringLiteral("api.example")});
        const HostReach::Found found = find(QStringLiteral("api.example"));
        QTEST(found.fault.has_value(), "refused");
        QCOMPARE(found.addresses.size(), endpoint.size());
        if (found.fault)
            QVERIFY2(found.fault->contains(u"op.example"), qPrintable(*found.fault));
    }

    void nobodyNamedIt() // typed by a person, or in the provider's row
    {
        m_names->insert(QStringLiteral("api.example"), {QStringLiteral("127.0.0.1")});
        QVERIFY(!find(QStringLiteral("api.example")).fault);
    }

    void mustSuitEveryIssuerThatNamedIt()
    {
        m_names->insert(QStringLiteral("home.example"), {QStringLiteral("10.0.0.1")});
        m_names->insert(QStringLiteral("evil.example"), {QStringLiteral("203.0.113.1")});
        m_names->insert(QStringLiteral("api.example"), {QStringLiteral("10.0.0.2")});
        m_reach->noteNamed(QStringLiteral("home.example"), {QStringLiteral("api.example")});
        QVERIFY(!find(QStringLiteral("api.example")).fault);
        m_reach->noteNamed(QStringLiteral("evil.example"), {QStringLiteral("API.example.")});
        QVERIFY(find(QStringLiteral("api.example")).fault);
    }

    void loopbackIssuer()
    {
        m_names->insert(QStringLiteral("api.test"), {QStringLiteral("127.0.0.1")});
        m_reach->noteNamed(QStringLiteral("127.0.0.1"),
                           {QStringLiteral("api.test"), QStringLiteral("127.0.0.1")});
        QVERIFY(!find(QStringLiteral("api.test")).fault);
        QVERIFY(!find(QStringLiteral("127.0.0.1")).fault);
    }

    void rebinding() // A325: the issuer's own name, later
    {
        const QString host = QStringLiteral("op.example");
        m_names->insert(host, {QStringLiteral("203.0.113.1")});
        QVERIFY(!find(host).fault);
        m_names->insert(host, {QStringLiteral("10.0.0.1")});
        QVERIFY(!find(host).fault); // a company's name, seen from inside
        m_names->insert(host, {QStringLiteral("127.0.0.1")});
        QVERIFY(find(host).fault);
        m_names->insert(host, {QStringLiteral("169.254.169.254")});
        QVERIFY(find(host).fault);
    }

    /// Through the only door to the network: nobody in here hears of it.
    void nothingIsSent_data()
    {
        QTest::addColumn<QString>("issuerAt");
        QTest::addColumn<bool>("refused");
        QTest::newRow("A325 public issuer") << QStringLiteral("203.0.113.1") << true;
        QTest::newRow("issuer on this computer") << QStringLiteral("127.0.0.1") << false;
    }
    void nothingIsSent()
    {
        QFETCH(QString, issuerAt);
        QFETCH(bool, refused);
        HostileServer server({HostileReply::json("{}")});
        m_names->insert(QStringLiteral("op.example"), {issuerAt});
        m_names->insert(QStringLiteral("api.example"), {QStringLiteral("127.0.0.1")});
        SecureAccessManager manager;
        manager.setHostLookup(lookupIn(m_names));
        manager.issuerReach()->noteNamed(QStringLiteral("op.example"), {QStringLiteral("api.example")});
        const std::unique_ptr<QNetworkReply> reply(manager.get(
            QNetworkRequest(QUrl(QStringLiteral("https://api.example:%1/token").arg(server.port())))));
        QTRY_VERIFY(reply->isFinished() || server.connections() > 0);
        QCOMPARE(server.connections(), refused ? 0 : 1);
        if (!refused)
            return;
        const auto response = SecureAccessManager::read(reply.get());
        QCOMPARE(response.error().kind, ErrorKind::Untrusted);
        QCOMPARE(response.error().code, QStringLiteral("net.local_address"));
        QVERIFY(response.error().detail.contains(u"127.0.0.1"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::IssuerReachTest)
#include "issuer_reach_test.moc"

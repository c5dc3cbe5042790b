// The first page: what can be begun from it, and what it says about a typed issuer.
#include "ui/welcome/welcome_page.h"

#include "core/net/loopback_http_server.h"
#include "tests/support/test_program.h"
#include "ui/welcome/provider_tile.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;

namespace {

QString finding(const WelcomePage& page)
{
    for (const Banner* banner : page.findChildren<Banner*>())
        if (banner->isVisible() && !banner->text().startsWith(QStringLiteral("Asking")))
            return banner->text();
    return {};
}

QByteArray document(const QByteArray& issuer)
{
    return R"({"issuer":")" + issuer + R"(","authorization_endpoint":")" + issuer +
           R"(/authorize","token_endpoint":")" + issuer + R"(/token","jwks_uri":")" + issuer +
           R"(/jwks","response_types_supported":["code"],"subject_types_supported":["public"],)"
           R"("id_token_signing_alg_values_supported":["RS256"],"code_challenge_methods_supported":["S256"],)"
           R"("scopes_supported":["openid","offline_access"],"revocation_endpoint":")" +
           issuer + R"(/revoke"})";
}

} // namespace

class WelcomePageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_page = std::make_unique<WelcomePage>(ProviderCatalogue::builtIn(), std::make_shared<HttpClient>());
        m_page->resize(900, 800);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    void tryItNowBegins()
    {
        QSignalSpy tried(m_page.get(), &WelcomePage::tryRequested);
        QTest::mouseClick(m_page->tryButton(), Qt::LeftButton);
        QCOMPARE(tried.size(), 1);
        QVERIFY(m_page->tryButton()->isDefault());
    }

    void everyProviderButTheDemoHasATile()
    {
        int rows = 0;
        for (const Provider& provider : ProviderCatalogue::builtIn().providers())
            rows += provider.isDemo ? 0 : 1;
        QCOMPARE(m_page->findChildren<ProviderTile*>().size(), rows);
        QString chosen;
        connect(m_page.get(), &WelcomePage::providerChosen, this,
                [&chosen](const Provider& provider) { chosen = provider.id; });
        m_page->findChild<ProviderTile*>(QStringLiteral("provider-google"))->click();
        QCOMPARE(chosen, QStringLiteral("google"));
    }

    void badAddressIsSaidAtTheField()
    {
        QSignalSpy chosen(m_page.get(), &WelcomePage::issuerChosen);
        m_page->issuerField()->edit()->setText(QStringLiteral("http://id.example.com"));
        QTest::keyClick(m_page->issuerField()->edit(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 0);
        QVERIFY(m_page->issuerField()->edit()->property("bad").toBool());
        QVERIFY(m_page->issuerField()->edit()->accessibleDescription().contains(QStringLiteral("https")));
    }

    void goodAddressGoesOn()
    {
        QSignalSpy chosen(m_page.get(), &WelcomePage::issuerChosen);
        m_page->issuerField()->edit()->setText(QStringLiteral(" https://id.example.com "));
        QTest::keyClick(m_page->issuerField()->edit(), Qt::Key_Return);
        QCOMPARE(chosen.first().first().toString(), QStringLiteral("https://id.example.com"));
    }

    void anIssuerThatAnswersIsDescribed()
    {
        QByteArray origin;
        LoopbackHttpServer server([&origin](const LoopbackRequest& request) {
            LoopbackResponse response;
            response.status = request.path == "/.well-known/openid-configuration" ? 200 : 404;
            response.contentType = "application/json";
            response.body = document(origin);
            return response;
        });
        QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)).has_value());
        origin = server.origin().toUtf8();
        m_page->issuerField()->edit()->setText(server.origin());
        QTRY_VERIFY_WITH_TIMEOUT(finding(*m_page).contains(QStringLiteral("answers.")), 15000);
        QVERIFY(finding(*m_page).contains(QStringLiteral("development")));
    }

    void anIssuerThatDoesNotAnswerIsSaid()
    {
        LoopbackHttpServer server([](const LoopbackRequest&) {
            return LoopbackResponse{404, "text/plain", {}, {}};
        });
        QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)).has_value());
        m_page->issuerField()->edit()->setText(server.origin());
        QTRY_VERIFY_WITH_TIMEOUT(finding(*m_page).contains(QStringLiteral("discovery.not_found")), 15000);
        // Typing on takes the old answer away at once.
        m_page->issuerField()->edit()->setText(server.origin() + u'x');
        QVERIFY(finding(*m_page).isEmpty());
    }

private:
    std::unique_ptr<WelcomePage> m_page;
};

TESSERA_TEST(WelcomePageTest)
#include "welcome_page_test.moc"

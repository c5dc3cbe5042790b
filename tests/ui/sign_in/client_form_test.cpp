// What a provider needs is asked for, checked at the field, and the secret does not stay.
#include "ui/sign_in/client_form.h"

#include "core/providers/provider_catalogue.h"
#include "tests/support/test_program.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;

class ClientFormTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_form = std::make_unique<ClientForm>();
        m_sent.clear();
        connect(m_form.get(), &ClientForm::submitted, this,
                [this](const Provider&, const ClientRegistration& registration) { m_sent << registration; });
    }

    void googleNeedsIdAndSecret()
    {
        m_form->askFor(*ProviderCatalogue::builtIn().find(u"google"), 0);
        QVERIFY(m_form->issuer()->isHidden());
        QVERIFY(!m_form->clientSecret()->isHidden());
        QCOMPARE(m_form->clientSecret()->edit()->echoMode(), QLineEdit::Password);
        m_form->continueButton()->click();
        QVERIFY(m_sent.isEmpty());
        m_form->clientId()->edit()->setText(QStringLiteral(" id "));
        m_form->continueButton()->click();
        QVERIFY(m_sent.isEmpty());
        m_form->clientSecret()->edit()->setText(QStringLiteral("s3cret"));
        m_form->continueButton()->click();
        QCOMPARE(m_sent.size(), 1);
        QCOMPARE(m_sent.first().clientId, QStringLiteral("id"));
        QCOMPARE(m_sent.first().issuer, QStringLiteral("https://accounts.google.com"));
        QVERIFY(m_sent.first().clientSecret.equals("s3cret"));
        QVERIFY(m_form->clientSecret()->text().isEmpty());
    }

    void ownHostNeedsAnIssuer_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<bool>("good");
        QTest::newRow("good") << QStringLiteral("https://id.example.com/realms/x") << true;
        QTest::newRow("loopback") << QStringLiteral("http://127.0.0.1:8080/realms/x") << true;
        QTest::newRow("A068 no encryption") << QStringLiteral("http://id.example.com") << false;
        QTest::newRow("query") << QStringLiteral("https://id.example.com?x=1") << false;
        QTest::newRow("empty") << QString() << false;
    }

    void ownHostNeedsAnIssuer()
    {
        QFETCH(QString, issuer);
        QFETCH(bool, good);
        m_form->askFor(*ProviderCatalogue::builtIn().find(u"keycloak"), 3);
        QVERIFY(!m_form->issuer()->isHidden());
        QVERIFY(m_form->clientSecret()->isHidden());
        m_form->issuer()->edit()->setText(issuer);
        m_form->clientId()->edit()->setText(QStringLiteral("desk"));
        m_form->continueButton()->click();
        QCOMPARE(m_sent.size(), good ? 1 : 0);
        QCOMPARE(m_form->issuer()->edit()->property("bad").toBool(), !good);
    }

    void bareIssuerMayHaveASecret()
    {
        m_form->askForIssuer(QStringLiteral("https://id.acme.example"));
        QVERIFY(!m_form->clientSecret()->isHidden());
        m_form->clientId()->edit()->setText(QStringLiteral("desk"));
        m_form->continueButton()->click();
        QCOMPARE(m_sent.size(), 1);
        QVERIFY(m_sent.first().clientSecret.isEmpty());
    }

    void errorGoesWithTyping()
    {
        m_form->askForIssuer(QStringLiteral("https://id.acme.example"));
        m_form->continueButton()->click();
        QVERIFY(m_form->clientId()->edit()->property("bad").toBool());
        m_form->clientId()->edit()->setText(QStringLiteral("d"));
        QVERIFY(!m_form->clientId()->edit()->property("bad").toBool());
    }

private:
    std::unique_ptr<ClientForm> m_form;
    QList<ClientRegistration> m_sent;
};

TESSERA_TEST(ClientFormTest)
#include "client_form_test.moc"

// The Create pane: without a creator, with one, and with claims that are wrong.
#include "ui/inspector/create_pane.h"

#include "core/base/strict_json.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "ui/inspector/token_creator.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/field.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text_box.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;

namespace {

/// Takes any claims that are JSON, and hands back what it was asked for.
class Echo final : public TokenCreator
{
public:
    QList<TokenTemplate> templates() const override
    {
        return {{QStringLiteral("id"), QStringLiteral("ID token")},
                {QStringLiteral("logout"), QStringLiteral("Logout token")}};
    }
    QByteArray claimsOf(const QString& templateId, TimePoint now) const override
    {
        return "{\n  \"kind\": \"" + templateId.toUtf8() +
               "\",\n  \"iat\": " + QByteArray::number(toUnixSeconds(now)) + "\n}";
    }
    QStringList algorithms() const override { return {QStringLiteral("ES256"), QStringLiteral("HS256")}; }
    Result<CreatedToken> create(const CreateRequest& request) const override
    {
        if (const auto claims = parseJsonObject(request.claims); !claims)
            return failure(claims.error());
        return CreatedToken{request.templateId.toUtf8() + '.' + request.algorithm.toUtf8(), "{}",
                            SecretString::fromUtf8("private")};
    }
};

Button* button(const QWidget& pane, const QString& text)
{
    for (Button* each : pane.findChildren<Button*>())
        if (QString(each->text()).remove(u'&') == text)
            return each;
    return nullptr;
}

} // namespace

class CreatePaneTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_pane = std::make_unique<CreatePane>();
        m_pane->resize(340, 700);
        m_pane->show();
    }

    void withoutACreatorItSaysSo()
    {
        QVERIFY(m_pane->news()->isVisible());
        QVERIFY(m_pane->news()->text().contains(QStringLiteral("Not available in this build.")));
        QVERIFY(!m_pane->createButton()->isVisible());
    }

    void templatesFillTheClaims()
    {
        m_pane->setCreator(std::make_shared<Echo>(), test::madeUpNow());
        QVERIFY(!m_pane->news()->isVisible());
        QVERIFY(m_pane->claims()->toPlainText().contains(QStringLiteral("\"id\"")));
        m_pane->templates()->box()->setCurrentIndex(1);
        Q_EMIT m_pane->templates()->box()->activated(1);
        QVERIFY(m_pane->claims()->toPlainText().contains(QStringLiteral("\"logout\"")));
        m_pane->claims()->undo();
        QVERIFY(m_pane->claims()->toPlainText().contains(QStringLiteral("\"id\"")));
    }

    void untouchedClaimsAreOfNow()
    {
        const TimePoint later = test::madeUpNow() + std::chrono::hours(1);
        const QString iat = QString::number(toUnixSeconds(later));
        m_pane->setCreator(std::make_shared<Echo>(), test::madeUpNow());
        QVERIFY(!m_pane->claims()->toPlainText().contains(iat));
        m_pane->hide();
        m_pane->setNow(later);
        m_pane->show();
        QVERIFY(m_pane->claims()->toPlainText().contains(iat));
        m_pane->claims()->setPlainText(QStringLiteral("{\"mine\": 1}"));
        m_pane->hide();
        m_pane->show();
        QCOMPARE(m_pane->claims()->toPlainText(), QStringLiteral("{\"mine\": 1}"));
    }

    void createsAndCopies()
    {
        m_pane->setCreator(std::make_shared<Echo>(), test::madeUpNow());
        m_pane->algorithms()->box()->setCurrentIndex(1);
        m_pane->createButton()->click();
        QCOMPARE(m_pane->result()->toPlainText(), QStringLiteral("id.HS256"));
        QVERIFY(m_pane->result()->isVisible() && m_pane->result()->isReadOnly());
        button(*m_pane, QStringLiteral("Copy"))->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("id.HS256"));
        button(*m_pane, QStringLiteral("Copy the private key"))->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("private"));
        QSignalSpy inspect(m_pane.get(), &CreatePane::inspectRequested);
        button(*m_pane, QStringLiteral("Inspect"))->click();
        QCOMPARE(inspect.first().first().toString(), QStringLiteral("id.HS256"));
    }

    void aWrongLineIsNamed()
    {
        m_pane->setCreator(std::make_shared<Echo>(), test::madeUpNow());
        m_pane->claims()->setPlainText(QStringLiteral("{\n  \"a\": 1,\n  \"b\": wrong\n}"));
        m_pane->createButton()->click();
        QVERIFY2(m_pane->news()->text().startsWith(QStringLiteral("Line 3 of the claims is wrong.")),
                 qPrintable(m_pane->news()->text()));
        QVERIFY(m_pane->claims()->property("bad").toBool());
        QCOMPARE(m_pane->claims()->extraSelections().size(), 1);
        QCOMPARE(m_pane->claims()->extraSelections().first().cursor.blockNumber(), 2);
        m_pane->claims()->setPlainText(QStringLiteral("{}"));
        QVERIFY(!m_pane->news()->isVisible());
        QVERIFY(!m_pane->claims()->property("bad").toBool());
        QVERIFY(m_pane->claims()->extraSelections().isEmpty());
    }

    void aKeyFileThatIsNotThere()
    {
        m_pane->setCreator(std::make_shared<Echo>(), test::madeUpNow());
        m_pane->keySource()->button(1)->click();
        QVERIFY(m_pane->keyFile()->isVisible());
        m_pane->keyFile()->edit()->setText(QStringLiteral("/nowhere/key.pem"));
        m_pane->createButton()->click();
        QVERIFY2(m_pane->news()->text().startsWith(QStringLiteral("That file cannot be read.")),
                 qPrintable(m_pane->news()->text()));
        QVERIFY(!m_pane->result()->isVisible());
    }

    void lines_data()
    {
        QTest::addColumn<QString>("detail");
        QTest::addColumn<int>("line");
        QTest::newRow("first") << QStringLiteral("odd, at byte 0") << 1;
        QTest::newRow("second") << QStringLiteral("odd, at byte 3") << 2;
        QTest::newRow("behind the end") << QStringLiteral("odd, at byte 99") << 3;
        QTest::newRow("no place") << QStringLiteral("odd") << 0;
    }

    void lines()
    {
        QFETCH(QString, detail);
        QTEST(lineOfError(Error{ErrorKind::Malformed, {}, detail, {}}, "ab\ncd\nef"), "line");
    }

private:
    std::unique_ptr<CreatePane> m_pane;
};

TESSERA_TEST(CreatePaneTest)
#include "create_pane_test.moc"

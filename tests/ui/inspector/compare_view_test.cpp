// Two texts side by side: differences of tokens, and of cookies whether the session was renewed.
#include "ui/inspector/compare_view.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_tokens.h"
#include "ui/inspector/difference_list.h"
#include "ui/inspector/finding_row.h"
#include "ui/inspector/findings_list.h"
#include "ui/inspector/inspector_engine.h"
#include "ui/inspector/token_editor.h"
#include "ui/widgets/label.h"

#include <QAbstractButton>
#include <QTest>

using namespace tessera;

class CompareViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<CompareView>();
        m_view->setNow(test::madeUpNow());
        m_view->resize(900, 700);
        m_view->show();
    }

    void withoutACompareItSaysSo()
    {
        QVERIFY(m_view->summary()->text().contains(QStringLiteral("not available")));
    }

    void tokens()
    {
        m_view->setCompare(compareTexts);
        QVERIFY(m_view->summary()->text().startsWith(QStringLiteral("Paste two")));
        const QString one = QString::fromUtf8(test::signedToken());
        put(one, one);
        QTRY_COMPARE(m_view->summary()->text(), QStringLiteral("They say the same."));
        QJsonObject other = test::madeUpClaims();
        other.insert(QStringLiteral("sub"), QStringLiteral("somebody else"));
        put(one, QString::fromUtf8(test::signedToken(other)));
        QTRY_COMPARE(m_view->list()->count(), 1);
        QCOMPARE(m_view->summary()->text(), QStringLiteral("1 difference."));
        QVERIFY(!m_view->findings()->isVisible());
    }

    void sessionThatStays()
    {
        m_view->setCompare(compareTexts);
        const QString before = QStringLiteral("Set-Cookie: PHPSESSID=S3CRETq8Zt7Lw2; Path=/");
        const QString after = before + QStringLiteral("; Secure");
        put(before, after);
        QTRY_COMPARE(m_view->findings()->rows().size(), 1);
        QVERIFY(m_view->findings()->isVisible());
        QCOMPARE(m_view->findings()->rows().first()->head()->accessibleName(),
                 QStringLiteral("Error: Same session before and after signing in"));
        // the control: a new id is no finding
        put(before, QStringLiteral("Set-Cookie: PHPSESSID=S3CRETx1Yv9Kd4; Path=/"));
        QTRY_VERIFY(!m_view->findings()->isVisible());
    }

private:
    void put(const QString& left, const QString& right)
    {
        m_view->left()->setWholeText(left);
        m_view->right()->setWholeText(right);
    }

    std::unique_ptr<CompareView> m_view;
};

TESSERA_TEST(CompareViewTest)
#include "compare_view_test.moc"

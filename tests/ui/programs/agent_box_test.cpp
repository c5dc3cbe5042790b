// How the agent is, and what can be pressed then.
#include "ui/programs/agent_box.h"

#include "tests/support/test_program.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/sentence.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;

class AgentBoxTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<AgentBox> m_box;

    Button* button() const { return m_box->findChild<Button*>(); }
    QLineEdit* field() const { return m_box->findChild<QLineEdit*>(); }
    void show(AgentState::Kind kind, bool password = false)
    {
        m_box->setState({kind, password, std::nullopt});
    }

private Q_SLOTS:
    void init()
    {
        m_box = std::make_unique<AgentBox>();
        m_box->resize(700, 200);
        m_box->show();
    }

    void onItCanBeLocked()
    {
        show(AgentState::Kind::On);
        QSignalSpy lock(m_box.get(), &AgentBox::lockRequested);
        QCOMPARE(m_box->firstControl(), button());
        QTest::keyClick(button(), Qt::Key_Space);
        QCOMPARE(lock.size(), 1);
        QVERIFY(!field()->isVisible());
    }

    void lockedWithoutAPasswordOneClickOpens()
    {
        show(AgentState::Kind::Locked);
        QSignalSpy unlock(m_box.get(), &AgentBox::unlockRequested);
        button()->click();
        QCOMPARE(unlock.size(), 1);
        QVERIFY(!field()->isVisible());
    }

    void lockedWithAPasswordItIsTyped()
    {
        show(AgentState::Kind::Locked, true);
        QSignalSpy unlock(m_box.get(), &AgentBox::unlockRequested);
        QVERIFY(field()->isVisible());
        QCOMPARE(field()->echoMode(), QLineEdit::Password);
        QTest::keyClicks(field(), QStringLiteral("made-up"));
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(unlock.size(), 1);
        QVERIFY(unlock.first().first().value<SecretString>().equals("made-up"));
        m_box->showError({ErrorKind::Denied, QStringLiteral("agent.wrong_password"), {}, {}});
        QVERIFY(!field()->accessibleDescription().isEmpty());
        show(AgentState::Kind::On);
        QVERIFY(field()->text().isEmpty());
    }

    void whereNoneRunsThereIsNothingToPress()
    {
        for (const auto kind : {AgentState::Kind::Off, AgentState::Kind::Elsewhere}) {
            show(kind);
            QVERIFY(!button()->isVisible());
            QVERIFY(!m_box->firstControl());
            QVERIFY(!m_box->findChild<Sentence*>()->text().isEmpty());
        }
    }
};

TESSERA_TEST(AgentBoxTest)
#include "agent_box_test.moc"

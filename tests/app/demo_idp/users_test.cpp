// Passwords and the brake on guessing them.
#include "app/demo_idp/users.h"

#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::demo;

namespace {

User someone(const QString& name)
{
    return {name, QStringLiteral("sub-") + name, {}, {}, {}, {}};
}

bool isRight(const Users::SignInVerdict& verdict)
{
    return std::holds_alternative<const User*>(verdict);
}
bool isWrong(const Users::SignInVerdict& verdict)
{
    return std::holds_alternative<Users::WrongPassword>(verdict);
}

qint64 waitOf(const Users::SignInVerdict& verdict)
{
    const auto* wait = std::get_if<Users::TooManyAttempts>(&verdict);
    return wait ? wait->wait.count() : 0;
}

} // namespace

class UsersTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void passwordsDiffer();
    void rightAndWrong();
    void guessingIsSlowedDown();
    void oneNameDoesNotLockAnother();
    void claimsFollowScope();

private:
    std::shared_ptr<test::ManualClock> m_clock;
    std::unique_ptr<Users> m_users;
    QString m_alice = QStringLiteral("alice");
    QString m_bob = QStringLiteral("bob");
    QString m_guess = QStringLiteral("guess");
};

void UsersTest::init()
{
    m_clock = std::make_shared<test::ManualClock>();
    m_users = std::make_unique<Users>(m_clock);
    m_users->add(someone(m_alice));
    m_users->add(someone(m_bob));
}

void UsersTest::passwordsDiffer()
{
    QCOMPARE(m_users->password(m_alice).size(), 14);
    QVERIFY(m_users->password(m_alice) != m_users->password(m_bob));
    Users others(m_clock);
    others.add(someone(m_alice));
    QVERIFY(others.password(m_alice) != m_users->password(m_alice));
}

void UsersTest::rightAndWrong()
{
    const auto verdict = m_users->check(m_alice, m_users->password(m_alice));
    QVERIFY(isRight(verdict));
    QCOMPARE(std::get<const User*>(verdict)->subject, QStringLiteral("sub-alice"));
    QVERIFY(isWrong(m_users->check(m_alice, m_users->password(m_bob))));
    QVERIFY(isWrong(m_users->check(m_alice, QString())));
    QVERIFY(isWrong(m_users->check(QStringLiteral("nobody"), m_users->password(m_alice))));
    QVERIFY(isWrong(m_users->check(QString(), QString())));
}

void UsersTest::guessingIsSlowedDown()
{
    for (int i = 0; i < 5; ++i)
        QVERIFY(isWrong(m_users->check(m_alice, m_guess)));
    QCOMPARE(waitOf(m_users->check(m_alice, m_users->password(m_alice))), 1);
    qint64 longest = 0;
    for (int i = 0; i < 8; ++i) {
        m_clock->advance(Seconds(60));
        QVERIFY(isWrong(m_users->check(m_alice, m_guess)));
        longest = waitOf(m_users->check(m_alice, m_guess));
    }
    QCOMPARE(longest, 60);
    m_clock->advance(Seconds(60));
    QVERIFY(isRight(m_users->check(m_alice, m_users->password(m_alice))));
    QVERIFY(isWrong(m_users->check(m_alice, m_guess)));
    QVERIFY(isWrong(m_users->check(m_alice, m_guess))); // counted anew after a success
}

void UsersTest::oneNameDoesNotLockAnother()
{
    for (int i = 0; i < 6; ++i) {
        m_users->check(m_alice, m_guess);
        m_users->check(QStringLiteral("nobody"), m_guess);
    }
    QCOMPARE(waitOf(m_users->check(QStringLiteral("somebody else"), m_guess)), 1);
    QVERIFY(isRight(m_users->check(m_bob, m_users->password(m_bob))));
}

void UsersTest::claimsFollowScope()
{
    const User user{m_alice, QStringLiteral("s"),          QStringLiteral("A M"), {},
                    {},      QStringLiteral("a@b.example")};
    QVERIFY(personClaims(user, {QStringLiteral("openid")}).isEmpty());
    QVERIFY(!personClaims(user, {QStringLiteral("profile")}).contains(u"email"));
    QCOMPARE(personClaims(user, {QStringLiteral("email")}).value(u"email").toString(), user.email);
}

TESSERA_TEST(UsersTest)
#include "users_test.moc"

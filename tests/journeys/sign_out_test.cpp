// Signing out: the server is told, and nothing of the account is left here.
#include "core/session/session_store.h"
#include "tests/journeys/journey_world.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

/// All files below the folder, as one text.
QByteArray everythingIn(const QString& folder)
{
    QByteArray text;
    for (const QFileInfo& info : QDir(folder).entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            text += file.readAll();
    }
    return text;
}

} // namespace

class SignOutJourney final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void revokesAndForgets();
    void keepsTheGrantWhenAsked();
    void offlineForgetsAllTheSame();
    void oneOfTwo();
    void whileRenewing();

private:
    std::unique_ptr<JourneyWorld> m_world;
    std::unique_ptr<SessionManager> m_manager;
    QString m_id;
    QString m_accessToken;
    QString m_refreshToken;
};

void SignOutJourney::init()
{
    m_world = std::make_unique<JourneyWorld>();
    m_manager = m_world->startProgram();
    m_id = m_world->signIn(*m_manager);
    QVERIFY(!m_id.isEmpty());
    m_accessToken = accessToken(*m_manager, m_id);
    m_refreshToken = m_world->storedRefreshToken(m_id);
    m_world->provider.clearRequestLog();
}

void SignOutJourney::cleanup()
{
    m_manager.reset();
    m_world.reset();
}

void SignOutJourney::revokesAndForgets() // N036
{
    QVERIFY(everythingIn(m_world->directory.path()).contains("demo-alice"));
    const auto outcome = await(m_manager->signOut(m_id, false));
    QVERIFY(outcome && outcome->revoked);
    QCOMPARE(m_world->provider.requestLog(),
             (QStringList{QStringLiteral("revocation"), QStringLiteral("revocation")}));
    QCOMPARE(m_world->userinfoStatus(m_accessToken), 401);
    QCOMPARE(m_world->refreshAsThief(m_refreshToken).status, 400);
    QVERIFY(m_manager->sessions().isEmpty());
    QVERIFY(m_world->store->entries.isEmpty());
    QVERIFY(!everythingIn(m_world->directory.path()).contains("demo-alice"));
    QVERIFY(m_world->startProgram()->sessions().isEmpty());
}

void SignOutJourney::keepsTheGrantWhenAsked()
{
    const auto outcome = await(m_manager->signOut(m_id, true));
    QVERIFY(outcome);
    QVERIFY(m_world->provider.requestLog().isEmpty());
    QVERIFY(m_world->store->entries.isEmpty());
    QCOMPARE(m_world->refreshAsThief(m_refreshToken).status, 200);
}

void SignOutJourney::offlineForgetsAllTheSame() // A235
{
    QVERIFY(m_world->provider.setOffline(true));
    const auto outcome = await(m_manager->signOut(m_id, false));
    QVERIFY(outcome);
    QVERIFY(!outcome->revoked);
    QCOMPARE(outcome->revocationError->kind, ErrorKind::Offline);
    QVERIFY(outcome->queued);
    QVERIFY(m_manager->sessions().isEmpty());
    QVERIFY(!m_world->store->entries.contains(keychainKey(m_id)));
    QVERIFY(!everythingIn(m_world->directory.path()).contains(m_refreshToken.toUtf8()));
    // The provider is back, and so is the program: it is told, and nothing waits any more.
    QVERIFY(m_world->provider.setOffline(false));
    QCOMPARE(m_world->refreshAsThief(QStringLiteral("unknown")).status, 400);
    const auto next = m_world->startProgram();
    const auto round = await(next->tryPendingRevocations());
    QVERIFY(round && round->revoked == 1 && round->waiting == 0);
    QCOMPARE(m_world->userinfoStatus(m_accessToken), 401);
    QCOMPARE(m_world->refreshAsThief(m_refreshToken).status, 400);
    QVERIFY(m_world->store->entries.isEmpty());
}

void SignOutJourney::oneOfTwo()
{
    const QString bob = m_world->signIn(*m_manager, QStringLiteral("bob"));
    QVERIFY(await(m_manager->signOut(m_id, false)));
    QCOMPARE(m_manager->sessions().size(), 1);
    QVERIFY(await(m_manager->renewNow(bob)));
    QCOMPARE(m_world->userinfoStatus(accessToken(*m_manager, bob)), 200);
}

void SignOutJourney::whileRenewing() // A231
{
    auto renewal = m_manager->renewNow(m_id);
    auto signOut = m_manager->signOut(m_id, false);
    QVERIFY(!await(std::move(renewal)));
    QVERIFY(await(std::move(signOut)));
    QVERIFY(m_manager->sessions().isEmpty());
    QVERIFY(eventually([&] { return m_world->refreshAsThief(m_refreshToken).status == 400; }));
    QVERIFY(m_world->store->entries.isEmpty());
}

TESSERA_TEST(SignOutJourney)
#include "sign_out_test.moc"

// A program that renews, and kills itself at a given step:
//
//   crash_child CONFIG LOCKS renew STEP     before the STEPth change of the keychain, from 0; −1: never;
//                                           −2: when all is noted and nothing is sent; −3: when the new token
//                                           is written and nobody has seen what came with it
//   crash_child CONFIG LOCKS callers N      N callers want a fresh token at the same time
//
// Says "ok N", N different access tokens, or the code of the error. The keychain is the real one.
#include "core/keychain/keychain_store.h"
#include "core/keychain/split_store.h"
#include "core/session/session_manager.h"

#include <QCoreApplication>
#include <QCoro/QCoroTask>
#include <QSet>

#include <csignal>
#include <cstdio>

using namespace tessera;

namespace {

/// Counts what is changed in the keychain behind it, and dies.
class KillingStore final : public SecretStore
{
public:
    KillingStore(std::shared_ptr<SecretStore> inner, int step) : m_inner(std::move(inner)), m_left(step) {}

    QString name() const override { return m_inner->name(); }
    bool isPersistent() const override { return true; }
    QCoro::Task<SecretStoreState> state(std::stop_token stop) override { return m_inner->state(stop); }
    QCoro::Task<Result<std::optional<SecretString>>> read(QString key, std::stop_token stop) override
    {
        return m_inner->read(key, stop);
    }
    QCoro::Task<Result<void>> write(QString key, SecretString secret, std::stop_token stop) override
    {
        step();
        return m_inner->write(key, secret, stop);
    }
    QCoro::Task<Result<void>> remove(QString key, std::stop_token stop) override
    {
        step();
        return m_inner->remove(key, stop);
    }

private:
    void step()
    {
        if (m_left-- == 0)
            std::raise(SIGKILL);
    }

    std::shared_ptr<SecretStore> m_inner;
    int m_left;
};

Environment environmentOf(const QStringList& arguments, int step)
{
    Environment environment;
    environment.clock = std::make_shared<SystemClock>();
    environment.recorder = std::make_shared<FlowRecorder>(environment.clock);
    environment.http = std::make_shared<HttpClient>(environment.recorder);
    environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, environment.clock);
    const auto keychain = std::make_shared<KeychainStore>(QStringLiteral("tessera-crash"));
    environment.secrets = std::make_shared<SplitStore>(std::make_shared<KillingStore>(keychain, step));
    environment.configDirectory = arguments.at(1);
    environment.lockDirectory = arguments.at(2);
    environment.onRenewalEvent = [step](const RenewalEvent& event) {
        const bool isNoted = event.kind == RenewalEvent::Kind::Noted && step == -2;
        const bool isWritten = event.kind == RenewalEvent::Kind::Rotated && step == -3;
        if (isNoted || isWritten)
            std::raise(SIGKILL);
    };
    return environment;
}

QCoro::Task<QByteArray> renewAll(SessionManager* manager, int callers)
{
    const auto loaded = co_await manager->load();
    if (!loaded)
        co_return loaded.error().code.toUtf8();
    const QList<Session> sessions = manager->sessions();
    if (sessions.isEmpty())
        co_return QByteArray("no account");
    const QString id = sessions.first().account.id;
    if (sessions.first().phase != Phase::Active)
        co_return sessions.first().problem ? sessions.first().problem->code.toUtf8()
                                           : QByteArray("not active");
    std::vector<QCoro::Task<Result<TokenSet>>> asked;
    for (int i = 0; i < callers; ++i)
        asked.push_back(manager->freshTokens(id, Seconds(30), {}));
    QSet<QByteArray> tokens;
    for (auto& one : asked) {
        const auto answer = co_await std::move(one);
        if (!answer)
            co_return answer.error().code.toUtf8();
        tokens.insert(answer->accessToken.reveal().toByteArray());
    }
    co_return "ok " + QByteArray::number(tokens.size());
}

} // namespace

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5)
        return 2;
    const bool isRenewal = arguments.at(3) == QStringLiteral("renew");
    const int number = arguments.at(4).toInt();
    SessionManager manager(environmentOf(arguments, isRenewal ? number : -1));
    const QByteArray said = QCoro::waitFor(renewAll(&manager, isRenewal ? 1 : number));
    std::printf("%s\n", said.constData());
    return said.startsWith("ok") ? 0 : 1;
}

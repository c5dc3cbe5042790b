// Carries out one sign-in at a time: demo provider where wanted, then the session manager; the page shows it.
#pragma once

#include "core/base/one_shot.h"
#include "core/session/session_manager.h"
#include "ui/sign_in/sign_in_plan.h"

#include <functional>

namespace tessera {

/// Starts the demo provider (on this port if it is free; 0: the usual one) or finds it running; answers its
/// issuer. Handed in by the program, because ui/ starts no processes.
using DemoStarter = std::function<QCoro::Task<Result<QString>>(quint16 preferredPort, std::stop_token stop)>;

class SignInController final : public QObject
{
    Q_OBJECT
public:
    SignInController(SessionManager& manager, DemoStarter startDemo, QObject* parent = nullptr);
    ~SignInController() override;

    /// Stops one that is under way.
    void begin(const SignInPlan& plan);
    void cancel();
    bool isRunning() const { return m_running; }
    const SignInPlan& plan() const { return m_plan; }
    /// Opens the address again that the browser was sent to.
    void openAgain();
    /// What the browser ended on. Errors as SignInProgress::paste.
    Result<void> paste(const QString& address);
    /// The answer to narrowingAsked or movedAsked.
    void answer(bool accepted);

Q_SIGNALS:
    void demoStarted();
    void progress(const tessera::SignInProgress& progress);
    /// The account would lose scopes; nothing goes on until answer().
    void narrowingAsked(const tessera::ScopeLedger& ledger);
    /// The provider's endpoints are on other hosts than before; nothing goes on until answer().
    void movedAsked(const QList<tessera::EndpointChange>& moved);
    void finished(const tessera::SignInOutcome& outcome);
    void failed(const tessera::Error& error);

private:
    void startDemo();
    void signIn();
    void fail(const Error& error);
    void letAsk(SignInRequest& request);

    SessionManager& m_manager;
    DemoStarter m_startDemo;
    SignInPlan m_plan;
    SignInProgress m_progress;
    std::optional<OneShot<Result<bool>>> m_question;
    std::stop_source m_stop;
    bool m_running = false;
    int m_round = 0;
};

} // namespace tessera

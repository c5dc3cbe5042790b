#include "ui/sign_in/sign_in_controller.h"

#include <QPointer>

namespace tessera {
namespace {

/// Stopped is no.
QCoro::Task<bool> saidYes(OneShot<Result<bool>> question)
{
    const Result<bool> said = co_await question;
    co_return said.value_or(false);
}

QCoro::Task<bool> no()
{
    co_return false;
}

} // namespace

SignInController::SignInController(SessionManager& manager, DemoStarter startDemo, QObject* parent)
    : QObject(parent), m_manager(manager), m_startDemo(std::move(startDemo))
{
}

SignInController::~SignInController()
{
    m_stop.request_stop();
}

void SignInController::begin(const SignInPlan& plan)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    ++m_round;
    m_plan = plan;
    m_progress = {};
    m_running = true;
    if (plan.demo)
        startDemo();
    else
        signIn();
}

void SignInController::cancel()
{
    if (!m_running)
        return;
    m_running = false;
    ++m_round; // the answer that still comes is nobody's
    m_stop.request_stop();
}

void SignInController::startDemo()
{
    if (!m_startDemo)
        return fail(Error{ErrorKind::Configuration, QStringLiteral("demo.missing"), {}, {}});
    auto task = m_startDemo(m_plan.demoPort, m_stop.get_token());
    QCoro::connect(std::move(task), this, [this, round = m_round](const Result<QString>& issuer) {
        if (round != m_round)
            return;
        if (!issuer)
            return fail(issuer.error());
        if (*issuer != m_plan.registration.issuer)
            m_plan.forAccount.clear(); // at another address it is another issuer, and another account
        m_plan.registration.issuer = *issuer;
        Q_EMIT demoStarted();
        signIn();
    });
}

void SignInController::signIn()
{
    SignInRequest request;
    request.registration = m_plan.registration;
    request.extra = m_plan.extra;
    request.forAccount = m_plan.forAccount;
    request.flow = m_plan.flow;
    letAsk(request);
    request.onProgress = [self = QPointer(this), round = m_round](const SignInProgress& progress) {
        if (!self || round != self->m_round)
            return;
        self->m_progress = progress;
        Q_EMIT self->progress(progress);
    };
    auto task = m_manager.signIn(std::move(request), m_stop.get_token());
    QCoro::connect(std::move(task), this, [this, round = m_round](const Result<SignInOutcome>& outcome) {
        if (round != m_round)
            return;
        if (!outcome)
            return fail(outcome.error());
        m_running = false;
        Q_EMIT finished(*outcome);
    });
}

void SignInController::letAsk(SignInRequest& request)
{
    const QPointer self(this);
    request.acceptNarrowing = [self, round = m_round](const ScopeLedger& ledger) {
        if (!self || round != self->m_round)
            return no();
        self->m_question = OneShot<Result<bool>>(self->m_stop.get_token());
        Q_EMIT self->narrowingAsked(ledger);
        return saidYes(*self->m_question);
    };
    request.acceptMoved = [self, round = m_round](const QList<EndpointChange>& moved) {
        if (!self || round != self->m_round)
            return no();
        self->m_question = OneShot<Result<bool>>(self->m_stop.get_token());
        Q_EMIT self->movedAsked(moved);
        return saidYes(*self->m_question);
    };
}

void SignInController::answer(bool accepted)
{
    if (const auto question = std::exchange(m_question, std::nullopt))
        question->resolve(accepted);
}

Result<void> SignInController::paste(const QString& address)
{
    if (!m_running || !m_progress.paste)
        return failure(ErrorKind::Configuration, u"paste.over");
    const auto paste = m_progress.paste; // what it leads to replaces m_progress
    return paste(address);
}

void SignInController::fail(const Error& error)
{
    m_running = false;
    Q_EMIT failed(error);
}

void SignInController::openAgain()
{
    if (m_progress.address.isEmpty())
        return;
    SignInProgress progress = m_progress;
    const auto opened = m_manager.environment().openUrl(m_progress.address);
    progress.browserError.reset();
    if (!opened)
        progress.browserError = opened.error();
    m_progress = progress;
    Q_EMIT this->progress(progress);
}

} // namespace tessera

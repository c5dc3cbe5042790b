#include "ui/agent/consent_window.h"

#include "ui/agent/consent_dialog.h"

namespace tessera {
namespace {

QCoro::Task<Result<ConsentAnswer>> askWith(std::shared_ptr<const Clock> clock, ConsentQuestion question,
                                           std::stop_token stop)
{
    const auto dialog = std::make_unique<ConsentDialog>(question, clock);
    const OneShot<Result<ConsentAnswer>> said(stop);
    QObject::connect(dialog.get(), &ConsentDialog::answered, dialog.get(),
                     [said](ConsentAnswer answer) { said.resolve(answer); });
    dialog->show();
    dialog->raise();
    const auto answer = co_await said;
    dialog->hide();
    co_return answer;
}

} // namespace

QCoro::Task<Result<ConsentAnswer>> ConsentWindow::ask(ConsentQuestion question, std::stop_token stop)
{
    return askWith(m_clock, std::move(question), std::move(stop));
}

} // namespace tessera

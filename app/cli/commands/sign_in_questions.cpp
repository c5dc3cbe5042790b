#include "app/cli/commands/sign_in_questions.h"

#include "app/cli/commands/typed_lines.h"
#include "app/cli/commands/yes_question.h"
#include "core/base/logging.h"
#include "ui/text/endpoint_text.h"
#include "ui/text/error_text.h"

namespace tessera::cli {
namespace {

void takePasted(const Terminal& terminal, const SignInProgress& progress, const QString& line)
{
    if (line.isEmpty() || !progress.paste)
        return;
    if (const auto pasted = progress.paste(line); !pasted)
        terminal.complain(errorText(pasted.error()).sentence());
}

QString list(const QStringList& scopes)
{
    return printable(scopes.join(QLatin1Char(' ')));
}

QCoro::Task<bool> askAboutNarrowing(ContextPtr context, ScopeLedger ledger)
{
    const Terminal& terminal = context->terminal;
    terminal.complain(QStringLiteral("This sign-in gives fewer scopes than the account has.\n"
                                     "  It would lose  %1\n  It would keep  %2")
                          .arg(list(ledger.lost()), list(ledger.granted)));
    terminal.complain(QStringLiteral("  To keep all    --scope \"%1\"").arg(list(ledger.together())));
    if (context->isSet("accept-narrower"))
        co_return true;
    co_return co_await isYes(
        context, QStringLiteral("Keep it with fewer? Type yes, or Enter to leave the account as it is:"));
}

QCoro::Task<bool> askAboutMoved(ContextPtr context, QString issuer, QList<EndpointChange> moved)
{
    for (const QString& sentence : endpointChangesText(issuer, moved))
        context->terminal.complain(sentence);
    context->terminal.complain(endpointChangesQuestion(issuer));
    co_return co_await isYes(
        context, QStringLiteral("Trust the new hosts with your tokens? Type yes, or Enter to stop:"));
}

} // namespace

Result<SignInFlow> flowFromOptions(const Context& context)
{
    const QString flow = context.value("flow");
    if (flow.isEmpty() || flow == QLatin1String("browser"))
        return SignInFlow::Browser;
    if (flow == QLatin1String("device"))
        return SignInFlow::Device;
    if (flow == QLatin1String("paste"))
        return SignInFlow::Paste;
    return failure(ErrorKind::Configuration, u"usage.flow", flow);
}

QString deviceWarning()
{
    return QStringLiteral("Enter only a code that you see here yourself. If somebody sent you a code, do not "
                          "enter it: you would sign them in as you.");
}

ProgressReport withPasting(ProgressReport report, const ContextPtr& context, SignInFlow flow)
{
    const bool canType = TypedLines::isInATerminal() || flow == SignInFlow::Paste;
    if (flow == SignInFlow::Device || !canType)
        return report;
    const auto lines = std::make_shared<std::shared_ptr<TypedLines>>();
    const Terminal terminal = context->terminal;
    return [report, lines, terminal](const SignInProgress& progress) {
        report(progress);
        if (progress.step != SignInStep::WaitingForBrowser || !progress.paste) {
            lines->reset();
            return;
        }
        terminal.say(
            QStringLiteral("If the browser cannot come back by itself, paste the address it ended on "
                           "here and press Enter."));
        *lines = std::make_shared<TypedLines>();
        QObject::connect(lines->get(), &TypedLines::typed, lines->get(),
                         [terminal, progress](const QString& line) { takePasted(terminal, progress, line); });
    };
}

std::function<QCoro::Task<bool>(ScopeLedger)> narrowingQuestion(const ContextPtr& context)
{
    return [context](ScopeLedger ledger) { return askAboutNarrowing(context, std::move(ledger)); };
}

std::function<QCoro::Task<bool>(QList<EndpointChange>)> movedQuestion(const ContextPtr& context,
                                                                      const QString& issuer)
{
    return [context, issuer](QList<EndpointChange> moved) {
        return askAboutMoved(context, issuer, std::move(moved));
    };
}

} // namespace tessera::cli

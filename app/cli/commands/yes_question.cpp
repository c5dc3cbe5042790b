#include "app/cli/commands/yes_question.h"

#include "app/cli/commands/typed_lines.h"

namespace tessera::cli {

QCoro::Task<bool> isYes(ContextPtr context, QString question)
{
    if (!TypedLines::isInATerminal())
        co_return false;
    context->terminal.complain(question);
    TypedLines lines;
    const OneShot<Result<bool>> answer(context->stop);
    QObject::connect(&lines, &TypedLines::typed, &lines, [answer](const QString& line) {
        answer.resolve(line.compare(QLatin1String("yes"), Qt::CaseInsensitive) == 0);
    });
    QObject::connect(&lines, &TypedLines::ended, &lines, [answer] { answer.resolve(false); });
    const Result<bool> said = co_await answer;
    co_return said.value_or(false);
}

} // namespace tessera::cli

#include "ui/text/approval_text.h"

#include "core/base/logging.h"
#include "ui/text/relative_time.h"

#include <QCoreApplication>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::ApprovalText)
};

constexpr qsizetype kLongestName = 60;
constexpr qsizetype kLongestPath = 1000;
constexpr qsizetype kLongestScope = 80;
constexpr qsizetype kMostScopes = 8;

QString tokenText(const Approval& approval)
{
    if (approval.isDenial)
        return Text::tr("Whatever it asks");
    const QString scope = scopeText(approval.scope);
    QString text = approval.kind == WishKind::Id ? Text::tr("ID token") : Text::tr("Access token");
    if (!scope.isEmpty())
        text += QStringLiteral(": ") + scope;
    if (!approval.audience.isEmpty())
        text += Text::tr(", for %1").arg(printable(approval.audience, 100));
    return text;
}

QString endingText(const Approval& approval)
{
    if (approval.isDenial)
        return Text::tr("Until the agent locks or ends.");
    if (!approval.until)
        return Text::tr("Until you take it back, or the program changes.");
    return Text::tr("Until %1. Sooner when it is not used for ten minutes, or the agent locks.")
        .arg(exactTime(*approval.until));
}

} // namespace

QString approvedProgram(const Approval& approval)
{
    return approval.startedBy.isEmpty() ? approval.program : approval.startedBy;
}

QString programName(const QString& path)
{
    const QString name = path.section(u'/', -1);
    return printable(name.isEmpty() ? path : name, kLongestName);
}

QString programPath(const QString& path)
{
    return printable(path, kLongestPath);
}

QString scopeText(const QStringList& scope)
{
    if (scope == QStringList{QStringLiteral("*")})
        return Text::tr("any scope");
    QStringList shown;
    for (const QString& one : scope.mid(0, kMostScopes))
        shown.append(printable(one, kLongestScope));
    const QString text = shown.join(u' ');
    return scope.size() > kMostScopes
               ? Text::tr("%1 and %2 more").arg(text, QString::number(scope.size() - kMostScopes))
               : text;
}

ApprovalText approvalText(const Approval& approval)
{
    const QString program = approvedProgram(approval);
    ApprovalText text{programName(program), programPath(program), tokenText(approval), Text::tr("Always"),
                      endingText(approval)};
    if (approval.isDenial)
        text.until = Text::tr("Denied");
    else if (approval.until)
        text.until = Text::tr("Until %1").arg(clockTime(*approval.until));
    return text;
}

} // namespace tessera

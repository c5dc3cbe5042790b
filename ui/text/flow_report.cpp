#include "ui/text/flow_report.h"

#include "core/base/logging.h"
#include "core/flow/flow_har.h"
#include "ui/text/error_text.h"
#include "ui/text/flow_text.h"

#include <QRegularExpression>
#include <QSysInfo>

#include <algorithm>
#include <iterator>

namespace tessera {
namespace {

/// Members and parameters that say who somebody is (OIDC Core section 5.1, and what GitHub calls it).
constexpr const char16_t* kPersonal[] = {
    u"sub",        u"name",       u"given_name", u"family_name",  u"middle_name",        u"nickname",
    u"email",      u"login",      u"birthdate",  u"phone_number", u"preferred_username", u"profile",
    u"picture",    u"login_hint", u"username",   u"upn",          u"unique_name",        u"oid",
    u"avatar_url", u"id",         u"website",    u"address"};

QString date(TimePoint time)
{
    return toDateTime(time).toUTC().toString(Qt::ISODateWithMs);
}

/// Inside of a code span nothing is markup but the mark that ends it.
QString code(const QString& text)
{
    QString safe = printable(text, 600);
    return u'`' + safe.replace(u'`', u'\'') + u'`';
}

QString fieldsOf(const QString& title, const QList<FlowField>& fields)
{
    QString out;
    for (const FlowField& field : fields)
        out += QStringLiteral("   - %1 %2: %3\n")
                   .arg(title, code(field.name), code(withoutPerson(field.name, flowFieldText(field))));
    return out;
}

QString errorLine(const std::optional<Error>& error)
{
    if (!error)
        return {};
    const QString detail =
        error->detail.isEmpty() ? QString() : QStringLiteral(", ") + code(withoutPerson({}, error->detail));
    return QStringLiteral("   - error %1 (%2)%3\n")
        .arg(code(error->code), errorKindName(error->kind), detail);
}

QString headOf(const FlowStep& step)
{
    if (step.kind == FlowStepKind::Note)
        return QStringLiteral("- note %1: %2").arg(code(step.code), flowCheckText(step));
    if (step.kind != FlowStepKind::Check)
        return QStringLiteral("- **%1.** %2 → %3: %4 %5")
            .arg(step.number)
            .arg(flowPartyName(step.from), flowPartyName(step.to), code(flowStepTitle(step)),
                 flowStepSubtitle(step).isEmpty() ? QString() : code(flowStepSubtitle(step)));
    const QString verdict = step.verdict == FlowVerdict::Passed   ? QStringLiteral("passed")
                            : step.verdict == FlowVerdict::Failed ? QStringLiteral("**failed**")
                                                                  : QStringLiteral("not checked");
    return QStringLiteral("- check %1 %2").arg(code(step.code), verdict);
}

QString stepText(const FlowStep& step)
{
    QString out = headOf(step).trimmed();
    if (!step.seen)
        out += QStringLiteral(" (not seen)");
    if (step.duration > Milliseconds(0))
        out += QStringLiteral(" (%1 ms)").arg(step.duration.count());
    out += u'\n';
    if (!step.address.isEmpty())
        out += QStringLiteral("   - address %1\n").arg(code(step.address));
    out += fieldsOf(QStringLiteral("query"), step.query) + fieldsOf(QStringLiteral("header"), step.headers) +
           fieldsOf(QStringLiteral("body"), step.body.fields) +
           fieldsOf(QStringLiteral("compared"), step.compared);
    if (step.body.isOpaque)
        out += QStringLiteral("   - body: %1 bytes, %2, not kept\n")
                   .arg(step.body.bytes)
                   .arg(code(QString::fromLatin1(step.body.mediaType)));
    return out + errorLine(step.error);
}

QString titleOf(FlowRun run)
{
    run.label.clear(); // may be what a person calls the account
    return flowRunTitle(run, QLocale::c());
}

} // namespace

QString withoutPerson(const QString& name, const QString& value)
{
    const QString last = name.section(u'.', -1).section(u'[', 0, 0);
    const auto isIt = [&last](const char16_t* personal) { return last == personal; };
    if (!value.isEmpty() &&
        (std::any_of(std::begin(kPersonal), std::end(kPersonal), isIt) || name.startsWith(u"address.")))
        return QStringLiteral("[%1 characters, left out]").arg(value.size());
    static const QRegularExpression kAddress(
        QStringLiteral("[^\\s@<>\"'=:/,;]{1,64}(@|%40)[^\\s@<>\"'&,;]{1,255}"));
    QString out = value;
    return out.replace(kAddress, QStringLiteral("…@…"));
}

QString flowReport(const FlowRun& run, const QString& version)
{
    QString out = QStringLiteral("### %1\n\n").arg(titleOf(run));
    out += QStringLiteral("- Tessera %1, Qt %2, %3 (%4)\n")
               .arg(version, QString::fromLatin1(qVersion()), QSysInfo::prettyProductName(),
                    QSysInfo::currentCpuArchitecture());
    out += QStringLiteral("- started %1, took %2 ms\n").arg(date(run.startedAt)).arg(run.duration.count());
    out += QStringLiteral("- issuer %1\n").arg(code(run.issuer));
    if (run.stoppedBy) {
        const ErrorText words = errorText(*run.stoppedBy);
        out += QStringLiteral("- stopped by %1: %2\n")
                   .arg(code(run.stoppedBy->code), code(withoutPerson({}, words.headline)));
        out += errorLine(run.stoppedBy);
    }
    out += QStringLiteral("\nSecrets are replaced by fingerprints; equal ones are equal secrets.\n\n");
    if (run.leftOut > 0)
        out += QStringLiteral("- %1 steps before these were left out\n").arg(run.leftOut);
    for (const FlowStep& step : run.steps)
        out += stepText(step);
    return out;
}

} // namespace tessera

#include "core/inspector/token_report.h"

#include "core/base/base64url.h"

#include <QJsonArray>

#include <algorithm>

namespace tessera {
namespace {

QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QString severityName(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Error:
        return QStringLiteral("error");
    case Finding::Warning:
        return QStringLiteral("warning");
    case Finding::Note:
        break;
    }
    return QStringLiteral("note");
}

QJsonObject toJson(const Finding& finding)
{
    return {{QStringLiteral("code"), finding.code},
            {QStringLiteral("severity"), severityName(finding.severity)},
            {QStringLiteral("title"), finding.title},
            {QStringLiteral("why"), finding.why},
            {QStringLiteral("fix"), finding.fix},
            {QStringLiteral("reference"), finding.reference}};
}

QJsonObject toJson(const SignatureReport& signature)
{
    return {{QStringLiteral("status"), signature.status},
            {QStringLiteral("alg"), orNull(signature.alg)},
            {QStringLiteral("kid"), orNull(signature.kid)},
            {QStringLiteral("key_source"), orNull(signature.keySource)},
            {QStringLiteral("code"), orNull(signature.code)}};
}

QJsonValue toJson(const std::optional<DecryptionReport>& decryption)
{
    if (!decryption)
        return QJsonValue::Null;
    return QJsonObject{{QStringLiteral("status"), decryption->status},
                       {QStringLiteral("code"), orNull(decryption->code)}};
}

QJsonValue payloadJson(const std::optional<QByteArray>& payload)
{
    return payload ? QJsonValue(QString::fromLatin1(base64urlEncode(*payload))) : QJsonValue::Null;
}

QJsonArray toJson(const QList<ReportField>& fields)
{
    QJsonArray array;
    for (const ReportField& field : fields)
        array.append(QJsonObject{{QStringLiteral("name"), field.name},
                                 {QStringLiteral("value"), field.value},
                                 {QStringLiteral("meaning"), orNull(field.meaning)}});
    return array;
}

QJsonArray toJson(const std::vector<ReportPart>& parts)
{
    QJsonArray array;
    for (const ReportPart& part : parts)
        array.append(QJsonObject{{QStringLiteral("where"), part.where},
                                 {QStringLiteral("report"), toJson(*part.report)}});
    return array;
}

QJsonArray toJson(const QList<IdTokenCheck>& checks)
{
    QJsonArray array;
    for (const IdTokenCheck& check : checks)
        array.append(QJsonObject{{QStringLiteral("name"), check.name},
                                 {QStringLiteral("rule"), check.rule},
                                 {QStringLiteral("outcome"), checkOutcomeName(check.outcome)},
                                 {QStringLiteral("code"), orNull(check.code)},
                                 {QStringLiteral("detail"), orNull(check.detail)}});
    return array;
}

bool hasError(const TokenReport& report)
{
    return hasError(report.findings) ||
           std::any_of(report.parts.begin(), report.parts.end(),
                       [](const ReportPart& part) { return hasError(*part.report); });
}

} // namespace

QJsonArray toJson(const QList<Finding>& findings)
{
    QJsonArray array;
    for (const Finding& finding : findings)
        array.append(toJson(finding));
    return array;
}

QJsonObject toJson(const TokenReport& report)
{
    return {{QStringLiteral("kind"), report.kind},
            {QStringLiteral("title"), orNull(report.title)},
            {QStringLiteral("token_kind"), orNull(report.tokenKind)},
            {QStringLiteral("serialization"), orNull(report.serialization)},
            {QStringLiteral("header"), report.header},
            {QStringLiteral("claims"), report.claims ? QJsonValue(*report.claims) : QJsonValue::Null},
            {QStringLiteral("payload"), payloadJson(report.payload)},
            {QStringLiteral("signature"), toJson(report.signature)},
            {QStringLiteral("decryption"), toJson(report.decryption)},
            {QStringLiteral("times"), report.times},
            {QStringLiteral("fields"), toJson(report.fields)},
            {QStringLiteral("parts"), toJson(report.parts)},
            {QStringLiteral("checks"), toJson(report.checks)},
            {QStringLiteral("findings"), toJson(report.findings)}};
}

bool hasError(const QList<Finding>& findings)
{
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.severity == Finding::Error; });
}

bool isGood(const TokenReport& report)
{
    if (report.signature.keySource.isEmpty())
        return report.kind != u"unreadable";
    const bool isOpen = report.decryption && report.decryption->status == u"decrypted";
    return (isOpen || report.signature.status == u"valid") && !hasError(report);
}

} // namespace tessera

#include "ui/inspector/report_text.h"

#include "core/base/logging.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::ReportText)
};

constexpr qsizetype kLongestTitle = 160;

const Finding* findingOf(const TokenReport& report, QStringView code)
{
    const auto found = std::find_if(report.findings.begin(), report.findings.end(),
                                    [code](const Finding& finding) { return finding.code == code; });
    return found == report.findings.end() ? nullptr : &*found;
}

const Finding* firstError(const TokenReport& report)
{
    const auto found =
        std::find_if(report.findings.begin(), report.findings.end(),
                     [](const Finding& finding) { return finding.severity == Finding::Error; });
    return found == report.findings.end() ? nullptr : &*found;
}

QString signedTitle(const TokenReport& report)
{
    const QString kind = report.tokenKind;
    const QHash<QString, QString> kinds{
        {QStringLiteral("id_token"), Text::tr("ID token")},
        {QStringLiteral("access_token"), Text::tr("access token")},
        {QStringLiteral("refresh_token"), Text::tr("refresh token")},
        {QStringLiteral("logout_token"), Text::tr("logout token")},
    };
    const QString what = report.claims ? Text::tr("Signed JSON Web Token") : Text::tr("Signed content");
    return kinds.contains(kind) ? QStringLiteral("%1 (%2)").arg(what, kinds.value(kind)) : what;
}

} // namespace

QString reportTitle(const TokenReport& report)
{
    if (!report.title.isEmpty())
        return printable(report.title, kLongestTitle);
    if (report.kind == u"jws")
        return signedTitle(report);
    if (report.kind == u"jwe")
        return Text::tr("Encrypted token; only its header can be read without the key");
    if (report.kind == u"opaque")
        return Text::tr("Opaque text; it says nothing by itself");
    if (report.kind == u"unreadable")
        return Text::tr("Text that cannot be read");
    return printable(report.kind, kLongestTitle);
}

namespace {

Verdict notValid(const TokenReport& report)
{
    Verdict verdict{Verdict::Kind::NotValid, Text::tr("Not valid."), {}};
    if (report.signature.status == u"invalid") {
        verdict.rest = Text::tr("The signature is wrong. The text was changed after signing, or another key "
                                "signed it. Do not trust the claims.");
        return verdict;
    }
    const bool genuine = report.signature.status == u"valid";
    const Finding* why = genuine ? firstError(report) : findingOf(report, report.signature.code);
    if (genuine)
        verdict.rest = Text::tr("The signature is right, and still:");
    if (why)
        verdict.rest = QStringLiteral("%1 %2. %3")
                           .arg(verdict.rest, printable(why->title, kLongestTitle), printable(why->why))
                           .trimmed();
    else if (!genuine)
        verdict.rest = Text::tr("It was refused. (%1)").arg(printable(report.signature.code, 80));
    return verdict;
}

} // namespace

Verdict verdictOf(const TokenReport& report)
{
    const QString source = printable(report.signature.keySource, kLongestTitle);
    if (source.isEmpty())
        return {Verdict::Kind::NotChecked, Text::tr("Not checked."),
                Text::tr("Anybody can write such a text. Name a key to find out who did.")};
    if (report.signature.status == u"valid" && !firstError(report))
        return {Verdict::Kind::Valid, Text::tr("Valid."),
                Text::tr("Signed with a key from %1, and every check passed.").arg(source)};
    if (report.signature.status == u"not-checked") {
        if (report.decryption && report.decryption->status == u"decrypted")
            return {Verdict::Kind::Valid, Text::tr("Decrypted."),
                    Text::tr("The key from %1 opens it. Who wrote it is another question.").arg(source)};
        const bool encrypted = report.kind == u"jwe";
        return {Verdict::Kind::NotChecked, Text::tr("Not checked."),
                encrypted ? Text::tr("It is encrypted; this key does not open it.")
                          : Text::tr("There is no signature in it.")};
    }
    return notValid(report);
}

// ---- the checks

namespace {

CheckRow passed(const QString& name, const QString& detail)
{
    return {Glyph::Ok, name, detail};
}

CheckRow failed(const QString& name, const QString& detail)
{
    return {Glyph::Error, name, detail};
}

CheckRow open(const QString& name, const QString& detail)
{
    return {Glyph::NotDone, name, detail};
}

CheckRow algorithmRow(const TokenReport& report)
{
    const QString name = Text::tr("Algorithm");
    const QString alg = printable(report.signature.alg, 64);
    for (QStringView code : {u"jws.algorithm_none", u"jws.algorithm_unknown"})
        if (const Finding* finding = findingOf(report, code))
            return failed(name, Text::tr("%1: %2").arg(alg, printable(finding->title, 80)));
    if (report.signature.code.startsWith(u"jws.") && report.signature.status == u"refused")
        return failed(name, Text::tr("%1 was refused").arg(alg));
    return passed(name, Text::tr("%1 is known and fit").arg(alg));
}

CheckRow keyRow(const TokenReport& report)
{
    const QString name = Text::tr("Key");
    const SignatureReport& signature = report.signature;
    const QString kid = printable(signature.kid, 80);
    if (signature.status == u"valid" || signature.status == u"invalid")
        return passed(name, kid.isEmpty()
                                ? Text::tr("One of %1").arg(printable(signature.keySource, 120))
                                : Text::tr("%1 of %2").arg(kid, printable(signature.keySource, 120)));
    if (signature.code.startsWith(u"jwks.") || signature.code.startsWith(u"key."))
        if (const Finding* finding = findingOf(report, signature.code))
            return failed(name, printable(finding->title, 80));
    return open(name, Text::tr("None was tried"));
}

CheckRow signatureRow(const TokenReport& report)
{
    const QString name = Text::tr("Signature");
    if (report.signature.status == u"valid")
        return passed(name, Text::tr("Made with this key"));
    if (report.signature.status == u"invalid")
        return failed(name, Text::tr("Does not match this key"));
    return open(name, Text::tr("Could not be checked"));
}

/// What the full validation said of a rule, if it ran; else what the findings say.
CheckRow ruleRow(const TokenReport& report, const QString& name, QStringView rule,
                 std::initializer_list<QStringView> codes, const QString& good, bool asked)
{
    for (const IdTokenCheck& check : report.checks) {
        if (check.name != rule)
            continue;
        const QString detail = printable(check.detail, 120);
        if (check.outcome == CheckOutcome::Passed)
            return passed(name, detail.isEmpty() ? good : detail);
        return check.outcome == CheckOutcome::Failed ? failed(name, detail) : open(name, detail);
    }
    for (QStringView code : codes)
        if (const Finding* finding = findingOf(report, code))
            return failed(name, printable(finding->title, 120));
    return asked ? passed(name, good) : open(name, Text::tr("Not asked for"));
}

CheckRow timesRow(const TokenReport& report)
{
    const QString name = Text::tr("Times");
    for (QStringView code : {u"id_token.expired", u"id_token.not_yet_valid", u"id_token.issued_in_future"})
        if (const Finding* finding = findingOf(report, code))
            return failed(name, printable(finding->title, 120));
    QStringList present;
    for (QStringView claim : {u"iat", u"nbf", u"exp"})
        if (report.times.contains(claim))
            present << claim.toString();
    return present.isEmpty() ? open(name, Text::tr("The token names none"))
                             : passed(name, Text::tr("%1, with 60 s of leeway").arg(present.join(u", ")));
}

QList<CheckRow> furtherRows(const TokenReport& report)
{
    static const QStringList told{QStringLiteral("algorithm"), QStringLiteral("signature"),
                                  QStringLiteral("iss"),       QStringLiteral("aud"),
                                  QStringLiteral("exp"),       QStringLiteral("nbf"),
                                  QStringLiteral("iat"),       QStringLiteral("nonce"),
                                  QStringLiteral("structure"), QStringLiteral("encryption")};
    QList<CheckRow> rows;
    for (const IdTokenCheck& check : report.checks) {
        const bool isFailed = check.outcome == CheckOutcome::Failed;
        if (told.contains(check.name) && !(isFailed && check.name == u"structure"))
            continue;
        const Glyph glyph = isFailed                                ? Glyph::Error
                            : check.outcome == CheckOutcome::Passed ? Glyph::Ok
                                                                    : Glyph::NotDone;
        rows.append({glyph, printable(check.name, 40), printable(check.detail, 120)});
    }
    return rows;
}

} // namespace

QList<CheckRow> checkRows(const TokenReport& report, const InspectionExpectations& expectations)
{
    if (report.signature.keySource.isEmpty() || report.kind != u"jws")
        return {};
    const QString audience = expectations.audience.isEmpty() ? expectations.clientId : expectations.audience;
    QList<CheckRow> rows{algorithmRow(report), keyRow(report), signatureRow(report)};
    rows << ruleRow(report, Text::tr("Issuer"), u"iss", {u"id_token.iss_mismatch"},
                    printable(expectations.issuer, 120), !expectations.issuer.isEmpty());
    rows << ruleRow(report, Text::tr("Audience"), u"aud",
                    {u"id_token.aud_mismatch", u"id_token.aud_untrusted"}, printable(audience, 120),
                    !audience.isEmpty());
    rows << timesRow(report);
    rows << ruleRow(report, Text::tr("Nonce"), u"nonce",
                    {u"id_token.nonce_mismatch", u"id_token.nonce_missing"}, Text::tr("As given"),
                    !expectations.nonce.isEmpty());
    return rows + furtherRows(report);
}

QString checkSummary(const QList<CheckRow>& rows)
{
    const auto count = [&rows](Glyph glyph) {
        return std::count_if(rows.begin(), rows.end(),
                             [glyph](const CheckRow& row) { return row.glyph == glyph; });
    };
    QStringList parts{Text::tr("%1 passed").arg(count(Glyph::Ok))};
    if (const auto bad = count(Glyph::Error); bad > 0)
        parts << Text::tr("%1 failed").arg(bad);
    if (const auto undone = count(Glyph::NotDone); undone > 0)
        parts << Text::tr("%1 not done").arg(undone);
    return parts.join(QStringLiteral(", "));
}

} // namespace tessera

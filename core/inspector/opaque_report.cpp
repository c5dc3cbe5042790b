#include "core/inspector/opaque_report.h"

#include "core/inspector/findings.h"
#include "core/inspector/jose_report.h"
#include "core/inspector/masked.h"
#include "core/inspector/opaque_catalogue.h"
#include "core/inspector/opaque_checksum.h"
#include "core/inspector/opaque_named.h"
#include "core/inspector/recogniser.h"
#include "core/inspector/recogniser_characters.h"

namespace tessera {
namespace {

void titleJose(TokenReport& report)
{
    if (!report.title.isEmpty())
        return;
    const bool isJwe = report.kind == u"jwe";
    if (isJwe)
        report.title = QStringLiteral("Encrypted JSON Web Token (JWE)");
    else
        report.title =
            report.claims ? QStringLiteral("Signed JSON Web Token") : QStringLiteral("Signed message (JWS)");
}

void addRow(TokenReport& report, const OpaqueToken& row, QByteArrayView token)
{
    report.title = row.title;
    report.fields = {
        {QStringLiteral("token"), hiddenText(token), {}},
        {QStringLiteral("issuer"), row.issuer, QStringLiteral("Who hands it out")},
        {QStringLiteral("can"), row.can, QStringLiteral("What its holder can do")},
        {QStringLiteral("life"), row.life, QStringLiteral("How long it is good")},
        {QStringLiteral("leaked"), row.leaked, QStringLiteral("What to do if others saw it")},
        {QStringLiteral("reference"), row.reference, QStringLiteral("Where it is written")},
    };
}

void judgeRow(TokenReport& report, const OpaqueMatch& match, QByteArrayView token)
{
    if (!match.isExact)
        addFinding(report, u"opaque.format", Finding::Warning);
    else if (match.row->checksum == u"github" && !hasGithubChecksum(token))
        addFinding(report, u"opaque.checksum", Finding::Error);
    else
        addFinding(report, match.row->isPublic ? u"opaque.identifier" : u"inspect.opaque", Finding::Note);
}

void inspectOpaque(TokenReport& report, QByteArrayView token)
{
    report.kind = QStringLiteral("opaque");
    const OpaqueMatch match = matchOpaqueToken(token);
    if (match.row) {
        addRow(report, *match.row, token);
        judgeRow(report, match, token);
        return;
    }
    report.title = QStringLiteral("Opaque token");
    report.fields = {{QStringLiteral("token"), hiddenText(token), {}}};
    addFinding(report, u"inspect.opaque", Finding::Note);
}

void inspectNamed(TokenReport& report, QByteArrayView token, const QString& kind, const QString& title)
{
    report.kind = kind;
    report.title = title;
    report.fields = {{QStringLiteral("token"), hiddenText(token), {}}};
    addFinding(report, kind == u"paseto" ? u"inspect.paseto" : u"inspect.macaroon", Finding::Note);
}

} // namespace

void inspectBareToken(TokenReport& report, QByteArrayView token, TimePoint now)
{
    if (inspectCompact(report, token, now)) {
        titleJose(report);
        return;
    }
    const qsizetype dots = token.count('.');
    if (token.startsWith("eyJ") && (dots == 2 || dots == 4)) {
        report.kind = QStringLiteral("unreadable");
        report.title = QStringLiteral("Damaged JSON Web Token");
        addFinding(report, u"jws.header", Finding::Error);
        return;
    }
    if (const QString version = pasetoVersion(token); !version.isEmpty())
        return inspectNamed(report, token, QStringLiteral("paseto"),
                            QStringLiteral("PASETO %1 token").arg(version));
    if (const int version = macaroonVersion(token); version > 0)
        return inspectNamed(report, token, QStringLiteral("macaroon"),
                            QStringLiteral("Macaroon, version %1").arg(version));
    inspectOpaque(report, token);
}

std::shared_ptr<const TokenReport> inspectedToken(QByteArrayView token, TimePoint now)
{
    auto report = std::make_shared<TokenReport>();
    inspectBareToken(*report, token, now);
    return report;
}

bool holdsToken(QByteArrayView value)
{
    return isPlainCompact(value) || matchOpaqueToken(value).isExact || !pasetoVersion(value).isEmpty() ||
           macaroonVersion(value) > 0;
}

} // namespace tessera

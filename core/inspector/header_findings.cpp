#include "core/inspector/header_findings.h"

#include "core/base/logging.h"
#include "core/inspector/findings.h"
#include "core/inspector/masked.h"
#include "core/inspector/recogniser_characters.h"
#include "core/inspector/session_cookies.h"
#include "core/inspector/set_cookie.h"
#include "core/inspector/url_report.h"
#include "core/oidc/www_authenticate.h"

namespace tessera {
namespace {

constexpr int kMostNamedLines = 5;

void judgeLines(TokenReport& report, const HeaderBlock& block)
{
    if (block.foldedLines > 0)
        addFinding(report, u"header.folded", Finding::Warning);
    if (block.strangeLines.isEmpty())
        return;
    QStringList numbers;
    for (const int number :
         block.strangeLines.first(qMin<qsizetype>(block.strangeLines.size(), kMostNamedLines)))
        numbers.append(QString::number(number));
    addFinding(report, u"header.strange_line", Finding::Warning,
               QStringLiteral("%1, the first in line %2.")
                   .arg(countOf(block.strangeLines.size(), u"line"), numbers.join(QStringLiteral(", "))));
}

void judgeRepeated(TokenReport& report, const HeaderBlock& block)
{
    if (block.values("Authorization").size() > 1)
        addFinding(report, u"header.authorization_repeated", Finding::Error);
}

bool carriesSecret(const TokenReport& part)
{
    return std::any_of(part.findings.begin(), part.findings.end(), [](const Finding& finding) {
        return finding.code == u"url.code" || finding.code.endsWith(u"token") ||
               finding.code == u"url.client_secret";
    });
}

void judgeAddresses(TokenReport& report)
{
    const auto has = [&](QStringView where) {
        return std::any_of(report.parts.begin(), report.parts.end(), [&](const ReportPart& part) {
            return part.where.compare(where, Qt::CaseInsensitive) == 0 && carriesSecret(*part.report);
        });
    };
    if (has(u"Referer"))
        addFinding(report, u"header.secret_in_referer", Finding::Error);
    if (has(u"Location"))
        addFinding(report, u"header.secret_in_location", Finding::Note);
}

bool setsSession(const HeaderBlock& block, TimePoint now)
{
    for (const QByteArray& line : block.values("Set-Cookie")) {
        const SetCookie cookie = parseSetCookie(line, now);
        if (looksLikeSessionCookie(cookie.name) && !cookie.isDeletion(now))
            return true;
    }
    return false;
}

bool carriesToken(const TokenReport& report)
{
    return std::any_of(report.parts.begin(), report.parts.end(), [](const ReportPart& part) {
        return part.report->kind == u"token-response" && !part.report->parts.empty();
    });
}

bool hasDirective(const HeaderBlock& block, QByteArrayView header, QByteArrayView directive)
{
    for (const QByteArray& value : block.values(header)) {
        QByteArrayView rest = value;
        while (!rest.isEmpty()) {
            if (isEqualIgnoringCase(withoutBlanks(takeUntil(rest, ',')), directive))
                return true;
        }
    }
    return false;
}

/// RFC 6797 section 6.1.1: max-age=0 switches it off.
bool hasTransportSecurity(const HeaderBlock& block)
{
    for (const QByteArray& value : block.values("Strict-Transport-Security")) {
        const QByteArray compact = value.toLower().replace(' ', "");
        if (compact.contains("max-age=") && !compact.contains("max-age=0") &&
            !compact.contains("max-age=\"0"))
            return true;
    }
    return false;
}

void judgeAnswer(TokenReport& report, const HeaderBlock& block, TimePoint now)
{
    const bool isSecret = setsSession(block, now) || carriesToken(report);
    if (!block.isResponse() || !isSecret)
        return;
    if (!hasTransportSecurity(block))
        addFinding(report, u"header.no_hsts", Finding::Warning);
    if (!hasDirective(block, "Cache-Control", "no-store"))
        addFinding(report, u"header.no_store", Finding::Warning);
}

QString challengeMeaning(const AuthenticationChallenge& challenge)
{
    const QByteArray error = challenge.parameter("error");
    if (error == "invalid_token")
        return QStringLiteral("The token is expired, revoked or wrong. Get a new one.");
    if (error == "insufficient_scope")
        return QStringLiteral("The token is good but not allowed to do this. Ask for the scope named.");
    if (error == "invalid_request")
        return QStringLiteral("The request is malformed.");
    if (error == "insufficient_user_authentication")
        return QStringLiteral("The person must sign in again, or more strongly.");
    if (error == "use_dpop_nonce")
        return QStringLiteral("The proof needs the nonce of the DPoP-Nonce header.");
    return error.isEmpty() ? QStringLiteral("A token or password is wanted.") : QString();
}

} // namespace

void explainChallenge(TokenReport& report, QByteArrayView value)
{
    const auto challenges = parseWwwAuthenticate(value);
    if (!challenges) {
        addFinding(report, challenges.error());
        return;
    }
    for (const AuthenticationChallenge& challenge : *challenges) {
        report.fields.append({QStringLiteral("WWW-Authenticate"),
                              printable(QString::fromLatin1(challenge.scheme), 40),
                              challengeMeaning(challenge)});
        for (const HttpHeader& parameter : challenge.parameters) {
            const bool isSecret =
                parameter.name == "nonce" || parameter.name == "opaque" || parameter.name == "ticket";
            report.fields.append(
                {printable(QString::fromLatin1(parameter.name), 40),
                 isSecret ? hiddenText(parameter.value) : printable(QString::fromLatin1(parameter.value)),
                 {}});
        }
        if (!challenge.parameter("error").isEmpty())
            addFinding(report, u"www_authenticate.error", Finding::Warning,
                       QStringLiteral("\"%1\". %2")
                           .arg(printable(QString::fromLatin1(challenge.parameter("error")), 60),
                                challengeMeaning(challenge))
                           .trimmed());
    }
}

void inspectUrlOfTarget(TokenReport& report, QByteArrayView target, TimePoint now)
{
    auto part = std::make_shared<TokenReport>();
    inspectUrl(*part, target, now);
    report.fields.append({QStringLiteral("target"), harmlessAddress(target), {}});
    if (target.contains('?'))
        report.parts.push_back({QStringLiteral("target"), std::move(part)});
}

void judgeHeaderBlock(TokenReport& report, const HeaderBlock& block, TimePoint now)
{
    judgeLines(report, block);
    judgeRepeated(report, block);
    judgeAddresses(report);
    judgeAnswer(report, block, now);
}

} // namespace tessera

#include "core/inspector/curl_report.h"

#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/inspector/authorization_header.h"
#include "core/inspector/cookie_report.h"
#include "core/inspector/curl_command.h"
#include "core/inspector/findings.h"
#include "core/inspector/header_block.h"
#include "core/inspector/header_report.h"
#include "core/inspector/masked.h"
#include "core/inspector/opaque_report.h"
#include "core/inspector/token_response_report.h"
#include "core/inspector/url_report.h"

namespace tessera {
namespace {

/// A report of its own for one piece, unless nothing was found in it.
template <class Inspect>
void addPart(TokenReport& report, const QString& where, Inspect inspect)
{
    auto part = std::make_shared<TokenReport>();
    inspect(*part);
    report.parts.push_back({where, std::move(part)});
}

void addUrl(TokenReport& report, const QByteArray& url, TimePoint now)
{
    report.fields.append({QStringLiteral("address"), harmlessAddress(url), {}});
    TokenReport part;
    inspectUrl(part, url, now);
    const bool isTelling = part.fields.size() > 1 || !part.findings.isEmpty();
    if (isTelling)
        report.parts.push_back({QStringLiteral("address"), std::make_shared<TokenReport>(std::move(part))});
}

void addHeaders(TokenReport& report, const QList<QByteArray>& lines, TimePoint now)
{
    if (lines.isEmpty())
        return;
    HeaderBlock block;
    block.direction = HeaderBlock::Request;
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            block.headers.append({line.first(colon).trimmed(), line.sliced(colon + 1).trimmed()});
    }
    inspectHeaderBlock(report, block, now);
}

void addBody(TokenReport& report, const QByteArray& body, TimePoint now)
{
    const auto object = parseJsonObject(body);
    if (!object)
        return inspectParameters(report, body, QStringLiteral("body"), now);
    addPart(report, QStringLiteral("body"),
            [&](TokenReport& part) { inspectTokenResponse(part, *object, now); });
}

void addBearer(TokenReport& report, const QByteArray& token, TimePoint now)
{
    report.fields.append({QStringLiteral("token"), hiddenText(token), QStringLiteral("--oauth2-bearer")});
    report.parts.push_back({QStringLiteral("--oauth2-bearer"), inspectedToken(token, now)});
}

void addAll(TokenReport& report, const CurlCommand& command, TimePoint now)
{
    if (!command.method.isEmpty())
        report.fields.append(
            {QStringLiteral("method"), printable(QString::fromUtf8(command.method), 20), {}});
    for (const QByteArray& url : command.urls)
        addUrl(report, url, now);
    addHeaders(report, command.headers, now);
    for (const QByteArray& user : command.users)
        inspectUserAndPassword(report, user);
    for (const QByteArray& cookie : command.cookies)
        addPart(report, QStringLiteral("Cookie"),
                [&](TokenReport& part) { inspectCookie(part, cookie, now); });
    for (const QByteArray& token : command.bearers)
        addBearer(report, token, now);
    for (const QByteArray& body : command.bodies)
        addBody(report, body, now);
    if (!command.referer.isEmpty())
        addPart(report, QStringLiteral("Referer"),
                [&](TokenReport& part) { inspectUrl(part, command.referer, now); });
}

bool holdsSecrets(const CurlCommand& command, const TokenReport& report)
{
    return !command.users.isEmpty() || !command.cookies.isEmpty() || !command.bearers.isEmpty() ||
           !report.parts.empty() || !command.bodies.isEmpty();
}

} // namespace

void inspectCurl(TokenReport& report, QByteArrayView text, TimePoint now)
{
    report.kind = QStringLiteral("curl");
    report.title = QStringLiteral("curl command line");
    const auto command = parseCurlCommand(text);
    if (!command) {
        addFinding(report, command.error());
        return;
    }
    addAll(report, *command, now);
    if (command->urls.isEmpty())
        addFinding(report, u"curl.no_url", Finding::Warning);
    if (command->isInsecure)
        addFinding(report, u"curl.insecure", Finding::Warning);
    if (command->readsFiles)
        addFinding(report, u"curl.file", Finding::Note);
    if (!command->isWhole)
        addFinding(report, u"curl.rest", Finding::Note);
    if (holdsSecrets(*command, report))
        addFinding(report, u"curl.secrets", Finding::Warning);
}

} // namespace tessera

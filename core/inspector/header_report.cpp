#include "core/inspector/header_report.h"

#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/inspector/authorization_header.h"
#include "core/inspector/cookie_report.h"
#include "core/inspector/findings.h"
#include "core/inspector/header_findings.h"
#include "core/inspector/masked.h"
#include "core/inspector/opaque_report.h"
#include "core/inspector/recogniser_characters.h"
#include "core/inspector/set_cookie_report.h"
#include "core/inspector/token_response_report.h"
#include "core/inspector/url_report.h"

namespace tessera {
namespace {

using Inspect = void (*)(TokenReport&, QByteArrayView, TimePoint);

/// What is opened, by which reader.
Inspect readerOf(QByteArrayView name)
{
    const std::pair<QByteArrayView, Inspect> readers[] = {{"authorization", inspectAuthorization},
                                                          {"proxy-authorization", inspectAuthorization},
                                                          {"set-cookie", inspectSetCookie},
                                                          {"cookie", inspectCookie},
                                                          {"location", inspectUrl},
                                                          {"referer", inspectUrl}};
    for (const auto& [known, reader] : readers) {
        if (isEqualIgnoringCase(name, known))
            return reader;
    }
    return nullptr;
}

bool isHarmless(QByteArrayView name)
{
    for (const QByteArrayView known : {"accept",
                                       "accept-encoding",
                                       "accept-language",
                                       "accept-ranges",
                                       "access-control-allow-origin",
                                       "access-control-allow-credentials",
                                       "age",
                                       "allow",
                                       "cache-control",
                                       "connection",
                                       "content-encoding",
                                       "content-language",
                                       "content-length",
                                       "content-type",
                                       "date",
                                       "expires",
                                       "host",
                                       ":authority",
                                       ":method",
                                       ":scheme",
                                       ":status",
                                       "keep-alive",
                                       "last-modified",
                                       "origin",
                                       "pragma",
                                       "referrer-policy",
                                       "retry-after",
                                       "sec-fetch-dest",
                                       "sec-fetch-mode",
                                       "sec-fetch-site",
                                       "server",
                                       "strict-transport-security",
                                       "transfer-encoding",
                                       "upgrade-insecure-requests",
                                       "user-agent",
                                       "vary",
                                       "via",
                                       "x-content-type-options",
                                       "x-frame-options",
                                       "x-powered-by",
                                       "content-security-policy"}) {
        if (isEqualIgnoringCase(name, known))
            return true;
    }
    return false;
}

/// A header of any other name: shown if harmless, opened if a token is its whole value, hidden otherwise.
void addPlain(TokenReport& report, const HttpHeader& header, TimePoint now)
{
    const bool isToken = holdsToken(header.value);
    const bool isShown = isHarmless(header.name) && !isToken;
    const QString name = printable(QString::fromUtf8(header.name), 60);
    report.fields.append(
        {name, isShown ? printable(QString::fromUtf8(header.value)) : hiddenText(header.value), {}});
    if (isToken)
        report.parts.push_back({name, inspectedToken(header.value, now)});
    if (isEqualIgnoringCase(header.name, ":path"))
        inspectUrlOfTarget(report, header.value, now);
}

void addOpened(TokenReport& report, const HttpHeader& header, Inspect inspect, TimePoint now)
{
    auto part = std::make_shared<TokenReport>();
    inspect(*part, header.value, now);
    const QString name = printable(QString::fromUtf8(header.name), 60);
    report.fields.append({name, part->title, {}});
    report.parts.push_back({name, std::move(part)});
}

void addBody(TokenReport& report, const HeaderBlock& block, TimePoint now)
{
    const QByteArray body = block.body.trimmed();
    if (body.isEmpty())
        return;
    report.fields.append({QStringLiteral("body"), hiddenText(body), {}});
    if (const auto object = parseJsonObject(body); object && looksLikeTokenResponse(*object)) {
        auto part = std::make_shared<TokenReport>();
        inspectTokenResponse(*part, *object, now);
        report.parts.push_back({QStringLiteral("body"), std::move(part)});
    } else if (!object && looksLikeUrl(body)) {
        inspectParameters(report, body, QStringLiteral("body"), now);
    }
}

QString titleOf(const QList<HeaderBlock>& blocks)
{
    if (blocks.size() > 1)
        return QStringLiteral("%1 of headers").arg(countOf(blocks.size(), u"block"));
    if (blocks.isEmpty())
        return QStringLiteral("Headers");
    if (blocks.first().isResponse())
        return blocks.first().status > 0
                   ? QStringLiteral("Headers of an answer (%1)").arg(blocks.first().status)
                   : QStringLiteral("Headers of an answer");
    return blocks.first().direction == HeaderBlock::Request ? QStringLiteral("Headers of a request")
                                                            : QStringLiteral("Headers");
}

} // namespace

void inspectHeaderBlock(TokenReport& report, const HeaderBlock& block, TimePoint now)
{
    if (!block.target.isEmpty())
        inspectUrlOfTarget(report, block.target, now);
    for (const HttpHeader& header : block.headers) {
        if (const Inspect reader = readerOf(header.name))
            addOpened(report, header, reader, now);
        else if (isEqualIgnoringCase(header.name, "www-authenticate") ||
                 isEqualIgnoringCase(header.name, "proxy-authenticate"))
            explainChallenge(report, header.value);
        else
            addPlain(report, header, now);
    }
    addBody(report, block, now);
    judgeHeaderBlock(report, block, now);
}

void inspectHeaders(TokenReport& report, QByteArrayView text, TimePoint now)
{
    report.kind = QStringLiteral("headers");
    const auto blocks = parseHeaderBlocks(text);
    if (!blocks) {
        report.kind = QStringLiteral("unreadable");
        report.title = QStringLiteral("Too many headers");
        addFinding(report, blocks.error());
        return;
    }
    report.title = titleOf(*blocks);
    for (const HeaderBlock& block : *blocks)
        inspectHeaderBlock(report, block, now);
}

} // namespace tessera

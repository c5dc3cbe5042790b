#include "core/inspector/token_inspector.h"

#include "core/base/strict_json.h"
#include "core/inspector/authorization_header.h"
#include "core/inspector/cookie_report.h"
#include "core/inspector/curl_report.h"
#include "core/inspector/findings.h"
#include "core/inspector/header_block.h"
#include "core/inspector/header_report.h"
#include "core/inspector/jose_json_report.h"
#include "core/inspector/opaque_report.h"
#include "core/inspector/recogniser.h"
#include "core/inspector/recogniser_characters.h"
#include "core/inspector/recogniser_keys.h"
#include "core/inspector/set_cookie_report.h"
#include "core/inspector/token_response_report.h"
#include "core/inspector/url_report.h"

namespace tessera {
namespace {

void refuse(TokenReport& report, const QString& title, QStringView code)
{
    report.kind = QStringLiteral("unreadable");
    report.title = title;
    addFinding(report, code, Finding::Error);
}

void sayRemoved(TokenReport& report, const QStringList& removed)
{
    if (!removed.isEmpty())
        addFinding(report, u"inspect.trimmed", Finding::Note,
                   QStringLiteral("Taken off: %1.").arg(removed.join(QStringLiteral(", "))));
}

void inspectJson(TokenReport& report, const QByteArray& text, TimePoint now)
{
    const auto object = parseJsonObject(text);
    if (!object) {
        report.kind = QStringLiteral("unreadable");
        report.title = QStringLiteral("Damaged JSON");
        addFinding(report, object.error());
    } else if (looksLikeJsonJws(*object)) {
        inspectJsonJws(report, *object, text, now);
    } else if (looksLikeJsonJwe(*object)) {
        inspectJsonJwe(report, *object, text);
    } else if (looksLikeJwk(*object)) {
        inspectJwk(report, *object);
    } else if (looksLikeJwkSet(*object)) {
        inspectJwkSet(report, *object);
    } else if (looksLikeTokenResponse(*object)) {
        inspectTokenResponse(report, *object, now);
    } else {
        refuse(report, QStringLiteral("JSON of another kind"), u"inspect.json_unknown");
    }
}

/// What stands behind the name of the header; all of it where the name is missing.
QByteArray headerValue(const QByteArray& text, QByteArrayView name)
{
    return loneHeaderName(text).endsWith(name) ? loneHeaderValue(text) : text;
}

/// The token itself where it can be read and verified; else the header.
void inspectAuthorizationLine(TokenReport& report, RecognisedText& found, TimePoint now)
{
    const QByteArray value = headerValue(found.text, "authorization");
    const QByteArray token = bearerJose(value);
    if (!token.isEmpty())
        found.removed.append(QStringLiteral("\"Authorization: Bearer\""));
    sayRemoved(report, found.removed);
    if (token.isEmpty())
        inspectAuthorization(report, value, now);
    else
        inspectBareToken(report, token, now);
}

void inspectUnknown(TokenReport& report, const QByteArray& text)
{
    const bool isBinary = std::any_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && !isSpace(c)) || c == 0x7F;
    });
    refuse(report, isBinary ? QStringLiteral("Binary data") : QStringLiteral("Text of another kind"),
           isBinary ? u"inspect.binary" : u"inspect.unknown");
}

void inspectRecognised(TokenReport& report, const RecognisedText& found, TimePoint now)
{
    switch (found.kind) {
    case TextKind::Empty:
        return refuse(report, QStringLiteral("Nothing"), u"inspect.empty");
    case TextKind::Token:
        return inspectBareToken(report, found.text, now);
    case TextKind::SeveralTokens:
        return refuse(report, QStringLiteral("Several tokens, one a line"), u"inspect.several");
    case TextKind::Json:
        return inspectJson(report, found.text, now);
    case TextKind::Pem:
        return inspectPem(report, found.text);
    case TextKind::SetCookie:
        return inspectSetCookie(report, headerValue(found.text, "set-cookie"), now);
    case TextKind::Cookie:
        return inspectCookie(report, headerValue(found.text, "cookie"), now);
    case TextKind::Headers:
        return inspectHeaders(report, found.text, now);
    case TextKind::Curl:
        return inspectCurl(report, found.text, now);
    case TextKind::Url:
        return inspectUrl(report, found.text, now);
    case TextKind::Authorization:
    case TextKind::Unknown:
        break;
    }
    inspectUnknown(report, found.text);
}

} // namespace

TokenReport inspectToken(QByteArrayView text, TimePoint now)
{
    TokenReport report;
    report.inspectedAt = now;
    if (text.size() > kMaxInspectedBytes) {
        refuse(report, QStringLiteral("Too much text"), u"jws.too_large");
        return report;
    }
    RecognisedText found = recogniseText(text);
    if (found.kind == TextKind::Authorization) {
        inspectAuthorizationLine(report, found, now);
        return report;
    }
    // Of nothing, nothing was taken off.
    if (found.kind != TextKind::Empty)
        sayRemoved(report, found.removed);
    inspectRecognised(report, found, now);
    return report;
}

} // namespace tessera

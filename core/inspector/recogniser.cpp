#include "core/inspector/recogniser.h"

#include "core/inspector/header_block.h"
#include "core/inspector/masked.h"
#include "core/inspector/opaque_catalogue.h"
#include "core/inspector/recogniser_characters.h"
#include "core/inspector/recogniser_cleaning.h"
#include "core/inspector/session_cookies.h"
#include "core/inspector/url_report.h"

#include <array>

namespace tessera {
namespace {

constexpr int kMostLayers = 8;

constexpr unsigned char kOther = 0x80;
constexpr unsigned char kDot = 1;

/// 0 for base64url, 1 for the dot, 0x80 for everything else: the sum counts dots, the union finds strangers.
constexpr std::array<unsigned char, 256> kCompactClasses = [] {
    std::array<unsigned char, 256> classes{};
    for (unsigned i = 0; i < classes.size(); ++i) {
        const bool letter = (i >= 'a' && i <= 'z') || (i >= 'A' && i <= 'Z');
        const bool other = !letter && !(i >= '0' && i <= '9') && i != '-' && i != '_';
        classes[i] = other ? kOther : 0;
    }
    classes['.'] = kDot;
    return classes;
}();

/// The base64url of "{" and a quote or white space.
bool beginsLikeObject(QByteArrayView text)
{
    return text.size() > 2 && text[0] == 'e' && (text[1] == 'y' || text[1] == 'w');
}

bool isPem(QByteArrayView text)
{
    return text.startsWith("-----BEGIN ");
}

bool isCurl(QByteArrayView text)
{
    for (const QByteArrayView prompt : {"$ ", "# ", "> "}) {
        if (text.startsWith(prompt))
            text = withoutBlanks(text.sliced(prompt.size()));
    }
    for (const QByteArrayView word : {"curl", "curl.exe"}) {
        const bool found =
            startsIgnoringCase(text, word) && text.size() > word.size() && isSpace(text[word.size()]);
        if (found)
            return true;
    }
    return false;
}

bool isJson(QByteArrayView text)
{
    return text.startsWith('{') || text.startsWith('[');
}

bool isCookieAttribute(QByteArrayView piece)
{
    const QByteArrayView name = withoutBlanks(takeUntil(piece, '='));
    for (const QByteArrayView known :
         {"path", "domain", "max-age", "expires", "secure", "httponly", "samesite", "partitioned"}) {
        if (isEqualIgnoringCase(name, known))
            return true;
    }
    return false;
}

bool isPair(QByteArrayView piece)
{
    const qsizetype equals = piece.indexOf('=');
    return equals > 0 && isAll(withoutBlanks(piece.first(equals)), isHeaderNameCharacter);
}

/// "id=…; Path=/" or "a=…; b=…" without the name of the header.
TextKind bareCookieKind(QByteArrayView text)
{
    if (text.contains('\n') || !isPair(text))
        return TextKind::Unknown;
    QByteArrayView rest = text;
    const QByteArrayView first = takeUntil(rest, ';');
    if (rest.isEmpty()) {
        const bool isKnown = findSessionCookie(withoutBlanks(first.first(first.indexOf('='))));
        return isKnown ? TextKind::Cookie : TextKind::Unknown;
    }
    bool allPairs = true;
    while (!rest.isEmpty()) {
        const QByteArrayView piece = withoutBlanks(takeUntil(rest, ';'));
        if (isCookieAttribute(piece))
            return TextKind::SetCookie;
        allPairs = allPairs && (piece.isEmpty() || isPair(piece));
    }
    return allPairs ? TextKind::Cookie : TextKind::Unknown;
}

TextKind headerKind(QByteArrayView text)
{
    if (!looksLikeHeaders(text))
        return TextKind::Unknown;
    const QByteArray name = loneHeaderName(text);
    if (name == "authorization" || name == "proxy-authorization")
        return TextKind::Authorization;
    if (name == "set-cookie")
        return TextKind::SetCookie;
    return name == "cookie" ? TextKind::Cookie : TextKind::Headers;
}

TextKind structureOf(QByteArrayView text)
{
    if (text.isEmpty())
        return TextKind::Empty;
    if (isPlainCompact(text))
        return TextKind::Token;
    if (isPem(text))
        return TextKind::Pem;
    if (isJson(text))
        return TextKind::Json;
    if (isCurl(text))
        return TextKind::Curl;
    if (looksLikeUrl(text))
        return TextKind::Url;
    if (const TextKind kind = headerKind(text); kind != TextKind::Unknown)
        return kind;
    return bareCookieKind(text);
}

/// Every line a token of its own: joining them would make one that nobody issued.
bool isSeveralTokens(QByteArrayView text)
{
    int tokens = 0;
    while (!text.isEmpty()) {
        const QByteArrayView line = takeLine(text).trimmed();
        if (line.isEmpty())
            continue;
        if (!isPlainCompact(line) && !matchOpaqueToken(line).isExact)
            return false;
        ++tokens;
    }
    return tokens > 1;
}

bool mayBeWrapped(QByteArrayView text)
{
    return beginsLikeObject(text) || text.startsWith("v4.") || text.startsWith("v3.") ||
           text.startsWith("v2.") || text.startsWith("v1.") || matchOpaqueToken(text).row;
}

/// "Basic dXNlcjpwYXNz": a header line without its name.
bool isBareBasic(QByteArrayView text)
{
    return startsIgnoringCase(text, "Basic ") || startsIgnoringCase(text, "DPoP ");
}

TextKind wordKind(CleanText& clean)
{
    if (isBareBasic(clean.text))
        return TextKind::Authorization;
    if (isSeveralTokens(clean.text))
        return TextKind::SeveralTokens;
    if (mayBeWrapped(clean.text))
        joinWrappedToken(clean);
    const bool isWord = std::none_of(clean.text.cbegin(), clean.text.cend(), [](char c) {
        return isSpace(c) || static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
    return isWord ? TextKind::Token : TextKind::Unknown;
}

} // namespace

bool isPlainCompact(QByteArrayView text)
{
    if (!beginsLikeObject(text))
        return false;
    unsigned dots = 0;
    unsigned char seen = 0;
    for (const char c : text) {
        const unsigned char kind = kCompactClasses[static_cast<unsigned char>(c)];
        seen |= kind;
        dots += kind & kDot;
    }
    return (seen & kOther) == 0 && (dots == 2 || dots == 4);
}

RecognisedText recogniseText(QByteArrayView pasted)
{
    if (isPlainCompact(pasted))
        return {TextKind::Token, pasted.toByteArray(), {}};
    CleanText clean = withoutInvisible(pasted);
    TextKind kind = structureOf(clean.text);
    for (int layers = 0; kind == TextKind::Unknown && layers < kMostLayers && unwrapOnce(clean); ++layers)
        kind = structureOf(clean.text);
    if (kind == TextKind::Unknown)
        kind = wordKind(clean);
    if (kind != TextKind::Token)
        clean.removed.removeAll(kSpaceAround.toString()); // around several lines it means nothing
    return {kind, clean.text, clean.removed};
}

} // namespace tessera

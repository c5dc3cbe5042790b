#include "core/inspector/cookie_value.h"

#include "core/base/logging.h"
#include "core/inspector/masked.h"
#include "core/inspector/opaque_report.h"
#include "core/inspector/recogniser_characters.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace tessera {
namespace {

constexpr qsizetype kLongestShownName = 64;

bool isBase64url(char c)
{
    return isLetterOrDigit(c) || c == '-' || c == '_';
}

bool isBase64(char c)
{
    return isLetterOrDigit(c) || c == '+' || c == '/' || c == '=';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f');
}

QByteArray unwrapped(QByteArrayView value)
{
    QByteArray text = value.toByteArray();
    if (text.contains('%'))
        text = QByteArray::fromPercentEncoding(text);
    if (text.size() > 1 && text.startsWith('"') && text.endsWith('"'))
        text = text.sliced(1).chopped(1);
    return text;
}

/// The last `count` pieces between separators, the rest in front of them; empty if there are fewer.
QList<QByteArrayView> lastPieces(QByteArrayView text, char separator, int count)
{
    QList<QByteArrayView> pieces;
    for (int i = 1; i < count; ++i) {
        const qsizetype at = text.lastIndexOf(separator);
        if (at < 0)
            return {};
        pieces.prepend(text.sliced(at + 1));
        text = text.first(at);
    }
    pieces.prepend(text);
    return pieces;
}

/// itsdangerous: payload, time and HMAC-SHA1, each base64url; the payload of a large one is compressed and
/// begins with a dot. A JWT's header names its "alg".
bool isFlask(QByteArrayView text)
{
    const auto pieces = lastPieces(text, '.', 3);
    if (pieces.size() != 3 || pieces[1].size() != 6 || pieces[2].size() != 27)
        return false;
    const QByteArrayView payload = pieces[0].startsWith('.') ? pieces[0].sliced(1) : pieces[0];
    return !payload.isEmpty() && isAll(payload, isBase64url) && isAll(pieces[1], isBase64url) &&
           isAll(pieces[2], isBase64url);
}

/// django.core.signing: value, base62 time, HMAC of SHA-1 or SHA-256.
bool isDjango(QByteArrayView text)
{
    const auto pieces = lastPieces(text, ':', 3);
    return pieces.size() == 3 && !pieces[0].isEmpty() && pieces[1].size() == 6 &&
           isAll(pieces[1], isLetterOrDigit) && (pieces[2].size() == 27 || pieces[2].size() == 43) &&
           isAll(pieces[2], isBase64url);
}

/// "s:" id "." HMAC-SHA256 in base64 without padding.
bool isExpress(QByteArrayView text)
{
    const qsizetype dot = text.lastIndexOf('.');
    return text.startsWith("s:") && dot > 2 && text.size() - dot - 1 == 43 &&
           isAll(text.sliced(dot + 1), isBase64);
}

/// Data, twelve bytes of nonce and sixteen of tag, with "--" between.
bool isRailsEncrypted(const QByteArray& text)
{
    const qsizetype tag = text.lastIndexOf("--");
    const qsizetype nonce = tag < 1 ? -1 : text.lastIndexOf("--", tag - 1);
    return nonce > 0 && text.size() - tag - 2 == 24 && tag - nonce - 2 == 16 &&
           isAll(text.first(nonce), isBase64) && isAll(text.sliced(tag + 2), isBase64);
}

bool isRailsSigned(const QByteArray& text)
{
    const qsizetype at = text.lastIndexOf("--");
    const qsizetype digest = text.size() - at - 2;
    return at > 0 && (digest == 40 || digest == 64) && isAll(text.sliced(at + 2), isHexDigit) &&
           isAll(text.first(at), isBase64);
}

/// JSON of iv, value and mac, in base64.
bool isLaravel(const QByteArray& text)
{
    if (!text.startsWith("eyJpdiI6"))
        return false;
    const QJsonObject box = QJsonDocument::fromJson(QByteArray::fromBase64(text)).object();
    return box.contains(u"iv") && box.contains(u"value") && box.contains(u"mac");
}

bool isDataProtection(const QByteArray& text)
{
    return text.startsWith("CfDJ8") && isAll(text, isBase64url);
}

struct Box
{
    bool (*fits)(const QByteArray&);
    QStringView name;
    bool isReadable;
};

constexpr std::array kBoxes{
    Box{[](const QByteArray& t) { return isFlask(t); }, u"Signed by Flask (itsdangerous)", true},
    Box{[](const QByteArray& t) { return isDjango(t); }, u"Signed by Django", true},
    Box{isRailsEncrypted, u"Encrypted by Ruby on Rails", false},
    Box{isRailsSigned, u"Signed by Ruby on Rails", true},
    Box{isLaravel, u"Encrypted by Laravel", false},
    Box{isDataProtection, u"Protected by ASP.NET Core", false},
};

} // namespace

CookieContent readCookieValue(QByteArrayView value)
{
    const QByteArray text = unwrapped(value);
    CookieContent content;
    for (const Box& box : kBoxes) {
        if (!box.fits(text))
            continue;
        content.box = box.name.toString();
        content.isReadable = box.isReadable;
        return content;
    }
    if (isExpress(text)) {
        content.box = QStringLiteral("Signed by Express");
        content.identifier = text.sliced(2).first(text.lastIndexOf('.') - 2);
    } else if (holdsToken(text)) {
        content.token = text;
    } else {
        content.identifier = text;
    }
    return content;
}

QString cookieNameForPeople(QByteArrayView name)
{
    if (name.isEmpty())
        return QStringLiteral("(no name)");
    if (name.size() > kLongestShownName || holdsToken(name))
        return QStringLiteral("(%1)").arg(hiddenText(name));
    return printable(QString::fromUtf8(name.toByteArray()));
}

} // namespace tessera

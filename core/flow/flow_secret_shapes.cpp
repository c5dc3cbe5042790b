#include "core/flow/flow_secret_shapes.h"

#include <QRegularExpression>
#include <QString>

#include <algorithm>
#include <array>

namespace tessera {
namespace {

// Without '-' and '_', small letters.
constexpr std::array kNames{
    u"apikey",
    u"assertion",
    u"authreqid",
    u"authorization",
    u"clientassertion",
    u"clientsecret",
    u"code",
    u"codechallenge",
    u"codeverifier",
    u"cookie",
    u"credential",
    u"credentials",
    u"devicecode",
    u"dpop",
    u"dpopnonce",
    u"idtokenhint",
    u"nonce",
    u"otp",
    u"passcode",
    u"passphrase",
    u"passwd",
    u"pin",
    u"proxyauthorization",
    u"request",
    u"requesturi",
    u"response",
    u"sessionid",
    u"setcookie",
    u"sid",
    u"state",
    u"usercode",
    u"xapikey",
};
// Of a private or symmetric key (RFC 7518 section 6).
constexpr std::array kKeyMembers{u"d", u"p", u"q", u"dp", u"dq", u"qi", u"k"};
constexpr std::array kEndings{u"token", u"secret", u"password", u"assertion", u"privatekey"};

constexpr qsizetype kLongest = 40;
/// "authorization", "introspection": a word is a sign that a person wrote it. Noise has no run of one case as
/// long.
constexpr qsizetype kWord = 12;
constexpr int kLeastDigits = 3;
constexpr int kLeastLetters = 8;

bool isTokenCharacter(QChar c)
{
    const auto u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u'-' ||
           u == u'_' || u == u'+' || u == u'~' || u == u'=';
}

bool isLower(QChar c)
{
    return c >= u'a' && c <= u'z';
}

bool isUpper(QChar c)
{
    return c >= u'A' && c <= u'Z';
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// `stretch` has no long word in it.
bool isNoiseWithoutWords(QStringView stretch)
{
    const auto digits = std::count_if(stretch.begin(), stretch.end(), isDigit);
    const auto letters =
        std::count_if(stretch.begin(), stretch.end(), [](QChar c) { return isLower(c) || isUpper(c); });
    return stretch.size() > kLongest && digits >= kLeastDigits && letters >= kLeastLetters;
}

qsizetype endOfWord(QStringView run, qsizetype at)
{
    const auto isSame = isLower(run[at]) ? isLower : isUpper;
    while (at < run.size() && isSame(run[at]))
        ++at;
    return at;
}

/// In front of a word, between two, or behind one.
bool isNoise(QStringView run)
{
    qsizetype start = 0;
    for (qsizetype at = 0; at < run.size();) {
        const bool isLetter = isLower(run[at]) || isUpper(run[at]);
        const qsizetype end = isLetter ? endOfWord(run, at) : at + 1;
        if (end - at > kWord) {
            if (isNoiseWithoutWords(run.mid(start, at - start)))
                return true;
            start = end;
        }
        at = end;
    }
    return isNoiseWithoutWords(run.mid(start));
}

/// The base64 of "{" and a quote begins every JOSE header.
bool isJose(QStringView text)
{
    const auto dots = text.count(u'.');
    return text.startsWith(u"ey") && (dots == 2 || dots == 4) && text.size() > kWord;
}

bool isSecretRun(QStringView run)
{
    if (isJose(run))
        return true;
    const auto parts = run.split(u'.');
    return std::any_of(parts.begin(), parts.end(), [](QStringView part) {
        const auto sides = part.split(u'=');
        return std::any_of(sides.begin(), sides.end(), isNoise);
    });
}

/// Plain base64 has '/' in it, and so have addresses.
bool isPlainBase64(QStringView value)
{
    if (value.size() <= kLongest || value.startsWith(u'/') || !value.contains(u'/'))
        return false;
    const bool isOfIt =
        std::all_of(value.begin(), value.end(), [](QChar c) { return isTokenCharacter(c) || c == u'/'; });
    return isOfIt && isNoise(value.toString().replace(u'/', u'0'));
}

QString replacedRuns(const QString& text, const std::function<QString(QStringView)>& instead)
{
    QString out;
    qsizetype at = 0;
    while (at < text.size()) {
        qsizetype end = at;
        while (end < text.size() && (isTokenCharacter(text[end]) || text[end] == u'.'))
            ++end;
        const QStringView run = QStringView(text).mid(at, end - at);
        if (!run.isEmpty())
            out += isSecretRun(run) ? instead(run) : run.toString();
        if (end < text.size())
            out += text[end];
        at = end + 1;
    }
    return out;
}

QString replacedMatches(const QString& text, const QRegularExpression& pattern,
                        const std::function<bool(const QRegularExpressionMatch&)>& isOne,
                        const std::function<QString(QStringView)>& instead)
{
    QString out;
    qsizetype done = 0;
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const qsizetype start = match.capturedStart(2);
        if (!isOne(match))
            continue;
        out += QStringView(text).mid(done, start - done);
        out += instead(match.capturedView(2));
        done = match.capturedEnd(2);
    }
    return out + text.mid(done);
}

} // namespace

bool isSecretName(QStringView name)
{
    QString plain = name.toString().toLower();
    for (const auto* member : kKeyMembers)
        if (plain == member)
            return true;
    plain.remove(u'-').remove(u'_').remove(u' ');
    const auto isIt = [&plain](const char16_t* other) { return plain == other; };
    const auto isEnd = [&plain](const char16_t* other) { return plain.endsWith(QStringView(other)); };
    return std::any_of(kNames.begin(), kNames.end(), isIt) ||
           std::any_of(kEndings.begin(), kEndings.end(), isEnd);
}

bool looksSecret(QStringView value)
{
    const bool isOneRun =
        std::all_of(value.begin(), value.end(), [](QChar c) { return isTokenCharacter(c) || c == u'.'; });
    return isPlainBase64(value) || (isOneRun && isSecretRun(value));
}

QString withoutSecretShapes(const QString& text, const std::function<QString(QStringView)>& instead)
{
    static const QRegularExpression kNamed(QStringLiteral("([A-Za-z0-9_-]{1,64})=([^&;#\\s\"'<>,\\[\\]]+)"));
    static const QRegularExpression kScheme(
        QStringLiteral("\\b(Bearer|DPoP|Basic)\\s++((?=\\S*\\d)[A-Za-z0-9._~+/-]{8,}+=*+)(?![\"=])"),
        QRegularExpression::CaseInsensitiveOption);
    if (looksSecret(text))
        return instead(text);
    const auto hasSecretName = [](const QRegularExpressionMatch& match) {
        return isSecretName(match.capturedView(1));
    };
    const auto always = [](const QRegularExpressionMatch&) { return true; };
    QString out = text.contains(u'=') ? replacedMatches(text, kNamed, hasSecretName, instead) : text;
    if (out.contains(u' '))
        out = replacedMatches(out, kScheme, always, instead);
    return out.size() > kWord ? replacedRuns(out, instead) : out;
}

} // namespace tessera

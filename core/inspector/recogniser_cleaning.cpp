#include "core/inspector/recogniser_cleaning.h"

#include "core/base/logging.h"
#include "core/inspector/masked.h"
#include "core/inspector/recogniser_characters.h"

#include <array>

namespace tessera {
namespace {

constexpr qsizetype kLongestName = 64;
constexpr qsizetype kLeastSecret = 8;

struct Invisible
{
    QByteArrayView utf8;
    QStringView name;
};

constexpr std::array kInvisible{
    Invisible{"\xC2\xAD", u"soft hyphen"},
    Invisible{"\xE2\x80\x8B", u"zero-width space"},
    Invisible{"\xE2\x80\x8C", u"zero-width non-joiner"},
    Invisible{"\xE2\x80\x8D", u"zero-width joiner"},
    Invisible{"\xE2\x81\xA0", u"word joiner"},
    Invisible{"\xEF\xBB\xBF", u"byte order mark"},
    Invisible{"\xE2\x80\x8E", u"direction mark"},
    Invisible{"\xE2\x80\x8F", u"direction mark"},
    Invisible{"\xE2\x80\xAA", u"direction mark"},
    Invisible{"\xE2\x80\xAB", u"direction mark"},
    Invisible{"\xE2\x80\xAC", u"direction mark"},
    Invisible{"\xE2\x80\xAD", u"direction mark"},
    Invisible{"\xE2\x80\xAE", u"direction mark"},
    Invisible{"\xE2\x81\xA6", u"direction mark"},
    Invisible{"\xE2\x81\xA7", u"direction mark"},
    Invisible{"\xE2\x81\xA8", u"direction mark"},
    Invisible{"\xE2\x81\xA9", u"direction mark"},
};

constexpr std::array kUnbreakable{QByteArrayView("\xC2\xA0"), QByteArrayView("\xE2\x80\xAF")};

bool isAscii(QByteArrayView text)
{
    return isAll(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

const Invisible* invisibleAt(QByteArrayView text)
{
    const auto it = std::find_if(kInvisible.begin(), kInvisible.end(),
                                 [&](const Invisible& entry) { return text.startsWith(entry.utf8); });
    return it == kInvisible.end() ? nullptr : &*it;
}

qsizetype unbreakableAt(QByteArrayView text)
{
    for (const QByteArrayView space : kUnbreakable) {
        if (text.startsWith(space))
            return space.size();
    }
    return 0;
}

/// One pass: what is not ASCII is looked at, the rest copied.
void dropInvisible(CleanText& clean)
{
    QByteArray kept;
    kept.reserve(clean.text.size());
    QList<std::pair<QStringView, int>> counts;
    const auto count = [&](QStringView name) {
        const auto it =
            std::find_if(counts.begin(), counts.end(), [&](const auto& c) { return c.first == name; });
        if (it == counts.end())
            counts.append({name, 1});
        else
            ++it->second;
    };
    QByteArrayView rest = clean.text;
    while (!rest.isEmpty()) {
        qsizetype length = 1;
        if (static_cast<unsigned char>(rest.front()) < 0x80) {
            kept.append(rest.front());
        } else if (const Invisible* invisible = invisibleAt(rest)) {
            count(invisible->name);
            length = invisible->utf8.size();
        } else if (const qsizetype unbreakable = unbreakableAt(rest)) {
            count(u"no-break space");
            kept.append(' ');
            length = unbreakable;
        } else {
            kept.append(rest.front());
        }
        rest = rest.sliced(length);
    }
    for (const auto& [name, number] : counts)
        clean.removed.append(countOf(number, name));
    clean.text = kept;
}

void say(CleanText& clean, const QString& what)
{
    if (!clean.removed.contains(what))
        clean.removed.append(what);
}

void trimSpace(CleanText& clean)
{
    const QByteArray trimmed = clean.text.trimmed();
    if (trimmed.size() == clean.text.size())
        return;
    say(clean, kSpaceAround.toString());
    clean.text = trimmed;
}

/// The blanks behind what was taken off go with it.
void keepFrom(CleanText& clean, qsizetype position)
{
    clean.text = clean.text.sliced(position).trimmed();
}

bool dropQuotes(CleanText& clean)
{
    constexpr QByteArrayView quotes("\"'`");
    bool some = false;
    if (!clean.text.isEmpty() && quotes.contains(clean.text.front()) && clean.text.size() > 1) {
        clean.text = clean.text.sliced(1);
        some = true;
    }
    if (!clean.text.isEmpty() && quotes.contains(clean.text.back())) {
        clean.text.chop(1);
        some = true;
    }
    if (some)
        say(clean, QStringLiteral("quotes around it"));
    trimSpace(clean);
    return some;
}

bool dropWord(CleanText& clean)
{
    for (const QByteArrayView word :
         {QByteArrayView("Bearer"), QByteArrayView("-H"), QByteArrayView("--header")}) {
        const bool found = startsIgnoringCase(clean.text, word) && clean.text.size() > word.size() &&
                           isSpace(clean.text[word.size()]);
        if (!found)
            continue;
        say(clean, QStringLiteral("\"%1\"").arg(QString::fromLatin1(word.toByteArray())));
        keepFrom(clean, word.size());
        return true;
    }
    return false;
}

qsizetype skipBlanks(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

/// Behind "export ", "set ", "$env:", "const ", "let ", "var ".
qsizetype skipKeyword(QByteArrayView text)
{
    for (const QByteArrayView word :
         {"export ", "setx ", "set ", "$env:", "const ", "let ", "var ", "env "}) {
        if (startsIgnoringCase(text, word))
            return skipBlanks(text, word.size());
    }
    return 0;
}

bool isNameCharacter(char c)
{
    return isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
}

/// Does a lone `name` say that a secret follows? "a=b" alone says nothing.
bool isSecretName(QByteArrayView name)
{
    const QByteArray lower = name.toByteArray().toLower();
    for (const QByteArrayView word : {"token", "jwt", "secret", "key", "assertion", "bearer"}) {
        if (lower.contains(word))
            return true;
    }
    return name.size() > 1 &&
           isAll(name, [](char c) { return (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_'; });
}

/// Where the value of `export TOKEN=…`, `"token": "…"`, `token: …` begins; 0 if it is none.
qsizetype assignmentLength(QByteArrayView text)
{
    const qsizetype keyword = skipKeyword(text);
    qsizetype at = keyword;
    const bool isQuoted = at < text.size() && text[at] == '"';
    const qsizetype begin = isQuoted ? ++at : at;
    while (at < text.size() && isNameCharacter(text[at]))
        ++at;
    const QByteArrayView name = text.sliced(begin, at - begin);
    if (isQuoted && (at >= text.size() || text[at++] != '"'))
        return 0;
    at = skipBlanks(text, at);
    const bool isAssigned = at < text.size() && (text[at] == '=' || text[at] == ':');
    if (!isAssigned || name.isEmpty() || name.size() > kLongestName || isDigit(name.front()) ||
        (keyword == 0 && !isSecretName(name)))
        return 0;
    at = skipBlanks(text, at + 1);
    return text.size() - at >= kLeastSecret ? at : 0;
}

bool dropAssignment(CleanText& clean)
{
    const qsizetype length = assignmentLength(clean.text);
    if (length == 0)
        return false;
    const QByteArray before = clean.text.first(length).trimmed();
    say(clean, QStringLiteral("\"%1\" in front").arg(printable(QString::fromUtf8(before), 60)));
    keepFrom(clean, length);
    return true;
}

/// A full stop is part of an unsecured JWS ("header.payload."), so it goes only where it is one too many.
bool isPunctuationBehind(QByteArrayView text)
{
    const char last = text.back();
    if (QByteArrayView(",;)]>").contains(last))
        return true;
    const qsizetype dots = std::count(text.begin(), text.end(), '.');
    return last == '.' && !text.endsWith("..") && (dots == 1 || dots == 3 || dots == 5);
}

bool dropPunctuation(CleanText& clean)
{
    QByteArray punctuation;
    while (clean.text.size() > 1 && isPunctuationBehind(clean.text)) {
        punctuation.prepend(clean.text.back());
        clean.text.chop(1);
        if (punctuation.size() > 3)
            break;
    }
    if (punctuation.isEmpty())
        return false;
    say(clean, QStringLiteral("\"%1\" behind it").arg(QString::fromLatin1(punctuation)));
    trimSpace(clean);
    return true;
}

} // namespace

CleanText withoutInvisible(QByteArrayView pasted)
{
    CleanText clean{pasted.toByteArray(), {}};
    if (!isAscii(pasted))
        dropInvisible(clean);
    trimSpace(clean);
    return clean;
}

bool unwrapOnce(CleanText& clean)
{
    if (clean.text.isEmpty())
        return false;
    return dropAssignment(clean) || dropQuotes(clean) || dropWord(clean) || dropPunctuation(clean);
}

void joinWrappedToken(CleanText& clean)
{
    const qsizetype spaces = std::count_if(clean.text.cbegin(), clean.text.cend(), isSpace);
    const bool isToken = isAll(clean.text, [](char c) { return isSpace(c) || isTokenCharacter(c); });
    if (spaces == 0 || !isToken)
        return;
    const qsizetype breaks = clean.text.count('\n');
    clean.text.removeIf(isSpace);
    say(clean, breaks > 0 ? countOf(breaks, u"line break") + QStringLiteral(" inside")
                          : countOf(spaces, u"space") + QStringLiteral(" inside"));
}

} // namespace tessera

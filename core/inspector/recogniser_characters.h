// The questions every reader of pasted text asks of a character: ASCII, by table or comparison, no locale.
#pragma once

#include <QByteArrayView>

#include <algorithm>

namespace tessera {

inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

inline bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

inline bool isLetterOrDigit(char c)
{
    return isLetter(c) || isDigit(c);
}

inline bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

inline bool isSpace(char c)
{
    return isBlank(c) || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

/// RFC 9110 section 5.6.2
inline bool isHeaderNameCharacter(char c)
{
    return isLetterOrDigit(c) || (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

/// What tokens are made of, all kinds together: RFC 6750 section 2.1 b64token, and ':' of some makers.
inline bool isTokenCharacter(char c)
{
    return isLetterOrDigit(c) || (c != '\0' && QByteArrayView("-._~+/=:%").contains(c));
}

/// RFC 6265 blanks at both ends: space and tab alone.
inline QByteArrayView withoutBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

inline bool isEqualIgnoringCase(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

inline bool startsIgnoringCase(QByteArrayView text, QByteArrayView prefix)
{
    return text.size() >= prefix.size() && isEqualIgnoringCase(text.first(prefix.size()), prefix);
}

template <class Predicate>
bool isAll(QByteArrayView text, Predicate predicate)
{
    return std::all_of(text.begin(), text.end(), predicate);
}

/// Takes the text up to the next `separator` off the front; all of it, and leaves nothing, if there is none.
inline QByteArrayView takeUntil(QByteArrayView& text, char separator)
{
    const qsizetype at = text.indexOf(separator);
    const QByteArrayView taken = at < 0 ? text : text.first(at);
    text = at < 0 ? QByteArrayView() : text.sliced(at + 1);
    return taken;
}

/// The next line without its line break, "\r" included.
inline QByteArrayView takeLine(QByteArrayView& text)
{
    QByteArrayView line = takeUntil(text, '\n');
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace tessera

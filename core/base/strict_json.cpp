#include "core/base/strict_json.h"

#include <QJsonDocument>
#include <QSet>
#include <QStringDecoder>
#include <QVarLengthArray>

#include <cmath>
#include <cstdlib>

namespace tessera {
namespace {

/// QString::fromUtf8 would drop a byte order mark in front.
QString asItStands(QByteArrayView utf8)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder(utf8);
}

/// One pass over the text, RFC 8259. Remembers only the names of the objects it is inside of.
class Scanner
{
public:
    Scanner(QByteArrayView text, const JsonLimits& limits) : m_text(text), m_limits(limits) {}

    std::optional<Error> scan()
    {
        skipSpace();
        if (peek() != '{')
            return error(u"json.not_an_object", u"the text must start with {");
        if (!value(0))
            return m_error;
        skipSpace();
        if (m_at != m_text.size())
            return error(u"json.syntax", u"something follows the object");
        return std::nullopt;
    }

private:
    int peek() const { return m_at < m_text.size() ? static_cast<unsigned char>(m_text[m_at]) : -1; }

    void skipSpace()
    {
        while (m_at < m_text.size() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
            ++m_at;
    }

    Error error(QStringView code, QStringView what)
    {
        m_error = Error{
            ErrorKind::Malformed, code.toString(), QStringLiteral("%1, at byte %2").arg(what).arg(m_at), {}};
        return *m_error;
    }

    bool fail(QStringView code, QStringView what)
    {
        error(code, what);
        return false;
    }

    bool syntax(QStringView what) { return fail(u"json.syntax", what); }

    bool count()
    {
        return ++m_values <= m_limits.maxValues || fail(u"json.too_many_values", u"too many values");
    }

    bool value(int depth)
    {
        switch (peek()) {
        case '{':
            return object(depth + 1);
        case '[':
            return array(depth + 1);
        case '"':
            return string(nullptr);
        case 't':
            return word("true");
        case 'f':
            return word("false");
        case 'n':
            return word("null");
        default:
            return number();
        }
    }

    bool object(int depth)
    {
        if (depth > m_limits.maxDepth)
            return fail(u"json.depth", u"nested too deeply");
        ++m_at;
        skipSpace();
        if (peek() == '}')
            return ++m_at, true;
        QSet<QString> names;
        while (true) {
            QString name;
            if (peek() != '"')
                return syntax(u"a name in quotes is expected");
            if (!string(&name) || !count())
                return false;
            if (names.contains(name))
                return fail(u"json.duplicate_name",
                            QStringLiteral("the name %1 comes twice").arg(name.left(64)));
            names.insert(name);
            skipSpace();
            if (peek() != ':')
                return syntax(u"a colon is expected");
            ++m_at;
            skipSpace();
            if (!value(depth))
                return false;
            skipSpace();
            if (peek() == '}')
                return ++m_at, true;
            if (peek() != ',')
                return syntax(u"a comma or } is expected");
            ++m_at;
            skipSpace();
        }
    }

    bool array(int depth)
    {
        if (depth > m_limits.maxDepth)
            return fail(u"json.depth", u"nested too deeply");
        ++m_at;
        skipSpace();
        if (peek() == ']')
            return ++m_at, true;
        while (true) {
            if (!value(depth) || !count())
                return false;
            skipSpace();
            if (peek() == ']')
                return ++m_at, true;
            if (peek() != ',')
                return syntax(u"a comma or ] is expected");
            ++m_at;
            skipSpace();
        }
    }

    /// With `out`, the text with its escapes resolved, so that "iss" and "\u0069ss" count as the same name.
    bool string(QString* out)
    {
        ++m_at;
        qsizetype runStart = m_at;
        const auto flush = [&] {
            if (out)
                out->append(asItStands(m_text.sliced(runStart, m_at - runStart)));
        };
        while (true) {
            const int c = peek();
            if (c < 0)
                return syntax(u"a string has no end");
            if (c < 0x20)
                return syntax(u"a control character in a string");
            if (c == '"') {
                flush();
                return ++m_at, true;
            }
            if (c != '\\') {
                ++m_at;
                continue;
            }
            flush();
            ++m_at;
            if (!escape(out))
                return false;
            runStart = m_at;
        }
    }

    bool escape(QString* out)
    {
        static constexpr char kNames[] = "\"\\/bfnrt";
        static constexpr char kValues[] = "\"\\/\b\f\n\r\t";
        const int c = peek();
        if (c == 'u')
            return unicodeEscape(out);
        const char* found =
            c > 0 ? std::char_traits<char>::find(kNames, sizeof kNames - 1, static_cast<char>(c)) : nullptr;
        if (!found)
            return syntax(u"an unknown escape in a string");
        if (out)
            out->append(QLatin1Char(kValues[found - kNames]));
        return ++m_at, true;
    }

    bool unicodeEscape(QString* out)
    {
        const int first = hexUnit();
        if (first < 0)
            return syntax(u"\\u needs four hexadecimal digits");
        if (QChar::isLowSurrogate(static_cast<char32_t>(first)))
            return fail(u"json.encoding", u"a lone surrogate");
        if (out)
            out->append(QChar(static_cast<char16_t>(first)));
        if (!QChar::isHighSurrogate(static_cast<char32_t>(first)))
            return true;
        if (peek() != '\\' || m_at + 1 >= m_text.size() || m_text[m_at + 1] != 'u')
            return fail(u"json.encoding", u"a lone surrogate");
        ++m_at;
        const int second = hexUnit();
        if (second < 0 || !QChar::isLowSurrogate(static_cast<char32_t>(second)))
            return fail(u"json.encoding", u"a lone surrogate");
        if (out)
            out->append(QChar(static_cast<char16_t>(second)));
        return true;
    }

    /// Stands on 'u'; reads it and four digits. −1 if they are not there.
    int hexUnit()
    {
        if (m_at + 5 > m_text.size())
            return -1;
        bool ok = true;
        int unit = 0;
        for (int i = 1; i <= 4 && ok; ++i) {
            const char c = m_text[m_at + i];
            const int digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            ok = digit >= 0;
            unit = unit * 16 + digit;
        }
        if (!ok)
            return -1;
        m_at += 5;
        return unit;
    }

    bool word(const char* text)
    {
        const QByteArrayView wanted(text);
        if (!m_text.sliced(m_at).startsWith(wanted))
            return syntax(u"an unknown word");
        m_at += wanted.size();
        return true;
    }

    bool digits()
    {
        const qsizetype start = m_at;
        while (peek() >= '0' && peek() <= '9')
            ++m_at;
        return m_at > start;
    }

    bool number()
    {
        const qsizetype start = m_at;
        if (peek() == '-')
            ++m_at;
        if (peek() == '0')
            ++m_at;
        else if (!digits())
            return m_at = start, syntax(u"a value is expected");
        if (peek() == '.') {
            ++m_at;
            if (!digits())
                return syntax(u"a number ends in its point");
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (peek() == '+' || peek() == '-')
                ++m_at;
            if (!digits())
                return syntax(u"a number has an empty exponent");
        }
        // 1e400 would become infinity without a word.
        bool ok = false;
        const double parsed = m_text.sliced(start, m_at - start).toByteArray().toDouble(&ok);
        if (!ok || !std::isfinite(parsed))
            return fail(u"json.number_range", u"a number no computer can hold");
        return true;
    }

    QByteArrayView m_text;
    JsonLimits m_limits;
    qsizetype m_at = 0;
    int m_values = 0;
    std::optional<Error> m_error;
};

bool isValidUtf8(QByteArrayView text)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString decoded = decoder(text);
    return !decoder.hasError() && !decoded.startsWith(QChar(0xFEFF));
}

/// Qt drops a byte order mark that begins a string, so that two names may become one; written as an escape it
/// stays. The quote may also be an escaped one within a string: that says the same, too.
QByteArray withMarksEscaped(QByteArrayView text)
{
    return text.toByteArray().replace("\"\xEF\xBB\xBF", "\"\\uFEFF");
}

} // namespace

Result<QJsonObject> parseJsonObject(QByteArrayView text, const JsonLimits& limits)
{
    if (text.size() > limits.maxBytes)
        return failure(ErrorKind::Malformed, u"json.too_large",
                       QStringLiteral("%1 bytes, at most %2 are read").arg(text.size()).arg(limits.maxBytes));
    if (!isValidUtf8(text))
        return failure(ErrorKind::Malformed, u"json.encoding",
                       QStringLiteral("not UTF-8, or it starts with a byte order mark"));
    if (auto error = Scanner(text, limits).scan())
        return failure(*error);
    QJsonParseError parseError;
    const auto document = QJsonDocument::fromJson(withMarksEscaped(text), &parseError);
    if (!document.isObject())
        return failure(ErrorKind::Malformed, u"json.syntax", parseError.errorString());
    return document.object();
}

} // namespace tessera

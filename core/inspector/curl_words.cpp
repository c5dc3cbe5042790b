// The words of a shell command, IEEE 1003.1 section 2.2, and $'…' of its 2024 edition. Nothing is expanded.
#include "core/inspector/curl_command.h"
#include "core/inspector/recogniser_characters.h"

#include <QString>

namespace tessera {
namespace {

constexpr qsizetype kMostWords = 2000;

class ShellReader
{
public:
    explicit ShellReader(QByteArrayView text) : m_text(text) {}

    Result<ShellWords> read()
    {
        while (m_at < m_text.size() && !isEnd(peek())) {
            if (isBlank(peek()) || isContinuation())
                skipBlank();
            else if (!readWord())
                return failure(ErrorKind::Malformed, u"curl.quote");
            if (m_words.size() > kMostWords)
                return failure(ErrorKind::Malformed, u"curl.too_many");
        }
        return ShellWords{m_words, m_text.sliced(m_at).trimmed().isEmpty()};
    }

private:
    char peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    static bool isEnd(char c) { return QByteArrayView(";|&<>\n\r").contains(c) && c != '\0'; }

    bool isContinuation() const
    {
        return peek() == '\\' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'));
    }

    void skipBlank() { m_at += !isContinuation() ? 1 : peek(1) == '\n' ? 2 : 3; }

    bool readWord()
    {
        QByteArray word;
        while (m_at < m_text.size() && !isBlank(peek()) && !isEnd(peek())) {
            if (isContinuation())
                skipBlank();
            else if (!readPiece(word))
                return false;
        }
        m_words.append(word);
        return true;
    }

    bool readPiece(QByteArray& word)
    {
        if (peek() == '\'')
            return readSingle(word);
        if (peek() == '"')
            return readDouble(word);
        if (peek() == '$' && peek(1) == '\'')
            return readDollar(word);
        if (peek() == '\\')
            ++m_at;
        if (m_at < m_text.size())
            word.append(m_text[m_at++]);
        return true;
    }

    bool readSingle(QByteArray& word)
    {
        const qsizetype end = m_text.indexOf('\'', m_at + 1);
        if (end < 0)
            return false;
        word.append(m_text.sliced(m_at + 1, end - m_at - 1));
        m_at = end + 1;
        return true;
    }

    bool readDouble(QByteArray& word)
    {
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (peek() == '"')
                return ++m_at, true;
            if (isContinuation()) {
                m_at += peek(1) == '\n' ? 1 : 2;
                continue;
            }
            const bool isEscape =
                peek() == '\\' && peek(1) != '\0' && QByteArrayView("$`\"\\").contains(peek(1));
            m_at += isEscape ? 1 : 0;
            word.append(peek());
        }
        return false;
    }

    bool readDollar(QByteArray& word)
    {
        for (m_at += 2; m_at < m_text.size();) {
            if (peek() == '\'')
                return ++m_at, true;
            if (peek() == '\\')
                readEscape(word);
            else
                word.append(m_text[m_at++]);
        }
        return false;
    }

    void readEscape(QByteArray& word)
    {
        constexpr QByteArrayView letters("abefnrtv\\'\"?");
        constexpr QByteArrayView meanings("\a\b\x1B\f\n\r\t\v\\'\"?");
        const char letter = peek(1);
        m_at += 2;
        if (letter == 'x' || letter == 'u' || letter == 'U')
            return appendCode(word, readNumber(16, letter == 'x' ? 2 : letter == 'u' ? 4 : 8), letter == 'x');
        if (letter >= '0' && letter <= '7') {
            --m_at;
            return appendCode(word, readNumber(8, 3), true);
        }
        const qsizetype known = letter == '\0' ? -1 : letters.indexOf(letter);
        if (known >= 0)
            word.append(meanings[known]);
        else
            word.append('\\').append(letter);
    }

    uint readNumber(int base, int most)
    {
        const qsizetype begin = m_at;
        uint number = 0;
        bool isNumber = true;
        while (m_at - begin < most && isNumber && m_at < m_text.size()) {
            const uint digit = m_text.sliced(m_at, 1).toUInt(&isNumber, base);
            if (isNumber) {
                number = number * static_cast<uint>(base) + digit;
                ++m_at;
            }
        }
        return number;
    }

    static QByteArray utf8Of(char32_t code) { return QString::fromUcs4(&code, 1).toUtf8(); }

    static void appendCode(QByteArray& word, uint code, bool isByte)
    {
        if (isByte)
            word.append(static_cast<char>(code & 0xFFU));
        else if (code <= 0x10FFFF)
            word.append(utf8Of(code));
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    QList<QByteArray> m_words;
};

} // namespace

Result<ShellWords> splitShellWords(QByteArrayView text)
{
    return ShellReader(text).read();
}

} // namespace tessera

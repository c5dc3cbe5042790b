#include "core/inspector/curl_command.h"

#include "core/inspector/recogniser_characters.h"

#include <array>

namespace tessera {
namespace {

/// What an option's argument is to us.
enum class Argument { Unused, Header, User, Cookie, Body, RawBody, Method, Referer, Url, Bearer, File };

struct Option
{
    QByteArrayView longName;
    char shortName; ///< '\0': none
    Argument argument;
};

/// Only options that take an argument; everything else is a switch.
constexpr std::array kOptions{
    Option{"header", 'H', Argument::Header},
    Option{"proxy-header", '\0', Argument::Header},
    Option{"user", 'u', Argument::User},
    Option{"proxy-user", 'U', Argument::User},
    Option{"cookie", 'b', Argument::Cookie},
    Option{"data", 'd', Argument::Body},
    Option{"data-ascii", '\0', Argument::Body},
    Option{"data-binary", '\0', Argument::Body},
    Option{"data-raw", '\0', Argument::RawBody},
    Option{"data-urlencode", '\0', Argument::Body},
    Option{"json", '\0', Argument::Body},
    Option{"form", 'F', Argument::Body},
    Option{"form-string", '\0', Argument::RawBody},
    Option{"request", 'X', Argument::Method},
    Option{"referer", 'e', Argument::Referer},
    Option{"url", '\0', Argument::Url},
    Option{"oauth2-bearer", '\0', Argument::Bearer},
    Option{"config", 'K', Argument::File},
    Option{"netrc-file", '\0', Argument::File},
    Option{"user-agent", 'A', Argument::Unused},
    Option{"cookie-jar", 'c', Argument::Unused},
    Option{"cert", 'E', Argument::Unused},
    Option{"key", '\0', Argument::Unused},
    Option{"pass", '\0', Argument::Unused},
    Option{"cacert", '\0', Argument::Unused},
    Option{"capath", '\0', Argument::Unused},
    Option{"ciphers", '\0', Argument::Unused},
    Option{"connect-timeout", '\0', Argument::Unused},
    Option{"max-time", 'm', Argument::Unused},
    Option{"output", 'o', Argument::Unused},
    Option{"output-dir", '\0', Argument::Unused},
    Option{"proxy", 'x', Argument::Unused},
    Option{"resolve", '\0', Argument::Unused},
    Option{"connect-to", '\0', Argument::Unused},
    Option{"retry", '\0', Argument::Unused},
    Option{"retry-delay", '\0', Argument::Unused},
    Option{"retry-max-time", '\0', Argument::Unused},
    Option{"upload-file", 'T', Argument::Unused},
    Option{"write-out", 'w', Argument::Unused},
    Option{"dump-header", 'D', Argument::Unused},
    Option{"range", 'r', Argument::Unused},
    Option{"continue-at", 'C', Argument::Unused},
    Option{"interface", '\0', Argument::Unused},
    Option{"limit-rate", '\0', Argument::Unused},
    Option{"max-redirs", '\0', Argument::Unused},
    Option{"noproxy", '\0', Argument::Unused},
    Option{"trace", '\0', Argument::Unused},
    Option{"trace-ascii", '\0', Argument::Unused},
    Option{"stderr", '\0', Argument::Unused},
    Option{"unix-socket", '\0', Argument::Unused},
    Option{"aws-sigv4", '\0', Argument::Unused},
    Option{"speed-limit", 'Y', Argument::Unused},
    Option{"speed-time", 'y', Argument::Unused},
    Option{"time-cond", 'z', Argument::Unused},
    Option{"quote", 'Q', Argument::Unused},
    Option{"telnet-option", 't', Argument::Unused},
    Option{"ftp-port", 'P', Argument::Unused},
};

const Option* findLong(QByteArrayView name)
{
    const auto it = std::find_if(kOptions.begin(), kOptions.end(),
                                 [&](const Option& option) { return option.longName == name; });
    return it == kOptions.end() ? nullptr : &*it;
}

const Option* findShort(char letter)
{
    const auto it = std::find_if(kOptions.begin(), kOptions.end(),
                                 [&](const Option& option) { return option.shortName == letter; });
    return it == kOptions.end() ? nullptr : &*it;
}

class Reader
{
public:
    explicit Reader(QList<QByteArray> words) : m_words(std::move(words)) {}

    CurlCommand read()
    {
        for (m_at = firstWord(); m_at < m_words.size(); ++m_at) {
            const QByteArray& word = m_words[m_at];
            if (word.startsWith("--") && word.size() > 2)
                readLong(word.sliced(2));
            else if (word.startsWith('-') && word.size() > 1)
                readShort(word);
            else if (!word.isEmpty())
                m_command.urls.append(word);
        }
        return m_command;
    }

private:
    /// Behind a prompt and "curl".
    qsizetype firstWord() const
    {
        for (qsizetype i = 0; i < qMin<qsizetype>(2, m_words.size()); ++i) {
            if (startsIgnoringCase(m_words[i], "curl"))
                return i + 1;
        }
        return 1;
    }

    void readLong(const QByteArray& name)
    {
        if (const Option* option = findLong(name))
            take(*option, ++m_at < m_words.size() ? m_words[m_at] : QByteArray());
        else
            readSwitch(name);
    }

    void readSwitch(const QByteArray& name)
    {
        m_command.isInsecure = m_command.isInsecure || name == "insecure";
        m_command.readsFiles = m_command.readsFiles || name == "netrc" || name == "netrc-optional";
    }

    /// "-sSLH", "-XPOST": letters, the last of which may have its argument in the same word.
    void readShort(const QByteArray& word)
    {
        for (qsizetype i = 1; i < word.size(); ++i) {
            m_command.isInsecure = m_command.isInsecure || word[i] == 'k';
            m_command.readsFiles = m_command.readsFiles || word[i] == 'n';
            const Option* option = findShort(word[i]);
            if (!option)
                continue;
            const bool isHere = i + 1 < word.size();
            const QByteArray next = !isHere && m_at + 1 < m_words.size() ? m_words[++m_at] : QByteArray();
            return take(*option, isHere ? word.sliced(i + 1) : next);
        }
    }

    void take(const Option& option, const QByteArray& argument)
    {
        const bool isFile = argument.startsWith('@') || option.argument == Argument::File ||
                            (option.argument == Argument::Cookie && !argument.contains('='));
        const bool mayBeFile = option.argument == Argument::Header || option.argument == Argument::Body ||
                               option.argument == Argument::File || option.argument == Argument::Cookie;
        if (isFile && mayBeFile)
            m_command.readsFiles = true;
        else
            keep(option.argument, argument);
    }

    void keep(Argument kind, const QByteArray& argument)
    {
        const std::pair<Argument, QList<QByteArray>*> lists[] = {
            {Argument::Header, &m_command.headers}, {Argument::User, &m_command.users},
            {Argument::Cookie, &m_command.cookies}, {Argument::Body, &m_command.bodies},
            {Argument::RawBody, &m_command.bodies}, {Argument::Url, &m_command.urls},
            {Argument::Bearer, &m_command.bearers}};
        for (const auto& [name, list] : lists) {
            if (name == kind)
                list->append(argument);
        }
        if (kind == Argument::Method)
            m_command.method = argument;
        if (kind == Argument::Referer)
            m_command.referer = argument;
    }

    QList<QByteArray> m_words;
    qsizetype m_at = 0;
    CurlCommand m_command;
};

} // namespace

Result<CurlCommand> parseCurlCommand(QByteArrayView text)
{
    // A prompt of a terminal: "> " and "# " would end a command or hide it.
    for (const QByteArrayView prompt : {"$ ", "# ", "> "}) {
        if (text.startsWith(prompt))
            text = text.sliced(prompt.size());
    }
    const auto words = splitShellWords(text);
    if (!words)
        return failure(words.error());
    CurlCommand command = Reader(words->words).read();
    command.isWhole = words->isWhole;
    return command;
}

} // namespace tessera

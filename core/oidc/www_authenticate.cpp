#include "core/oidc/www_authenticate.h"

#include <algorithm>
#include <optional>

namespace tessera {
namespace {

constexpr qsizetype kMaxBytes = 8 * 1024;
constexpr int kMaxItems = 32;

bool isAlphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// RFC 9110 section 5.6.2
bool isTokenCharacter(char c)
{
    return isAlphanumeric(c) || (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

bool isToken68Character(char c)
{
    return isAlphanumeric(c) || (c != '\0' && QByteArrayView("-._~+/").contains(c));
}

/// RFC 9110 section 5.6.4, without obs-text: what RFC 6750 sends is ASCII.
bool isQuotedCharacter(char c)
{
    return c == '\t' || (c >= ' ' && c <= '~');
}

class Parser
{
public:
    explicit Parser(QByteArrayView text) : m_text(text) {}

    Result<QList<AuthenticationChallenge>> parse()
    {
        QList<AuthenticationChallenge> challenges;
        skipCommas();
        while (!atEnd()) {
            if (++m_items > kMaxItems)
                return failure(ErrorKind::Malformed, u"www_authenticate.too_large");
            AuthenticationChallenge challenge;
            if (!readChallenge(challenge))
                return failure(ErrorKind::Malformed, m_code, QStringLiteral("at byte %1").arg(m_at));
            challenges.append(challenge);
        }
        return challenges;
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }

    bool fail(QStringView code)
    {
        m_code = code;
        return false;
    }

    bool skipSpace()
    {
        const qsizetype start = m_at;
        while (peek() == ' ' || peek() == '\t')
            ++m_at;
        return m_at > start;
    }

    /// RFC 9110 section 5.6.1.2: empty list elements count for nothing. Returns whether there was a comma.
    bool skipCommas()
    {
        bool comma = false;
        skipSpace();
        while (peek() == ',') {
            comma = true;
            ++m_at;
            skipSpace();
        }
        return comma;
    }

    QByteArray readToken()
    {
        const qsizetype start = m_at;
        while (isTokenCharacter(peek()))
            ++m_at;
        return m_text.sliced(start, m_at - start).toByteArray();
    }

    /// Stands before the scheme; ends before the next challenge or at the end.
    bool readChallenge(AuthenticationChallenge& challenge)
    {
        challenge.scheme = readToken().toLower();
        if (challenge.scheme.isEmpty())
            return fail(u"www_authenticate.syntax");
        const bool space = skipSpace();
        if (atEnd() || peek() == ',')
            return skipCommas(), true;
        if (!space)
            return fail(u"www_authenticate.syntax");
        if (readToken68(challenge.token68))
            return skipCommas(), true;
        return readParameters(challenge);
    }

    /// Takes it only if a list element ends behind it: "abc=" is one, "abc=d" is a parameter.
    bool readToken68(QByteArray& token68)
    {
        const qsizetype start = m_at;
        while (isToken68Character(peek()))
            ++m_at;
        const bool some = m_at > start;
        while (some && peek() == '=')
            ++m_at;
        const qsizetype end = m_at;
        skipSpace();
        if (some && (atEnd() || peek() == ',')) {
            token68 = m_text.sliced(start, end - start).toByteArray();
            return true;
        }
        m_at = start;
        return false;
    }

    /// A name followed by "=": else it is the scheme of the next challenge.
    std::optional<QByteArray> readParameterName()
    {
        const qsizetype start = m_at;
        const QByteArray name = readToken().toLower();
        skipSpace();
        if (name.isEmpty() || peek() != '=') {
            m_at = start;
            return std::nullopt;
        }
        ++m_at;
        skipSpace();
        return name;
    }

    bool readParameters(AuthenticationChallenge& challenge)
    {
        bool more = true;
        while (more && !atEnd()) {
            const std::optional<QByteArray> name = readParameterName();
            if (!name)
                // The first thing behind a scheme must be its own; later, a new challenge may begin.
                return !challenge.parameters.isEmpty() || fail(u"www_authenticate.syntax");
            HttpHeader parameter{*name, {}};
            if (!readValue(parameter.value))
                return fail(u"www_authenticate.syntax");
            if (!addParameter(challenge, parameter))
                return false;
            more = skipCommas();
        }
        return atEnd() || fail(u"www_authenticate.syntax");
    }

    bool addParameter(AuthenticationChallenge& challenge, const HttpHeader& parameter)
    {
        if (++m_items > kMaxItems)
            return fail(u"www_authenticate.too_large");
        const bool repeated = std::any_of(challenge.parameters.cbegin(), challenge.parameters.cend(),
                                          [&](const HttpHeader& p) { return p.name == parameter.name; });
        if (repeated)
            return fail(u"www_authenticate.repeated");
        challenge.parameters.append(parameter);
        return true;
    }

    bool readValue(QByteArray& value)
    {
        if (peek() == '"')
            return readQuoted(value);
        value = readToken();
        return !value.isEmpty();
    }

    bool readQuoted(QByteArray& value)
    {
        for (++m_at; !atEnd(); ++m_at) {
            if (peek() == '"')
                return ++m_at, true;
            if (peek() == '\\')
                ++m_at;
            if (!isQuotedCharacter(peek()))
                return false;
            value.append(peek());
        }
        return false;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_items = 0;
    QStringView m_code;
};

QString errorOfScheme(const HttpResponse& response, QByteArrayView scheme)
{
    for (const HttpHeader& header : response.headers) {
        if (header.name.compare("WWW-Authenticate", Qt::CaseInsensitive) != 0)
            continue;
        const auto challenges = parseWwwAuthenticate(header.value);
        if (!challenges)
            continue;
        for (const AuthenticationChallenge& challenge : *challenges) {
            if (challenge.scheme == scheme && !challenge.parameter("error").isEmpty())
                return QString::fromLatin1(challenge.parameter("error"));
        }
    }
    return {};
}

} // namespace

QByteArray AuthenticationChallenge::parameter(QByteArrayView name) const
{
    const auto it = std::find_if(parameters.begin(), parameters.end(),
                                 [&](const HttpHeader& p) { return p.name == name; });
    return it == parameters.end() ? QByteArray() : it->value;
}

Result<QList<AuthenticationChallenge>> parseWwwAuthenticate(QByteArrayView value)
{
    if (value.size() > kMaxBytes)
        return failure(ErrorKind::Malformed, u"www_authenticate.too_large");
    return Parser(value).parse();
}

QString bearerError(const HttpResponse& response)
{
    return errorOfScheme(response, "bearer");
}

QString dpopError(const HttpResponse& response)
{
    return errorOfScheme(response, "dpop");
}
} // namespace tessera

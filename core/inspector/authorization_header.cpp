#include "core/inspector/authorization_header.h"

#include "core/base/logging.h"
#include "core/inspector/findings.h"
#include "core/inspector/masked.h"
#include "core/inspector/opaque_report.h"
#include "core/inspector/recogniser.h"
#include "core/inspector/recogniser_characters.h"

#include <array>

namespace tessera {
namespace {

struct Credentials
{
    QByteArrayView scheme;
    QByteArrayView rest;
};

Credentials split(QByteArrayView value)
{
    qsizetype at = 0;
    while (at < value.size() && !isSpace(value[at]))
        ++at;
    return {value.first(at), value.sliced(at).trimmed()};
}

struct Scheme
{
    QByteArrayView name;
    QStringView meaning;
};

constexpr std::array kSchemes{
    Scheme{"Bearer", u"Whoever holds the token may use it"},
    Scheme{"Basic", u"Name and password with every request"},
    Scheme{"DPoP", u"A token bound to a key; each request needs a proof beside it"},
    Scheme{"Digest", u"A hash of name, password and request"},
    Scheme{"Negotiate", u"Kerberos or NTLM, by a ticket of the network"},
    Scheme{"NTLM", u"The sign-in of Windows networks"},
    Scheme{"AWS4-HMAC-SHA256", u"Signature over the request with an AWS key"},
    Scheme{"ApiKey", u"A key without a standard"},
    Scheme{"Token", u"A token under a name without a standard"},
    Scheme{"OAuth", u"OAuth 1.0, a signature over the request"},
    Scheme{"GNAP", u"A token of RFC 9635"},
};

const Scheme* findScheme(QByteArrayView name)
{
    const auto it = std::find_if(kSchemes.begin(), kSchemes.end(), [&](const Scheme& scheme) {
        return isEqualIgnoringCase(scheme.name, name);
    });
    return it == kSchemes.end() ? nullptr : &*it;
}

QByteArray withoutSpace(QByteArrayView text)
{
    QByteArray joined = text.toByteArray();
    joined.removeIf(isSpace);
    return joined;
}

void inspectBasic(TokenReport& report, QByteArrayView encoded)
{
    const auto bytes =
        QByteArray::fromBase64Encoding(encoded.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || !(*bytes).contains(':')) {
        report.fields.append({QStringLiteral("credentials"), hiddenText(encoded), {}});
        addFinding(report, u"authorization.basic_malformed", Finding::Error);
        return;
    }
    inspectUserAndPassword(report, *bytes);
}

void inspectTokenCredentials(TokenReport& report, QByteArrayView rest, TimePoint now)
{
    const QByteArray token = withoutSpace(rest);
    report.fields.append({QStringLiteral("token"), hiddenText(token), {}});
    if (token.size() != rest.size())
        addFinding(report, u"authorization.space", Finding::Warning);
    if (!token.isEmpty())
        report.parts.push_back({QStringLiteral("Authorization"), inspectedToken(token, now)});
}

void inspectScheme(TokenReport& report, const Credentials& credentials, TimePoint now)
{
    const QByteArrayView scheme = credentials.scheme;
    if (isEqualIgnoringCase(scheme, "Basic"))
        return inspectBasic(report, withoutSpace(credentials.rest));
    if (isEqualIgnoringCase(scheme, "DPoP"))
        addFinding(report, u"authorization.dpop", Finding::Note);
    const bool isToken = isEqualIgnoringCase(scheme, "Bearer") || isEqualIgnoringCase(scheme, "DPoP") ||
                         isEqualIgnoringCase(scheme, "Token") || isEqualIgnoringCase(scheme, "GNAP");
    if (isToken)
        return inspectTokenCredentials(report, credentials.rest, now);
    report.fields.append({QStringLiteral("credentials"), hiddenText(credentials.rest), {}});
}

} // namespace

QByteArray bearerJose(QByteArrayView value)
{
    const Credentials credentials = split(value.trimmed());
    const QByteArray token =
        isEqualIgnoringCase(credentials.scheme, "Bearer") ? withoutSpace(credentials.rest) : QByteArray();
    return isPlainCompact(token) ? token : QByteArray();
}

void inspectUserAndPassword(TokenReport& report, QByteArrayView credentials)
{
    QByteArrayView password = credentials;
    const QByteArrayView user = takeUntil(password, ':');
    report.fields.append({QStringLiteral("user"), printable(QString::fromUtf8(user.toByteArray()), 120), {}});
    report.fields.append({QStringLiteral("password"), hiddenText(password), {}});
    addFinding(report, u"authorization.basic", Finding::Warning);
}

void inspectAuthorization(TokenReport& report, QByteArrayView value, TimePoint now)
{
    report.kind = QStringLiteral("authorization");
    const Credentials credentials = split(value.trimmed());
    const Scheme* known = findScheme(credentials.scheme);
    if (!known && (credentials.rest.isEmpty() || !isAll(credentials.scheme, isHeaderNameCharacter))) {
        report.title = QStringLiteral("Authorization header without a scheme");
        report.fields.append({QStringLiteral("credentials"), hiddenText(value.trimmed()), {}});
        addFinding(report, u"authorization.no_scheme", Finding::Error);
        return;
    }
    const QString scheme = QString::fromLatin1((known ? known->name : credentials.scheme).toByteArray());
    const QString shown = known || scheme.size() <= 20 ? printable(scheme) : hiddenText(credentials.scheme);
    report.title = QStringLiteral("Authorization header (%1)").arg(shown);
    report.fields.append({QStringLiteral("scheme"), shown, known ? known->meaning.toString() : QString()});
    inspectScheme(report, credentials, now);
}

} // namespace tessera

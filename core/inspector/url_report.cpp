#include "core/inspector/url_report.h"

#include "core/base/logging.h"
#include "core/inspector/findings.h"
#include "core/inspector/masked.h"
#include "core/inspector/opaque_report.h"
#include "core/inspector/recogniser_characters.h"
#include "core/inspector/url_parameters.h"
#include "core/net/form_body.h"

#include <QUrl>

namespace tessera {
namespace {

constexpr qsizetype kLongestShownPiece = 20;

qsizetype schemeLength(QByteArrayView text)
{
    qsizetype at = 0;
    while (at < text.size() &&
           (isLetterOrDigit(text[at]) || (at > 0 && QByteArrayView("+-.").contains(text[at]))))
        ++at;
    const bool isScheme = at > 0 && at < text.size() && text[at] == ':' && isLetter(text.front());
    return isScheme ? at : 0;
}

/// Is a member of `encoded` one of those that OAuth knows as a secret or an error?
bool hasKnownMember(QByteArrayView encoded)
{
    while (!encoded.isEmpty()) {
        QByteArrayView piece = takeUntil(encoded, '&');
        const bool hasValue = piece.contains('=');
        const UrlParameter* known = findUrlParameter(takeUntil(piece, '='));
        if (hasValue && known)
            return true;
    }
    return false;
}

QByteArray withoutLineBreaks(QByteArrayView text)
{
    QByteArray joined = text.toByteArray();
    joined.removeIf([](char c) { return c == '\r' || c == '\n'; });
    return joined;
}

bool isLoopback(const QString& host)
{
    return host == u"localhost" || host == u"::1" || host.startsWith(u"127.");
}

/// Long pieces with letters and digits, and whatever is known as a token: hook addresses are keys.
QString harmlessPiece(const QString& piece)
{
    const QByteArray bytes = piece.toUtf8();
    const bool isRandom = bytes.size() > kLongestShownPiece &&
                          std::any_of(bytes.begin(), bytes.end(), isDigit) &&
                          std::any_of(bytes.begin(), bytes.end(), isLetter);
    return isRandom || holdsToken(bytes) ? QStringLiteral("(%1)").arg(hiddenText(bytes)) : piece;
}

void judgeAddress(TokenReport& report, const QUrl& url)
{
    if (!url.userName().isEmpty() || !url.password().isEmpty()) {
        report.fields.append({QStringLiteral("user"), hiddenText(url.userName().toUtf8()), {}});
        report.fields.append({QStringLiteral("password"), hiddenText(url.password().toUtf8()), {}});
        addFinding(report, u"url.user_info", Finding::Error);
    }
    const bool carriesSecret = !report.findings.isEmpty() &&
                               std::any_of(report.findings.cbegin(), report.findings.cend(),
                                           [](const Finding& f) { return f.code.startsWith(u"url."); });
    if (carriesSecret && url.scheme() == u"http" && !isLoopback(url.host()))
        addFinding(report, u"url.plain_http", Finding::Error,
                   QStringLiteral("The host is %1.").arg(printable(url.host(), 80)));
}

/// An authorization request has faults of its own.
void judgeRequest(TokenReport& report, const FormFields& fields)
{
    const auto value = [&](QStringView name) {
        const auto it =
            std::find_if(fields.begin(), fields.end(), [&](const FormField& f) { return f.name == name; });
        return it == fields.end() ? QString() : it->value;
    };
    const QStringList types = value(u"response_type").split(u' ', Qt::SkipEmptyParts);
    if (types.isEmpty() || value(u"client_id").isEmpty())
        return;
    report.title = QStringLiteral("Authorization request");
    if (types.contains(u"token"))
        addFinding(report, u"url.implicit", Finding::Warning);
    if (types.contains(u"code") && value(u"code_challenge").isEmpty())
        addFinding(report, u"url.no_pkce", Finding::Warning);
    if (value(u"code_challenge_method") == u"plain")
        addFinding(report, u"url.pkce_plain", Finding::Warning);
}

void addParameter(TokenReport& report, const FormField& field, const QString& where, TimePoint now)
{
    const QByteArray name = field.name.toUtf8();
    const QByteArray value = field.value.toUtf8();
    const UrlParameter* known = findUrlParameter(name);
    const bool isToken = holdsToken(value);
    const bool isShown = known && known->isShown && !isToken;
    report.fields.append({printable(field.name, 60),
                          isShown ? printable(field.value, 300) : hiddenText(value),
                          known ? known->meaning.toString() : QString()});
    if (name == "redirect_uri")
        report.fields.last().value = harmlessAddress(value);
    if (isToken)
        report.parts.push_back({printable(field.name, 60), inspectedToken(value, now)});
    if (where == u"body" || value.isEmpty())
        return;
    const QString detail = QStringLiteral("It stands in the %1.").arg(where);
    if (known && !known->finding.isEmpty())
        addFinding(report, known->finding, known->severity, detail);
    else if (isToken)
        addFinding(report, u"url.token", Finding::Error,
                   QStringLiteral("\"%1\" stands in the %2.").arg(printable(field.name, 60), where));
}

QString titleOf(const TokenReport& report)
{
    const auto has = [&](QStringView code) {
        return std::any_of(report.findings.begin(), report.findings.end(),
                           [&](const Finding& finding) { return finding.code == code; });
    };
    if (has(u"url.access_token") || has(u"url.token") || has(u"url.refresh_token"))
        return QStringLiteral("Address with a token in it");
    if (has(u"url.code"))
        return QStringLiteral("Redirect with an authorization code");
    if (has(u"url.id_token"))
        return QStringLiteral("Address with an ID token in it");
    if (has(u"url.error"))
        return QStringLiteral("Redirect with an error");
    return QStringLiteral("Address");
}

} // namespace

bool looksLikeUrl(QByteArrayView text)
{
    const bool isOneWord = !std::any_of(text.begin(), text.end(), [](char c) { return isBlank(c); });
    if (!isOneWord)
        return false;
    if (text.startsWith('?') || text.startsWith('#'))
        return hasKnownMember(text.sliced(1));
    const qsizetype scheme = schemeLength(text);
    if (scheme > 0 && text.sliced(scheme).startsWith("://"))
        return true;
    const qsizetype query = text.indexOf('?');
    const qsizetype fragment = text.indexOf('#');
    if (scheme > 0 && query > scheme)
        return hasKnownMember(text.sliced(query + 1));
    if (scheme > 0 && fragment > scheme)
        return hasKnownMember(text.sliced(fragment + 1));
    return text.contains('&') && !text.startsWith('&') && hasKnownMember(text);
}

QString harmlessAddress(QByteArrayView text)
{
    const QUrl url = QUrl::fromEncoded(text.toByteArray(), QUrl::TolerantMode);
    QStringList pieces = url.path(QUrl::FullyEncoded).split(u'/');
    for (QString& piece : pieces)
        piece = harmlessPiece(piece);
    const QString scheme = url.scheme().isEmpty() ? QString() : url.scheme() + u':';
    const QString port = url.port() < 0 ? QString() : QStringLiteral(":%1").arg(url.port());
    const QString host =
        url.host().isEmpty() ? QString() : QStringLiteral("//") + url.host(QUrl::FullyEncoded) + port;
    return printable(scheme + host + pieces.join(u'/'), 300);
}

void inspectParameters(TokenReport& report, QByteArrayView encoded, const QString& where, TimePoint now)
{
    if (encoded.isEmpty())
        return;
    const auto fields = decodeForm(encoded);
    if (!fields) {
        addFinding(report, fields.error());
        return;
    }
    for (const FormField& field : *fields) {
        addParameter(report, field, where, now);
        if (field.name == u"error" && where != u"body")
            addFinding(report, u"url.error", Finding::Warning,
                       QStringLiteral("The server says \"%1\".").arg(printable(field.value, 100)));
    }
    judgeRequest(report, *fields);
}

void inspectUrl(TokenReport& report, QByteArrayView text, TimePoint now)
{
    const QByteArray address = withoutLineBreaks(text);
    report.kind = QStringLiteral("url");
    const qsizetype fragmentAt = address.indexOf('#');
    const QByteArrayView fragment =
        fragmentAt < 0 ? QByteArrayView() : QByteArrayView(address).sliced(fragmentAt + 1);
    const QByteArrayView front =
        fragmentAt < 0 ? QByteArrayView(address) : QByteArrayView(address).first(fragmentAt);
    const qsizetype queryAt = front.indexOf('?');
    const bool isForm = schemeLength(front) == 0 && queryAt < 0 && fragmentAt < 0;
    if (!isForm && queryAt != 0 && fragmentAt != 0)
        report.fields.append({QStringLiteral("address"), harmlessAddress(front), {}});
    inspectParameters(report,
                      isForm        ? front
                      : queryAt < 0 ? QByteArrayView()
                                    : front.sliced(queryAt + 1),
                      isForm ? QStringLiteral("body") : QStringLiteral("query"), now);
    if (fragment.contains('='))
        inspectParameters(report, fragment, QStringLiteral("fragment"), now);
    judgeAddress(report, QUrl::fromEncoded(front.toByteArray(), QUrl::TolerantMode));
    if (isForm)
        report.title = QStringLiteral("Form body of a token request or answer");
    if (report.title.isEmpty())
        report.title = titleOf(report);
}

} // namespace tessera

#include "core/inspector/cookie_report.h"

#include "core/base/logging.h"
#include "core/inspector/cookie_value.h"
#include "core/inspector/findings.h"
#include "core/inspector/masked.h"
#include "core/inspector/opaque_report.h"
#include "core/inspector/recogniser_characters.h"
#include "core/inspector/session_cookies.h"
#include "core/inspector/session_id.h"

#include <QHash>
#include <QtMath>

namespace tessera {
namespace {

QString meaningOf(const CookiePair& pair, const CookieContent& content)
{
    QStringList words;
    if (const SessionCookie* known = findSessionCookie(pair.name))
        words.append(QStringLiteral("Session of %1.").arg(known->framework));
    else if (looksLikeSessionCookie(pair.name))
        words.append(QStringLiteral("A session, by its name."));
    if (!content.box.isEmpty())
        words.append(content.box + u'.');
    if (!content.token.isEmpty())
        words.append(QStringLiteral("Holds a token."));
    return words.join(u' ');
}

void judgeIdentifier(TokenReport& report, const QString& name, QByteArrayView identifier, TimePoint now)
{
    const SessionIdEstimate estimate = estimateSessionId(identifier, now);
    const QString detail =
        QStringLiteral("\"%1\": %2 At most %3 bits.").arg(name, estimate.words).arg(qFloor(estimate.bits));
    if (estimate.isGuessable())
        addFinding(report, u"session.id_guessable", Finding::Error, detail);
    else if (estimate.bits < kLeastSessionBits)
        addFinding(report, u"session.id_short", Finding::Warning, detail);
}

/// A name the framework gives by default tells an attacker what to try.
void judgeName(TokenReport& report, const CookiePair& pair)
{
    const SessionCookie* known = findSessionCookie(pair.name);
    if (known && cookiePrefix(pair.name).isEmpty())
        addFinding(report, u"session.default_name", Finding::Note,
                   QStringLiteral("\"%1\" is the name %2 gives.")
                       .arg(cookieNameForPeople(pair.name), known->framework));
}

void judgeRepeated(TokenReport& report, const QList<CookiePair>& pairs)
{
    QHash<QByteArray, int> counts;
    for (const CookiePair& pair : pairs) {
        if (++counts[pair.name] == 2)
            addFinding(report, u"cookie.repeated", Finding::Warning,
                       QStringLiteral("\"%1\" is there more than once.").arg(cookieNameForPeople(pair.name)));
    }
}

/// Attributes stand in Set-Cookie alone.
void judgeAttributes(TokenReport& report, const QList<CookiePair>& pairs)
{
    for (const CookiePair& pair : pairs) {
        for (const QByteArrayView name :
             {"path", "domain", "httponly", "secure", "samesite", "max-age", "expires"}) {
            const bool isAttribute = isEqualIgnoringCase(pair.name.isEmpty() ? pair.value : pair.name, name);
            if (!isAttribute)
                continue;
            addFinding(report, u"cookie.attribute", Finding::Warning,
                       QStringLiteral("\"%1\" is there.").arg(QString::fromLatin1(name.toByteArray())));
            return;
        }
    }
}

} // namespace

QList<CookiePair> parseCookieHeader(QByteArrayView value)
{
    QList<CookiePair> pairs;
    while (!value.isEmpty() && pairs.size() < kMostCookiePairs) {
        QByteArrayView piece = takeUntil(value, ';').trimmed();
        if (piece.isEmpty())
            continue;
        CookiePair pair;
        if (piece.contains('='))
            pair.name = takeUntil(piece, '=').trimmed().toByteArray();
        pair.value = piece.trimmed().toByteArray();
        pairs.append(pair);
    }
    return pairs;
}

void inspectCookiePair(TokenReport& report, const CookiePair& pair, TimePoint now)
{
    const CookieContent content = readCookieValue(pair.value);
    const QString name = cookieNameForPeople(pair.name);
    report.fields.append({name, hiddenText(pair.value), meaningOf(pair, content)});
    if (!content.token.isEmpty())
        report.parts.push_back({QStringLiteral("cookie %1").arg(name), inspectedToken(content.token, now)});
    if (!content.box.isEmpty())
        addFinding(report, content.isReadable ? u"cookie.signed_box" : u"cookie.box", Finding::Note,
                   QStringLiteral("\"%1\": %2.").arg(name, content.box));
    judgeName(report, pair);
    if (looksLikeSessionCookie(pair.name) && !content.identifier.isEmpty())
        judgeIdentifier(report, name, content.identifier, now);
}

void inspectCookie(TokenReport& report, QByteArrayView value, TimePoint now)
{
    report.kind = QStringLiteral("cookie");
    const QList<CookiePair> pairs = parseCookieHeader(value);
    report.title = QStringLiteral("Cookie header with %1").arg(countOf(pairs.size(), u"cookie"));
    if (pairs.isEmpty())
        addFinding(report, u"cookie.empty", Finding::Warning);
    if (pairs.size() == kMostCookiePairs)
        addFinding(report, u"cookie.too_many", Finding::Warning);
    for (const CookiePair& pair : pairs)
        inspectCookiePair(report, pair, now);
    judgeRepeated(report, pairs);
    judgeAttributes(report, pairs);
}

} // namespace tessera

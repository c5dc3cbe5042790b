// Tokens and claims that are too large for where they have to travel (RFC 6265 6.1; attack A197).
#include "core/inspector/claim_findings.h"

#include "core/base/logging.h"
#include "core/inspector/claim_text.h"

#include <QJsonArray>

namespace tessera::claimfindings {
namespace {

constexpr qsizetype kCookieBytes = 4096;
constexpr qsizetype kHeaderBytes = 8192;
constexpr qsizetype kHugeClaim = 4096;
constexpr qsizetype kManyClaims = 100;
constexpr qsizetype kManyEntries = 500;

void judgeToken(const Subject& subject, qsizetype bytes)
{
    const QString size = QStringLiteral("It is %1 bytes long.").arg(bytes);
    if (bytes > kHeaderBytes)
        subject.add(u"jwt.too_large_for_header", Finding::Warning, size);
    else if (bytes > kCookieBytes && subject.is({TokenKind::Session, TokenKind::IdToken, TokenKind::Unknown}))
        subject.add(u"jwt.too_large_for_cookie", Finding::Note, size);
}

/// Only of a large token: a small one has no huge claims.
void judgeClaim(const Subject& subject)
{
    QString huge;
    for (auto it = subject.claims.begin(); it != subject.claims.end(); ++it) {
        const bool isHuge = it->isString()   ? it->toString().size() > kHugeClaim
                            : it->isArray()  ? it->toArray().size() > kManyEntries
                            : it->isObject() ? it->toObject().size() > kManyEntries
                                             : false;
        if (isHuge && huge.size() < 200)
            appendQuoted(huge, printable(it.key(), 40));
    }
    if (!huge.isEmpty())
        subject.add(u"jwt.claim_huge", Finding::Warning, QStringLiteral("It is: %1.").arg(huge));
}

} // namespace

void judgeSize(const Subject& subject, qsizetype tokenBytes)
{
    if (tokenBytes > kCookieBytes)
        judgeToken(subject, tokenBytes);
    if (tokenBytes == 0 || tokenBytes > kHugeClaim)
        judgeClaim(subject);
    if (subject.claims.size() > kManyClaims)
        subject.add(u"jwt.claims_many", Finding::Note,
                    QStringLiteral("There are %1 claims.").arg(subject.claims.size()));
}

} // namespace tessera::claimfindings

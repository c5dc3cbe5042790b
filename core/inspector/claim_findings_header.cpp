// What the header of a JWS gives to think about: its algorithm for this kind of token, a key it brings along,
// a key id that is more than a name (RFC 8725 3.1, 3.10; attacks A133 to A136).
#include "core/inspector/claim_findings.h"

#include "core/base/logging.h"
#include "core/inspector/claim_look_alikes.h"
#include "core/inspector/claim_text.h"
#include "core/inspector/weak_secrets.h"
#include "core/jose/jose_algorithms.h"

#include <algorithm>
#include <array>

namespace tessera {
namespace {

constexpr std::array kPrivateMembers{u"d", u"p", u"q", u"dp", u"dq", u"qi", u"oth", u"k"};
/// Where a file's path would begin; a "/" alone may be base64.
constexpr std::array kPathBegins{u"/dev/", u"/etc/",  u"/proc/", u"/var/",
                                 u"/tmp/", u"/home/", u"/usr/",  u"/opt/"};

void refuseSignature(TokenReport& report, QStringView code)
{
    report.signature.status = QStringLiteral("refused");
    report.signature.code = code.toString();
}

QString algorithmDetail(const QString& alg)
{
    const bool onlyCase = findJwsAlgorithm(alg.toUpper());
    return onlyCase ? QStringLiteral("alg is \"%1\", not \"%2\".").arg(printable(alg, 64), alg.toUpper())
                    : QStringLiteral("alg is \"%1\".").arg(printable(alg, 64));
}

/// Others than the issuer have to check these, and could then make them.
bool isForOthers(const TokenReport& report, TokenKind kind)
{
    if (kind != TokenKind::IdToken && kind != TokenKind::AccessToken && kind != TokenKind::LogoutToken)
        return false;
    const QString iss = report.claims ? report.claims->value(u"iss").toString() : QString();
    const QStringView host = hostOf(iss);
    return host.contains(u'.') && !isLoopbackHost(host);
}

void judgeSharedSecret(TokenReport& report, TokenKind kind)
{
    if (isForOthers(report, kind))
        addFinding(
            report, u"jws.algorithm_kind", Finding::Warning,
            QStringLiteral("It is an %1 signed with %2.").arg(tokenKindInWords(kind), report.signature.alg));
    else
        addFinding(report, u"jws.shared_secret", Finding::Note);
    if (report.jws)
        if (const auto secret = findWeakSecret(*report.jws))
            addFinding(report, u"jws.weak_secret", Finding::Error,
                       QStringLiteral("The secret is \"%1\"%2.").arg(printable(secret->text), secret->form));
}

/// What can be said about the signature without a key.
void judgeAlgorithm(TokenReport& report, TokenKind kind)
{
    const QString& alg = report.signature.alg;
    const JwsAlgorithm* algorithm = findJwsAlgorithm(alg);
    if (!algorithm && report.header.value(u"alg").isString()) {
        refuseSignature(report, u"jws.algorithm_unknown");
        const bool none = alg.compare(u"none", Qt::CaseInsensitive) == 0;
        addFinding(report, none ? u"jws.algorithm_none" : u"jws.algorithm_unknown", Finding::Error,
                   algorithmDetail(alg));
    } else if (algorithm && !algorithm->asymmetric()) {
        judgeSharedSecret(report, kind);
    } else if (alg == u"ES256K") {
        addFinding(report, u"jws.algorithm_rare", Finding::Note);
    }
}

void judgeBroughtKey(TokenReport& report, TokenKind kind)
{
    QString members;
    for (const QStringView member : {u"jku", u"x5u", u"jwk", u"x5c"}) {
        const bool asked = member == u"jwk" && kind == TokenKind::DpopProof; // RFC 9449 4.2
        if (report.header.contains(member) && !asked)
            appendQuoted(members, member);
    }
    if (!members.isEmpty())
        addFinding(report, u"jws.key_in_header", Finding::Warning,
                   QStringLiteral("The header holds %1.").arg(members));
    const QJsonObject jwk = report.header.value(u"jwk").toObject();
    if (std::any_of(kPrivateMembers.begin(), kPrivateMembers.end(),
                    [&](const char16_t* member) { return jwk.contains(QStringView(member)); }))
        addFinding(report, u"jws.private_key_in_header", Finding::Error);
}

/// A136: why it is more than a name; empty: it is one.
QString oddityOf(const QString& kid)
{
    const bool path = kid.contains(u"../") || kid.contains(u"..\\") || kid.startsWith(u"file:") ||
                      std::any_of(kPathBegins.begin(), kPathBegins.end(),
                                  [&](const char16_t* begin) { return kid.startsWith(QStringView(begin)); });
    if (hasHiddenCharacters(kid))
        return QStringLiteral("holds characters nobody sees");
    if (path)
        return QStringLiteral("is a path");
    if (kid.contains(u'\'') || kid.contains(u'"') || kid.contains(u';') ||
        kid.contains(u" union ", Qt::CaseInsensitive))
        return QStringLiteral("looks like a piece of SQL");
    if (kid.contains(u'|') || kid.contains(u'`') || kid.contains(u"$("))
        return QStringLiteral("looks like a command");
    if (kid.startsWith(u"http://") || kid.startsWith(u"https://"))
        return QStringLiteral("is an address");
    return lookAlikeIn(kid) == LookAlike::None ? QString()
                                               : QStringLiteral("holds letters that look like others");
}

void judgeKeyId(TokenReport& report)
{
    const QString& kid = report.signature.kid;
    if (kid.isEmpty())
        return;
    if (const QString oddity = oddityOf(kid); !oddity.isEmpty())
        addFinding(report, u"jws.kid_odd", Finding::Warning,
                   QStringLiteral("\"%1\" %2.").arg(printable(kid, 80), oddity));
}

} // namespace

void judgeHeader(TokenReport& report, TokenKind kind)
{
    if (report.kind == u"jws")
        judgeAlgorithm(report, kind);
    judgeBroughtKey(report, kind);
    judgeKeyId(report);
}

} // namespace tessera

// The names of the parties: an issuer without TLS, names that look like others, a subject that is an address
// (RFC 7519 4.1.1, RFC 8725 3.8; attacks A076, A198, A283).
#include "core/inspector/claim_findings.h"

#include "core/base/logging.h"
#include "core/inspector/claim_look_alikes.h"
#include "core/inspector/claim_text.h"

#include <QUrl>

#include <algorithm>

namespace tessera::claimfindings {
namespace {

constexpr qsizetype kShown = 120;
constexpr QStringView kAce = u"xn--";

QString why(LookAlike kind)
{
    switch (kind) {
    case LookAlike::MixedScripts:
        return QStringLiteral("mixes letters of different scripts in one word");
    case LookAlike::WholeScript:
        return QStringLiteral("is written in letters that look like Latin ones and are not");
    case LookAlike::Compatibility:
        return QStringLiteral("holds letters that other programs turn into others");
    case LookAlike::None:
        break;
    }
    return {};
}

/// "id.xn--…": what a resolver would look up.
QString inAce(const QString& text)
{
    const QString host = hostOf(text).toString();
    const QByteArray ace = QUrl::toAce(host);
    return host.isEmpty() || ace.isEmpty() ? QString()
                                           : QStringLiteral(" Its host is %1.").arg(QString::fromLatin1(ace));
}

/// A person may well be called so; an address may not.
bool isOnlyForeign(QStringView claim, LookAlike kind)
{
    return kind == LookAlike::None || (kind == LookAlike::WholeScript && claim == u"sub");
}

void judgeName(const Subject& subject, QStringView claim, const QString& text)
{
    if (hasHiddenCharacters(text))
        subject.add(u"jwt.hidden_characters", Finding::Warning,
                    QStringLiteral("\"%1\" is \"%2\".").arg(claim, printable(text, kShown)));
    if (const LookAlike kind = lookAlikeIn(text); !isOnlyForeign(claim, kind))
        subject.add(
            u"jwt.mixed_script", Finding::Warning,
            QStringLiteral("\"%1\" (%2) %3.%4").arg(claim, printable(text, kShown), why(kind), inAce(text)));
}

/// A host in its ACE form hides what a person would read.
void judgePunycode(const Subject& subject, const QString& iss)
{
    const QString host = hostOf(iss).toString();
    if (!host.contains(kAce))
        return;
    const QString decoded = decodedHost(host);
    const LookAlike kind = lookAlikeIn(decoded);
    const QString shown =
        QStringLiteral("%1 stands for %2.").arg(printable(host, kShown), printable(decoded, kShown));
    subject.add(u"jwt.issuer_punycode", kind == LookAlike::None ? Finding::Note : Finding::Warning,
                kind == LookAlike::None ? shown : QStringLiteral("%1 It %2.").arg(shown, why(kind)));
}

} // namespace

void judgeNames(const Subject& subject)
{
    for (const QStringView claim : {u"iss", u"sub", u"azp", u"client_id"}) {
        if (const QJsonValue value = subject.claims.value(claim); value.isString())
            judgeName(subject, claim, value.toString());
    }
    const QStringList audience = stringsOf(subject.claims.value(u"aud"));
    const auto odd = std::find_if(audience.begin(), audience.end(), [](const QString& name) {
        return hasHiddenCharacters(name) || lookAlikeIn(name) != LookAlike::None;
    });
    if (odd != audience.end()) // one is enough to look at them all
        judgeName(subject, u"aud", *odd);
    const QString iss = subject.claims.value(u"iss").toString();
    judgePunycode(subject, iss);
    if (iss.startsWith(u"http://") && !isLoopbackHost(hostOf(iss)))
        subject.add(u"jwt.issuer_http", Finding::Warning,
                    QStringLiteral("iss is \"%1\".").arg(printable(iss, kShown)));
    if (subject.kind != TokenKind::ClientAssertion && looksLikeEmail(subject.claims.value(u"sub").toString()))
        subject.add(u"jwt.sub_email", Finding::Note);
}

} // namespace tessera::claimfindings

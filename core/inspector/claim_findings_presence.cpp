// Which of the registered claims are missing or of another type than RFC 7519 4.1 says; what must be there
// depends on the kind of token.
#include "core/inspector/claim_findings.h"

#include <QJsonArray>

#include <algorithm>

namespace tessera::claimfindings {
namespace {

/// Issuer and audience: of a session a word, since one program makes and reads it.
void judgeParties(const Subject& subject)
{
    if (subject.kind == TokenKind::DpopProof) // RFC 9449 4.2: the key is the party
        return;
    const auto severity = subject.kind == TokenKind::Session ? Finding::Note : Finding::Warning;
    if (!subject.has(u"iss"))
        subject.add(u"jwt.iss_missing", severity);
    if (!subject.has(u"aud"))
        subject.add(u"jwt.aud_missing", severity);
}

void judgeSubject(const Subject& subject)
{
    if (subject.has(u"sub"))
        return;
    if (subject.is({TokenKind::IdToken, TokenKind::UserInfo}))
        subject.add(u"jwt.sub_missing", Finding::Warning);
    else if (subject.is({TokenKind::Unknown, TokenKind::AccessToken}))
        subject.add(u"jwt.sub_missing", Finding::Note);
}

bool isStringOrStrings(const QJsonValue& value)
{
    const QJsonArray array = value.toArray();
    return value.isString() ||
           (value.isArray() && std::all_of(array.begin(), array.end(),
                                           [](const auto& entry) { return QJsonValue(entry).isString(); }));
}

void judgeTypes(const Subject& subject)
{
    QString wrong;
    const auto note = [&](QStringView name, QStringView wanted) {
        wrong += QStringLiteral("\"%1\" is not %2. ").arg(name, wanted);
    };
    for (const QStringView name : {u"iss", u"sub", u"jti"}) {
        if (const auto it = subject.claims.constFind(name);
            it != subject.claims.constEnd() && !it->isString())
            note(name, u"a string");
    }
    if (const auto aud = subject.claims.constFind(u"aud");
        aud != subject.claims.constEnd() && !isStringOrStrings(*aud))
        note(u"aud", u"a string or a list of strings");
    if (!wrong.isEmpty())
        subject.add(u"jwt.claim_type", Finding::Warning, wrong.chopped(1));
}

} // namespace

void judgePresence(const Subject& subject)
{
    judgeParties(subject);
    judgeSubject(subject);
    judgeTypes(subject);
    if (subject.kind == TokenKind::IdToken && !subject.has(u"iat"))
        subject.add(u"jwt.iat_missing", Finding::Warning);
}

} // namespace tessera::claimfindings

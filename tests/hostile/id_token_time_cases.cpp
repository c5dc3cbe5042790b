// When an ID token was made and how long it counts (A176 to A180, A189).
#include "tests/hostile/id_token_rows.h"

#include <QJsonArray>

namespace tessera::test {
namespace {

const QJsonValue kGone(QJsonValue::Undefined);

/// So many seconds from now.
HostileCase time(const char* name, const char* claimName, qint64 seconds, const char* code)
{
    const QString key = QString::fromLatin1(claimName);
    return token(name, code,
                 [key, seconds](IdTokenDraft& draft) { draft.claims.insert(key, draft.at(seconds)); });
}

/// The provider's clock and ours differ: the error says so, and nothing is widened for it.
HostileCase clockOff(const char* name, qint64 seconds, const char* code)
{
    HostileCase row = token(name, code, [seconds](IdTokenDraft& draft) {
        draft.claims.insert(u"iat", draft.at(seconds));
        draft.claims.insert(u"exp", draft.at(seconds + 300));
    });
    row.detail = QStringLiteral("this computer's clock");
    return row;
}

} // namespace

QList<HostileCase> idTokenTimeCases()
{
    const char* malformed = "id_token.claim";
    return {
        claim("fapi2-security-profile-final-client-test-invalid-missing-exp (A176)", "exp", kGone, malformed),
        claim("A176 exp is null", "exp", QJsonValue::Null, malformed),
        literal("A176 exp has a fraction", "exp", "1767324045.5", ""),
        literal("A176 exp is 0", "exp", "0", malformed),
        literal("A176 exp is 1e400", "exp", "1e400", "json.number_range"),
        literal("A176 exp is 2^63", "exp", "9223372036854775808", malformed),
        literal("A176 exp is 2^53 + 1", "exp", "9007199254740993", malformed),
        claim("A176 exp is an array", "exp", QJsonArray{1767324045}, malformed),
        claim("A176 exp is true", "exp", true, malformed),
        claim("A176 exp is a string", "exp", QStringLiteral("9999999999"), malformed),
        claim("A176 exp is -1", "exp", -1, malformed),
        claim("A176 exp is 1e300", "exp", 1e300, malformed),
        token("A177 61 s over", "id_token.expired",
              [](IdTokenDraft& draft) {
                  draft.claims.insert(u"iat", draft.at(-300));
                  draft.claims.insert(u"exp", draft.at(-61));
              }),
        token("A177 59 s over", "",
              [](IdTokenDraft& draft) {
                  draft.claims.insert(u"iat", draft.at(-300));
                  draft.claims.insert(u"exp", draft.at(-59));
              }),
        time("A178 nbf ahead", "nbf", 3600, "id_token.not_yet_valid"),
        time("A178 iat ahead", "iat", 200, "id_token.issued_in_future"),
        time("fapi1-advanced-final-client-test-iat-is-week-in-past (A178)", "iat", -604800,
             "id_token.issued_long_ago"),
        time("A178 nbf within the skew", "nbf", 59, ""),
        claim("A178 nbf is a string", "nbf", QStringLiteral("1"), malformed),
        claim("A178 iat is a string", "iat", QStringLiteral("1767323045"), malformed),
        literal("A179 exp in a hundred years", "exp", "4922996645", ""),
        clockOff("A180 this clock is three hours behind", 3 * 3600, "id_token.issued_in_future"),
        clockOff("A180 this clock is three hours ahead", -3 * 3600, "id_token.expired"),
        clockOff("fapi2-security-profile-final-client-test-invalid-expired-exp (A177)", -3600,
                 "id_token.expired"),
        claim("oidcc-client-test-missing-iat", "iat", kGone, malformed),
        time("A179 exp before iat", "exp", -30, malformed),
        time("A189 replay of an hour ago", "iat", -3600, "id_token.issued_long_ago"),
    };
}

} // namespace tessera::test

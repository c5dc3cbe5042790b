// Rules 9, 10 and 13 of OIDC Core 3.1.3.7, nbf, and how details speak of this computer's clock.
#include "core/oidc/id_token_checks.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

namespace tessera::test {
namespace {

const QString kClaim = QStringLiteral("id_token.claim");
const QString kExpired = QStringLiteral("id_token.expired");

Change put(const char* claim, const QJsonValue& value)
{
    const QString name = QString::fromLatin1(claim);
    return [name, value](IdTokenCase& c) { c.set(name, value); };
}

/// The claim so many seconds from now.
Change shift(const char* claim, qint64 seconds)
{
    const QString name = QString::fromLatin1(claim);
    return [name, seconds](IdTokenCase& c) { c.set(name, c.at(seconds)); };
}

/// A token from a while ago, of which only the end is in question.
Change expiry(qint64 seconds, Seconds skew = Seconds(60))
{
    return [seconds, skew](IdTokenCase& c) {
        c.set(u"iat", c.at(-500));
        c.set(u"exp", c.at(seconds));
        c.expected.skew = skew;
    };
}

/// The claim's value as JSON text.
Change literal(const char* claim, const char* value)
{
    const QByteArray name = claim;
    const QByteArray text = value;
    return [name, text](IdTokenCase& c) {
        c.drop(QString::fromLatin1(name));
        c.editClaims = [name, text](const QByteArray& claims) {
            return claims.chopped(1) + ",\"" + name + "\":" + text + '}';
        };
    };
}

Change authTime(const QJsonValue& value, qint64 maxAge)
{
    return [value, maxAge](IdTokenCase& c) {
        c.expected.maxAge = Seconds(maxAge);
        if (!value.isUndefined())
            c.set(u"auth_time", value.isDouble() ? QJsonValue(c.at(value.toInteger())) : value);
    };
}

void untouched(IdTokenCase&) {}

QString detailOf(const IdTokenVerdict& verdict, QStringView name)
{
    const auto it = std::find_if(verdict.checks.begin(), verdict.checks.end(),
                                 [&](const IdTokenCheck& check) { return check.name == name; });
    return it == verdict.checks.end() ? QString() : it->detail;
}

} // namespace

class IdTokenTimeChecksTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void expiry_data()
    {
        const QString range = QStringLiteral("json.number_range");
        addRows({
            {"N089 in five minutes", {}, untouched},
            {"A177 59 s ago", {}, test::expiry(-59)},
            {"N089 60 s ago", kExpired, test::expiry(-60)},
            {"A177 61 s ago", kExpired, test::expiry(-61)},
            {"N089 0 s ago without skew", kExpired, test::expiry(0, Seconds(0))},
            {"N089 in 1 s without skew", {}, test::expiry(1, Seconds(0))},
            {"N089 299 s ago, skew 300", {}, test::expiry(-299, Seconds(300))},
            {"N089 300 s ago, skew 3600 counts as 300", kExpired, test::expiry(-300, Seconds(3600))},
            {"N089 negative skew counts as none", {}, test::expiry(1, Seconds(-100))},
            {"fapi2 invalid-expired-exp", kExpired, test::expiry(-301)},
            {"fapi2 invalid-missing-exp (A176)", kClaim, [](IdTokenCase& c) { c.drop(u"exp"); }},
            {"A176 null", kClaim, put("exp", QJsonValue::Null)},
            {"A176 string", kClaim, put("exp", QStringLiteral("1767326645"))},
            {"A176 array", kClaim, put("exp", QJsonArray{1767326645})},
            {"A176 true", kClaim, put("exp", true)},
            {"A176 -1", kClaim, put("exp", -1)},
            {"A176 0", kClaim, put("exp", 0)}, // lies before iat
            {"A176 fraction, rounded down", {}, [](IdTokenCase& c) { c.set(u"exp", c.at(300) + 0.5); }},
            {"A176 1.5", kClaim, literal("exp", "1.5")},
            {"A176 2^53+1", kClaim, literal("exp", "9007199254740993")},
            {"A176 2^63", kClaim, literal("exp", "9223372036854775808")},
            {"A176 1e400", range, literal("exp", "1e400")},
            {"A176 1e3 s after 1970", kClaim, literal("exp", "1e3")},
            {"A124 exp twice", QStringLiteral("json.duplicate_name"),
             [](IdTokenCase& c) {
                 c.editClaims = [](const QByteArray& claims) {
                     return claims.chopped(1) + ",\"exp\":9999999999}";
                 };
             }},
            {"A179 exp before iat", kClaim,
             [](IdTokenCase& c) {
                 c.set(u"iat", c.at(40));
                 c.set(u"exp", c.at(39));
             }},
            {"A179 in 100 years", {}, shift("exp", 3'155'760'000)},
            {"A292 year 292277026596", kClaim, literal("exp", "9223372036854775807")},
        });
    }
    void expiry() { judgeRow(); }

    void notBefore_data()
    {
        const QString code = QStringLiteral("id_token.not_yet_valid");
        addRows({
            {"A178 nbf now", {}, shift("nbf", 0)},
            {"A178 nbf in 60 s", {}, shift("nbf", 60)},
            {"A178 nbf in 61 s", code, shift("nbf", 61)},
            {"A178 nbf in a day", code, shift("nbf", 86400)},
            {"A178 nbf is a string", kClaim, put("nbf", QStringLiteral("0"))},
            {"A178 nbf long ago", {}, put("nbf", 0)},
        });
    }
    void notBefore() { judgeRow(); }

    void issuedAt_data()
    {
        const QString future = QStringLiteral("id_token.issued_in_future");
        const QString old = QStringLiteral("id_token.issued_long_ago");
        addRows({
            {"N090 just now", {}, untouched},
            {"N090 in 60 s", {}, shift("iat", 60)},
            {"N090 in 61 s (A178)", future, shift("iat", 61)},
            {"N090 660 s ago: limit and skew", {}, shift("iat", -660)},
            {"N090 661 s ago", old, shift("iat", -661)},
            {"fapi1 iat-is-week-in-past (A178)", old, shift("iat", -604800)},
            {"A189 replay of an older sign-in", old, shift("iat", -3600)},
            {"oidcc-client-test-missing-iat", kClaim, [](IdTokenCase& c) { c.drop(u"iat"); }},
            {"N090 string", kClaim, put("iat", QStringLiteral("1767323045"))},
            {"N090 negative", kClaim, put("iat", -5)},
            {"N090 object", kClaim, put("iat", QJsonObject{})},
        });
    }
    void issuedAt() { judgeRow(); }

    void authTime_data()
    {
        const QString code = QStringLiteral("id_token.auth_time");
        addRows({
            {"N093 30 s ago, max_age 60", {}, test::authTime(-30, 60)},
            {"N093 120 s ago, max_age 60: skew", {}, test::authTime(-120, 60)},
            {"A187 121 s ago, max_age 60", code, test::authTime(-121, 60)},
            {"A187 missing", code, test::authTime(QJsonValue::Undefined, 60)},
            {"A187 string", code, test::authTime(QStringLiteral("1767323045"), 60)},
            {"A187 null", code, test::authTime(QJsonValue::Null, 60)},
            {"N093 in 61 s", code, test::authTime(61, 60)},
            {"N093 max_age 0", {}, test::authTime(-1, 0)},
            {"N093 not asked for, years ago", {}, put("auth_time", 1000000000)},
            {"A187 not asked for, a string", code, put("auth_time", QStringLiteral("x"))},
        });
    }
    void authTime() { judgeRow(); }

    /// A180: whoever reads the detail sees that the clock is wrong, and by how much.
    void wrongClockIsNamed()
    {
        IdTokenCase subject;
        subject.set(u"iat", subject.at(3 * 3600 + 2 * 60));
        subject.set(u"exp", subject.at(4 * 3600));
        const QString ahead = detailOf(subject.judge(), u"iat");
        QVERIFY2(ahead.contains(u"3 h 2 min after this computer's clock"), qPrintable(ahead));
        subject.set(u"iat", subject.at(-30 * 86400));
        subject.set(u"exp", subject.at(-29 * 86400));
        const QString behind = detailOf(subject.judge(), u"exp");
        QVERIFY2(behind.contains(u"29 d before this computer's clock"), qPrintable(behind));
    }

    void oddButLegalIsNoted()
    {
        IdTokenCase subject;
        subject.set(u"exp", subject.at(3'155'760'000));
        QVERIFY(detailOf(subject.judge(), u"exp").contains(u"unusually long"));
        subject.set(u"exp", subject.at(300) + 0.25);
        QVERIFY(detailOf(subject.judge(), u"exp").contains(u"fraction"));
    }

    void durationInWords_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("words");
        QTest::newRow("0") << qint64(0) << QStringLiteral("0 s");
        QTest::newRow("59") << qint64(59) << QStringLiteral("59 s");
        QTest::newRow("60") << qint64(60) << QStringLiteral("1 min");
        QTest::newRow("3599") << qint64(3599) << QStringLiteral("59 min 59 s");
        QTest::newRow("3600") << qint64(3600) << QStringLiteral("1 h");
        QTest::newRow("86399") << qint64(86399) << QStringLiteral("23 h 59 min");
        QTest::newRow("90000") << qint64(90000) << QStringLiteral("1 d 1 h");
    }
    void durationInWords()
    {
        QFETCH(qint64, seconds);
        QTEST(idtoken::inWords(Seconds(seconds)), "words");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::IdTokenTimeChecksTest)
#include "id_token_time_checks_test.moc"

// Which rule of a provider fits the dates of a sign-in that ended.
#include "core/session/end_of_sign_in.h"

#include "core/providers/provider_catalogue.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

using Kind = SessionEvent::Kind;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

const TimePoint kStart = fromUnixSeconds(1767323045);

const RefreshRule& ruleOf(const QByteArray& provider)
{
    const Provider* row = ProviderCatalogue::builtIn().find(QString::fromLatin1(provider));
    if (!row)
        qFatal("no such provider");
    return row->refresh;
}

/// Signed in at the start, renewed each hour until `lastRenewal` (none: never), refused at `end`.
Session life(std::optional<Milliseconds> lastRenewal, Milliseconds end, const QStringList& scope)
{
    Session session;
    session.account.scopeRequested = scope;
    session.events.append({kStart, Kind::SignedIn, std::nullopt});
    if (lastRenewal) {
        SessionEvent renewed{kStart + *lastRenewal, Kind::Renewed, std::nullopt};
        renewed.count = 9;
        renewed.since = kStart + hours(1);
        session.events.append(renewed);
    }
    session.events.append({kStart + end, Kind::SignInNeeded,
                           Error{ErrorKind::Denied, QStringLiteral("invalid_grant"), {}, {}}});
    return session;
}

} // namespace

class EndOfSignInTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rules_data()
    {
        QTest::addColumn<QByteArray>("provider");
        QTest::addColumn<qint64>("renewed"); // minutes after the sign-in, 0: never
        QTest::addColumn<qint64>("ended");
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QStringList>("likely"); // a word of each
        const QString drive = QStringLiteral("openid https://www.googleapis.com/auth/drive");
        const QString plain = QStringLiteral("openid email profile");
        const auto in = [](auto time) { return qint64(std::chrono::duration_cast<minutes>(time).count()); };
        const QStringList testing{QStringLiteral("in testing")};
        QTest::newRow("Google: seven days in testing")
            << QByteArray("google") << in(days(7) - hours(1)) << in(days(7)) << drive << testing;
        QTest::newRow("Google: noticed a day later, asleep")
            << QByteArray("google") << in(days(6)) << in(days(8)) << drive << testing;
        QTest::newRow("Google: only who it is")
            << QByteArray("google") << in(days(7) - hours(1)) << in(days(7)) << plain << QStringList();
        QTest::newRow("Google: three days")
            << QByteArray("google") << in(days(3) - hours(1)) << in(days(3)) << drive << QStringList();
        QTest::newRow("Google: long after seven days")
            << QByteArray("google") << in(days(20)) << in(days(20) + hours(1)) << drive << QStringList();
        QTest::newRow("Google: half a year unused") << QByteArray("google") << in(days(2)) << in(days(190))
                                                    << plain << QStringList{QStringLiteral("six months")};
        QTest::newRow("Google: both fit")
            << QByteArray("google") << qint64(0) << in(days(200)) << drive
            << QStringList{QStringLiteral("in testing"), QStringLiteral("six months")};
        QTest::newRow("Keycloak: a coffee too long") << QByteArray("keycloak") << in(hours(1)) << in(hours(2))
                                                     << plain << QStringList{QStringLiteral("30 minutes")};
        QTest::newRow("Keycloak: offline")
            << QByteArray("keycloak") << in(hours(1)) << in(days(40))
            << QStringLiteral("openid offline_access") << QStringList{QStringLiteral("30 days")};
        QTest::newRow("Auth0: absolute end") << QByteArray("auth0") << in(days(30) - hours(2)) << in(days(30))
                                             << plain << QStringList{QStringLiteral("after 30 days")};
        QTest::newRow("GitLab: no rule with a date")
            << QByteArray("gitlab") << in(hours(1)) << in(hours(3)) << plain << QStringList();
    }
    void rules()
    {
        QFETCH(QByteArray, provider);
        QFETCH(qint64, renewed);
        QFETCH(qint64, ended);
        QFETCH(QString, scope);
        QFETCH(QStringList, likely);
        const auto last = renewed ? std::optional<Milliseconds>(minutes(renewed)) : std::nullopt;
        const auto end = endOfSignIn(life(last, minutes(ended), scope.split(u' ')), ruleOf(provider));
        QVERIFY(end);
        QVERIFY(end->signedInAt == kStart);
        QVERIFY(end->lastHonouredAt == kStart + minutes(renewed));
        QCOMPARE(end->renewals, renewed ? 9 : 0);
        QStringList found;
        for (const RefreshEnding& ending : end->likely)
            found += ending.text;
        QCOMPARE(found.size(), likely.size());
        for (qsizetype i = 0; i < likely.size(); ++i)
            QVERIFY2(found[i].contains(likely[i]), qPrintable(found[i]));
        QVERIFY(!end->possible.isEmpty());
    }

    void notEnded()
    {
        Session session = life(std::nullopt, days(7), {});
        session.events.append({kStart + days(8), Kind::SignedIn, std::nullopt});
        QVERIFY(!endOfSignIn(session, ruleOf("google")));
        QVERIFY(!endOfSignIn(Session(), ruleOf("google")));
    }

    void theSignInBeforeLastDoesNotCount()
    {
        Session session = life(days(6), days(7), {});
        session.events.append({kStart + days(8), Kind::SignedIn, std::nullopt});
        session.events.append({kStart + days(9), Kind::Renewed, std::nullopt});
        session.events.append({kStart + days(10), Kind::SignInNeeded,
                               Error{ErrorKind::Denied, QStringLiteral("invalid_grant"), {}, {}}});
        const auto end = endOfSignIn(session, ruleOf("google"));
        QVERIFY(end->signedInAt == kStart + days(8));
        QCOMPARE(end->renewals, 1);
    }

    /// Nothing of the server's: a missing keychain entry, an access token without a refresh token that ran
    /// out.
    void notTheServersDoing()
    {
        Session session = life(std::nullopt, days(7), {QStringLiteral("other")});
        session.events.last().why = Error{ErrorKind::Keychain, QStringLiteral("grant.missing"), {}, {}};
        const auto end = endOfSignIn(session, ruleOf("google"));
        QVERIFY(end->likely.isEmpty());
        QVERIFY(end->possible.isEmpty());
        QCOMPARE(end->why.code, QStringLiteral("grant.missing"));
    }

    void journalDoesNotReachBack()
    {
        Session session = life(days(6), days(7), {QStringLiteral("other")});
        session.events.removeFirst();
        const auto end = endOfSignIn(session, ruleOf("google"));
        QVERIFY(!end->signedInAt);
        QVERIFY(end->likely.isEmpty());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::EndOfSignInTest)
#include "end_of_sign_in_test.moc"

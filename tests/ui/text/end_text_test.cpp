// "Why was I signed out?" in words.
#include "ui/text/end_text.h"

#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

using Kind = SessionEvent::Kind;
using std::chrono::days;
using std::chrono::hours;

const TimePoint kStart = fromUnixSeconds(1767323045);

Session ended(const QString& provider, const QString& scope, Milliseconds after, const Error& why)
{
    Session session;
    session.account.provider = provider;
    session.account.issuer = QStringLiteral("https://id.acme.example");
    session.account.scopeRequested = scope.split(u' ');
    session.events = {{kStart, Kind::SignedIn, std::nullopt},
                      {kStart + after - hours(1), Kind::Renewed, std::nullopt, 160, kStart + hours(1)},
                      {kStart + after, Kind::SignInNeeded, why}};
    return session;
}

const Error kDead{ErrorKind::Denied, QStringLiteral("invalid_grant"), {}, {}};

} // namespace

class EndTextTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void googlesTesting()
    {
        const auto text =
            whyEnded(ended(QStringLiteral("google"), QStringLiteral("openid drive"), days(7), kDead));
        QVERIFY(text);
        QVERIFY2(text->headline.startsWith(QStringLiteral("Google ended this sign-in; it was noticed on ")),
                 qPrintable(text->headline));
        QVERIFY(text->headline.contains(QStringLiteral("(invalid_grant)")));
        QCOMPARE(text->facts.size(), 2);
        QVERIFY2(text->facts[0].contains(QStringLiteral("7 days before")), qPrintable(text->facts[0]));
        QVERIFY2(text->facts[1].contains(QStringLiteral("renewed 160 times")), qPrintable(text->facts[1]));
        QCOMPARE(text->likely,
                 QStringLiteral(
                     "This rule fits: Google ends the sign-ins of an app in testing after 7 days. Publish "
                     "the app on its consent screen, or ask for openid, profile and email only."));
        QVERIFY(text->possible.startsWith(QStringLiteral("What also ends a sign-in: ")));
        QVERIFY(text->paragraph().contains(text->likely));
    }

    void noRuleFits()
    {
        const auto text =
            whyEnded(ended(QStringLiteral("google"), QStringLiteral("openid drive"), days(3), kDead));
        QVERIFY(text->likely.isEmpty());
        QVERIFY2(text->possible.startsWith(QStringLiteral("No rule with a date fits.")),
                 qPrintable(text->possible));
    }

    void anUnknownProvider()
    {
        const auto text = whyEnded(ended(QString(), QStringLiteral("openid"), days(3), kDead));
        QVERIFY2(text->headline.startsWith(QStringLiteral("id.acme.example ended")),
                 qPrintable(text->headline));
        QVERIFY(text->possible.isEmpty());
    }

    void notTheServer()
    {
        const auto text = whyEnded(ended(QStringLiteral("google"), QStringLiteral("openid drive"), days(7),
                                         {ErrorKind::Keychain, QStringLiteral("grant.missing"), {}, {}}));
        QVERIFY(text->headline.startsWith(QStringLiteral("This sign-in ended on ")));
        QVERIFY(text->likely.contains(QStringLiteral("grant.missing")));
        QVERIFY(text->possible.isEmpty());
    }

    void signedIn() { QVERIFY(!whyEnded(Session())); }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::EndTextTest)
#include "end_text_test.moc"

// What is said to be right before the browser opens: only what the address and the keychain really show.
#include "ui/text/sign_in_facts.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

SignInProgress waiting(const char* address)
{
    SignInProgress progress;
    progress.step = SignInStep::WaitingForBrowser;
    progress.address = QUrl(QString::fromUtf8(address));
    progress.redirectUri = QUrl(QStringLiteral("http://127.0.0.1:49731/callback"));
    return progress;
}

constexpr auto kGood =
    "https://id.acme.example/authorize?response_type=code&scope=openid%20email&state=s&nonce=n"
    "&code_challenge=c&code_challenge_method=S256";

QStringList titles(const SignInProgress& progress, std::optional<SecretStoreState> keychain = std::nullopt)
{
    QStringList found;
    for (const SignInFact& fact : signInFacts(progress, keychain))
        found << fact.title;
    return found;
}

SignInFact factWith(const QList<SignInFact>& facts, const QString& words)
{
    for (const SignInFact& fact : facts)
        if (fact.title.contains(words))
            return fact;
    return {Glyph::Error, QStringLiteral("none"), {}};
}

} // namespace

class SignInFactsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allIsWell()
    {
        const auto facts = signInFacts(waiting(kGood), SecretStoreState::Available);
        QCOMPARE(facts.size(), 5);
        for (const SignInFact& fact : facts)
            QCOMPARE(fact.glyph, Glyph::Ok);
        QCOMPARE(factWith(facts, QStringLiteral("bound")).caption,
                 QStringLiteral("PKCE (S256), state, nonce"));
        QCOMPARE(factWith(facts, QStringLiteral("return address")).caption,
                 QStringLiteral("127.0.0.1:49731"));
        QCOMPARE(scopesAskedFor(waiting(kGood)),
                 (QStringList{QStringLiteral("openid"), QStringLiteral("email")}));
    }

    /// Nothing is said for comfort.
    void whatIsMissingIsSaid_data()
    {
        QTest::addColumn<QString>("gone");
        QTest::newRow("no PKCE") << QStringLiteral("&code_challenge=c&code_challenge_method=S256");
        QTest::newRow("plain PKCE") << QStringLiteral("S256");
        QTest::newRow("no state") << QStringLiteral("&state=s");
    }
    void whatIsMissingIsSaid()
    {
        QFETCH(QString, gone);
        const QString address = QString::fromUtf8(kGood).remove(gone);
        const auto fact =
            factWith(signInFacts(waiting(address.toUtf8().constData()), {}), QStringLiteral("bound"));
        QCOMPARE(fact.glyph, Glyph::Warning);
        QVERIFY(fact.title.contains(QStringLiteral("not bound")));
    }

    void handedOverDirectly()
    {
        const SignInProgress progress =
            waiting("https://id.acme.example/authorize?client_id=a&request_uri=urn%3Aietf%3Aparams%3A1");
        QVERIFY(titles(progress).join(u'|').contains(QStringLiteral("handed over directly")));
        QVERIFY(scopesAskedFor(progress).isEmpty());
    }

    void onThisComputer()
    {
        const auto fact = factWith(signInFacts(waiting("http://127.0.0.1:8787/authorize?state=s"), {}),
                                   QStringLiteral("this computer"));
        QCOMPARE(fact.glyph, Glyph::Note);
    }

    void deviceHasNoReturnAddress()
    {
        SignInProgress progress = waiting("https://github.com/login/device");
        progress.redirectUri.clear();
        progress.userCode = QStringLiteral("WDJB-MJHT");
        const QString all = titles(progress).join(u'|');
        QVERIFY(!all.contains(QStringLiteral("return address")));
        QVERIFY(!all.contains(QStringLiteral("bound")));
    }

    void keychain()
    {
        const auto with = [](SecretStoreState state) {
            return factWith(signInFacts(waiting(kGood), state), QStringLiteral("keychain")).glyph;
        };
        QCOMPARE(with(SecretStoreState::Locked), Glyph::Locked);
        QCOMPARE(with(SecretStoreState::Absent), Glyph::Warning);
        QCOMPARE(titles(waiting(kGood)).size(), 4); // not asked yet: not told
    }

    void goesByWhatItSaidBefore()
    {
        SignInProgress progress = waiting(kGood);
        progress.lastGoodBecause = Error{ErrorKind::Offline, QStringLiteral("net.offline"), {}, {}};
        QCOMPARE(signInFacts(progress, {}).constFirst().glyph, Glyph::Warning);
    }
};

TESSERA_TEST(SignInFactsTest)
#include "sign_in_facts_test.moc"

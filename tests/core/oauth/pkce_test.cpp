// RFC 7636 appendix B, and that no two are alike.
#include "core/oauth/pkce.h"
#include "tests/support/test_program.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace tessera::test {

class PkceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void challengeOfAppendixB()
    {
        QCOMPARE(s256Challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
                 QByteArray("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }

    void verifierFollowsTheGrammar() // N022
    {
        static const QRegularExpression grammar(QStringLiteral("^[A-Za-z0-9._~-]{43}$"));
        const Pkce pkce = Pkce::generate();
        QVERIFY(grammar.match(pkce.verifier.revealString()).hasMatch());
        QCOMPARE(pkce.challenge, s256Challenge(pkce.verifier.reveal()));
    }

    void noVerifierComesTwice() // N015
    {
        QSet<QByteArray> challenges;
        for (int i = 0; i < 10000; ++i)
            challenges += Pkce::generate().challenge;
        QCOMPARE(challenges.size(), 10000);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::PkceTest)
#include "pkce_test.moc"

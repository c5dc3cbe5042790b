// The exit status of several sign-outs, and what is said where a provider did not confirm.
#include "app/cli/commands/sign_out_all.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::cli;

class SignOutAllTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatStaysHereIsWorst()
    {
        const QList<int> fromBest{kDone, kNetwork, kRefused, kUsage, kSignInNeeded, kCancelled, kKeychain};
        for (qsizetype i = 0; i < fromBest.size(); ++i)
            for (qsizetype j = 0; j < fromBest.size(); ++j)
                QCOMPARE(worseOf(fromBest[i], fromBest[j]), fromBest[std::max(i, j)]);
    }

    void sentences()
    {
        SignOutOutcome outcome{true, std::nullopt, false};
        QVERIFY(unconfirmedText(outcome).isEmpty());
        outcome.revoked = false;
        outcome.revocationError = Error{ErrorKind::Offline, QStringLiteral("net.offline"), {}, {}};
        QVERIFY(unconfirmedText(outcome).startsWith(QStringLiteral("The provider did not confirm")));
        outcome.queued = true;
        QVERIFY(unconfirmedText(outcome).contains(QStringLiteral("in the keychain, and only")));
    }
};

TESSERA_TEST(SignOutAllTest)
#include "sign_out_all_test.moc"

// Every check of an ID token has words; the summary counts right.
#include "ui/text/check_text.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace tessera;

class CheckTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Reads the table of the validator, so that a new check without words is noticed.
    void everyRuleHasWords()
    {
        QFile source(QStringLiteral(TESSERA_SOURCE_DIR "/core/oidc/id_token_validation.cpp"));
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(source.readAll());
        static const QRegularExpression rule(QStringLiteral("Rule\\{u\"([a-z_]+)\""));
        int found = 0;
        for (auto it = rule.globalMatch(text); it.hasNext(); ++found) {
            const QString name = it.next().captured(1);
            const QString words = checkText(IdTokenCheck{name, {}, CheckOutcome::Passed, {}, {}});
            QVERIFY2(words != name && words.endsWith(u'.'), qPrintable(name));
        }
        QVERIFY(found >= 12);
    }

    void unknownShowsItsName()
    {
        QCOMPARE(checkText({QStringLiteral("s_hash\u202E"), {}, CheckOutcome::Passed, {}, {}}),
                 QStringLiteral("s_hash\\u{202e}"));
    }

    void summary()
    {
        QCOMPARE(checksSummary(test::madeUpChecks()), QStringLiteral("passed all 11 checks that apply"));
        QCOMPARE(checksSummary(test::madeUpChecks(QStringLiteral("nonce"))),
                 QStringLiteral("failed 1 of 11 checks"));
        QList<IdTokenCheck> two{{QStringLiteral("iss"), {}, CheckOutcome::Passed, {}, {}},
                                {QStringLiteral("aud"), {}, CheckOutcome::Passed, {}, {}}};
        QCOMPARE(checksSummary(two), QStringLiteral("passed all 2 checks"));
    }
};

TESSERA_TEST(CheckTextTest)
#include "check_text_test.moc"

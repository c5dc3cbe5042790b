// Findings as plain text: the columns of `tessera doctor`.
#include "ui/text/health_finding.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class HealthFindingTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void columns()
    {
        const QList<HealthFinding> findings{
            {QStringLiteral("version"), Health::Good, QStringLiteral("Tessera 0.1.0")},
            {QStringLiteral("administrator"), Health::NotChecked, QStringLiteral("sets nothing")}};
        QCOMPARE(plainText(findings), QStringLiteral("ok           version        Tessera 0.1.0\n"
                                                     "not-checked  administrator  sets nothing\n"));
        QVERIFY(plainText({}).isEmpty());
    }

    void titles()
    {
        QCOMPARE(healthTitle(QStringLiteral("keychain")), QStringLiteral("Keychain"));
        QCOMPARE(healthTitle(QStringLiteral("something else")), QStringLiteral("something else"));
    }

    void eachHasItsOwnSignAndWord()
    {
        QList<Glyph> glyphs;
        QStringList words;
        for (const Health health : {Health::Good, Health::Remark, Health::Bad, Health::NotChecked}) {
            QVERIFY(!glyphs.contains(healthGlyph(health)));
            QVERIFY(!words.contains(healthWord(health)));
            glyphs.append(healthGlyph(health));
            words.append(healthWord(health));
        }
    }
};

TESSERA_TEST(HealthFindingTest)
#include "health_finding_test.moc"

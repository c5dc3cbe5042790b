// Two letters for everybody, and a colour that stays.
#include "ui/widgets/monogram.h"

#include "tests/support/test_program.h"
#include "ui/theme/theme.h"

#include <QTest>

using namespace tessera;

class MonogramTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void letters_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("letters");
        QTest::newRow("two words") << QStringLiteral("Ana Marić") << QStringLiteral("AM");
        QTest::newRow("three words") << QStringLiteral("Ana von Marić") << QStringLiteral("AM");
        QTest::newRow("one word") << QStringLiteral("anamaric") << QStringLiteral("An");
        QTest::newRow("one letter") << QStringLiteral("x") << QStringLiteral("X");
        QTest::newRow("mail address") << QStringLiteral("ana.maric@example.com") << QStringLiteral("AM");
        QTest::newRow("digits") << QStringLiteral("248289761001") << QStringLiteral("24");
        QTest::newRow("nothing") << QString() << QStringLiteral("?");
        QTest::newRow("only signs") << QStringLiteral("--- ***") << QStringLiteral("?");
        QTest::newRow("A283 directions") << QStringLiteral("\u202Eevil") << QStringLiteral("Ev");
        QTest::newRow("A281 markup") << QStringLiteral("<b>x</b>") << QStringLiteral("BB");
        QTest::newRow("combining marks") << QStringLiteral("a\u0301\u0301\u0301") << QStringLiteral("A");
    }

    void letters()
    {
        QFETCH(QString, name);
        QTEST(initials(name), "letters");
    }

    void colourStays()
    {
        const int first = monogramIndex(QStringLiteral("some-account"));
        QCOMPARE(monogramIndex(QStringLiteral("some-account")), first);
        QSet<int> seen;
        for (int i = 0; i < 200; ++i)
            seen.insert(monogramIndex(QString::number(i)));
        QCOMPARE(seen.size(), qsizetype(Theme::kMonograms)); // all of them are used
    }
};

TESSERA_TEST(MonogramTest)
#include "monogram_test.moc"

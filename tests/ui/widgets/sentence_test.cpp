// A sentence with a bold beginning: wraps, never reads markup, tells a screen reader all of it.
#include "tests/support/test_program.h"
#include "ui/widgets/sentence.h"

#include <QTest>

using namespace tessera;

class SentenceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void partsAreJoined()
    {
        Sentence sentence;
        sentence.setText(QStringLiteral("Offline."), QStringLiteral("Tessera keeps trying."));
        QCOMPARE(sentence.text(), QStringLiteral("Offline. Tessera keeps trying."));
        QCOMPARE(sentence.accessibleName(), sentence.text());
        sentence.setText({}, QStringLiteral("Alone."));
        QCOMPARE(sentence.text(), QStringLiteral("Alone."));
    }

    void narrowerIsHigher()
    {
        Sentence sentence;
        sentence.setText(QStringLiteral("Offline."),
                         QStringLiteral("id.acme.example cannot be reached; Tessera keeps trying."));
        QVERIFY(sentence.heightForWidth(180) > sentence.heightForWidth(900));
        // A word without end breaks, too.
        sentence.setText({}, QString(400, u'x'));
        QVERIFY(sentence.heightForWidth(200) > 4 * sentence.heightForWidth(9000));
    }

    void markupIsShown()
    {
        // The same length of text, with and without markup, is about equally wide: nothing was swallowed.
        Sentence plain;
        plain.setText({}, QStringLiteral("xbxxxbxx"));
        Sentence markup;
        markup.setText({}, QStringLiteral("<b>x</b>"));
        QVERIFY(markup.sizeHint().width() > plain.sizeHint().width() / 2);
    }
};

TESSERA_TEST(SentenceTest)
#include "sentence_test.moc"

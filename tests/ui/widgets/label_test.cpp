// Text of strangers in a label: no word of theirs makes a page wider than it is.
#include "ui/widgets/label.h"

#include "tests/support/test_program.h"

#include <QTest>
#include <QVBoxLayout>

using namespace tessera;

class LabelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void longWordIsBroken()
    {
        const int line = QFontMetrics(fontFor(TextStyle::Body)).height();
        Label label(QString(600, u'f'));
        label.wrapped();
        QVERIFY(label.minimumSizeHint().width() < 200);
        QVERIFY(label.sizeHint().width() <= 420);
        QVERIFY(label.heightForWidth(200) > 10 * line);
        QVERIFY(label.heightForWidth(2000) < label.heightForWidth(200));
    }

    void isDrawnToItsEnd()
    {
        QWidget page;
        auto* column = new QVBoxLayout(&page);
        auto* label = (new Label(QString(300, u'W')))->wrapped();
        column->addWidget(label);
        page.resize(240, column->totalHeightForWidth(240));
        page.show();
        QTRY_COMPARE(label->height(), label->heightForWidth(label->width()));
        QCOMPARE(page.width(), 240);
        const QImage picture = label->grab().toImage();
        const QRgb empty = picture.pixel(picture.width() - 1, 0);
        int rows = 0; // with ink in them, in the lower half
        for (int y = picture.height() / 2; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                if (picture.pixel(x, y) != empty) {
                    ++rows;
                    break;
                }
        QVERIFY(rows > picture.height() / 4);
    }

    /// The control: usual sentences stay QLabel's.
    void usualWordsAreLeftAlone()
    {
        Label label(QStringLiteral("A sentence of usual words, and another one."));
        label.wrapped();
        QLabel plain(label.text());
        plain.setFont(label.font());
        plain.setWordWrap(true);
        QCOMPARE(label.sizeHint(), plain.sizeHint());
        QCOMPARE(label.heightForWidth(100), plain.heightForWidth(100));
    }
};

TESSERA_TEST(LabelTest)
#include "label_test.moc"

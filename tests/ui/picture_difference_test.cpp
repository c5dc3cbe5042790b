// When a screen is said to have changed.
#include "tests/ui/picture_difference.h"

#include "tests/support/test_program.h"

#include <QPainter>
#include <QTest>

using namespace tessera::test;

namespace {

QImage plain(QSize size = {400, 200})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(QColor(245, 246, 248));
    return image;
}

} // namespace

class PictureDifferenceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sameIsNoChange()
    {
        const PictureDifference difference = compare(plain(), plain());
        QCOMPARE(difference.share, 0.0);
        QVERIFY(!difference.isChange());
    }

    void edgesOfLettersAreNoChange()
    {
        QImage after = plain();
        for (int x = 0; x < after.width(); x += 3)
            after.setPixelColor(x, 50, QColor(225, 226, 228)); // antialiased otherwise
        QVERIFY(!compare(plain(), after).isChange());
    }

    void aButtonThatIsGoneIsAChange()
    {
        QImage before = plain();
        QPainter painter(&before);
        painter.fillRect(20, 20, 60, 32, QColor(36, 87, 197));
        painter.end();
        const PictureDifference difference = compare(before, plain());
        QVERIFY(difference.isChange());
        QCOMPARE(difference.share, 60.0 * 32 / (400 * 200));
        QCOMPARE(difference.marked.pixelColor(30, 30), QColor(220, 0, 0));
        QVERIFY(difference.marked.pixelColor(300, 100) != QColor(220, 0, 0));
    }

    void anotherSizeIsAChange()
    {
        QVERIFY(compare(plain(), plain({401, 200})).isChange());
        QVERIFY(compare(QImage(), plain()).isChange());
    }
};

TESSERA_TEST(PictureDifferenceTest)
#include "picture_difference_test.moc"

// From right to left: what a widget paints by itself stands where the language begins, and code stays as it
// is.
#include "ui/widgets/mirror.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "ui/inspector/time_axis.h"
#include "ui/inspector/token_legend.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/countdown_bar.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/lifetime_bar.h"
#include "ui/widgets/nav_button.h"
#include "ui/widgets/sentence.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_box.h"

#include <QGuiApplication>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

using namespace tessera;
using namespace std::chrono_literals;

namespace {

/// From the first column with anything painted to the last; -1, -1: nothing.
struct Ink
{
    int left = -1;
    int right = -1;
    int middle() const { return (left + right) / 2; }
};

template <typename Counts>
Ink inkWhere(const QImage& picture, const QRect& part, Counts counts)
{
    Ink ink;
    for (int x = part.left(); x <= part.right(); ++x)
        for (int y = part.top(); y <= part.bottom(); ++y)
            if (counts(picture.pixelColor(x, y))) {
                ink.left = ink.left < 0 ? x : ink.left;
                ink.right = x;
            }
    return ink;
}

Ink inkOf(const QImage& picture)
{
    const QColor ground = picture.pixelColor(picture.width() / 2, 1);
    return inkWhere(picture, picture.rect().adjusted(6, 3, -6, -3),
                    [&](const QColor& colour) { return colour != ground; });
}

/// A painter reads the way the program does, not the widget.
QImage pictureOf(QWidget& widget, Qt::LayoutDirection direction, const QSize& size)
{
    QGuiApplication::setLayoutDirection(direction);
    widget.setLayoutDirection(direction);
    widget.resize(size);
    const QImage picture = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    return picture;
}

/// How many of the pixels differ by more than the smoothing of an edge makes.
int pixelsThatDiffer(const QImage& a, const QImage& b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            if (qAbs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 64)
                ++count;
    return count;
}

/// It is higher than an "m": whether more rows are painted at the left end of the text than at the right one.
bool beginsWithTheSlash(const QImage& picture)
{
    const Ink ink = inkOf(picture);
    const auto rowsOf = [&](int left) {
        int rows = 0;
        for (int y = 0; y < picture.height(); ++y)
            rows += inkWhere(picture, QRect(left, y, 5, 1), [](const QColor& seen) {
                        return seen.lightness() < 200;
                    }).left >= 0;
        return rows;
    };
    return rowsOf(ink.left) > rowsOf(ink.right - 4);
}

TokenTimes times()
{
    const TimePoint now = test::madeUpNow();
    return {now - 14min, now - 14min, now - 20h, now + 46min};
}

} // namespace

class MirrorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setCurrentTheme(lightTheme()); }

    void placesChangeSides()
    {
        QWidget widget;
        widget.resize(100, 20);
        QCOMPARE(mirrored(widget, QRect(10, 0, 20, 5)), QRect(10, 0, 20, 5));
        QCOMPARE(mirrored(widget, 30), 30);
        widget.setLayoutDirection(Qt::RightToLeft);
        QCOMPARE(mirrored(widget, QRect(10, 0, 20, 5)), QRect(70, 0, 20, 5));
        QCOMPARE(mirrored(widget, QRectF(10, 0.5, 20, 5)), QRectF(70, 0.5, 20, 5));
        QCOMPARE(mirrored(widget, 30), 70);
    }

    /// The icon of a button stands before its words.
    void buttonsBeginWithTheirIcon_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("left to right") << Qt::LeftToRight;
        QTest::newRow("right to left") << Qt::RightToLeft;
    }

    void buttonsBeginWithTheirIcon()
    {
        QFETCH(Qt::LayoutDirection, direction);
        const QString words = QStringLiteral("mmmm");
        Button bare(Button::Kind::Normal, words);
        Button button(Button::Kind::Normal, words, QStringLiteral("copy"));
        const QSize size = button.sizeHint();
        const Ink text = inkOf(pictureOf(bare, direction, bare.sizeHint()));
        const Ink both = inkOf(pictureOf(button, direction, size));
        // With and without the icon the words end (begin) as far from that edge of the button.
        if (direction == Qt::LeftToRight)
            QVERIFY2(qAbs((size.width() - both.right) - (bare.width() - text.right)) <= 1,
                     "words at the right");
        else
            QVERIFY2(qAbs(both.left - text.left) <= 1, "words at the left");
        QVERIFY(both.right - both.left > text.right - text.left + 16); // the icon is there
        QVERIFY(both.left >= 12 && both.right <= size.width() - 12);   // within the margins
    }

    void aButtonWithoutWordsIsItsMirrorImage()
    {
        Button button(Button::Kind::Normal, {}, QStringLiteral("copy"));
        const QImage ltr = pictureOf(button, Qt::LeftToRight, QSize(32, 32));
        const QImage rtl = pictureOf(button, Qt::RightToLeft, QSize(32, 32));
        QCOMPARE(ltr, rtl); // a copy is a copy
        Button back(Button::Kind::Normal, {}, QStringLiteral("arrow-left"));
        const QImage before = pictureOf(back, Qt::LeftToRight, QSize(32, 32));
        const QImage turned = pictureOf(back, Qt::RightToLeft, QSize(32, 32));
        QVERIFY(pixelsThatDiffer(before, turned) > 4);
        QVERIFY(pixelsThatDiffer(before, turned.mirrored(true, false)) <= 4);
    }

    void onlyIconsThatPointAreTurned_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("turned");
        QTest::newRow("back") << QStringLiteral("arrow-left") << true;
        QTest::newRow("folded") << QStringLiteral("chevron-right") << true;
        QTest::newRow("goes out") << QStringLiteral("open") << true;
        QTest::newRow("leaves") << QStringLiteral("sign-out") << true;
        QTest::newRow("a prompt is code") << QStringLiteral("terminal") << false;
        QTest::newRow("clocks turn one way") << QStringLiteral("renew") << false;
        QTest::newRow("down is down") << QStringLiteral("chevron-down") << false;
    }

    void onlyIconsThatPointAreTurned()
    {
        QFETCH(QString, name);
        QFETCH(bool, turned);
        const QImage ltr = icon(name, 24, Qt::black, 1).toImage();
        const QImage rtl = icon(name, 24, Qt::black, 1, Qt::RightToLeft).toImage();
        QVERIFY(!ltr.isNull());
        QCOMPARE(ltr != rtl, turned);
    }

    void navigation()
    {
        NavButton button(QStringLiteral("mm"), QStringLiteral("inspector"));
        const QSize size(160, 40);
        const Ink ltr = inkOf(pictureOf(button, Qt::LeftToRight, size));
        const Ink rtl = inkOf(pictureOf(button, Qt::RightToLeft, size));
        QVERIFY(ltr.left >= 10 && ltr.left < 16 && ltr.right < 90);
        QVERIFY(rtl.right <= 149 && rtl.right > 143 && rtl.left > 70);
    }

    /// On is where the line ends.
    void theKnobOfASwitch()
    {
        Switch button({});
        button.setChecked(true);
        const QSize size(36, 32);
        const auto knob = [&](Qt::LayoutDirection direction) {
            return inkWhere(pictureOf(button, direction, size), QRect(3, 16, 30, 1),
                            [](const QColor& colour) { return colour == lightTheme().surface; });
        };
        QVERIFY(knob(Qt::LeftToRight).middle() > 18);
        QVERIFY(knob(Qt::RightToLeft).left >= 0);
        QVERIFY(knob(Qt::RightToLeft).middle() < 18);
    }

    void choicesOpenAtTheEnd()
    {
        Choice choice({});
        choice.box()->addItem(QStringLiteral("mm"));
        choice.setFixedWidth(300);
        choice.ensurePolished();
        QComboBox* box = choice.box();
        const Ink ltr = inkOf(pictureOf(*box, Qt::LeftToRight, QSize(300, 32)));
        const Ink rtl = inkOf(pictureOf(*box, Qt::RightToLeft, QSize(300, 32)));
        QVERIFY(ltr.left < 16 && ltr.right > 270);
        QVERIFY(rtl.left < 30 && rtl.right > 284);
    }

    void sentencesBeginAtTheRight()
    {
        Sentence sentence;
        sentence.setText(QStringLiteral("Offline."), {});
        const Ink ltr = inkOf(pictureOf(sentence, Qt::LeftToRight, QSize(400, 30)));
        const Ink rtl = inkOf(pictureOf(sentence, Qt::RightToLeft, QSize(400, 30)));
        QVERIFY(ltr.left >= 0 && ltr.right < 100);
        QVERIFY(rtl.left > 300);
    }

    void theFirstInAFlowIsAtTheRight()
    {
        QWidget box;
        auto* flow = new FlowLayout(8, &box);
        QList<QWidget*> parts;
        for (int i = 0; i < 3; ++i) {
            parts << new QWidget;
            parts.last()->setFixedSize(100, 20);
            flow->addWidget(parts.last());
        }
        box.setLayoutDirection(Qt::RightToLeft);
        box.resize(250, 60);
        flow->setGeometry(box.rect());
        QCOMPARE(parts[0]->geometry(), QRect(150, 0, 100, 20));
        QCOMPARE(parts[1]->geometry(), QRect(42, 0, 100, 20));
        QCOMPARE(parts[2]->geometry(), QRect(150, 28, 100, 20)); // the next line begins there, too
        QCOMPARE(flow->heightForWidth(250), 48);
    }

    void marginsChangeSides()
    {
        QWidget box;
        auto* layout = new SidedBox(QBoxLayout::LeftToRight, {30, 1, 4, 2});
        box.setLayout(layout);
        auto* inside = new QWidget;
        layout->addWidget(inside);
        box.resize(100, 20);
        layout->setGeometry(box.rect());
        QCOMPARE(inside->geometry(), QRect(30, 1, 66, 17));
        box.setLayoutDirection(Qt::RightToLeft);
        layout->invalidate();
        layout->setGeometry(box.rect());
        QCOMPARE(inside->geometry(), QRect(4, 1, 66, 17));
    }

    void timeRunsFromTheRight()
    {
        LifetimeBar bar;
        const TimePoint now = test::madeUpNow();
        bar.setLifetime({now - 14min, now + 46min, now + 41min, false}, {});
        bar.setNow(now);
        const QImage picture = pictureOf(bar, Qt::RightToLeft, QSize(658, bar.sizeHint().height()));
        const auto at = [&](int tile) { return picture.pixelColor(657 - (tile * 11 + 4), 26 + 8); };
        QCOMPARE(at(3), lightTheme().track);
        QCOMPARE(at(30), lightTheme().bar);
        QCOMPARE(at(58), lightTheme().barSoft);
    }

    void whatIsLeftOfACountdownIsAtTheRight()
    {
        CountdownBar bar;
        const TimePoint now = test::madeUpNow();
        bar.setSpan(now - 2min, now + 1min);
        bar.setNow(now);
        const QImage picture = pictureOf(bar, Qt::RightToLeft, QSize(598, 8));
        QCOMPARE(picture.pixelColor(598 - 9, 4), lightTheme().bar);
        QCOMPARE(picture.pixelColor(9, 4), lightTheme().track);
    }

    void theAxisOfTimeIsMirrored()
    {
        TimeAxis axis;
        axis.resize(600, axis.sizeHint().height());
        axis.setTimes(times(), test::madeUpNow());
        const AxisLayout ltr = axis.axis();
        axis.setLayoutDirection(Qt::RightToLeft);
        const AxisLayout rtl = axis.axis();
        const int width = 600 - 16;
        QVERIFY(ltr.now.x < width / 2);
        QCOMPARE(rtl.now.x, width - ltr.now.x);
        QCOMPARE(rtl.barLeft, width - ltr.barRight);
        QCOMPARE(rtl.barRight, width - ltr.barLeft);
        QCOMPARE(rtl.labels.size(), ltr.labels.size());
        QCOMPARE(rtl.labels.last().text, ltr.labels.first().text);
        QCOMPARE(rtl.labels.last().left, width - ltr.labels.first().right());
        QCOMPARE(rtl.life.left, width - ltr.life.right());
    }

    void theLegendOfATokenBeginsAtTheRight()
    {
        TokenLegend legend;
        legend.setSpans(
            {{0, 3, TokenPart::Header}, {4, 3, TokenPart::Payload}, {8, 3, TokenPart::Signature}});
        const QSize size(400, legend.sizeHint().height());
        const auto squareOf = [&](Qt::LayoutDirection direction, const QColor& colour) {
            return inkWhere(pictureOf(legend, direction, size),
                            QRect(QPoint(0, size.height() / 2), QSize(400, 1)),
                            [&](const QColor& seen) { return seen == colour; });
        };
        QVERIFY(squareOf(Qt::LeftToRight, lightTheme().tokHeader).left < 4);
        QVERIFY(squareOf(Qt::RightToLeft, lightTheme().tokHeader).right > 395);
        QVERIFY(squareOf(Qt::RightToLeft, lightTheme().tokSignature).right <
                squareOf(Qt::RightToLeft, lightTheme().tokHeader).left);
    }

    /// The first character of a token is at the left, and of a path as well.
    void codeStaysFromLeftToRight()
    {
        TextBox box(QStringLiteral("Token"), 1000);
        box.setLayoutDirection(Qt::RightToLeft);
        box.resize(300, 100);
        box.setPlainText(QStringLiteral(".eyJh."));
        const QTextLayout* layout = box.document()->firstBlock().layout();
        QVERIFY(layout->lineCount() == 1);
        QVERIFY(layout->lineAt(0).cursorToX(0) < layout->lineAt(0).cursorToX(3));
        QCOMPARE(box.document()->firstBlock().textDirection(), Qt::LeftToRight);
    }

    void aValueReadsItsOwnWay()
    {
        const QString path = QStringLiteral("/mmmm");
        const auto drawn = [&](Qt::LayoutDirection direction, bool asValue) {
            QWidget widget;
            widget.setLayoutDirection(direction);
            widget.resize(200, 30);
            QImage image(200, 30, QImage::Format_RGB32);
            image.fill(Qt::white);
            const QRect room = image.rect().adjusted(10, 0, -10, 0);
            QPainter painter(&image);
            painter.setLayoutDirection(direction);
            if (asValue)
                drawValue(painter, widget, room, path);
            else
                painter.drawText(room, Qt::AlignVCenter | Qt::TextSingleLine, path);
            return image;
        };
        const QImage ltr = drawn(Qt::LeftToRight, true);
        const QImage rtl = drawn(Qt::RightToLeft, true);
        const QImage turned = drawn(Qt::RightToLeft, false); // "mmmm/", as in a sentence
        const Ink left = inkOf(ltr);
        const Ink right = inkOf(rtl);
        QVERIFY(left.left < 20 && right.right > 180);
        QVERIFY(beginsWithTheSlash(ltr));
        QVERIFY(beginsWithTheSlash(rtl)); // it has not gone behind the word
        QVERIFY(!beginsWithTheSlash(turned));
    }

    void aLabelOfAValue()
    {
        QLabel label(QStringLiteral("/usr/bin/git"));
        showAsValue(label);
        QCOMPARE(label.alignment(), Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignVCenter);
        QLabel mirroredLabel(QStringLiteral("/usr/bin/git"));
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        showAsValue(mirroredLabel);
        showAsValue(mirroredLabel); // and stays so
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
        QCOMPARE(mirroredLabel.layoutDirection(), Qt::LeftToRight);
        QCOMPARE(mirroredLabel.alignment(), Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
    }
};

TESSERA_TEST(MirrorTest)
#include "mirror_test.moc"

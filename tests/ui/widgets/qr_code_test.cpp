// The QR code as it is painted is read back, module by module, as ISO/IEC 18004 says: what a camera sees is
// the address and nothing else.
#include "ui/widgets/qr_code.h"

#include "tests/support/test_program.h"

#include <QImage>
#include <QTest>

using namespace tessera;

namespace {

constexpr int kQuiet = 4;

/// One picture, by modules. Up to version 3, where all data is one block.
class Reader
{
public:
    Reader(QWidget& widget, int version) : m_size(17 + 4 * version), m_version(version)
    {
        const int scale = 4; // several pixels to a module, whatever the widget's size
        m_image = QImage(widget.size() * scale, QImage::Format_RGB32);
        m_image.setDevicePixelRatio(scale);
        m_image.fill(Qt::red); // nothing of it may be left
        widget.render(&m_image);
    }

    bool isDark(int column, int row) const
    {
        const double module = double(m_image.width()) / (m_size + 2 * kQuiet);
        const QPoint at(int((column + kQuiet + 0.5) * module), int((row + kQuiet + 0.5) * module));
        return m_image.pixelColor(at) == Qt::black;
    }

    bool hasQuietZone() const
    {
        const int side = m_size + 2 * kQuiet;
        const double module = double(m_image.width()) / side;
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column) {
                const bool isInside =
                    row >= kQuiet && row < side - kQuiet && column >= kQuiet && column < side - kQuiet;
                const QPoint at(int((column + 0.5) * module), int((row + 0.5) * module));
                if (!isInside && m_image.pixelColor(at) != Qt::white)
                    return false;
            }
        return true;
    }

    /// 15 bits beside the first finder, unmasked.
    int format() const
    {
        int bits = 0;
        const auto add = [&](int column, int row) { bits = bits << 1 | int(isDark(column, row)); };
        for (const int column : {0, 1, 2, 3, 4, 5, 7, 8})
            add(column, 8);
        for (const int row : {7, 5, 4, 3, 2, 1, 0})
            add(8, row);
        return bits ^ 0x5412;
    }

    QByteArray bytes() const
    {
        const QList<bool> bits = dataBits();
        const auto number = [&bits](qsizetype at, int count) {
            int value = 0;
            for (int i = 0; i < count; ++i)
                value = value << 1 | int(bits.at(at + i));
            return value;
        };
        if (number(0, 4) != 4) // byte mode
            return "not bytes";
        QByteArray text;
        for (int i = 0; i < number(4, 8); ++i)
            text += char(number(12 + 8 * i, 8));
        return text;
    }

private:
    bool isFunction(int column, int row) const
    {
        const bool finder =
            (column < 9 && row < 9) || (column < 9 && row >= m_size - 8) || (column >= m_size - 8 && row < 9);
        const int centre = m_size - 7;
        const bool alignment = m_version > 1 && std::abs(column - centre) <= 2 && std::abs(row - centre) <= 2;
        return finder || alignment || column == 6 || row == 6;
    }

    bool isMasked(int column, int row) const
    {
        switch (format() >> 10 & 7) {
        case 0:
            return (row + column) % 2 == 0;
        case 1:
            return row % 2 == 0;
        case 2:
            return column % 3 == 0;
        case 3:
            return (row + column) % 3 == 0;
        case 4:
            return (row / 2 + column / 3) % 2 == 0;
        case 5:
            return row * column % 2 + row * column % 3 == 0;
        case 6:
            return (row * column % 2 + row * column % 3) % 2 == 0;
        default:
            return ((row + column) % 2 + row * column % 3) % 2 == 0;
        }
    }

    /// Two columns at a time, from the right, upwards and downwards by turns.
    QList<bool> dataBits() const
    {
        QList<bool> bits;
        bool up = true;
        for (int right = m_size - 1; right > 0; right -= 2) {
            if (right == 6)
                right = 5;
            for (int i = 0; i < m_size; ++i)
                for (const int column : {right, right - 1}) {
                    const int row = up ? m_size - 1 - i : i;
                    if (!isFunction(column, row))
                        bits << (isDark(column, row) != isMasked(column, row));
                }
            up = !up;
        }
        return bits;
    }

    int m_size;
    int m_version;
    QImage m_image;
};

} // namespace

class QrCodeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsBack_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("version");
        QTest::newRow("short") << QStringLiteral("https://a.b/c") << 1;
        QTest::newRow("longer") << QStringLiteral("https://op.example/dev") << 2;
        QTest::newRow("with a code") << QStringLiteral("https://op.example/d?user_code=WDJB-MJ") << 3;
        QTest::newRow("not ASCII") << QStringLiteral("https://\u00fc.ex/") << 1;
    }
    void readsBack()
    {
        QFETCH(QString, text);
        QFETCH(int, version);
        QrCode code;
        code.setText(text);
        QVERIFY(!code.isEmpty());
        const Reader reader(code, version);
        QVERIFY(reader.hasQuietZone());
        QCOMPARE(reader.format() >> 13, 0); // error correction M
        QCOMPARE(reader.bytes(), text.toUtf8());
        QCOMPARE(code.accessibleDescription(), text);
    }

    void nothingToShow()
    {
        QrCode code;
        QVERIFY(code.isEmpty());
        code.setText(QString(300, u'x')); // the bound
        QVERIFY(!code.isEmpty());
        code.setText(QString(301, u'x'));
        QVERIFY(code.isEmpty());
        code.setText(QString(150, u'\u00fc') + u'x'); // bytes count, not characters
        QVERIFY(code.isEmpty());
        code.setText(QStringLiteral("https://a.b/c"));
        QVERIFY(!code.isEmpty());
        code.setText({});
        QVERIFY(code.isEmpty());
        QImage image(code.size(), QImage::Format_RGB32);
        image.fill(Qt::red);
        code.render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
        QCOMPARE(image.pixelColor(code.rect().center()), QColor(Qt::red)); // not a blank code
    }

    void theNewTextReplacesTheOld()
    {
        QrCode code;
        code.setText(QStringLiteral("https://a.b/c"));
        code.setText(QStringLiteral("https://d.e/f"));
        QCOMPARE(Reader(code, 1).bytes(), QByteArray("https://d.e/f"));
    }

    /// Many cameras cannot read light on dark.
    void darkOnWhiteInADarkTheme()
    {
        QrCode code;
        QPalette dark;
        dark.setColor(QPalette::Window, Qt::black);
        dark.setColor(QPalette::WindowText, Qt::white);
        code.setPalette(dark);
        code.setText(QStringLiteral("https://a.b/c"));
        QVERIFY(Reader(code, 1).hasQuietZone());
        QCOMPARE(Reader(code, 1).bytes(), QByteArray("https://a.b/c"));
    }
};

TESSERA_TEST(QrCodeTest)
#include "qr_code_test.moc"

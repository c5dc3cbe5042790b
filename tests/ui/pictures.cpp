#include "tests/ui/pictures.h"

#include "core/keychain/memory_store.h"
#include "tests/ui/made_up.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QTest>

namespace tessera::test {
namespace {

const QString kFolder = QStringLiteral(TESSERA_SHOTS_DIR);
constexpr QSize kUsual(1200, 760);
constexpr QSize kSmallest(800, 560);

bool isScaled()
{
    return qEnvironmentVariable("QT_SCALE_FACTOR") == QLatin1String("2");
}

bool wantsAll()
{
    return qEnvironmentVariable("TESSERA_SHOTS") == QLatin1String("all");
}

void addRow(const char* name, bool dark, QSize size, Qt::LayoutDirection direction = Qt::LeftToRight)
{
    QTest::newRow(name) << dark << size << direction;
}

void addColumns()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<Qt::LayoutDirection>("direction");
}

class FixedClock final : public Clock
{
public:
    TimePoint now() const override { return madeUpNow(); }
    Milliseconds sinceBoot() const override { return Milliseconds(1); }
};

} // namespace

Environment pictureWorld(const QString& directory, std::shared_ptr<const Clock> clock)
{
    Environment world;
    world.clock = clock ? std::move(clock) : std::make_shared<FixedClock>();
    world.http = std::make_shared<HttpClient>();
    world.secrets = std::make_shared<MemoryStore>();
    world.jwkSets = std::make_shared<RemoteJwkSets>(world.http, world.clock);
    world.openUrl = [](const QUrl&) { return Result<void>(); };
    world.configDirectory = directory;
    return world;
}

void addPageRows()
{
    addColumns();
    if (isScaled())
        return addRow("light-200", false, kUsual);
    addRow("light", false, kUsual);
    addRow("dark", true, kUsual);
    addRow("light-narrow", false, kSmallest);
    addRow("dark-narrow", true, kSmallest);
    if (wantsAll())
        addRow("light-rtl", false, kUsual, Qt::RightToLeft);
}

void addDialogRows()
{
    addColumns();
    if (isScaled())
        return addRow("light-200", false, {});
    addRow("light", false, {});
    addRow("dark", true, {});
    if (wantsAll())
        addRow("light-rtl", false, {}, Qt::RightToLeft);
}

static ThemeChoice choiceOfRow()
{
    QFETCH(bool, dark);
    return dark ? ThemeChoice::Dark : ThemeChoice::Light;
}

PictureFrame::PictureFrame() : m_theme(*qApp, choiceOfRow())
{
    QFETCH(Qt::LayoutDirection, direction);
    QGuiApplication::setLayoutDirection(direction);
    // From right to left with the words that belong to it, where they have been made.
    if (direction == Qt::RightToLeft &&
        m_words.load(QStringLiteral(TESSERA_TRANSLATIONS_DIR "/tessera_ar.qm")))
        QCoreApplication::installTranslator(&m_words);
}

PictureFrame::~PictureFrame()
{
    QCoreApplication::removeTranslator(&m_words);
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

QSize PictureFrame::size() const
{
    QFETCH(QSize, size);
    return size;
}

bool makePictureFolder()
{
    return QDir().mkpath(kFolder);
}

bool savePicture(QWidget& widget, const QByteArray& name, int settle)
{
    QTest::qWait(settle);
    const QPixmap picture = widget.grab();
    const QString path =
        QStringLiteral("%1/%2-%3.png")
            .arg(kFolder, QString::fromUtf8(name), QString::fromUtf8(QTest::currentDataTag()));
    return picture.size() / picture.devicePixelRatio() == widget.size() && picture.save(path);
}

} // namespace tessera::test

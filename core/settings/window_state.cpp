#include "core/settings/window_state.h"

#include "core/base/json_members.h"
#include "core/base/strict_json.h"
#include "core/base/whole_file.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

namespace tessera {
namespace {

constexpr qint64 kMostBytes = 16 * 1024;
constexpr int kMostPixels = 32'000;
constexpr QSize kTitleInReach(120, 40); ///< of a window's top that must be on a screen

QString pathIn(const QString& directory)
{
    return QDir(directory).filePath(QStringLiteral("window.json"));
}

QRect rectFrom(const QJsonValue& value)
{
    const QJsonArray numbers = value.toArray();
    if (numbers.size() != 4)
        return {};
    for (const QJsonValue& number : numbers)
        if (!number.isDouble() || qAbs(number.toDouble()) > kMostPixels)
            return {};
    return QRect(numbers[0].toInt(), numbers[1].toInt(), numbers[2].toInt(), numbers[3].toInt());
}

} // namespace

QString stateDirectory(const QString& configDirectory, const QString& usualConfigDirectory)
{
    if (QDir::cleanPath(configDirectory) != QDir::cleanPath(usualConfigDirectory))
        return QDir(configDirectory).filePath(QStringLiteral("state"));
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    // Qt has no name for it before 6.7.
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    const QString base =
        QDir::isAbsolutePath(state) ? state : QDir::homePath() + QStringLiteral("/.local/state");
    return base + QStringLiteral("/tessera");
#else
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/tessera");
#endif
}

WindowState readWindowState(const QString& directory)
{
    QFile file(pathIn(directory));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto object = parseJsonObject(file.read(kMostBytes));
    if (!object || object->value(u"version").toInt() != 1)
        return {};
    WindowState state;
    state.geometry = rectFrom(object->value(u"geometry"));
    state.maximised = object->value(u"maximised").toBool();
    state.page = object->value(u"page").toString();
    state.told =
        optionalStringList(*object, u"told", u"window").value_or(QStringList()).value_or(QStringList());
    return state;
}

Result<void> writeWindowState(const QString& directory, const WindowState& state)
{
    const QRect& rect = state.geometry;
    QJsonObject object{{QStringLiteral("version"), 1},
                       {QStringLiteral("maximised"), state.maximised},
                       {QStringLiteral("page"), state.page},
                       {QStringLiteral("told"), QJsonArray::fromStringList(state.told)}};
    if (rect.isValid())
        object.insert(QStringLiteral("geometry"),
                      QJsonArray{rect.x(), rect.y(), rect.width(), rect.height()});
    QDir().mkpath(directory);
    const QString path = pathIn(directory);
    if (const auto written = replaceFile(path, QJsonDocument(object).toJson()); !written)
        return failure(ErrorKind::Configuration, u"settings.not_writable",
                       QStringLiteral("%1: %2").arg(path, written.error().detail));
    return {};
}

std::optional<QRect> placeOnScreens(const QRect& geometry, const QList<QRect>& screens)
{
    if (!geometry.isValid())
        return std::nullopt;
    const QRect top(geometry.topLeft(), QSize(geometry.width(), kTitleInReach.height()));
    for (const QRect& screen : screens) {
        const QRect seen = top & screen;
        if (seen.width() < qMin(kTitleInReach.width(), geometry.width()) ||
            seen.height() < kTitleInReach.height() / 2)
            continue;
        QRect place(geometry.topLeft(), geometry.size().boundedTo(screen.size()));
        place.moveTop(qMax(place.top(), screen.top()));
        return place;
    }
    return std::nullopt;
}

} // namespace tessera

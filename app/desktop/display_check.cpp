#include "app/desktop/display_check.h"

#include <cstdio>
#include <cstdlib>

namespace tessera {
namespace {

constexpr int kConfiguration = 2;

QString sentence(const QString& why)
{
    return QStringLiteral(
               "There is no display to open a window on (%1). Start Tessera from a desktop session, or use "
               "the command line: tessera --help")
        .arg(why);
}

[[noreturn]] void giveUp(const QString& why)
{
    std::fprintf(stderr, "tessera-desktop: %s\n", sentence(why).toLocal8Bit().constData());
    std::_Exit(kConfiguration);
}

void duringStart(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    if (type == QtFatalMsg)
        giveUp(QStringLiteral("the display named by the environment does not answer"));
    // Before that Qt warns about the same thing in its own words.
    const bool same = context.category && QByteArrayView(context.category).startsWith("qt.qpa");
    if (type != QtDebugMsg && !same)
        std::fprintf(stderr, "%s\n", qFormatLogMessage(type, context, message).toLocal8Bit().constData());
}

} // namespace

std::optional<QString> displayProblem(const QProcessEnvironment& environment, const QString& platform)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    const bool chosen =
        !platform.isEmpty() || !environment.value(QStringLiteral("QT_QPA_PLATFORM")).isEmpty();
    const bool display = !environment.value(QStringLiteral("DISPLAY")).isEmpty() ||
                         !environment.value(QStringLiteral("WAYLAND_DISPLAY")).isEmpty();
    if (!chosen && !display)
        return sentence(QStringLiteral("neither DISPLAY nor WAYLAND_DISPLAY is set"));
#else
    Q_UNUSED(environment)
    Q_UNUSED(platform)
#endif
    return std::nullopt;
}

void catchPlatformFailure()
{
    qInstallMessageHandler(duringStart);
}

void platformWorks()
{
    qInstallMessageHandler(nullptr);
}

} // namespace tessera

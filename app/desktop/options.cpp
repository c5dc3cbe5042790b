#include "app/desktop/options.h"

#include "core/base/logging.h"

#include <QCommandLineParser>
#include <QFileInfo>

namespace tessera {
namespace {

constexpr int kUsage = 2;

const char kExamples[] = R"(
Examples:
  tessera-desktop                      open the window, or bring the open one to the front
  tessera-desktop token.txt            look at what is in a file
  tessera-desktop --tray               no window until the icon in the tray is clicked
  tessera-desktop --theme dark         whatever system and settings say
  tessera-desktop --config /tmp/try    accounts of its own, apart from the usual ones
)";

Options complaint(const QString& words)
{
    Options options;
    options.words = QStringLiteral("tessera-desktop: %1\n").arg(words);
    options.exitStatus = kUsage;
    return options;
}

void describe(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        QStringLiteral("Sign in once on your desktop; every tool gets a fresh token."));
    parser.addVersionOption();
    parser.addOptions({
        {{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Shows this help.")},
        {QStringLiteral("tray"),
         QStringLiteral("Starts in the tray, without a window. Where there is no tray, with one.")},
        {QStringLiteral("theme"), QStringLiteral("light, dark or system; else as in the settings."),
         QStringLiteral("name")},
        {QStringLiteral("config"),
         QStringLiteral("Where the list of accounts and the settings lie (no secrets)."),
         QStringLiteral("directory")},
        {QStringLiteral("no-demo"), QStringLiteral("Does not offer the demo provider.")},
        {QStringLiteral("no-agent"), QStringLiteral("Gives no tokens to other programs.")},
        {QStringLiteral("exit-after-first-paint"),
         QStringLiteral("For measuring: prints the milliseconds to the first painted window and ends.")},
#ifdef TESSERA_GALLERY
        {QStringLiteral("gallery"), QStringLiteral("For developers: shows every widget in every state.")},
#endif
    });
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QStringLiteral("A token, cookie or header block to look at."),
                                 QStringLiteral("[file]"));
}

} // namespace

Options readOptions(const QStringList& arguments, const QString& version)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return complaint(parser.errorText());
    Options options;
    if (parser.isSet(QStringLiteral("help")))
        // There is no application yet whose name Qt could take.
        options.words =
            parser.helpText().replace(QLatin1String("<executable_name>"), QLatin1String("tessera-desktop")) +
            QLatin1String(kExamples);
    else if (parser.isSet(QStringLiteral("version")))
        options.words = QStringLiteral("tessera-desktop %1\n").arg(version);
    if (parser.isSet(QStringLiteral("theme"))) {
        options.theme = themeChoiceFromName(parser.value(QStringLiteral("theme")));
        if (!options.theme)
            return complaint(QStringLiteral("--theme takes light, dark or system."));
    }
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1)
        return complaint(QStringLiteral("one file at a time, see --help."));
    if (!files.isEmpty()) {
        const QFileInfo file(files.constFirst());
        if (!file.isFile())
            return complaint(QStringLiteral("there is no file %1").arg(printable(files.constFirst())));
        options.file = file.absoluteFilePath();
    }
    options.configDirectory = parser.value(QStringLiteral("config"));
    options.demo = !parser.isSet(QStringLiteral("no-demo"));
    options.agent = !parser.isSet(QStringLiteral("no-agent"));
    options.tray = parser.isSet(QStringLiteral("tray"));
    options.exitAfterFirstPaint = parser.isSet(QStringLiteral("exit-after-first-paint"));
#ifdef TESSERA_GALLERY
    options.gallery = parser.isSet(QStringLiteral("gallery"));
#endif
    return options;
}

} // namespace tessera

#include "app/cli/terminal.h"

#include "core/base/logging.h"

#include <QJsonDocument>

#include <cstdio>
#ifdef Q_OS_WIN
#include <io.h>
#define isatty _isatty
#define fileno _fileno
#else
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace tessera::cli {
namespace {

bool wantsColour(FILE* stream)
{
    return isatty(fileno(stream)) != 0 && !qEnvironmentVariableIsSet("NO_COLOR") &&
           qEnvironmentVariable("TERM") != QLatin1String("dumb");
}

void write(FILE* stream, const QString& line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

const char* escapeFor(Style style)
{
    switch (style) {
    case Style::Plain:
        return "";
    case Style::Bold:
        return "\x1b[1m";
    case Style::Dim:
        return "\x1b[2m";
    case Style::Good:
        return "\x1b[32m";
    case Style::Warn:
        return "\x1b[33m";
    case Style::Bad:
        return "\x1b[31m";
    case Style::Accent:
        return "\x1b[36m";
    }
    Q_UNREACHABLE();
}

} // namespace

Terminal::Terminal(Options options)
    : m_options(options), m_colourOut(wantsColour(stdout)), m_colourError(wantsColour(stderr))
{
}

bool Terminal::isOutATerminal()
{
    return isatty(fileno(stdout)) != 0;
}

bool Terminal::isErrorATerminal()
{
    return isatty(fileno(stderr)) != 0;
}

int Terminal::columns()
{
    if (!isOutATerminal())
        return 0;
    constexpr int kUsual = 80;
    constexpr int kLeast = 40;
#ifndef Q_OS_WIN
    winsize size{};
    if (ioctl(fileno(stdout), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return qMax<int>(kLeast, size.ws_col);
#endif
    return kUsual;
}

void Terminal::print(const QString& line) const
{
    write(stdout, line);
}

void Terminal::printJson(const QJsonObject& object) const
{
    const auto format = isOutATerminal() ? QJsonDocument::Indented : QJsonDocument::Compact;
    write(stdout, QString::fromUtf8(QJsonDocument(object).toJson(format)).trimmed());
}

void Terminal::say(const QString& line) const
{
    if (!m_options.quiet)
        write(stderr, line);
}

void Terminal::complain(const QString& line) const
{
    write(stderr, line);
}

QString Terminal::paint(Style style, const QString& text, bool colour)
{
    if (!colour || style == Style::Plain || text.isEmpty())
        return text;
    return QLatin1String(escapeFor(style)) + text + QLatin1String("\x1b[0m");
}

void Terminal::printTable(const QList<QList<Cell>>& rows) const
{
    QList<qsizetype> widths;
    for (const auto& row : rows)
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (widths.size() <= i)
                widths.append(0);
            widths[i] = qMax(widths[i], printable(row[i].text).size());
        }
    for (qsizetype r = 0; r < rows.size(); ++r) {
        QString line;
        for (qsizetype i = 0; i < rows[r].size(); ++i) {
            const QString text = printable(rows[r][i].text);
            line += paint(r == 0 ? Style::Dim : rows[r][i].style, text);
            if (i + 1 < rows[r].size())
                line += QString(widths[i] - text.size() + 2, QLatin1Char(' '));
        }
        print(line);
    }
}

} // namespace tessera::cli

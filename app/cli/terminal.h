// What a person reads on a terminal: colours only there, tables that line up, news on stderr, results on
// stdout.
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace tessera::cli {

enum class Style { Plain, Bold, Dim, Good, Warn, Bad, Accent };

class Terminal
{
public:
    struct Options
    {
        bool json = false;
        bool quiet = false;
        bool verbose = false;
    };

    /// Colour when stdout (or stderr) is a terminal and NO_COLOR is not set.
    explicit Terminal(Options options);

    bool json() const { return m_options.json; }
    bool quiet() const { return m_options.quiet; }
    bool verbose() const { return m_options.verbose; }
    /// Is a person looking at stdout, or does it go into a pipe or file?
    static bool isOutATerminal();
    static bool isErrorATerminal();
    /// Columns of the terminal on stdout, at least 40; 0 if it is none.
    static int columns();

    /// Result for people or for a pipe, on stdout.
    void print(const QString& line) const;
    /// Result for programs: one object on stdout, one line on a pipe, indented on a terminal.
    void printJson(const QJsonObject& object) const;
    /// News, on stderr; nothing with --quiet.
    void say(const QString& line) const;
    /// On stderr, also with --quiet.
    void complain(const QString& line) const;

    QString paint(Style style, const QString& text) const { return paint(style, text, m_colourOut); }
    QString paintError(Style style, const QString& text) const { return paint(style, text, m_colourError); }

    struct Cell
    {
        QString text; ///< made printable
        Style style = Style::Plain;
    };
    /// First row is the heading, shown dim. Columns two spaces apart.
    void printTable(const QList<QList<Cell>>& rows) const;

private:
    static QString paint(Style style, const QString& text, bool colour);
    Options m_options;
    bool m_colourOut;
    bool m_colourError;
};

} // namespace tessera::cli

#include "ui/text/health_finding.h"

#include <QCoreApplication>

namespace tessera {
namespace {

constexpr qsizetype kHealthColumn = 11;
constexpr qsizetype kLeastNameColumn = 8;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::HealthFinding)
};

struct Title
{
    const char* name;
    const char* words;
};

constexpr Title kTitles[] = {
    {"version", QT_TRANSLATE_NOOP("tessera::HealthFinding", "Version")},
    {"administrator", QT_TRANSLATE_NOOP("tessera::HealthFinding", "Administrator")},
    {"keychain", QT_TRANSLATE_NOOP("tessera::HealthFinding", "Keychain")},
    {"browser", QT_TRANSLATE_NOOP("tessera::HealthFinding", "Browser")},
    {"TLS library", QT_TRANSLATE_NOOP("tessera::HealthFinding", "TLS library")},
    {"accounts", QT_TRANSLATE_NOOP("tessera::HealthFinding", "Accounts")},
    {"loopback", QT_TRANSLATE_NOOP("tessera::HealthFinding", "Loopback")},
    {"proxy", QT_TRANSLATE_NOOP("tessera::HealthFinding", "Proxy")},
    {"clock", QT_TRANSLATE_NOOP("tessera::HealthFinding", "Clock")},
};

} // namespace

QString healthTitle(const QString& name)
{
    for (const Title& title : kTitles)
        if (name == QLatin1String(title.name))
            return Text::tr(title.words);
    return name;
}

QString healthName(Health health)
{
    switch (health) {
    case Health::Good:
        return QStringLiteral("ok");
    case Health::Remark:
        return QStringLiteral("remark");
    case Health::Bad:
        return QStringLiteral("problem");
    case Health::NotChecked:
        return QStringLiteral("not-checked");
    }
    Q_UNREACHABLE();
}

Glyph healthGlyph(Health health)
{
    switch (health) {
    case Health::Good:
        return Glyph::Ok;
    case Health::Remark:
        return Glyph::Note;
    case Health::Bad:
        return Glyph::Error;
    case Health::NotChecked:
        return Glyph::NotDone;
    }
    Q_UNREACHABLE();
}

QString healthWord(Health health)
{
    switch (health) {
    case Health::Good:
        return Text::tr("Fine");
    case Health::Remark:
        return Text::tr("Note");
    case Health::Bad:
        return Text::tr("Problem");
    case Health::NotChecked:
        return Text::tr("Not checked");
    }
    Q_UNREACHABLE();
}

QString plainText(const QList<HealthFinding>& findings)
{
    qsizetype width = kLeastNameColumn;
    for (const HealthFinding& finding : findings)
        width = std::max(width, finding.name.size());
    QString text;
    for (const HealthFinding& finding : findings)
        text += QStringLiteral("%1  %2  %3\n")
                    .arg(healthName(finding.health).leftJustified(kHealthColumn),
                         finding.name.leftJustified(width), finding.words);
    return text;
}

} // namespace tessera

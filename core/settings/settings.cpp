#include "core/settings/settings.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"

#include <QJsonArray>
#include <QProcess>
#include <QRegularExpression>

#include <array>
#include <cmath>
#include <utility>

namespace tessera {
namespace {

using namespace settings_bounds;

constexpr int kVersion = 1;
constexpr QStringView kBadMember = u"settings.member";

template <class Choice>
using Names = std::array<std::pair<Choice, QStringView>, 3>;

constexpr Names<ThemeChoice> kThemes{
    {{ThemeChoice::System, u"system"}, {ThemeChoice::Light, u"light"}, {ThemeChoice::Dark, u"dark"}}};
constexpr Names<MotionChoice> kMotions{
    {{MotionChoice::System, u"system"}, {MotionChoice::Reduced, u"reduced"}, {MotionChoice::Full, u"full"}}};

template <class Choice>
std::optional<Choice> choiceOf(const Names<Choice>& names, QStringView name)
{
    for (const auto& [choice, word] : names)
        if (word == name)
            return choice;
    return std::nullopt;
}

template <class Choice>
QString nameOf(const Names<Choice>& names, Choice wanted)
{
    for (const auto& [choice, word] : names)
        if (choice == wanted)
            return word.toString();
    Q_UNREACHABLE();
}

Error wrong(QStringView name, const QString& wanted)
{
    return Error{ErrorKind::Configuration,
                 kBadMember.toString(),
                 QStringLiteral("%1 must be %2").arg(name, wanted),
                 {}};
}

/// Reads one member after the other; keeps the first thing that is wrong.
class Reader
{
public:
    explicit Reader(const QJsonObject& object) : m_object(object) {}

    template <class Choice>
    void choice(QStringView name, const Names<Choice>& names, Choice& into)
    {
        const QJsonValue value = m_object.value(name);
        if (value.isUndefined())
            return;
        const auto found = choiceOf(names, value.toString());
        if (value.isString() && found)
            into = *found;
        else
            keep(wrong(
                name,
                QStringLiteral("one of %1, %2, %3").arg(names[0].second, names[1].second, names[2].second)));
    }

    void flag(QStringView name, bool& into)
    {
        const auto value = optionalBool(m_object, name, kBadMember);
        if (!value)
            keep(wrong(name, QStringLiteral("true or false")));
        else
            into = value->value_or(into);
    }

    template <class Parse, class Value>
    void text(QStringView name, Parse parse, Value& into)
    {
        const auto value = optionalString(m_object, name, kBadMember);
        if (!value)
            return keep(wrong(name, QStringLiteral("a string")));
        if (!*value)
            return;
        auto parsed = parse(**value);
        if (parsed)
            into = *std::move(parsed);
        else
            keep(wrong(name, parsed.error().detail));
    }

    void seconds(QStringView name, Seconds least, Seconds most, Seconds& into)
    {
        const QJsonValue value = m_object.value(name);
        if (value.isUndefined())
            return;
        const double number = value.toDouble(-1);
        const bool isWhole = value.isDouble() && std::floor(number) == number;
        if (isWhole && number >= double(least.count()) && number <= double(most.count()))
            into = Seconds(qint64(number));
        else
            keep(wrong(name,
                       QStringLiteral("a whole number from %1 to %2").arg(least.count()).arg(most.count())));
    }

    void ports(QStringView name, QList<quint16>& into)
    {
        const QJsonValue value = m_object.value(name);
        if (value.isUndefined())
            return;
        QStringList words;
        for (const QJsonValue& entry : value.toArray())
            words.append(entry.isDouble() ? QString::number(entry.toDouble(), 'f', 0) : QStringLiteral("?"));
        const auto parsed = redirectPortsFrom(words.join(u' '));
        if (value.isArray() && parsed)
            into = *parsed;
        else
            keep(wrong(name, QStringLiteral("a list of at most %1 ports from %2 to 65535")
                                 .arg(kMostPorts)
                                 .arg(kLeastPort)));
    }

    const std::optional<Error>& error() const { return m_error; }

private:
    void keep(Error error)
    {
        if (!m_error)
            m_error = std::move(error);
    }

    const QJsonObject& m_object;
    std::optional<Error> m_error;
};

Result<QString> languageFrom(const QString& text)
{
    static const QRegularExpression code(QStringLiteral("\\A([a-z]{2,3}(_[A-Z]{2})?)?\\z"));
    if (!code.match(text).hasMatch())
        return failure(ErrorKind::Configuration, kBadMember,
                       QStringLiteral("a language such as de or zh_CN"));
    return text;
}

} // namespace

std::optional<ThemeChoice> themeChoiceFromName(QStringView name)
{
    return choiceOf(kThemes, name);
}

Result<QString> browserCommandFrom(const QString& text)
{
    const QString command = text.trimmed();
    if (command.size() > kBrowserCharacters)
        return failure(ErrorKind::Configuration, u"settings.browser",
                       QStringLiteral("at most %1 characters").arg(kBrowserCharacters));
    for (const QChar c : command)
        if (!c.isPrint())
            return failure(ErrorKind::Configuration, u"settings.browser",
                           QStringLiteral("without control characters"));
    if (!command.isEmpty() && QProcess::splitCommand(command).isEmpty())
        return failure(ErrorKind::Configuration, u"settings.browser",
                       QStringLiteral("the name of a program"));
    return command;
}

Result<QList<quint16>> redirectPortsFrom(const QString& text)
{
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    QList<quint16> ports;
    for (const QString& word : text.split(between, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const int port = word.toInt(&isNumber);
        if (!isNumber || port < kLeastPort || port > 65535 || ports.contains(quint16(port)))
            return failure(ErrorKind::Configuration, u"settings.ports", printable(word, 20));
        ports.append(quint16(port));
    }
    if (ports.size() > kMostPorts)
        return failure(ErrorKind::Configuration, u"settings.ports", QString::number(ports.size()));
    return ports;
}

QString redirectPortsText(const QList<quint16>& ports)
{
    QStringList words;
    for (const quint16 port : ports)
        words.append(QString::number(port));
    return words.join(QStringLiteral(", "));
}

Result<Settings> settingsFromJson(const QJsonObject& object)
{
    if (object.value(u"version").toDouble() != kVersion)
        return failure(ErrorKind::Configuration, u"settings.version",
                       QStringLiteral("version is not %1").arg(kVersion));
    Settings settings;
    Reader reader(object);
    reader.choice(u"theme", kThemes, settings.theme);
    reader.choice(u"motion", kMotions, settings.motion);
    reader.text(u"language", languageFrom, settings.language);
    reader.text(u"browser", browserCommandFrom, settings.browserCommand);
    reader.ports(u"redirect_ports", settings.redirectPorts);
    reader.seconds(u"renewal_lead", kLeastLead, kMostLead, settings.renewalLead);
    reader.seconds(u"clipboard_time", kLeastStay, kMostStay, settings.clipboardStay);
    reader.flag(u"start_in_tray", settings.startInTray);
    reader.flag(u"close_to_tray", settings.closeToTray);
    reader.flag(u"lock_with_screen", settings.lockWithScreen);
    reader.flag(u"agent", settings.agent);
    reader.flag(u"keep_flows", settings.keepFlows);
    if (reader.error())
        return failure(*reader.error());
    return settings;
}

QJsonObject settingsToJson(const Settings& settings, QJsonObject before)
{
    QJsonArray ports;
    for (const quint16 port : settings.redirectPorts)
        ports.append(int(port));
    const std::initializer_list<std::pair<const char*, QJsonValue>> members{
        {"version", kVersion},
        {"theme", nameOf(kThemes, settings.theme)},
        {"motion", nameOf(kMotions, settings.motion)},
        {"language", settings.language},
        {"browser", settings.browserCommand},
        {"redirect_ports", ports},
        {"renewal_lead", qint64(settings.renewalLead.count())},
        {"clipboard_time", qint64(settings.clipboardStay.count())},
        {"start_in_tray", settings.startInTray},
        {"close_to_tray", settings.closeToTray},
        {"lock_with_screen", settings.lockWithScreen},
        {"agent", settings.agent},
        {"keep_flows", settings.keepFlows},
    };
    for (const auto& [name, value] : members)
        before.insert(QString::fromLatin1(name), value);
    return before;
}

} // namespace tessera

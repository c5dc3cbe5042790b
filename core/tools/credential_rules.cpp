#include "core/tools/credential_rules.h"

#include "core/base/json_members.h"
#include "core/base/strict_json.h"
#include "core/base/whole_file.h"
#include "core/net/limits.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tessera {
namespace {

constexpr int kVersion = 1;
constexpr QStringView kBad = u"tool.rules";

tl::unexpected<Error> bad(const QString& path, const QString& cause)
{
    return failure(ErrorKind::Configuration, kBad, QStringLiteral("%1: %2").arg(path, cause));
}

/// Whoever may write it decides where tokens go.
bool othersMayWrite(const QString& path)
{
    return bool(QFileInfo(path).permissions() & (QFile::WriteGroup | QFile::WriteOther));
}

/// The rule, or the name of the member that is wrong.
tl::expected<CredentialRule, QString> ruleFrom(const QJsonObject& object)
{
    const auto wrong = [](const char* name) { return tl::unexpected(QString::fromLatin1(name)); };
    const auto tool = requiredString(object, u"tool", kBad);
    if (!tool)
        return wrong("tool");
    const auto address = requiredString(object, u"address", kBad);
    const auto place =
        address ? placeFromAddress(*address) : Result<CredentialPlace>(failure(address.error()));
    if (!place)
        return wrong("address");
    const auto account = requiredString(object, u"account", kBad);
    if (!account)
        return wrong("account");
    const auto username = optionalString(object, u"username", kBad);
    if (!username)
        return wrong("username");
    for (const QString& name : object.keys())
        if (!QStringList{QStringLiteral("tool"), QStringLiteral("address"), QStringLiteral("account"),
                         QStringLiteral("username")}
                 .contains(name))
            return tl::unexpected(name.left(64));
    return CredentialRule{*tool, *place, *account, username->value_or(QString())};
}

QJsonObject toJson(const CredentialRule& rule)
{
    QJsonObject object{{QStringLiteral("tool"), rule.tool},
                       {QStringLiteral("address"), rule.place.text()},
                       {QStringLiteral("account"), rule.account}};
    if (!rule.username.isEmpty())
        object.insert(QStringLiteral("username"), rule.username);
    return object;
}

} // namespace

CredentialRules::CredentialRules(const QString& configDirectory)
    : m_path(QDir(configDirectory).filePath(QStringLiteral("tool-hosts.json")))
{
}

Result<QList<CredentialRule>> CredentialRules::read() const
{
    const QFileInfo info(m_path);
    if (!info.exists() && !info.isSymLink())
        return QList<CredentialRule>();
    // Opening a pipe would wait for its writer.
    if (!info.isFile())
        return bad(m_path, QStringLiteral("not a file"));
    if (othersMayWrite(m_path))
        return bad(m_path, QStringLiteral("others may write it; remove their right with chmod go-w"));
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return bad(m_path, file.errorString());
    JsonLimits limits;
    limits.maxBytes = limits::kToolRulesBytes;
    const auto document = parseJsonObject(file.read(limits::kToolRulesBytes + 1), limits);
    if (!document)
        return bad(m_path, QStringLiteral("%1, %2").arg(document.error().code, document.error().detail));
    if (document->value(u"version").toDouble() != kVersion)
        return bad(m_path, QStringLiteral("version is not %1").arg(kVersion));
    const QJsonArray rows = document->value(u"hosts").toArray();
    if (!document->value(u"hosts").isArray() || document->size() != 2 || rows.size() > limits::kToolRules)
        return bad(m_path, QStringLiteral("hosts"));
    QList<CredentialRule> rules;
    for (const auto& row : rows) {
        auto rule = ruleFrom(row.toObject());
        if (!rule)
            return bad(m_path, QStringLiteral("host %1, %2").arg(rules.size() + 1).arg(rule.error()));
        rules.append(*std::move(rule));
    }
    return rules;
}

Result<void> CredentialRules::set(const CredentialRule& rule) const
{
    auto rules = read();
    if (!rules)
        return failure(rules.error());
    rules->removeIf([&rule](const auto& old) { return old.tool == rule.tool && old.place == rule.place; });
    if (rules->size() >= limits::kToolRules)
        return bad(m_path, QStringLiteral("more than %1 hosts").arg(limits::kToolRules));
    rules->append(rule);
    return write(*rules);
}

Result<bool> CredentialRules::remove(const QString& tool, const CredentialPlace& place) const
{
    auto rules = read();
    if (!rules)
        return failure(rules.error());
    const auto removed =
        rules->removeIf([&](const auto& rule) { return rule.tool == tool && rule.place == place; });
    if (removed == 0)
        return false;
    if (const auto written = write(*rules); !written)
        return failure(written.error());
    return true;
}

Result<void> CredentialRules::write(const QList<CredentialRule>& rules) const
{
    QJsonArray rows;
    for (const CredentialRule& rule : rules)
        rows.append(toJson(rule));
    const QJsonObject document{{QStringLiteral("version"), kVersion}, {QStringLiteral("hosts"), rows}};
    QDir().mkpath(QFileInfo(m_path).path());
    if (const auto written = replaceFile(m_path, QJsonDocument(document).toJson()); !written)
        return bad(m_path, written.error().detail);
    return {};
}

std::optional<CredentialRule> ruleFor(const QList<CredentialRule>& rules, const QString& tool,
                                      const CredentialPlace& place)
{
    std::optional<CredentialRule> best;
    for (const CredentialRule& rule : rules) {
        if (rule.tool == tool && covers(rule.place, place) &&
            (!best || rule.place.path.size() > best->place.path.size()))
            best = rule;
    }
    return best;
}

} // namespace tessera

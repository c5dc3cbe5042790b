#include "core/agent/audit_log.h"

#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/net/limits.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

namespace tessera {
namespace {

constexpr qsizetype kLongestText = 500;

QJsonObject lineOf(const AuditEntry& entry, TimePoint now)
{
    QJsonObject line{{QStringLiteral("time"), toDateTime(now).toString(Qt::ISODate)},
                     {QStringLiteral("event"), entry.event},
                     {QStringLiteral("user"), entry.peer.uid},
                     {QStringLiteral("process"), entry.peer.process.pid},
                     {QStringLiteral("program"), printable(entry.peer.process.program.path, kLongestText)}};
    const auto add = [&line](const char* name, const QString& text) {
        if (!text.isEmpty())
            line.insert(QLatin1String(name), printable(text, kLongestText));
    };
    if (entry.peer.startedBy)
        add("started_by", entry.peer.startedBy->program.path);
    add("account", entry.account);
    add("issuer", entry.issuer);
    add("kind", entry.kind);
    add("scope", entry.scope.join(u' '));
    add("why", entry.why);
    return line;
}

} // namespace

AuditLog::AuditLog(const QString& directory, std::shared_ptr<const Clock> clock)
    : m_path(directory + QStringLiteral("/agent-log.jsonl")), m_clock(std::move(clock))
{
}

Result<void> AuditLog::turnOver()
{
    const QString older = m_path + QStringLiteral(".1");
    QFile::remove(older);
    if (!QFile::rename(m_path, older))
        return failure(ErrorKind::Configuration, u"agent.audit",
                       QStringLiteral("%1 cannot be renamed").arg(m_path));
    return {};
}

Result<void> AuditLog::write(const AuditEntry& entry)
{
    QDir().mkpath(QFileInfo(m_path).path());
    if (QFileInfo(m_path).size() >= limits::kAuditFileBytes) {
        if (const auto turned = turnOver(); !turned)
            return turned;
    }
    QFile file(m_path);
    const QByteArray line =
        QJsonDocument(lineOf(entry, m_clock->now())).toJson(QJsonDocument::Compact) + '\n';
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered,
                   QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(line) != line.size())
        return failure(ErrorKind::Configuration, u"agent.audit",
                       QStringLiteral("%1: %2").arg(m_path, file.errorString()));
    return {};
}

QList<QJsonObject> AuditLog::last(int count) const
{
    QByteArrayList lines;
    for (const QString& path : {m_path + QStringLiteral(".1"), m_path}) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            lines += file.read(2 * limits::kAuditFileBytes).split('\n');
    }
    lines.removeAll(QByteArray());
    QList<QJsonObject> objects;
    for (const QByteArray& line : lines.mid(std::max<qsizetype>(0, lines.size() - count)))
        if (const auto object = parseJsonObject(line))
            objects.append(*object);
    return objects;
}

} // namespace tessera

#include "core/agent/approvals_file.h"

#include "core/base/json_members.h"
#include "core/base/strict_json.h"
#include "core/base/whole_file.h"
#include "core/net/limits.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace tessera {
namespace {

constexpr QStringView kBad = u"agent.approvals";
constexpr int kVersion = 1;

tl::unexpected<Error> bad(const QString& path, const QString& cause)
{
    return failure(ErrorKind::Configuration, kBad, QStringLiteral("%1: %2").arg(path, cause));
}

/// Numbers of 64 bits do not fit into one of JSON.
QJsonObject fileToJson(const ProgramFile& file)
{
    return {{QStringLiteral("device"), QString::number(file.device)},
            {QStringLiteral("inode"), QString::number(file.inode)},
            {QStringLiteral("size"), QString::number(file.size)},
            {QStringLiteral("modified"), QString::number(file.modified)}};
}

std::optional<ProgramFile> fileFromJson(const QString& program, const QJsonObject& object)
{
    bool device = false;
    bool inode = false;
    bool size = false;
    bool modified = false;
    const ProgramFile file{program, object.value(u"device").toString().toULongLong(&device),
                           object.value(u"inode").toString().toULongLong(&inode),
                           object.value(u"size").toString().toLongLong(&size),
                           object.value(u"modified").toString().toLongLong(&modified)};
    if (!device || !inode || !size || !modified || object.size() != 4)
        return std::nullopt;
    return file;
}

/// The approval, or the name of the member that is wrong.
tl::expected<Approval, QString> approvalFrom(QJsonObject object)
{
    QString wrong;
    const auto take = [&object](QStringView name) {
        const QJsonValue value = object.value(name);
        object.remove(name.toString());
        return value;
    };
    const auto text = [&](QStringView name, bool needed) {
        const QJsonValue value = take(name);
        const bool good = value.isString() || (value.isUndefined() && !needed);
        if ((!good || (needed && value.toString().isEmpty())) && wrong.isEmpty())
            wrong = name.toString();
        return value.toString();
    };
    Approval approval;
    approval.id = text(u"id", false);
    approval.program = text(u"program", true);
    approval.startedBy = text(u"started_by", false);
    approval.account = text(u"account", true);
    approval.scope = text(u"scope", true).split(u' ', Qt::SkipEmptyParts);
    approval.audience = text(u"audience", false);
    const auto kind = wishKindFromName(text(u"kind", true));
    if (!kind && wrong.isEmpty())
        wrong = QStringLiteral("kind");
    approval.kind = kind.value_or(WishKind::Access);
    if (const QJsonValue given = take(u"given"); given.isDouble())
        approval.given = fromUnixSeconds(given.toInteger());
    if (const QJsonValue file = take(u"file"); !file.isUndefined()) {
        approval.file = fileFromJson(approval.program, file.toObject());
        if (!approval.file && wrong.isEmpty())
            wrong = QStringLiteral("file");
    }
    if (wrong.isEmpty() && !object.isEmpty())
        wrong = object.constBegin().key().left(64);
    // One that nobody can name could not be revoked.
    if (approval.id.isEmpty())
        approval.id = QString::number(qHash(approval.program + u'\n' + approval.account + u'\n' +
                                                approval.scope.join(u' ') + wishKindName(approval.kind),
                                            1) &
                                          0xffffffffU,
                                      16);
    if (!wrong.isEmpty())
        return tl::unexpected<QString>(wrong);
    return approval;
}

std::optional<QString> wrongRights(const QFile& file)
{
    const QFileInfo info(file.fileName());
    constexpr auto kOthers = QFile::WriteGroup | QFile::WriteOther;
    if (info.permissions() & kOthers)
        return QStringLiteral("others may write it; remove their right with chmod go-w");
#ifdef Q_OS_UNIX
    if (info.ownerId() != uint(ownUser()) && info.ownerId() != 0)
        return QStringLiteral("it belongs to user %1").arg(info.ownerId());
#endif
    return std::nullopt;
}

} // namespace

QJsonObject toJson(const Approval& approval)
{
    QJsonObject object{{QStringLiteral("id"), approval.id},
                       {QStringLiteral("program"), approval.program},
                       {QStringLiteral("account"), approval.account},
                       {QStringLiteral("kind"), wishKindName(approval.kind)},
                       {QStringLiteral("scope"), approval.scope.join(u' ')},
                       {QStringLiteral("given"), toUnixSeconds(approval.given)}};
    if (!approval.startedBy.isEmpty())
        object.insert(QStringLiteral("started_by"), approval.startedBy);
    if (!approval.audience.isEmpty())
        object.insert(QStringLiteral("audience"), approval.audience);
    if (approval.file)
        object.insert(QStringLiteral("file"), fileToJson(*approval.file));
    if (approval.until)
        object.insert(QStringLiteral("until"), toUnixSeconds(*approval.until));
    if (approval.isDenial)
        object.insert(QStringLiteral("denied"), true);
    return object;
}

Result<QList<Approval>> readApprovals(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return QList<Approval>();
    if (!file.open(QIODevice::ReadOnly))
        return bad(path, file.errorString());
    if (const auto rights = wrongRights(file))
        return bad(path, *rights);
    const QByteArray text = file.read(limits::kApprovalsFileBytes + 1);
    if (text.size() > limits::kApprovalsFileBytes)
        return bad(path, QStringLiteral("it is too large"));
    const auto object = parseJsonObject(text);
    if (!object)
        return bad(path, QStringLiteral("%1 (%2)").arg(object.error().code, object.error().detail));
    if (object->value(u"version").toDouble() != kVersion)
        return bad(path, QStringLiteral("version is not %1").arg(kVersion));
    const QJsonValue list = object->value(u"approvals");
    if (!list.isArray() || object->size() != 2 || list.toArray().size() > limits::kApprovals)
        return bad(path, QStringLiteral("approvals"));
    QList<Approval> approvals;
    for (const QJsonValue& entry : list.toArray()) {
        auto approval = approvalFrom(entry.toObject());
        if (!approval)
            return bad(path,
                       QStringLiteral("approval %1, %2").arg(approvals.size() + 1).arg(approval.error()));
        approvals.append(*std::move(approval));
    }
    return approvals;
}

Result<void> writeApprovals(const QString& path, const QList<Approval>& approvals)
{
    QJsonArray list;
    for (const Approval& approval : approvals)
        list.append(toJson(approval));
    const QJsonObject object{{QStringLiteral("version"), kVersion}, {QStringLiteral("approvals"), list}};
    QDir().mkpath(QFileInfo(path).path());
    if (const auto written = replaceFile(path, QJsonDocument(object).toJson()); !written)
        return bad(path, written.error().detail);
    return {};
}

QString approvalsStamp(const QString& path)
{
    // QFile's times have milliseconds only, and two writes may fall into one: the size stands beside them.
    const QFileInfo info(path);
    if (!info.exists())
        return QStringLiteral("none");
    return QStringLiteral("%1 %2 %3 %4")
        .arg(info.lastModified().toMSecsSinceEpoch())
        .arg(info.size())
        .arg(info.permissions().toInt())
        .arg(info.metadataChangeTime().toMSecsSinceEpoch());
}

} // namespace tessera

// accounts.json: {"version":1,"accounts":[{…}]}. Read strictly, written atomically, never over a file that
// cannot be read (A236).
#include "core/session/session_store.h"

#include "core/base/json_members.h"
#include "core/base/strict_json.h"
#include "core/base/whole_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace tessera {
namespace {

constexpr int kVersion = 1;
constexpr qsizetype kLargestFile = 16 * 1024 * 1024; // some 30,000 accounts
constexpr int kMostValues = 1'000'000;
constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr QStringView kUnreadable = u"accounts.unreadable";

Error unreadable(const QString& path, const QString& why)
{
    return Error{
        ErrorKind::Configuration, kUnreadable.toString(), QStringLiteral("%1: %2").arg(path, why), {}};
}

QJsonObject toJson(const Account& account)
{
    return {{QStringLiteral("id"), account.id},
            {QStringLiteral("issuer"), account.issuer},
            {QStringLiteral("subject"), account.subject},
            {QStringLiteral("name"), account.name},
            {QStringLiteral("email"), account.email},
            {QStringLiteral("email_verified"), account.emailVerified},
            {QStringLiteral("label"), account.label},
            {QStringLiteral("provider"), account.provider},
            {QStringLiteral("client_id"), account.clientId},
            {QStringLiteral("scope_requested"), QJsonArray::fromStringList(account.scopeRequested)},
            {QStringLiteral("scope_granted"), QJsonArray::fromStringList(account.scopeGranted)},
            {QStringLiteral("created_at"), toUnixSeconds(account.createdAt)}};
}

/// Collects the first thing that is wrong, so that a reader of members need not stop at each.
class Members
{
public:
    explicit Members(QJsonObject object) : m_object(std::move(object)) {}

    QString text(QStringView name)
    {
        m_known.insert(name.toString());
        const auto value = optionalString(m_object, name, kUnreadable);
        if (!value || !*value)
            return wrong(name), QString();
        return **value;
    }
    /// Missing in files of before it was known: false.
    bool flag(QStringView name)
    {
        m_known.insert(name.toString());
        const auto value = optionalBool(m_object, name, kUnreadable);
        if (!value)
            wrong(name);
        return value && value->value_or(false);
    }
    QStringList list(QStringView name)
    {
        m_known.insert(name.toString());
        const auto value = optionalStringList(m_object, name, kUnreadable);
        if (!value || !*value)
            return wrong(name), QStringList();
        return **value;
    }
    TimePoint time(QStringView name)
    {
        m_known.insert(name.toString());
        const auto value = optionalNumericDate(m_object, name, kUnreadable);
        if (!value || !*value)
            return wrong(name), TimePoint();
        return **value;
    }
    /// The name of the first bad or unknown member, or empty.
    QString firstWrong() const
    {
        if (!m_wrong.isEmpty())
            return m_wrong;
        for (auto it = m_object.constBegin(); it != m_object.constEnd(); ++it) {
            if (!m_known.contains(it.key()))
                return it.key().left(64);
        }
        return {};
    }

private:
    void wrong(QStringView name)
    {
        if (m_wrong.isEmpty())
            m_wrong = name.toString();
    }

    QJsonObject m_object;
    QSet<QString> m_known;
    QString m_wrong;
};

/// An account, or the name of the member that is wrong.
tl::expected<Account, QString> accountFromJson(const QJsonObject& object)
{
    Members members(object);
    Account account;
    account.id = members.text(u"id");
    account.issuer = members.text(u"issuer");
    account.subject = members.text(u"subject");
    account.name = members.text(u"name");
    account.email = members.text(u"email");
    account.emailVerified = members.flag(u"email_verified");
    account.label = members.text(u"label");
    account.provider = members.text(u"provider");
    account.clientId = members.text(u"client_id");
    account.scopeRequested = members.list(u"scope_requested");
    account.scopeGranted = members.list(u"scope_granted");
    account.createdAt = members.time(u"created_at");
    if (const QString wrong = members.firstWrong(); !wrong.isEmpty())
        return tl::unexpected(wrong);
    if (!checkIssuer(account.issuer))
        return tl::unexpected(QStringLiteral("issuer"));
    // The id names the keychain entry: it must belong to what stands beside it (A251).
    if (account.id != accountId(account.issuer, account.subject, account.clientId))
        return tl::unexpected(QStringLiteral("id"));
    return account;
}

Result<QList<Account>> accountsFromJson(const QJsonObject& document, const QString& path)
{
    const QJsonValue version = document.value(u"version");
    if (!version.isDouble())
        return failure(unreadable(path, QStringLiteral("version")));
    if (version.toDouble() != kVersion)
        return failure(ErrorKind::Configuration, u"accounts.version",
                       QStringLiteral("%1: version %2, this program reads %3")
                           .arg(path)
                           .arg(version.toDouble())
                           .arg(kVersion));
    if (!document.value(u"accounts").isArray() || document.size() != 2)
        return failure(unreadable(path, QStringLiteral("accounts")));
    QList<Account> accounts;
    QSet<QString> ids;
    const QJsonArray rows = document.value(u"accounts").toArray();
    for (const auto& row : rows) {
        const auto account = accountFromJson(row.toObject());
        if (!account || ids.contains(account->id))
            return failure(
                unreadable(path, QStringLiteral("account %1, %2")
                                     .arg(accounts.size() + 1)
                                     .arg(account ? QStringLiteral("id twice") : account.error())));
        ids.insert(account->id);
        accounts.append(*account);
    }
    return accounts;
}

/// Missing folders are made for this person only.
bool makeDirectory(const QString& directory)
{
    const QFileInfo info(directory);
    if (info.isDir())
        return true;
    if (!QDir().mkpath(info.absolutePath()))
        return false;
    return QDir().mkdir(directory, kOwnerOnly | QFile::ExeOwner);
}

} // namespace

AccountsFile::AccountsFile(QString configDirectory) : m_directory(std::move(configDirectory)) {}

QString AccountsFile::path() const
{
    return QDir(m_directory).filePath(QStringLiteral("accounts.json"));
}

Result<QList<Account>> AccountsFile::read() const
{
    const QFileInfo info(path());
    if (!info.exists() && !info.isSymLink())
        return QList<Account>();
    // Opening a pipe would wait for its writer.
    if (!info.isFile())
        return failure(unreadable(path(), QStringLiteral("not a file")));
    QFile file(path());
    if (!file.open(QIODevice::ReadOnly))
        return failure(unreadable(path(), file.errorString()));
    const QByteArray bytes = file.read(kLargestFile + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(unreadable(path(), file.errorString()));
    JsonLimits limits;
    limits.maxBytes = kLargestFile;
    limits.maxValues = kMostValues;
    const auto document = parseJsonObject(bytes, limits);
    if (!document)
        return failure(
            unreadable(path(), QStringLiteral("%1, %2").arg(document.error().code, document.error().detail)));
    return accountsFromJson(*document, path());
}

Result<void> AccountsFile::write(const QList<Account>& accounts) const
{
    if (const auto present = read(); !present)
        return failure(present.error());
    const auto notWritable = [this](const QString& why) {
        return failure(ErrorKind::Configuration, u"accounts.not_writable",
                       QStringLiteral("%1: %2").arg(path(), why));
    };
    if (!makeDirectory(m_directory))
        return notWritable(QStringLiteral("the folder cannot be made"));
    QJsonArray rows;
    for (const Account& account : accounts)
        rows.append(toJson(account));
    const QJsonObject document{{QStringLiteral("version"), kVersion}, {QStringLiteral("accounts"), rows}};
    const QByteArray bytes = QJsonDocument(document).toJson();
    if (bytes.size() > kLargestFile) // nobody could read it again
        return notWritable(
            QStringLiteral("%1 bytes, at most %2 are read").arg(bytes.size()).arg(kLargestFile));
    if (const auto written = replaceFile(path(), bytes); !written)
        return notWritable(written.error().detail);
    return {};
}

} // namespace tessera

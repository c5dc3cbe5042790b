// Names and identity of an account.
#include "core/session/session.h"

#include "core/base/base64url.h"
#include "core/net/secure_access_manager.h"

#include <QCryptographicHash>

namespace tessera {
namespace {

constexpr qsizetype kIdCharacters = 22; // 132 bits

} // namespace

QString accountId(const QString& issuer, const QString& subject, const QString& clientId)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString& part : {issuer, subject, clientId}) {
        const QByteArray bytes = part.toUtf8();
        // Each with its length: no two triples read the same.
        hash.addData(QByteArray::number(bytes.size()) + ':' + bytes);
    }
    return QString::fromLatin1(base64urlEncode(hash.result()).left(kIdCharacters));
}

QString phaseName(Phase phase)
{
    switch (phase) {
    case Phase::Loading:
        return QStringLiteral("loading");
    case Phase::Active:
        return QStringLiteral("active");
    case Phase::Renewing:
        return QStringLiteral("renewing");
    case Phase::Offline:
        return QStringLiteral("offline");
    case Phase::Misconfigured:
        return QStringLiteral("misconfigured");
    case Phase::KeychainLocked:
        return QStringLiteral("keychain-locked");
    case Phase::SignInNeeded:
        return QStringLiteral("sign-in-needed");
    }
    Q_UNREACHABLE();
}

bool Session::isDevelopment() const
{
    return isLoopbackHost(QUrl(account.issuer));
}

} // namespace tessera

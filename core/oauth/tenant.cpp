#include "core/oauth/tenant.h"

#include <QRegularExpression>

namespace tessera {

bool isTenantId(QStringView text)
{
    static const QRegularExpression guid(QStringLiteral("\\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\z"));
    return guid.match(text).hasMatch();
}

bool isTenantIssuer(QStringView issuer, const QString& issuerTemplate)
{
    static const QString mark = QStringLiteral("{tenantid}");
    const qsizetype at = issuerTemplate.indexOf(mark);
    if (at < 0)
        return false;
    const QStringView before = QStringView(issuerTemplate).first(at);
    const QStringView after = QStringView(issuerTemplate).sliced(at + mark.size());
    return issuer.size() > before.size() + after.size() && issuer.startsWith(before) &&
           issuer.endsWith(after) &&
           isTenantId(issuer.sliced(before.size(), issuer.size() - before.size() - after.size()));
}

} // namespace tessera

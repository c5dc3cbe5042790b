#include "core/oidc/id_token.h"

namespace tessera {

QString IdToken::text(QStringView claim) const
{
    return m_claims.value(claim).toString();
}

QString IdToken::displayName() const
{
    for (const QStringView claim : {u"name", u"preferred_username", u"email"}) {
        if (const QString value = text(claim).trimmed(); !value.isEmpty())
            return value;
    }
    return m_subject;
}

} // namespace tessera

#include "ui/inspector/spec_address.h"

#include <QRegularExpression>

namespace tessera {

QUrl specAddress(const QString& reference)
{
    static const QRegularExpression rfc(QStringLiteral("^RFC (\\d{1,5})(?: ([0-9][0-9.]*))?(?:[ ,(]|$)"));
    if (const auto match = rfc.match(reference); match.hasMatch()) {
        QUrl address(QStringLiteral("https://www.rfc-editor.org/rfc/rfc%1.html").arg(match.captured(1)));
        if (!match.captured(2).isEmpty())
            address.setFragment(QStringLiteral("section-") + match.captured(2));
        return address;
    }
    if (reference.startsWith(u"OIDC Core"))
        return QUrl(QStringLiteral("https://openid.net/specs/openid-connect-core-1_0.html"));
    if (reference.startsWith(u"OIDC Discovery"))
        return QUrl(QStringLiteral("https://openid.net/specs/openid-connect-discovery-1_0.html"));
    if (reference.startsWith(u"OIDC Back-Channel Logout"))
        return QUrl(QStringLiteral("https://openid.net/specs/openid-connect-backchannel-1_0.html"));
    return {};
}

} // namespace tessera

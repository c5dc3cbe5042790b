#include "ui/text/endpoint_text.h"

#include "core/base/logging.h"
#include "ui/text/host_text.h"

#include <QCoreApplication>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::EndpointText)
};

struct Purpose
{
    QLatin1String endpoint;
    const char* words;
};

constexpr Purpose kPurposes[] = {
    {QLatin1String("authorization_endpoint"), QT_TRANSLATE_NOOP("tessera::EndpointText", "sign-in page")},
    {QLatin1String("token_endpoint"), QT_TRANSLATE_NOOP("tessera::EndpointText", "tokens")},
    {QLatin1String("jwks_uri"), QT_TRANSLATE_NOOP("tessera::EndpointText", "keys")},
    {QLatin1String("userinfo_endpoint"), QT_TRANSLATE_NOOP("tessera::EndpointText", "profile")},
    {QLatin1String("revocation_endpoint"), QT_TRANSLATE_NOOP("tessera::EndpointText", "revocation")},
    {QLatin1String("introspection_endpoint"), QT_TRANSLATE_NOOP("tessera::EndpointText", "introspection")},
    {QLatin1String("end_session_endpoint"), QT_TRANSLATE_NOOP("tessera::EndpointText", "sign-out page")},
    {QLatin1String("registration_endpoint"), QT_TRANSLATE_NOOP("tessera::EndpointText", "registration")},
    {QLatin1String("device_authorization_endpoint"),
     QT_TRANSLATE_NOOP("tessera::EndpointText", "device sign-in")},
    {QLatin1String("pushed_authorization_request_endpoint"),
     QT_TRANSLATE_NOOP("tessera::EndpointText", "sign-in requests")},
};

QString purposeOf(const QString& endpoint)
{
    for (const Purpose& purpose : kPurposes)
        if (endpoint == purpose.endpoint)
            return Text::tr(purpose.words);
    return printable(endpoint, 60);
}

QString withPurposes(const ForeignHost& host)
{
    QStringList purposes;
    for (const QString& endpoint : host.endpoints)
        purposes.append(purposeOf(endpoint));
    return QStringLiteral("%1 (%2)").arg(printable(host.host, 100), purposes.join(QStringLiteral(", ")));
}

QString enumeration(const QStringList& parts)
{
    if (parts.size() < 2)
        return parts.value(0);
    return Text::tr("%1 and %2").arg(parts.first(parts.size() - 1).join(QStringLiteral(", ")), parts.last());
}

} // namespace

QString foreignHostsText(const QString& issuer, const QList<ForeignHost>& hosts)
{
    if (hosts.isEmpty())
        return {};
    QStringList parts;
    for (const ForeignHost& host : hosts)
        parts.append(withPurposes(host));
    return Text::tr("%1 also uses %2. Tessera keeps to these.").arg(hostText(issuer), enumeration(parts));
}

QString lastGoodText(const QString& issuer)
{
    return Text::tr("%1 does not say just now what it can do. Tessera goes by what it said before.")
        .arg(hostText(issuer));
}

QStringList endpointChangesText(const QString& issuer, const QList<EndpointChange>& changes)
{
    QStringList sentences;
    for (const EndpointChange& change : changes) {
        const QString purpose = purposeOf(change.endpoint);
        const QString after = printable(change.after, 100);
        if (change.before.isEmpty())
            sentences.append(Text::tr("%1 now has %2 at %3.").arg(hostText(issuer), purpose, after));
        else
            sentences.append(Text::tr("%1 moved (%2): from %3 to %4.")
                                 .arg(hostText(issuer), purpose, printable(change.before, 100), after));
    }
    return sentences;
}

QString endpointChangesQuestion(const QString& issuer)
{
    return Text::tr("Go on only if you expect that from %1: from then on your sign-in is sent there.")
        .arg(hostText(issuer));
}

} // namespace tessera

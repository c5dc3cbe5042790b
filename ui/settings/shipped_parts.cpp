#include "ui/settings/shipped_parts.h"

#include <QCoreApplication>
#include <QFile>

#include <openssl/crypto.h>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::ShippedParts)
};

QString resource(const char* name)
{
    return QStringLiteral(":/tessera/licences/%1.txt").arg(QLatin1String(name));
}

} // namespace

QList<ShippedPart> shippedParts(const QString& version)
{
    const QString qt = QString::fromLatin1(qVersion());
    return {
        {QStringLiteral("Tessera"), version, Text::tr("this program"), QStringLiteral("GPL-3.0-only"),
         resource("GPL-3")},
        {QStringLiteral("Qt"), qt, Text::tr("window, network, pictures"), QStringLiteral("LGPL-3.0-only"),
         resource("LGPL-3")},
        {QStringLiteral("Qt Network Authorization"), qt, Text::tr("the code flow"),
         QStringLiteral("GPL-3.0-only"), resource("GPL-3")},
        {QStringLiteral("OpenSSL"), QString::fromLatin1(OpenSSL_version(OPENSSL_VERSION_STRING)),
         Text::tr("signatures and TLS"), QStringLiteral("Apache-2.0"), resource("Apache-2.0")},
        {QStringLiteral("QtKeychain"),
         {},
         Text::tr("the way to the keychain"),
         QStringLiteral("BSD-2-Clause"),
         resource("BSD-2-Clause-QtKeychain")},
        {QStringLiteral("QCoro"), {}, Text::tr("coroutines"), QStringLiteral("MIT"), resource("MIT-QCoro")},
        {QStringLiteral("libpsl"),
         {},
         Text::tr("which domains a cookie may be for"),
         QStringLiteral("MIT"),
         resource("MIT-libpsl")},
        {QStringLiteral("libqrencode"),
         {},
         Text::tr("the code for your phone"),
         QStringLiteral("LGPL-2.1-or-later"),
         resource("LGPL-2.1")},
        {QStringLiteral("zlib"), {}, Text::tr("compressed tokens"), QStringLiteral("Zlib"), resource("Zlib")},
        {QStringLiteral("tl::expected"),
         {},
         Text::tr("values or errors"),
         QStringLiteral("CC0-1.0"),
         resource("CC0-1.0")},
        {QStringLiteral("JSON for Modern C++"),
         {},
         Text::tr("the first step of the command line"),
         QStringLiteral("MIT"),
         resource("MIT-json")},
    };
}

QString licenceText(const ShippedPart& part)
{
    QFile file(part.text);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace tessera

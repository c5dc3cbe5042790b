#include "core/net/certificate_rules.h"

#include <QHostAddress>
#include <QSslKey>

#include <algorithm>

namespace tessera {
namespace {

constexpr int kLeastRsaBits = 2048;
constexpr int kLeastEcBits = 224;

/// RFC 9525 section 6.3: a wildcard is the whole first label, and stands for one.
bool matches(const QString& pattern, const QString& host)
{
    if (!pattern.startsWith(QLatin1String("*.")))
        return pattern.compare(host, Qt::CaseInsensitive) == 0;
    const qsizetype dot = host.indexOf(u'.');
    const QStringView rest = QStringView(pattern).sliced(1);
    return dot > 0 && rest.count(u'.') > 1 &&
           QStringView(host).sliced(dot).compare(rest, Qt::CaseInsensitive) == 0;
}

bool namesHost(const QSslCertificate& certificate, const QString& host)
{
    const auto names = certificate.subjectAlternativeNames();
    if (const QHostAddress address(host); !address.isNull()) {
        const QStringList listed = names.values(QSsl::IpAddressEntry);
        return std::any_of(listed.begin(), listed.end(),
                           [&](const QString& entry) { return QHostAddress(entry) == address; });
    }
    const QStringList listed = names.values(QSsl::DnsEntry);
    return std::any_of(listed.begin(), listed.end(),
                       [&](const QString& entry) { return matches(entry, host); });
}

bool isWeak(const QSslCertificate& certificate)
{
    const QSslKey key = certificate.publicKey();
    if (key.algorithm() == QSsl::Rsa || key.algorithm() == QSsl::Dsa)
        return key.length() < kLeastRsaBits;
    return key.algorithm() == QSsl::Ec && key.length() < kLeastEcBits;
}

} // namespace

std::optional<QString> certificateFault(const QList<QSslCertificate>& chain, const QString& host)
{
    if (chain.isEmpty())
        return QStringLiteral("the server shows no certificate");
    if (!namesHost(chain.first(), host))
        return QStringLiteral("the certificate does not name the host");
    if (std::any_of(chain.begin(), chain.end(), isWeak))
        return QStringLiteral("the certificate has a key that is too short");
    return std::nullopt;
}

} // namespace tessera

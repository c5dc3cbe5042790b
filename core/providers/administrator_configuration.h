// What the administrator of this computer decided for everybody on it: providers, client ids, allowed
// issuers, extra certificate authorities, features that are switched off. /etc/tessera/administrator.json on
// Linux. It can add and forbid; it cannot weaken: no check is switched off by it (attacks A326 to A329).
//
// {"version": 1, "providers": [rows as in resources/providers.json, by id added or replacing],
//  "client_ids": {"google": "…"}, "allowed_issuers": ["https://id.acme.example",
//  "https://id.acme.example/t/*"], "extra_ca": [{"file": "/etc/ssl/acme.pem", "hosts": ["id.acme.example"]}],
//  "switched_off": ["device"]}
#pragma once

#include "core/net/extra_trust.h"
#include "core/providers/provider_catalogue.h"

#include <QJsonArray>
#include <QMap>

namespace tessera {

struct AuthorityFile
{
    QString path;
    QStringList hosts;
    friend bool operator==(const AuthorityFile&, const AuthorityFile&) = default;
};

struct AdministratorConfiguration
{
    QString path; ///< where it was read; empty: there is none
    QJsonArray providerRows;
    QMap<QString, QString> clientIds; ///< by provider id
    QStringList allowedIssuers;       ///< empty: all
    QList<AuthorityFile> authorityFiles;
    QStringList switchedOff;

    bool isSwitchedOff(QStringView feature) const { return switchedOff.contains(feature); }
    /// As a string, or by an entry that ends in "/*". Error (Configuration): administrator.issuer.
    Result<void> allowsIssuer(const QString& issuer) const;
};

namespace feature {
inline constexpr QStringView kDevice = u"device";                            ///< RFC 8628
inline constexpr QStringView kPaste = u"paste";                              ///< pasting the redirect address
inline constexpr QStringView kDynamicRegistration = u"dynamic-registration"; ///< RFC 7591
inline constexpr QStringView kInsecureLoopbackIssuers =
    u"insecure-loopback-issuers";                              ///< http on this computer
inline constexpr QStringView kTypedIssuers = u"typed-issuers"; ///< an issuer that is in no row
} // namespace feature
/// All names that switched_off may hold.
QStringList administratorFeatures();

/// Errors (Configuration): administrator.member (detail: which, and what it must be), administrator.version,
/// administrator.weakens (detail: what would be weakened), administrator.byte_order_mark; Malformed json.* .
/// Rows are judged as ProviderCatalogue::parse judges them (providers.*).
Result<AdministratorConfiguration> parseAdministratorConfiguration(QByteArrayView text);

/// Where this platform keeps it. One that is not there is no error, and decides nothing. One that is there
/// and cannot be used is an error, and nothing may go on without it.
class AdministratorConfigurationFile
{
public:
    /// The program's. No environment variable and no option names another.
    static QString defaultPath();

    explicit AdministratorConfigurationFile(QString path = defaultPath(), quint32 owner = 0);

    /// Errors as parse, and (Configuration) administrator.unreadable, administrator.not_a_file (a link, pipe,
    /// device or folder), administrator.owner, administrator.writable (others may write it or its folder),
    /// administrator.too_large. All name the path.
    Result<AdministratorConfiguration> read() const;

private:
    QString m_path;
    quint32 m_owner;
};

/// The built-in rows with the administrator's in their place or behind them, and his client ids. Errors:
/// providers.*, administrator.member (a client id for a provider that is not there).
Result<ProviderCatalogue> catalogueWith(const AdministratorConfiguration& configuration);

/// For SecureAccessManager::setExtraTrust. Errors: ca_file.* .
Result<QList<ExtraTrust>> extraTrustOf(const AdministratorConfiguration& configuration);

} // namespace tessera

#include "core/oauth/dpop.h"

#include "core/base/base64url.h"
#include "core/base/logging.h"
#include "core/base/random.h"
#include "core/jose/jws.h"
#include "core/net/server_date.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>

namespace tessera {
namespace {

constexpr QStringView kAlgorithm = u"ES256";
constexpr QByteArrayView kNonceHeader = "DPoP-Nonce";
/// Servers are advised to take proofs of some seconds or minutes around their own time (section 11.1).
constexpr Seconds kNoticeableSkew{30};

/// Section 8.1: 1*NQCHAR. No quote, no backslash, no space and no control character.
bool isNonce(QByteArrayView nonce)
{
    return !nonce.isEmpty() && nonce.size() <= limits::kDpopNonceBytes &&
           std::all_of(nonce.begin(), nonce.end(),
                       [](char c) { return c > ' ' && c <= '~' && c != '"' && c != '\\'; });
}

QList<QByteArray> noncesIn(const HttpResponse& response)
{
    QList<QByteArray> nonces;
    for (const HttpHeader& header : response.headers)
        if (header.name.compare(kNonceHeader.toByteArray(), Qt::CaseInsensitive) == 0)
            nonces += header.value;
    return nonces;
}

QJsonObject claimsOf(const Dpop& dpop, QByteArrayView method, const QUrl& url, TimePoint now,
                     const SecretString& accessToken)
{
    QJsonObject claims{
        {QStringLiteral("jti"), QString::fromLatin1(randomToken())},
        {QStringLiteral("htm"), QString::fromLatin1(method)},
        {QStringLiteral("htu"),
         QString::fromLatin1(url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment).toEncoded())},
        {QStringLiteral("iat"), toUnixSeconds(now)},
    };
    if (const QByteArray nonce = dpop.nonces->nonceFor(url); !nonce.isEmpty())
        claims.insert(QStringLiteral("nonce"), QString::fromLatin1(nonce));
    if (!accessToken.isEmpty()) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(accessToken.reveal());
        claims.insert(QStringLiteral("ath"), QString::fromLatin1(base64urlEncode(hash.result())));
    }
    return claims;
}

} // namespace

Result<void> DpopNonces::take(const HttpResponse& response)
{
    const QList<QByteArray> nonces = noncesIn(response);
    if (nonces.isEmpty())
        return {};
    if (nonces.size() > 1 || !isNonce(nonces.first()))
        return failure(ErrorKind::Malformed, u"dpop.nonce",
                       QStringLiteral("more than one, too long, or characters it must not have"),
                       loggableUrl(response.url));
    m_entries.removeIf([&](const Entry& entry) { return sameOrigin(entry.origin, response.url); });
    if (m_entries.size() == limits::kDpopOrigins)
        m_entries.removeFirst();
    m_entries.append({response.url, nonces.first()});
    return {};
}

QByteArray DpopNonces::nonceFor(const QUrl& url) const
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& candidate) {
        return sameOrigin(candidate.origin, url);
    });
    return entry == m_entries.end() ? QByteArray() : entry->nonce;
}

Result<std::optional<Key>> newDpopKey(const ClientRegistration& registration,
                                      const AuthorizationServerMetadata& metadata)
{
    if (registration.dpop == DpopUse::Never)
        return std::optional<Key>();
    const QStringList& listed = metadata.dpopSigningAlgValuesSupported;
    if (listed.contains(kAlgorithm))
        return std::optional<Key>(Key::generateEc(u"P-256"));
    if (registration.dpop == DpopUse::IfSupported)
        return std::optional<Key>();
    return failure(ErrorKind::Configuration, u"dpop.unsupported",
                   listed.isEmpty() ? QStringLiteral("nothing")
                                    : printable(listed.join(QStringLiteral(", ")), 200),
                   metadata.issuer);
}

Result<QByteArray> makeDpopProof(const Dpop& dpop, QByteArrayView method, const QUrl& url, TimePoint now,
                                 const SecretString& accessToken)
{
    const QJsonObject claims = claimsOf(dpop, method, url, now, accessToken);
    return signCompact(QJsonDocument(claims).toJson(QJsonDocument::Compact), dpop.key, kAlgorithm,
                       {{QStringLiteral("typ"), QStringLiteral("dpop+jwt")},
                        {QStringLiteral("jwk"), dpop.key.publicMembers()}});
}

Result<bool> learnDpopNonce(const Dpop& dpop, const HttpResponse& response, bool isNonceWanted)
{
    const Result<void> taken = dpop.nonces->take(response);
    if (!isNonceWanted) {
        // The answer itself is none the worse for it; the next proof goes with what was there before.
        if (!taken)
            qCWarning(lcOauth) << "nonce not taken:" << taken.error();
        return false;
    }
    if (!taken)
        return failure(taken.error());
    if (response.header(kNonceHeader).isEmpty())
        return failure(ErrorKind::Malformed, u"dpop.nonce", QStringLiteral("wanted, and none was given"),
                       loggableUrl(response.url));
    return true;
}

std::optional<Error> dpopClockError(const HttpResponse& response, TimePoint now)
{
    const auto date = serverDateOf(response);
    if (!date || std::chrono::abs(date->at - now) < kNoticeableSkew)
        return std::nullopt;
    return Error{ErrorKind::Configuration, QStringLiteral("dpop.clock"),
                 QStringLiteral("it is %1 there and %2 here")
                     .arg(toDateTime(date->at).toString(Qt::ISODate), toDateTime(now).toString(Qt::ISODate)),
                 loggableUrl(response.url)};
}

} // namespace tessera

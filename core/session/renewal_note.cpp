#include "core/session/renewal_note.h"

#include "core/base/base64url.h"
#include "core/base/random.h"
#include "core/oauth/token_response.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>

namespace tessera {
namespace {

constexpr qsizetype kFingerprintCharacters = 12; // 72 bits
constexpr qsizetype kGenerationCharacters = 16;  // 96 bits

/// The connection never stood, so nothing of the request went over it.
constexpr std::array kBeforeSending{
    QStringView(u"net.host_not_found"), QStringView(u"net.connection_refused"),
    QStringView(u"net.unreachable"),    QStringView(u"net.offline"),
    QStringView(u"net.captive_portal"), QStringView(u"net.tls"),
    QStringView(u"net.proxy"),          QStringView(u"net.proxy_login"),
    QStringView(u"net.bad_address"),    QStringView(u"net.insecure_address"),
};

constexpr std::array kLost{
    QStringView(u"net.timeout"),
    QStringView(u"net.too_slow"),
    QStringView(u"net.connection_lost"),
    QStringView(u"net.truncated"),
};

template <class List>
bool contains(const List& list, const QString& code)
{
    return std::any_of(list.begin(), list.end(), [&code](QStringView one) { return code == one; });
}

} // namespace

QString tokenFingerprint(const SecretString& refreshToken)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(refreshToken.reveal());
    return QString::fromLatin1(base64urlEncode(hash.result()).left(kFingerprintCharacters));
}

QString newGeneration()
{
    return QString::fromLatin1(randomToken().left(kGenerationCharacters));
}

RenewalNote noteFor(const std::optional<RenewalNote>& before, const SecretString& refreshToken, TimePoint now)
{
    const QString fingerprint = tokenFingerprint(refreshToken);
    if (before && before->fingerprint == fingerprint)
        return *before;
    return {std::chrono::floor<Seconds>(now), fingerprint};
}

RequestFate requestFate(const Error& error)
{
    if (contains(kBeforeSending, error.code) || error.kind == ErrorKind::Configuration)
        return RequestFate::NotSent;
    // An ID token that is refused came in an answer (A227).
    if (error.code.startsWith(u"id_token.") || error.code.startsWith(u"jws."))
        return RequestFate::Answered;
    // A 5xx may come from a gateway that did not hear the server out.
    const bool isAnswer = error.kind == ErrorKind::Denied && error.code != u"http.status" &&
                          classifyRefreshFailure(error) != RefreshFailure::TryAgain;
    return isAnswer ? RequestFate::Answered : RequestFate::Unknown;
}

bool isLostAnswer(const Error& error)
{
    return contains(kLost, error.code);
}

} // namespace tessera

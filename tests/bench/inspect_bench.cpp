// How long the inspector takes over one JWT: decode, kind, times and every finding, in microseconds; and how
// many times that is of the least any program needs for it: two times base64 and JSON by Qt, and the objects
// kept. In turns in one process. The last line is JSON.
#include "core/inspector/token_inspector.h"

#include "core/jose/key.h"
#include "tests/bench/measure.h"
#include "tests/bench/sample_claims.h"

#include <QJsonDocument>

namespace tessera {
namespace {

struct Decoded
{
    QJsonObject header;
    QJsonObject claims;
};

Decoded bareDecode(const QByteArray& token)
{
    const qsizetype first = token.indexOf('.');
    const qsizetype second = token.indexOf('.', first + 1);
    const auto object = [](const QByteArray& part) {
        return QJsonDocument::fromJson(QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding)).object();
    };
    return {object(token.first(first)), object(token.sliced(first + 1, second - first - 1))};
}

QByteArray makeToken()
{
    const Key key = Key::generateRsa().withKid(QStringLiteral("2026-01"));
    const auto token =
        signCompact(kAccessTokenClaims, key, u"RS256", {{QStringLiteral("typ"), QStringLiteral("JWT")}});
    if (!token)
        fail("signing failed");
    return *token;
}

/// With a secret that is in no list, so that every one is tried.
QByteArray makeSharedToken()
{
    const Key key = Key::fromSecret(SecretString::fromUtf8("a secret of the bench, in no list of any kind"));
    const auto token = signCompact(kAccessTokenClaims, key, u"HS256");
    if (!token)
        fail("signing failed");
    return *token;
}

} // namespace
} // namespace tessera

int main()
{
    using namespace tessera;
    const QByteArray token = makeToken();
    const QByteArray shared = makeSharedToken();
    const TimePoint now = fromUnixSeconds(kAccessTokenNow);
    qsizetype seen = 0;
    const auto bare = [&] { seen += bareDecode(token).claims.size(); };
    const auto ours = [&] {
        const TokenReport report = inspectToken(token, now);
        if (report.tokenKind != u"access_token" || report.times.size() != 3)
            fail("the report is not as it must be");
        seen += report.findings.size();
    };
    const auto guessed = [&] { seen += inspectToken(shared, now).findings.size(); };
    const auto speeds = speedsInTurns({bare, ours, guessed});
    if (seen == 0)
        fail("nothing was read");
    const double ratio = medianRatio(speeds[0], speeds[1]);
    std::printf("Report on a JWT of %lld bytes: %.1f us, base64 and JSON alone %.1f us, ratio %.2f\n",
                static_cast<long long>(token.size()), microseconds(speeds[1]), microseconds(speeds[0]),
                ratio);
    std::printf("The same with HS256, all weak secrets tried: %.0f us\n", microseconds(speeds[2]));
    std::printf("{\"inspect_us\":%.1f,\"inspect_ratio\":%.2f,\"inspect_hs256_us\":%.0f}\n",
                microseconds(speeds[1]), ratio, microseconds(speeds[2]));
    return 0;
}

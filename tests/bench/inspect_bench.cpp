// How long the inspector takes over one JWT: decode, kind, times and every finding, in microseconds; and how
// many times that is of the least any program needs for it: two times base64 and JSON by Qt, and the objects
// kept. In turns in one process. The last line is JSON.
#include "core/inspector/token_inspector.h"

#include "core/base/base64url.h"
#include "core/jose/key.h"

#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <vector>

namespace tessera {
namespace {

constexpr int kRounds = 25;
constexpr double kSecondsPerRound = 0.05;
constexpr qint64 kNow = 1767323045;

/// As an access token of a large provider looks, about 1 KB when signed with RS256.
constexpr char kClaims[] =
    "{\"iss\":\"https://id.example.com/realms/"
    "work\",\"sub\":\"f:9a1b6c3e:alice\",\"aud\":[\"account\",\"api\"],"
    "\"exp\":1767326635,\"iat\":1767323035,\"auth_time\":1767323034,\"jti\":\"ca5ff96e-2cbf-4e0c-b4c5-"
    "1d4e4a0a1d42\","
    "\"typ\":\"Bearer\",\"azp\":\"desktop\",\"sid\":\"1f2e3d4c-0000-4000-8000-000000000001\",\"acr\":\"1\","
    "\"allowed-origins\":[\"https://"
    "app.example.com\"],\"realm_access\":{\"roles\":[\"offline_access\",\"user\"]},"
    "\"scope\":\"openid profile email\",\"email_verified\":true,\"preferred_username\":\"alice\"}";

[[noreturn]] void fail(const char* what)
{
    std::fprintf(stderr, "%s\n", what);
    std::exit(1);
}

/// By the processor's time, so that what else the machine does counts less.
double microseconds(const std::function<void()>& once)
{
    const std::clock_t start = std::clock();
    int count = 0;
    double taken = 0;
    do {
        for (int i = 0; i < 64; ++i)
            once();
        count += 64;
        taken = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    } while (taken < kSecondsPerRound);
    return taken / count * 1e6;
}

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
}

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
    const auto token = signCompact(kClaims, key, u"RS256", {{QStringLiteral("typ"), QStringLiteral("JWT")}});
    if (!token)
        fail("signing failed");
    return *token;
}

/// With a secret that is in no list, so that every one is tried.
QByteArray makeSharedToken()
{
    const Key key = Key::fromSecret(SecretString::fromUtf8("a secret of the bench, in no list of any kind"));
    const auto token = signCompact(kClaims, key, u"HS256");
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
    const TimePoint now = fromUnixSeconds(kNow);
    qsizetype seen = 0;
    const auto bare = [&] { seen += bareDecode(token).claims.size(); };
    const auto ours = [&] {
        const TokenReport report = inspectToken(token, now);
        if (report.tokenKind != u"access_token" || report.times.size() != 3)
            fail("the report is not as it must be");
        seen += report.findings.size();
    };
    const QByteArray shared = makeSharedToken();
    const auto guessed = [&] { seen += inspectToken(shared, now).findings.size(); };
    std::vector<double> guessTook;
    std::vector<double> ratios;
    std::vector<double> oursTook;
    std::vector<double> bareTook;
    for (int round = 0; round < kRounds; ++round) {
        bareTook.push_back(microseconds(bare));
        oursTook.push_back(microseconds(ours));
        ratios.push_back(oursTook.back() / bareTook.back());
        guessTook.push_back(microseconds(guessed));
    }
    if (seen == 0)
        fail("nothing was read");
    std::printf("Report on a JWT of %lld bytes: %.1f us, base64 and JSON alone %.1f us, ratio %.2f\n",
                static_cast<long long>(token.size()), median(oursTook), median(bareTook), median(ratios));
    std::printf("The same with HS256, all weak secrets tried: %.0f us\n", median(guessTook));
    std::printf("{\"inspect_us\":%.1f,\"inspect_ratio\":%.2f,\"inspect_hs256_us\":%.0f}\n", median(oursTook),
                median(ratios), median(guessTook));
    return 0;
}

#include "core/oauth/device_authorization.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/oauth/endpoint_rules.h"
#include "core/oauth/parameters.h"
#include "core/oauth/wire_error.h"

#include <algorithm>
#include <cmath>

namespace tessera {
namespace {

constexpr QStringView kMember = u"device.member";

/// Section 3.1 wants it where nothing authenticates; beside Basic it is the same name once more and no second
/// authentication, and some servers want it there.
FormField clientId(const ClientRegistration& registration)
{
    return {param::kClientId.toString(), registration.clientId};
}

Result<HttpRequest> deviceRequest(const QUrl& endpoint, const AuthorizationServerMetadata& metadata,
                                  ClientRegistration registration, const FormFields& fields, TimePoint now)
{
    if (registration.traits.deviceGrantWithoutSecret) {
        registration.clientSecret = {};
        registration.authenticationMethod = ClientAuthenticationMethod::None;
    }
    return clientRequest(endpoint, metadata, registration, fields, now);
}

Result<HttpRequest> authorizationRequest(const AuthorizationServerMetadata& metadata,
                                         const ClientRegistration& registration, const FormFields& extra,
                                         TimePoint now)
{
    if (metadata.deviceAuthorizationEndpoint.isEmpty())
        return failure(ErrorKind::Configuration, u"device.unsupported", {}, metadata.issuer);
    FormFields fields{clientId(registration)};
    if (!registration.scope.isEmpty())
        fields += {param::kScope.toString(), registration.scope.join(u' ')};
    auto request = deviceRequest(metadata.deviceAuthorizationEndpoint, metadata, registration,
                                 withExtraFields(fields, extra), now);
    if (request)
        request->maxBodyBytes = limits::kDeviceReplyBytes;
    return request;
}

Result<SecretString> deviceCode(const QJsonObject& body)
{
    const auto code = requiredString(body, param::kDeviceCode, kMember);
    if (!code)
        return failure(code.error());
    const bool isPlain =
        std::all_of(code->begin(), code->end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
    if (!isPlain || code->size() > limits::kDeviceCodeCharacters)
        return failure(ErrorKind::Malformed, kMember,
                       QStringLiteral("device_code has characters or a length it must not have"));
    return SecretString::fromString(*code);
}

/// Shown large and typed by hand: nothing invisible, nothing that turns the line around (A343).
Result<QString> userCode(const QJsonObject& body)
{
    const auto code = requiredString(body, param::kUserCode, u"device.user_code");
    if (!code)
        return failure(code.error());
    const bool isVisible = std::all_of(code->begin(), code->end(), [](QChar c) {
        return c == u' ' || (c.isPrint() && !c.isSpace() && !c.isMark());
    });
    if (!isVisible || code->trimmed().isEmpty() || code->size() > limits::kUserCodeCharacters)
        return failure(ErrorKind::Malformed, u"device.user_code",
                       QStringLiteral("%1 characters: %2").arg(code->size()).arg(printable(*code, 40)));
    return *code;
}

Result<QUrl> verificationUri(const QJsonObject& body, const QUrl& issuer)
{
    const auto text = requiredString(body, param::kVerificationUri, kMember);
    if (!text)
        return failure(text.error());
    if (const auto fault = pageFault(*text, issuer))
        return failure(ErrorKind::Untrusted, u"device.verification_uri",
                       QStringLiteral("%1 (%2)").arg(*fault, printable(*text, 120)));
    return QUrl(*text, QUrl::StrictMode);
}

/// Only a convenience (section 3.3.1), and it must lead where the address beside it leads: else it is left
/// out.
QUrl verificationUriComplete(const QJsonObject& body, const QUrl& verificationUri, const QUrl& issuer)
{
    const QString text = body.value(param::kVerificationUriComplete).toString();
    if (text.size() > limits::kVerificationUriCharacters || pageFault(text, issuer))
        return {};
    const QUrl url(text, QUrl::StrictMode);
    return sameOrigin(url, verificationUri) ? url : QUrl();
}

/// Section 3.2 gives no limits: half an hour where nothing is said, and never longer (A340).
Result<Seconds> life(const QJsonObject& body)
{
    constexpr double most = limits::kDeviceTime.count();
    const QJsonValue value = body.value(param::kExpiresIn);
    if (value.isUndefined())
        return limits::kDeviceTime;
    const double seconds = std::floor(value.toDouble());
    if (seconds < 1) // also of any other type
        return failure(ErrorKind::Malformed, kMember, QStringLiteral("expires_in must be a positive number"));
    return Seconds(static_cast<qint64>(std::min(seconds, most)));
}

/// Too small or no number at all: the five seconds of section 3.2 (A340).
Seconds interval(const QJsonObject& body)
{
    constexpr double most = limits::kDeviceMostInterval.count();
    const double seconds = std::ceil(body.value(param::kInterval).toDouble());
    if (seconds < limits::kDeviceLeastInterval.count())
        return limits::kDeviceInterval;
    return Seconds(static_cast<qint64>(std::min(seconds, most)));
}

Result<DeviceAuthorization> readMembers(const QJsonObject& body, const QUrl& issuer, TimePoint now)
{
    auto code = deviceCode(body);
    if (!code)
        return failure(code.error());
    auto shown = userCode(body);
    if (!shown)
        return failure(shown.error());
    const auto page = verificationUri(body, issuer);
    if (!page)
        return failure(page.error());
    const auto lives = life(body);
    if (!lives)
        return failure(lives.error());
    return DeviceAuthorization{
        *std::move(code), *std::move(shown), *page, verificationUriComplete(body, *page, issuer),
        now + *lives,     interval(body)};
}

/// How long to wait before each poll.
class Pace
{
public:
    explicit Pace(Seconds interval) : m_interval(interval) {}

    Milliseconds next() const
    {
        const Seconds slowest = std::max(m_interval, limits::kDeviceMostInterval);
        return std::min(m_interval * (1 << m_failures), slowest);
    }
    void answered() { m_failures = 0; }
    void slowDown()
    {
        answered();
        m_interval += limits::kDeviceSlowDown;
    }
    void failed() { m_failures = std::min(m_failures + 1, kMostDoublings); }

private:
    static constexpr int kMostDoublings = 6;
    Seconds m_interval;
    int m_failures = 0;
};

/// What one poll came to: an end, or nothing.
using Verdict = std::optional<Result<TokenResponse>>;

bool isPassing(const Result<HttpResponse>& reply)
{
    if (!reply)
        return reply.error().kind == ErrorKind::Offline || reply.error().kind == ErrorKind::Timeout;
    return reply->status >= 500 || reply->status == 408 || reply->status == 429;
}

Verdict judgePoll(const Result<HttpResponse>& reply, TimePoint now, bool errorsComeWithStatus200, Pace& pace)
{
    if (isPassing(reply)) {
        pace.failed();
        return std::nullopt;
    }
    if (!reply)
        return failure(reply.error());
    auto tokens = parseTokenResponse(*reply, now);
    if (tokens || (tokens.error().code != u"authorization_pending" && tokens.error().code != u"slow_down"))
        return tokens;
    if (reply->status == 200 && !errorsComeWithStatus200)
        return failure(ErrorKind::Malformed, u"device.status",
                       QStringLiteral("%1 with status 200").arg(tokens.error().code),
                       loggableUrl(reply->url));
    if (tokens.error().code == u"slow_down")
        pace.slowDown();
    else
        pace.answered();
    return std::nullopt;
}

} // namespace

Result<DeviceAuthorization> parseDeviceAuthorization(const HttpResponse& response, const QString& issuer,
                                                     TimePoint now)
{
    if (response.status != 200)
        return failure(errorOf(response));
    const auto body = requireJsonObject(response, limits::kDeviceReplyBytes);
    if (!body)
        return failure(body.error());
    const QString endpoint = loggableUrl(response.url);
    if (auto error = wireErrorIn(*body, endpoint))
        return failure(*std::move(error));
    auto device = readMembers(*body, QUrl(issuer, QUrl::StrictMode), now);
    if (!device)
        device.error().endpoint = endpoint;
    return device;
}

QCoro::Task<Result<DeviceAuthorization>>
requestDeviceAuthorization(std::shared_ptr<HttpClient> http, AuthorizationServerMetadata metadata,
                           ClientRegistration registration, FormFields extra,
                           std::shared_ptr<const Clock> clock, std::stop_token stop)
{
    const TimePoint asked = clock->now(); // before the answer: better too early than too late
    const auto request = authorizationRequest(metadata, registration, extra, asked);
    if (!request)
        co_return failure(request.error());
    const auto response = co_await http->send(*request, stop);
    if (!response)
        co_return failure(response.error());
    co_return parseDeviceAuthorization(*response, metadata.issuer, asked);
}

QCoro::Task<Result<TokenResponse>> pollForTokens(std::shared_ptr<HttpClient> http,
                                                 AuthorizationServerMetadata metadata,
                                                 ClientRegistration registration, DeviceAuthorization device,
                                                 std::shared_ptr<const Clock> clock, Pause pause,
                                                 std::stop_token stop)
{
    const FormFields fields{
        clientId(registration),
        {param::kGrantType.toString(), QStringLiteral("urn:ietf:params:oauth:grant-type:device_code")},
        {param::kDeviceCode.toString(), device.deviceCode.revealString()}};
    // A client that cannot prove itself is told before the person starts typing.
    const auto first = deviceRequest(metadata.tokenEndpoint, metadata, registration, fields, clock->now());
    if (!first)
        co_return failure(first.error());
    Pace pace(device.interval);
    while (clock->now() < device.expiresAt) {
        const Milliseconds wait = std::min(pace.next(), device.expiresAt - clock->now());
        const auto paused = co_await pause(wait, stop);
        if (!paused)
            co_return failure(paused.error());
        if (clock->now() >= device.expiresAt)
            break;
        // Anew each time: a client assertion serves once and lives a minute.
        const auto request =
            deviceRequest(metadata.tokenEndpoint, metadata, registration, fields, clock->now());
        if (!request)
            co_return failure(request.error());
        const auto reply = co_await http->send(*request, stop);
        const Verdict verdict =
            judgePoll(reply, clock->now(), registration.traits.errorsComeWithStatus200, pace);
        if (verdict)
            co_return *verdict;
    }
    co_return failure(ErrorKind::Timeout, u"device.expired", {}, loggableUrl(metadata.tokenEndpoint));
}

} // namespace tessera

// The device authorization grant, RFC 8628: the person signs in on another screen, where a short code is
// typed. There is no redirect, so nothing binds that screen to this program: whoever shows the code also says
// never to enter one that somebody else sent (section 5.4, A344).
#pragma once

#include "core/base/pause.h"
#include "core/oauth/client_request.h"
#include "core/oauth/token_response.h"

namespace tessera {

struct DeviceAuthorization
{
    SecretString deviceCode;
    QString userCode; ///< at most 64 characters, none of them invisible
    /// To be shown in full, its host in the ACE form (N035).
    QUrl verificationUri;
    /// The same with the code inside, for a link or a QR code; the user code is shown beside it to be
    /// compared (section 3.3.1). Empty: none came, or one that must not be opened.
    QUrl verificationUriComplete;
    TimePoint expiresAt;
    Seconds interval{5}; ///< between two polls, within limits::kDeviceLeastInterval and kDeviceMostInterval
};

/// Sections 3.1 and 3.2. `extra` adds parameters (audience, resource…) and replaces none. Errors:
/// Configuration device.unsupported (no endpoint) · Untrusted device.verification_uri (A339) · Malformed
/// device.user_code (A343), device.member · Denied with the wire's own code or http.status · as
/// requireJsonObject, HttpClient::send and chooseAuthenticationMethod.
QCoro::Task<Result<DeviceAuthorization>>
requestDeviceAuthorization(std::shared_ptr<HttpClient> http, AuthorizationServerMetadata metadata,
                           ClientRegistration registration, FormFields extra,
                           std::shared_ptr<const Clock> clock, std::stop_token stop);

/// The judging half of it. `issuer` has passed checkIssuer.
Result<DeviceAuthorization> parseDeviceAuthorization(const HttpResponse& response, const QString& issuer,
                                                     TimePoint now);

/// Sections 3.4 and 3.5: asks every `interval`, five seconds slower for good after each slow_down, and twice
/// as slow after each failure of the connection or the server until one answer comes (N033, N034). Ends with
/// the tokens, or: Timeout device.expired (by the clock, also where slow_down never ends, A341) · Denied
/// access_denied, expired_token and whatever else is said · Malformed device.status (authorization_pending
/// with status 200, A342) · Cancelled · as parseTokenResponse, HttpClient::send and
/// chooseAuthenticationMethod.
QCoro::Task<Result<TokenResponse>> pollForTokens(std::shared_ptr<HttpClient> http,
                                                 AuthorizationServerMetadata metadata,
                                                 ClientRegistration registration, DeviceAuthorization device,
                                                 std::shared_ptr<const Clock> clock, Pause pause,
                                                 std::stop_token stop);

} // namespace tessera

// Every error code a provider can send, with the specification or the provider it comes from. What a provider
// sends that is not here still has a sentence, only not one of its own.
#pragma once

#include <array>

namespace tessera::test {

struct WireErrorCode
{
    const char* from;
    const char* code;
};

inline constexpr std::array kWireErrorCodes{
    WireErrorCode{"RFC 6749 4.1.2.1", "invalid_request"},
    WireErrorCode{"RFC 6749 4.1.2.1", "unauthorized_client"},
    WireErrorCode{"RFC 6749 4.1.2.1", "access_denied"},
    WireErrorCode{"RFC 6749 4.1.2.1", "unsupported_response_type"},
    WireErrorCode{"RFC 6749 4.1.2.1", "invalid_scope"},
    WireErrorCode{"RFC 6749 4.1.2.1", "server_error"},
    WireErrorCode{"RFC 6749 4.1.2.1", "temporarily_unavailable"},
    WireErrorCode{"RFC 6749 5.2", "invalid_client"},
    WireErrorCode{"RFC 6749 5.2", "invalid_grant"},
    WireErrorCode{"RFC 6749 5.2", "unsupported_grant_type"},
    WireErrorCode{"RFC 6750 3.1", "invalid_token"},
    WireErrorCode{"RFC 6750 3.1", "insufficient_scope"},
    WireErrorCode{"RFC 9470 3", "insufficient_user_authentication"},
    WireErrorCode{"OpenID Core 3.1.2.6", "interaction_required"},
    WireErrorCode{"OpenID Core 3.1.2.6", "login_required"},
    WireErrorCode{"OpenID Core 3.1.2.6", "account_selection_required"},
    WireErrorCode{"OpenID Core 3.1.2.6", "consent_required"},
    WireErrorCode{"OpenID Core 3.1.2.6", "invalid_request_uri"},
    WireErrorCode{"OpenID Core 3.1.2.6", "invalid_request_object"},
    WireErrorCode{"OpenID Core 3.1.2.6", "request_not_supported"},
    WireErrorCode{"OpenID Core 3.1.2.6", "request_uri_not_supported"},
    WireErrorCode{"OpenID Core 3.1.2.6", "registration_not_supported"},
    WireErrorCode{"OpenID Unmet Authentication Requirements", "unmet_authentication_requirements"},
    WireErrorCode{"RFC 7009 2.2.1", "unsupported_token_type"},
    WireErrorCode{"RFC 7591 3.2.2", "invalid_redirect_uri"},
    WireErrorCode{"RFC 7591 3.2.2", "invalid_client_metadata"},
    WireErrorCode{"RFC 7591 3.2.2", "invalid_software_statement"},
    WireErrorCode{"RFC 7591 3.2.2", "unapproved_software_statement"},
    WireErrorCode{"RFC 8628 3.5", "authorization_pending"},
    WireErrorCode{"RFC 8628 3.5", "slow_down"},
    WireErrorCode{"RFC 8628 3.5", "expired_token"},
    WireErrorCode{"RFC 8693 2.2.2, RFC 8707 2", "invalid_target"},
    WireErrorCode{"RFC 9396 5", "invalid_authorization_details"},
    WireErrorCode{"RFC 9449 5", "invalid_dpop_proof"},
    WireErrorCode{"RFC 9449 8", "use_dpop_nonce"},
    WireErrorCode{"GitHub", "incorrect_client_credentials"},
    WireErrorCode{"GitHub", "redirect_uri_mismatch"},
    WireErrorCode{"GitHub", "bad_verification_code"},
    WireErrorCode{"GitHub", "unverified_user_email"},
    WireErrorCode{"GitHub", "bad_refresh_token"},
    WireErrorCode{"GitHub", "incorrect_device_code"},
    WireErrorCode{"GitHub", "device_flow_disabled"},
    WireErrorCode{"GitHub", "application_suspended"},
    WireErrorCode{"Google", "admin_policy_enforced"},
    WireErrorCode{"Google", "org_internal"},
    WireErrorCode{"Google", "deleted_client"},
    WireErrorCode{"Google", "disallowed_useragent"},
    WireErrorCode{"Google", "rate_limit_exceeded"},
    WireErrorCode{"Microsoft", "invalid_resource"},
    WireErrorCode{"Microsoft", "authorization_declined"},
    WireErrorCode{"Auth0", "mfa_required"},
    WireErrorCode{"Auth0", "too_many_attempts"},
    WireErrorCode{"Slack", "invalid_code"},
    WireErrorCode{"Slack", "code_already_used"},
    WireErrorCode{"Slack", "bad_client_secret"},
    WireErrorCode{"Slack", "bad_redirect_uri"},
    WireErrorCode{"Slack", "invalid_client_id"},
    WireErrorCode{"Slack", "invalid_refresh_token"},
};

} // namespace tessera::test

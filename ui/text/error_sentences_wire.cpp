// What providers refuse, in the wire's own words: every code the specifications register, and the ones that
// large providers made up. What happened, and what to do about it.
#include "ui/text/error_sentence_row.h"

namespace tessera {
namespace {

constexpr ErrorSentence kRows[] = {
    // RFC 6749 4.1.2.1 and 5.2
    ROW("access_denied", "The sign-in was declined at the provider.",
        "Nothing was stored. Sign in again if that was not meant."),
    ROW("invalid_request", "The provider did not understand the request.",
        "Check the client ID and how the client is registered."),
    ROW("unauthorized_client", "The provider does not allow this client to sign in this way.",
        "Switch on the authorization code flow where the client is registered."),
    ROW("unsupported_response_type", "The provider does not offer sign-in with a code.",
        "Ask its operator to switch it on."),
    ROW("invalid_scope", "The provider does not know one of the scopes asked for.",
        "Ask for fewer scopes and try again."),
    ROW("server_error", "The provider had an error of its own.", "Try again later."),
    ROW("temporarily_unavailable", "The provider is overloaded or being repaired.", "Try again later."),
    ROW("invalid_grant", "The provider withdrew the grant, so it was refused.", "Sign in again."),
    ROW("invalid_client", "The provider does not accept this client.",
        "Check the client ID and the client secret."),
    ROW("unsupported_grant_type", "The provider does not allow this kind of request.",
        "Switch on authorization code and refresh token where the client is registered."),
    ROW("oauth.error_code", "The provider refused, in words that are no error code.",
        "Ask its operator what it means: {detail}."),

    // RFC 6750 3.1, RFC 9470 3
    ROW("invalid_token", "The provider does not accept the access token.", "Renew it, or sign in again."),
    ROW("insufficient_scope", "The access token does not reach that far.",
        "Sign in again and ask for more scopes."),
    ROW("insufficient_user_authentication", "The server wants a stronger or a newer sign-in.",
        "Sign in again, with the second factor if there is one."),

    // OpenID Connect Core 3.1.2.6, Unmet Authentication Requirements
    ROW("login_required", "The provider wants you to sign in.", "Sign in again in the browser."),
    ROW("interaction_required", "The provider wants to ask you something.", "Sign in again in the browser."),
    ROW("consent_required", "The provider wants your consent.", "Sign in again in the browser."),
    ROW("account_selection_required", "The provider wants you to choose an account.",
        "Sign in again in the browser."),
    ROW("invalid_request_uri", "The provider no longer knows the request that was sent ahead.",
        "It lives for a minute or so. Sign in again."),
    ROW("invalid_request_object", "The provider does not accept the signed request.",
        "Check the client's key where the client is registered."),
    ROW("request_not_supported", "The provider takes no signed requests.", "Sign in without one."),
    ROW("request_uri_not_supported", "The provider takes no requests that were sent ahead.",
        "Sign in without pushed authorization requests."),
    ROW("registration_not_supported", "The provider takes no registration inside a request.",
        "Register the client where its operator says so."),
    ROW("unmet_authentication_requirements", "The provider could not sign you in as strongly as was asked.",
        "Set up a second factor there, or ask for less."),

    // RFC 8628 3.5
    ROW("expired_token", "The code was not entered in time.", "Nothing was stored. Try again."),
    ROW("authorization_pending", "The provider still waits for the code.",
        "Enter it on the page of the provider."),
    ROW("slow_down", "The provider was asked too often.", "Try again later."),

    // RFC 7009 2.2.1
    ROW("unsupported_token_type", "The provider cannot revoke this kind of token.",
        "It ends by itself, or in your account's settings there."),

    // RFC 9396 5
    ROW("invalid_authorization_details", "The provider does not accept the details of what was asked for.",
        "Check their type and members, or ask by scope."),

    // GitHub's own
    ROW("incorrect_client_credentials", "The provider does not accept the client ID and secret together.",
        "Copy both again from where the client is registered; a new secret replaces the old one."),
    ROW("redirect_uri_mismatch", "The return address is not the one that is registered.",
        "Register http://127.0.0.1/callback, or give the registered one with --redirect-uri."),
    ROW("bad_verification_code", "The provider does not know the code any more.",
        "It lives for a few minutes and works once. Sign in again."),
    ROW("unverified_user_email", "The provider wants your e-mail address confirmed first.",
        "Confirm it in your account's settings there, then sign in again."),
    ROW("bad_refresh_token", "The provider no longer accepts the refresh token.", "Sign in again."),
    ROW("incorrect_device_code", "The provider does not know the code any more.", "Sign in again."),
    ROW("device_flow_disabled", "Sign-in on another device is switched off for this client.",
        "Enable the device flow where the client is registered, or sign in with the browser."),
    ROW("application_suspended", "The provider has suspended this client.",
        "Ask whoever registered it; another client ID works meanwhile."),

    // Google's own
    ROW("admin_policy_enforced", "An administrator of your organisation does not allow this client.",
        "Ask the administrator to allow it."),
    ROW("org_internal", "This client is for people of one organisation only.",
        "Sign in with an account of that organisation, or use another client ID."),
    ROW("deleted_client", "The client was deleted at the provider.",
        "Register a new one and use its client ID."),
    ROW("disallowed_useragent", "The provider refuses the browser the page was opened in.",
        "Open the address in your usual browser."),
    ROW("rate_limit_exceeded", "The provider was asked too often.", "Try again later."),

    // Microsoft's own
    ROW("invalid_resource", "The provider does not know the service the token is meant for.",
        "Check the scopes, and that the service is there in your tenant."),
    ROW("authorization_declined", "The sign-in was declined at the provider.",
        "Nothing was stored. Sign in again if that was not meant."),

    // Auth0's own
    ROW("mfa_required", "The provider wants a second factor.", "Sign in again in the browser."),
    ROW("too_many_attempts", "The provider has locked the account after too many attempts.",
        "Wait, or follow the mail it sent."),

    // Slack's own
    ROW("invalid_code", "The provider does not know the code any more.", "Sign in again."),
    ROW("code_already_used", "The code was used before.", "Nothing was stored. Sign in again."),
    ROW("bad_client_secret", "The provider does not accept the client secret.",
        "Copy it again from where the client is registered."),
    ROW("bad_redirect_uri", "The return address is not the one that is registered.",
        "Give the registered one with --redirect-uri."),
    ROW("invalid_client_id", "The provider does not know the client ID.",
        "Copy it again from where the client is registered."),
    ROW("invalid_refresh_token", "The provider no longer accepts the refresh token.", "Sign in again."),
};

} // namespace

std::span<const ErrorSentence> wireErrorSentences()
{
    return kRows;
}

} // namespace tessera

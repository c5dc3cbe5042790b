#include "core/inspector/url_parameters.h"

#include <algorithm>
#include <array>

namespace tessera {
namespace {

constexpr UrlParameter secret(QByteArrayView name, QStringView meaning, QStringView finding,
                              Finding::Severity severity)
{
    return {name, meaning, finding, severity, false};
}

constexpr UrlParameter shown(QByteArrayView name, QStringView meaning)
{
    return {name, meaning, u"", Finding::Note, true};
}

constexpr UrlParameter hidden(QByteArrayView name, QStringView meaning)
{
    return {name, meaning, u"", Finding::Note, false};
}

constexpr std::array kParameters{
    secret("access_token", u"Opens the API to whoever holds it", u"url.access_token", Finding::Error),
    secret("token", u"A token of some kind", u"url.token", Finding::Error),
    secret("id_token", u"Says who signed in", u"url.id_token", Finding::Warning),
    secret("id_token_hint", u"Says who signed in", u"url.id_token", Finding::Note),
    secret("refresh_token", u"Makes new access tokens", u"url.refresh_token", Finding::Error),
    secret("code", u"Authorization code, to be redeemed once", u"url.code", Finding::Note),
    secret("response", u"The whole answer as a token (JARM); the code is inside", u"url.code", Finding::Note),
    secret("state", u"Ties the answer to the request", u"url.state", Finding::Note),
    secret("client_secret", u"The client's password", u"url.client_secret", Finding::Error),
    secret("code_verifier", u"Proves who asked for the code", u"url.code_verifier", Finding::Error),
    secret("client_assertion", u"The client's proof of who it is", u"url.client_secret", Finding::Error),
    secret("password", u"A person's password", u"url.password", Finding::Error),
    secret("device_code", u"Fetches the tokens of a device sign-in", u"url.token", Finding::Error),
    hidden("username", u"A person's name"),
    hidden("login_hint", u"Who is likely to sign in"),
    hidden("nonce", u"Ties the ID token to the request"),
    hidden("user_code", u"What a person types at a device sign-in"),
    hidden("session_state", u"For watching the session at the provider"),
    hidden("assertion", u"A token to be exchanged"),
    hidden("subject_token", u"A token to be exchanged"),
    hidden("request", u"The request as a signed token"),
    shown("response_type", u"What the client asks for"),
    shown("response_mode", u"How the answer comes back"),
    shown("client_id", u"Which client asks"),
    shown("scope", u"What is asked for or granted"),
    shown("grant_type", u"What is exchanged for tokens"),
    shown("code_challenge_method", u"How the challenge is made of the verifier"),
    shown("code_challenge", u"PKCE: the hash of the verifier"),
    shown("token_type", u"How the access token is presented"),
    shown("token_type_hint", u"Which kind of token it is"),
    shown("expires_in", u"Life of the access token in seconds"),
    shown("error", u"Why there is no answer"),
    shown("error_description", u"The same for a developer"),
    shown("iss", u"Who answers"),
    shown("prompt", u"Whether to ask the person again"),
    shown("display", u"How the page is shown"),
    shown("max_age", u"How old the sign-in may be, in seconds"),
    shown("ui_locales", u"Languages of the page"),
    shown("acr_values", u"How strong the sign-in must be"),
    shown("audience", u"For which API"),
    shown("access_type", u"Google: whether a refresh token is wanted"),
    shown("client_assertion_type", u"The form of the client's proof"),
    shown("subject_token_type", u"The kind of token to be exchanged"),
};

} // namespace

const UrlParameter* findUrlParameter(QByteArrayView name)
{
    const auto it = std::find_if(kParameters.begin(), kParameters.end(),
                                 [&](const UrlParameter& entry) { return entry.name == name; });
    return it == kParameters.end() ? nullptr : &*it;
}

} // namespace tessera

// Findings about headers and answers: credentials, challenges, caching, token responses.
#include "core/inspector/finding_catalogue.h"

#include <array>

namespace tessera {
namespace {

constexpr std::array kTexts{
    // Authorization
    FindingText{u"authorization.basic", u"Basic authentication",
                u"Name and password go out with every request, encoded but not encrypted, and cannot be "
                u"withdrawn without changing the password.",
                u"Use a token. If it must be Basic, over HTTPS alone.", u"RFC 7617 4"},
    FindingText{u"authorization.basic_malformed", u"Basic credentials cannot be read",
                u"They must be name, colon and password in base64.", u"Encode them again.", u"RFC 7617 2"},
    FindingText{u"authorization.dpop", u"Bound to a key",
                u"The token works only with a DPoP header beside it, signed with the client's key.", u"",
                u"RFC 9449 7.1"},
    FindingText{u"authorization.no_scheme", u"No scheme",
                u"The first word must say what follows: Bearer, Basic, DPoP.", u"Put \"Bearer\" in front.",
                u"RFC 9110 11.6.2"},
    FindingText{u"authorization.space", u"White space inside the token", u"A server must refuse it.",
                u"Copy the token without line breaks.", u"RFC 6750 2.1"},
    // Header blocks
    FindingText{u"header.authorization_repeated", u"Authorization more than once",
                u"Proxies and servers differ in which one they take.", u"Send it once.", u"RFC 9110 5.3"},
    FindingText{u"header.secret_in_referer", u"Secret in Referer",
                u"The browser told another page the address with a code or token in it.",
                u"Send Referrer-Policy: no-referrer, and keep tokens out of addresses.", u"RFC 9700 4.2"},
    FindingText{u"header.secret_in_location", u"Secret in Location",
                u"The answer sends the browser to an address with a code or token in it.",
                u"Only a code may travel so, with PKCE.", u"RFC 9700 4.3"},
    FindingText{u"header.no_hsts", u"No HSTS",
                u"Without Strict-Transport-Security the first request of the next visit may go over plain "
                u"HTTP, and the session with it.",
                u"Send Strict-Transport-Security: max-age=31536000.", u"RFC 6797"},
    FindingText{u"header.no_store", u"May be kept in a cache",
                u"An answer with a session or a token in it must not be stored on the way.",
                u"Send Cache-Control: no-store.", u"RFC 6749 5.1, RFC 9111 5.2.2.5"},
    FindingText{u"header.folded", u"Header over several lines",
                u"Lines that continue a header are given up; servers must refuse or join them.",
                u"Write it in one line.", u"RFC 9112 5.2"},
    FindingText{u"header.strange_line", u"Line that is no header", u"It was not read.",
                u"A header is a name, a colon and a value.", u"RFC 9112 5"},
    FindingText{u"header.too_many", u"Too many headers", u"Nothing of it was read.",
                u"Paste one request or answer.", u""},
    // WWW-Authenticate
    FindingText{u"www_authenticate.error", u"The server refused the token",
                u"The API did not accept what was sent.", u"Do as the error says.", u"RFC 6750 3.1"},
    FindingText{u"www_authenticate.syntax", u"Challenge cannot be read",
                u"WWW-Authenticate does not follow its grammar.", u"The server must mend it.",
                u"RFC 9110 11.6.1"},
    FindingText{u"www_authenticate.repeated", u"Challenge with a parameter twice",
                u"It cannot be told which one counts.", u"The server must mend it.", u"RFC 9110 11.2"},
    FindingText{u"www_authenticate.too_large", u"Challenge too large", u"It was not read.", u"", u""},
    // Token responses
    FindingText{u"token_response.token_type", u"No token type",
                u"\"token_type\" is required; without it a client must not use the access token.",
                u"The server must send \"token_type\":\"Bearer\".", u"RFC 6749 5.1"},
    FindingText{u"token_response.expires_in", u"Life is not a number",
                u"\"expires_in\" must be a JSON number; strict clients ignore or refuse text.",
                u"The server must send a number.", u"RFC 6749 5.1"},
    FindingText{u"token_response.no_expires_in", u"Life not said",
                u"The client learns only by a refused request that the token is over.",
                u"The server should send \"expires_in\".", u"RFC 6749 5.1"},
    FindingText{u"token_response.refresh_token_jwt", u"Refresh token is a JWT",
                u"It can be read by everybody who holds it and is hard to withdraw; clients must not look "
                u"into it.",
                u"Prefer refresh tokens of pure chance.", u"RFC 9700 4.14"},
    FindingText{u"token_response.id_token", u"ID token is no JWT",
                u"An ID token is always a signed JWT, encrypted or not.", u"The server must mend it.",
                u"OIDC Core 2"},
    FindingText{u"token_response.empty", u"Empty token", u"A token of no characters opens nothing.",
                u"The server must mend it.", u"RFC 6749 5.1"},
    FindingText{u"token_response.error", u"The server answered with an error", u"There is no token in it.",
                u"Read \"error_description\", if there is one.", u"RFC 6749 5.2"},
};

} // namespace

std::span<const FindingText> headerFindingTexts()
{
    return kTexts;
}

} // namespace tessera

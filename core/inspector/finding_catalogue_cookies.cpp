// Findings about cookies: what a browser does with them, and what a session asks of them.
#include "core/inspector/finding_catalogue.h"

#include <array>

namespace tessera {
namespace {

constexpr std::array kTexts{
    // Set-Cookie, RFC 6265bis: the cookie is dropped
    FindingText{u"set_cookie.control", u"Dropped: control character",
                u"A browser drops the whole header if a control character other than the tab is in it.",
                u"Encode the value.", u"RFC 6265bis 5.6"},
    FindingText{u"set_cookie.too_large", u"Dropped: too large",
                u"Name and value together may have 4,096 bytes.",
                u"Keep the data on the server and send an id.", u"RFC 6265bis 5.6"},
    FindingText{u"set_cookie.empty", u"Dropped: empty", u"A cookie needs a name or a value.", u"Name it.",
                u"RFC 6265bis 5.7"},
    FindingText{u"set_cookie.domain_ascii", u"Dropped: domain not in ASCII",
                u"A domain with other letters is written in its xn-- form.", u"Use the ASCII form.",
                u"RFC 6265bis 5.7"},
    FindingText{
        u"set_cookie.public_suffix", u"Dropped: domain is a public suffix",
        u"The cookie would go to sites of strangers. From the very host of that name it would be kept "
        u"for that host alone.",
        u"Name your own domain, or better none.", u"RFC 6265bis 5.7"},
    FindingText{u"set_cookie.none_insecure", u"Dropped: SameSite=None without Secure",
                u"A cookie for all sites must be sent over HTTPS alone.", u"Add Secure.", u"RFC 6265bis 5.7"},
    FindingText{u"set_cookie.partitioned_insecure", u"Dropped: Partitioned without Secure",
                u"Browsers that know Partitioned ask for Secure.", u"Add Secure.", u"CHIPS (draft-cutler)"},
    FindingText{
        u"set_cookie.prefix", u"Dropped: prefix not honoured",
        u"\"__Secure-\" asks for Secure; \"__Host-\" for Secure, Path=/ and no Domain; \"__Http-\" and "
        u"\"__Host-Http-\", which are extensions, for HttpOnly too. The case of the letters does not "
        u"matter.",
        u"Add what is missing, or choose another name.", u"RFC 6265bis 4.1.3"},
    FindingText{u"set_cookie.nameless_prefix", u"Dropped: value poses as a prefix",
                u"Sent back, a cookie without a name would look like one with that prefix.", u"Name it.",
                u"RFC 6265bis 5.7"},
    // Set-Cookie: an attribute is ignored
    FindingText{u"set_cookie.attribute_too_large", u"Attribute ignored: too large",
                u"The value of an attribute may have 1,024 bytes.", u"Shorten it.", u"RFC 6265bis 5.6"},
    FindingText{u"set_cookie.attribute_unknown", u"Attribute not known", u"A browser ignores it.",
                u"Check the spelling. A value with a semicolon in it must be encoded.", u"RFC 6265bis 5.6"},
    FindingText{u"set_cookie.path", u"Path ignored", u"It must begin with a slash.", u"Write Path=/ .",
                u"RFC 6265bis 5.6.4"},
    FindingText{u"set_cookie.expires", u"Expires ignored",
                u"Without a date that can be read the cookie lives until the browser closes.",
                u"Use Max-Age, or a date like \"Sun, 06 Nov 1994 08:49:37 GMT\".", u"RFC 6265bis 5.6.1"},
    FindingText{u"set_cookie.max_age", u"Max-Age ignored", u"It must be digits, a minus may stand in front.",
                u"Write the seconds as a number.", u"RFC 6265bis 5.6.2"},
    FindingText{u"set_cookie.same_site", u"SameSite ignored",
                u"Only Strict, Lax and None are known. The default is taken.", u"Write one of the three.",
                u"RFC 6265bis 5.6.7"},
    FindingText{u"set_cookie.repeated", u"Attribute more than once", u"Only the last one counts.",
                u"Send it once.", u"RFC 6265bis 4.1.1"},
    FindingText{u"set_cookie.too_many_attributes", u"Too many attributes",
                u"Only the first 100 were looked at.", u"", u""},
    // Set-Cookie: worth knowing
    FindingText{u"set_cookie.life", u"Cut to 400 days",
                u"It asks for a longer life than browsers give; they cut it.", u"Ask for less.",
                u"RFC 6265bis 5.5"},
    FindingText{u"set_cookie.nameless", u"No name",
                u"Browsers store it, servers read it in different ways: some take it for a name.",
                u"Name it.", u"RFC 6265bis 4.1.1"},
    FindingText{u"set_cookie.partitioned", u"Partitioned is an extension",
                u"It is not part of RFC 6265bis; browsers that do not know it share the cookie.", u"",
                u"CHIPS (draft-cutler)"},
    FindingText{u"set_cookie.flag_as_name", u"A flag in the place of the cookie",
                u"The first piece is the cookie itself, so this makes one of that name and sets no flag.",
                u"Put name and value in front.", u"RFC 6265bis 5.6"},
    // Cookie
    FindingText{u"cookie.empty", u"No cookies", u"The header holds none.", u"", u"RFC 6265bis 4.2.1"},
    FindingText{u"cookie.too_many", u"Too many cookies", u"Only the first 500 were looked at.", u"", u""},
    FindingText{u"cookie.repeated", u"Cookie more than once",
                u"It was set for several paths or domains. Servers differ in which one they take, and an "
                u"attacker who can set one may win.",
                u"Use a \"__Host-\" name, which can be set once only.", u"RFC 6265bis 4.2.2"},
    FindingText{u"cookie.attribute", u"Attribute in a Cookie header",
                u"A request carries names and values alone; attributes stand in Set-Cookie.",
                u"If it is a Set-Cookie header, paste it with its name.", u"RFC 6265bis 4.2.2"},
    FindingText{u"cookie.box", u"Box of a framework",
                u"The value is encrypted; only the application can read it.", u"", u""},
    FindingText{u"cookie.signed_box", u"Signed, not encrypted",
                u"Whoever holds the cookie can read what is in it; a guessable application key lets them "
                u"change it.",
                u"Keep secrets out of it and the key long and random.", u""},
    // Sessions
    FindingText{u"session.no_http_only", u"Session readable by scripts",
                u"Without HttpOnly a script smuggled into the page can take the session away.",
                u"Add HttpOnly.", u"RFC 6265bis 4.1.2.6, OWASP Session Management"},
    FindingText{u"session.no_secure", u"Session sent in the clear",
                u"Without Secure the browser sends it over plain HTTP too, where everybody on the way reads "
                u"it.",
                u"Add Secure.", u"RFC 6265bis 8.3"},
    FindingText{u"session.no_same_site", u"SameSite not set",
                u"The default protects in some browsers only, and not in the first two minutes.",
                u"Add SameSite=Lax or Strict.", u"RFC 6265bis 8.8"},
    FindingText{u"session.same_site_none", u"Session sent from other sites",
                u"With SameSite=None a page of another site can act in the person's name.",
                u"Use Lax or Strict, or protect every form against forged requests.", u"RFC 6265bis 8.8"},
    FindingText{u"session.no_prefix", u"No prefix",
                u"A neighbouring host can set a cookie of this name for yours.",
                u"Call it \"__Host-…\", with Secure, Path=/ and no Domain.", u"RFC 6265bis 4.1.3"},
    FindingText{u"session.domain", u"Session shared with all hosts below",
                u"With Domain the weakest of these hosts decides how safe the session is.",
                u"Leave Domain out.", u"RFC 6265bis 8.6"},
    FindingText{u"session.default_name", u"Default name of a framework",
                u"It tells what runs there, and so what to try.", u"Give it a name of its own.",
                u"OWASP Session Management"},
    FindingText{
        u"session.id_short", u"Session id too short", u"With less than 64 bits it can be guessed by trying.",
        u"Use at least 128 bits of a random generator made for secrets.", u"OWASP Session Management"},
    FindingText{u"session.id_guessable", u"Session id guessable", u"It is not made by chance.",
                u"Use at least 128 bits of a random generator made for secrets.",
                u"OWASP Session Management"},
    FindingText{u"session.fixed", u"Same session before and after signing in",
                u"Whoever planted the id beforehand is signed in with it now (session fixation).",
                u"Make a new id at sign-in and forget the old one.", u"OWASP Session Management"},
    FindingText{u"session.cannot_tell", u"Nothing to compare",
                u"Session fixation shows only where both sides hold a session.",
                u"Paste the headers with Cookie or Set-Cookie of both.", u""},
};

} // namespace

std::span<const FindingText> cookieFindingTexts()
{
    return kTexts;
}

} // namespace tessera

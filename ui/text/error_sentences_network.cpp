// What the way to a server came to, and its answer before anybody read it.
#include "ui/text/error_sentence_row.h"

namespace tessera {
namespace {

constexpr ErrorSentence kRows[] = {
    ROW("net.host_not_found", "{host} was not found.",
        "Check the address and the connection, then try again."),
    ROW("net.connection_refused", "Nobody answers at {host}.", "Check the address, or try again later."),
    ROW("net.connection_lost", "The connection to {host} broke off.", "Try again."),
    ROW("net.proxy", "The proxy did not let the request to {host} through.",
        "It is {detail}. Check the system's network settings and the variable https_proxy."),
    ROW("net.unreachable", "{host} cannot be reached.", "Check the connection, then try again."),
    ROW("net.timeout", "{host} did not answer in time.", "Try again later."),
    ROW("net.too_slow", "{host} answers too slowly.", "Try again later."),
    ROW("net.tls", "The certificate of {host} is not trusted by this computer.",
        "Nothing was sent. Check this computer's clock; a company's own certificate must be known to the "
        "system."),
    ROW("net.insecure_address", "{host} would be reached without encryption.",
        "Nothing was sent. Use an https address; http is for this computer only."),
    ROW("net.bad_address", "That is not an address Tessera can use.",
        "Check it for spaces and odd characters."),
    ROW("net.local_address", "The name {host} leads to an address in your own network.",
        "Nothing was sent: {detail}. Something may have changed the names on this network."),
    ROW("net.redirect", "{host} sends the request on to another address.",
        "Tessera does not follow where secrets are involved. Ask for the final address and use that."),
    ROW("net.too_large", "The answer of {host} is too large.", "It was thrown away. Check the address."),
    ROW("net.truncated", "The answer of {host} came only in part.", "It was thrown away. Try again."),
    ROW("net.bad_reply", "{host} answered something that is not HTTP.", "Check the address and the port."),
    ROW("http.status", "{host} refused the request.", "It answered with status {detail}."),
    ROW("http.content_type", "{host} answered with a web page instead of data.",
        "Some networks want a sign-in of their own first: open any page in the browser, then try again."),

    ROW("net.offline", "This computer is offline.",
        "{host} cannot be asked. Connect to a network, then try again."),
    ROW("net.captive_portal", "{host} answered with a web page instead of data.",
        "This network may want a sign-in of its own first: open any page in the browser, then try again. "
        "Otherwise check the address."),
    ROW("net.proxy_login", "The proxy wants a user name and a password, or others than it got.",
        "It is {detail}. Put them into the proxy's address in https_proxy, as "
        "http://USER:PASSWORD@HOST:PORT, or ask whoever "
        "runs the network."),
    ROW("net.loopback", "This computer cannot connect to itself.",
        "The browser could not hand over the sign-in. Allow local connections (127.0.0.1) in the firewall or "
        "the security program, then try again."),
};

} // namespace

std::span<const ErrorSentence> networkErrorSentences()
{
    return kRows;
}

} // namespace tessera

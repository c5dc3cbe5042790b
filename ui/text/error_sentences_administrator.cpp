// The administrator's file, what he forbids, and the extra authorities it names.
#include "ui/text/error_sentence_row.h"

namespace tessera {
namespace {

constexpr ErrorSentence kRows[] = {
    ROW("administrator.unreadable", "The administrator's configuration cannot be read.",
        "Nothing goes on without it. {detail}."),
    ROW("administrator.not_a_file", "The administrator's configuration is no plain file.",
        "Nothing goes on without it. Put a file there, not a link, pipe or device: {detail}."),
    ROW("administrator.owner", "The administrator's configuration does not belong to the administrator.",
        "Nothing goes on with it. File and folder must belong to root: {detail}."),
    ROW("administrator.writable", "Others than the administrator may change his configuration.",
        "Nothing goes on with it. Take write permission from group and others: {detail}."),
    ROW("administrator.too_large", "The administrator's configuration is too large.",
        "Nothing goes on without it. {detail}."),
    ROW("administrator.byte_order_mark", "The administrator's configuration begins with a byte order mark.",
        "Nothing goes on without it. Save it as UTF-8 without one: {detail}."),
    ROW("administrator.content", "The administrator's configuration is not well made.",
        "Nothing goes on without it. {detail}."),
    ROW("administrator.version", "The administrator's configuration was written for another Tessera.",
        "Nothing goes on without it. {detail}."),
    ROW("administrator.member", "The administrator's configuration says something Tessera does not know.",
        "Nothing goes on without it. {detail}."),
    ROW("administrator.weakens", "The administrator's configuration would switch a protection off.",
        "That cannot be configured. {detail}."),
    ROW("administrator.switched_off", "The administrator of this computer switched that off.",
        "Sign in another way; it is called “{detail}” in his configuration."),
    ROW("administrator.issuer", "The administrator of this computer does not allow {host}.",
        "Ask the administrator; {detail}."),
    ROW("ca_file.unreadable", "A file with an extra certificate authority cannot be read.", "{detail}."),
    ROW("ca_file.too_large", "A file with an extra certificate authority is too large.",
        "{detail}. Keep only the certificates that are needed in it."),
    ROW("ca_file.empty", "A file for an extra certificate authority holds none.",
        "{detail}. It begins with -----BEGIN CERTIFICATE-----."),
    ROW("ca_file.not_an_authority", "A file for an extra certificate authority holds another certificate.",
        "{detail} may not sign others. Ask for the certificate of the authority that signed it."),
};

} // namespace

std::span<const ErrorSentence> administratorErrorSentences()
{
    return kRows;
}

} // namespace tessera

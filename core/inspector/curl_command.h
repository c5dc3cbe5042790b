// A curl command line taken apart: the words as a POSIX shell would make them, then the options that carry
// addresses, headers and secrets. Nothing is run and no file it names is opened.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

namespace tessera {

struct CurlCommand
{
    QList<QByteArray> urls;
    QList<QByteArray> headers; ///< "Name: value"
    QList<QByteArray> users;   ///< "alice:secret"
    QList<QByteArray> cookies; ///< "a=b; c=d"
    QList<QByteArray> bodies;  ///< of -d and its kin, without "@file"
    QList<QByteArray> bearers; ///< of --oauth2-bearer
    QByteArray method;
    QByteArray referer;
    bool isInsecure = false; ///< -k
    bool readsFiles = false; ///< "@file", a cookie file, --netrc, -K
    bool isWhole = true;     ///< nothing follows it
};

struct ShellWords
{
    QList<QByteArray> words;
    bool isWhole = true; ///< false: a ; | & < > or line break ended the command before the end of the text
};

/// Words of a POSIX shell: quotes of both kinds, $'…' with its escapes, backslashes, lines continued by one.
/// An unquoted ; | & < > or line break ends it. Errors (Malformed): curl.quote (not closed), curl.too_many
/// (over 2,000 words).
Result<ShellWords> splitShellWords(QByteArrayView text);

/// `text` begins with the word curl, a prompt may stand in front. Errors as above.
Result<CurlCommand> parseCurlCommand(QByteArrayView text);

} // namespace tessera

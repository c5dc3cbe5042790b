// What a claim's name and the beginning of its value say about it.
#pragma once

#include <QString>

namespace tessera {

enum class NameHint {
    None,
    Person,     ///< e-mail, telephone, address, date of birth
    Secret,     ///< password, API key, token
    NationalId, ///< speaks of a national or tax number
    Technical,  ///< an id or a hash: its digits mean nothing
};

/// Without regard to case, "_", "-", "." and blanks.
NameHint hintOfName(QStringView name);

/// "a GitHub token", "an AWS access key id", "a private key": secrets that can be told by how they begin.
/// Empty: none.
QString secretByPrefix(QStringView value);
bool isPrivateKeyPem(QStringView value);

} // namespace tessera

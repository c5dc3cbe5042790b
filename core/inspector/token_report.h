// What the inspector found out about one piece of text: a value, for a model or for `tessera inspect --json`.
#pragma once

#include "core/jose/jws.h"

#include <QJsonObject>

#include <optional>

namespace tessera {

/// One thing worth knowing. `code` is stable and, where a sign-in would refuse the same, its Error.code.
struct Finding
{
    enum Severity { Error, Warning, Note };
    QString code;
    Severity severity = Note;
    QString title;
    QString why;
    QString fix;
    QString reference;
};

struct SignatureReport
{
    QString status = QStringLiteral("not-checked"); ///< "valid", "invalid", "not-checked", "refused"
    QString alg;
    QString kid;
    QString keySource; ///< as the person named it; empty: nobody tried to verify
    QString code;      ///< why not valid
};

struct DecryptionReport
{
    QString status = QStringLiteral("not-attempted"); ///< "decrypted", "failed", "not-attempted", "refused"
    QString code;
};

struct TokenReport
{
    QString kind; ///< "jws", "jwe", "opaque", "unreadable"
    QJsonObject header;
    std::optional<QJsonObject> claims;
    std::optional<QByteArray> payload; ///< decoded bytes
    SignatureReport signature;
    std::optional<DecryptionReport> decryption;
    QJsonObject times;
    QList<Finding> findings;
    /// The token taken apart by the strict rules, for verifying; unset if they refuse it. Not in the JSON.
    std::optional<CompactJws> jws;
};

/// The object of `tessera inspect --json`.
QJsonObject toJson(const TokenReport& report);

/// The exit status of `tessera inspect`: with a key source only a valid signature without a finding of weight
/// "error" is good; without one, everything that could be read.
bool isGood(const TokenReport& report);

} // namespace tessera

// What the inspector found out about one piece of text: a value, for a model or for `tessera inspect --json`.
#pragma once

#include "core/jose/jwe_json.h"
#include "core/jose/jws_json.h"
#include "core/oidc/id_token_validation.h"

#include <QJsonArray>
#include <QJsonObject>

#include <memory>
#include <optional>
#include <vector>

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

struct TokenReport;

/// One named thing of a cookie, a header block, an address or a token response, for a table. A secret is
/// masked before it gets here: `value` never holds one (A355, A356, N134).
struct ReportField
{
    QString name;
    QString value;   ///< as received, or "43 characters, hidden"
    QString meaning; ///< in words; may be empty
    friend bool operator==(const ReportField&, const ReportField&) = default;
};

/// Something found inside: the token in a cookie, in a header, in an address, in a token response, in a JWE.
struct ReportPart
{
    QString where; ///< "Authorization", "cookie id", "id_token", "payload"
    std::shared_ptr<const TokenReport> report;
};

struct TokenReport
{
    /// "jws", "jwe", "opaque", "paseto", "macaroon", "token-response", "authorization", "set-cookie",
    /// "cookie", "headers", "curl", "url", "jwk", "jwk-set", "pem", "unreadable".
    QString kind;
    /// What it is in words, without a full stop: "Signed JSON Web Token (ID token)", "GitHub fine-grained
    /// personal access token", "Set-Cookie header of a PHP session".
    QString title;
    /// Of a JWT, by its header and claims: "id_token", "access_token", "refresh_token", "logout_token",
    /// "dpop_proof", "client_assertion", "userinfo", "introspection", "session"; empty: cannot be told.
    QString tokenKind;
    /// Of a JWS or JWE: "compact", "flattened", "general"; empty otherwise.
    QString serialization;
    QJsonObject header;
    std::optional<QJsonObject> claims;
    std::optional<QByteArray> payload; ///< decoded bytes
    SignatureReport signature;
    std::optional<DecryptionReport> decryption;
    QJsonObject times;
    QList<ReportField> fields;
    std::vector<ReportPart> parts;
    /// After verifying as an ID token: every rule of OIDC Core 3.1.3.7, passed, failed or not checked.
    QList<IdTokenCheck> checks;
    QList<Finding> findings;
    /// The token taken apart by the strict rules, for verifying and decrypting; at most one is set, none
    /// where they refuse it. Not in the JSON.
    std::optional<CompactJws> jws;
    std::optional<JsonJws> jsonJws;
    std::optional<CompactJwe> jwe;
    std::optional<JsonJwe> jsonJwe;
    TimePoint inspectedAt; ///< the time it was judged by; not in the JSON
};

/// The object of `tessera inspect --json`.
QJsonObject toJson(const TokenReport& report);
/// Its member "findings".
QJsonArray toJson(const QList<Finding>& findings);

bool hasError(const QList<Finding>& findings);

/// The exit status of `tessera inspect`: with a key source only a valid signature without a finding of weight
/// "error" is good; without one, everything that could be read.
bool isGood(const TokenReport& report);

} // namespace tessera

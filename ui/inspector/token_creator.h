// What the Create pane needs of whoever makes test tokens: templates, algorithms, and the making.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QList>
#include <QStringList>

namespace tessera {

struct TokenTemplate
{
    QString id;
    QString title; ///< "ID token"
};

struct CreateRequest
{
    QString templateId;
    QByteArray claims;    ///< JSON, as the person wrote it
    QString algorithm;    ///< "ES256"
    SecretString keyFile; ///< the text of a key file; empty: a key is generated
};

struct CreatedToken
{
    QByteArray token;
    QByteArray publicKey;    ///< JWK; empty for a shared secret
    SecretString privateKey; ///< JWK of a key that was generated; else empty
};

class TokenCreator
{
public:
    TokenCreator() = default;
    TokenCreator(const TokenCreator&) = delete;
    TokenCreator& operator=(const TokenCreator&) = delete;
    virtual ~TokenCreator() = default;

    virtual QList<TokenTemplate> templates() const = 0;
    /// Indented JSON with times from `now`.
    virtual QByteArray claimsOf(const QString& templateId, TimePoint now) const = 0;
    virtual QStringList algorithms() const = 0;
    /// Errors of the claims carry their place in `detail` as parseJsonObject does: "…, at byte 12".
    virtual Result<CreatedToken> create(const CreateRequest& request) const = 0;
};

/// The line, from 1, of the place that an error of JSON names; 0: it names none.
int lineOfError(const Error& error, QByteArrayView text);

} // namespace tessera

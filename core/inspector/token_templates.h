// Starting points for test tokens: one row for each kind of JWT, with the header and the claims its
// specification asks for. Example values throughout; nothing in them belongs to anybody.
#pragma once

#include "core/base/clock.h"
#include "core/inspector/token_kind.h"

#include <QList>

namespace tessera {

struct TestTokenTemplate
{
    QString id;    ///< "id-token"
    QString title; ///< "ID token"
    QString about; ///< one sentence
    TokenKind kind = TokenKind::Unknown;
    Seconds life{0};          ///< 0: such a token has no "exp"
    QString algorithm;        ///< for a key that is generated
    QJsonObject header;       ///< "typ"
    bool holdsItsKey = false; ///< the public key goes into the header (DPoP)
};

/// ID token, access token (RFC 9068), logout token (OIDC Back-Channel Logout), DPoP proof (RFC 9449), client
/// assertion (RFC 7523), session.
const QList<TestTokenTemplate>& testTokenTemplates();
/// nullptr for an unknown id.
const TestTokenTemplate* findTestTokenTemplate(QStringView id);

/// The claims of such a token made `now`: times as numbers, "jti" and "nonce" fresh. `life` replaces the
/// template's; it counts for nothing where there is no "exp".
QJsonObject templateClaims(const TestTokenTemplate& row, TimePoint now, Seconds life);
/// The same with the template's life, as indented JSON for an editor.
QByteArray templateClaimsText(const TestTokenTemplate& row, TimePoint now);

} // namespace tessera

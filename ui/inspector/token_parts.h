// Where in a text the parts of compact tokens stand: for colouring them while somebody types. Looks at the
// form alone (RFC 7515 section 7.1, RFC 7516 section 7.1); what the parts hold is the inspector's business.
#pragma once

#include <QList>
#include <QStringView>

namespace tessera {

enum class TokenPart { Header, Payload, Signature, EncryptedKey, Iv, Ciphertext, Tag };

struct TokenSpan
{
    qsizetype start = 0;
    qsizetype length = 0;
    TokenPart part = TokenPart::Header;
    friend bool operator==(const TokenSpan&, const TokenSpan&) = default;
};

/// In the order of the text. A text that is one token may be broken into lines; inside a longer text (a
/// header, a command) a token ends where its characters end.
QList<TokenSpan> tokenSpans(QStringView text);

/// An encrypted token is among them.
bool holdsEncrypted(const QList<TokenSpan>& spans);

/// The same parts in the same order, wherever they stand.
bool sameParts(const QList<TokenSpan>& a, const QList<TokenSpan>& b);

} // namespace tessera

// The shapes of opaque tokens as resources/token_prefixes.json writes them: letters as they are, and
// "{set:min-max}" for a run of characters. Read from left to right without going back, so linear always.
#pragma once

#include "core/base/result.h"

#include <QList>

namespace tessera {

class OpaqueShape
{
public:
    enum Match { No, Prefix, Exact };

    /// "ghp_{base62:36}", "{digit:8-10}:{base64url:35}", "xoxb-{dotted:10-}". Errors (Configuration):
    /// token_prefixes.shape.
    static Result<OpaqueShape> parse(const QString& text);

    /// Prefix: begins like it, but is cut off, too long or holds other characters. Only of
    /// prefixes of four letters and more.
    Match match(QByteArrayView token) const;
    /// The letters it begins with; empty if it begins with a run.
    const QByteArray& prefix() const { return m_prefix; }

private:
    struct Piece
    {
        QByteArray literal; ///< or, if empty:
        quint16 set = 0;
        qsizetype least = 0;
        qsizetype most = 0;
    };
    static qsizetype matchPiece(const Piece& piece, QByteArrayView text);
    static Result<Piece> parseRun(QStringView run);
    QList<Piece> m_pieces;
    QByteArray m_prefix;
};

} // namespace tessera

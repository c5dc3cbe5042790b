// The opaque tokens Tessera knows by their look, read from resources/token_prefixes.json.
#pragma once

#include "core/inspector/opaque_shape.h"

#include <QStringList>

namespace tessera {

struct OpaqueToken
{
    QString id;
    QString title;  ///< "GitHub personal access token (classic)"
    QString issuer; ///< "GitHub"
    QString can;    ///< what its holder can do
    QString life;
    QString leaked; ///< what to do if others saw it
    QString reference;
    QString checksum;      ///< "github" or empty
    bool isPublic = false; ///< an identifier, not a secret
    QList<OpaqueShape> shapes;
};

struct OpaqueMatch
{
    const OpaqueToken* row = nullptr; ///< none: not known
    bool isExact = false;             ///< false: the prefix fits, the rest does not
};

class OpaqueCatalogue
{
public:
    static const OpaqueCatalogue& builtIn();
    /// Errors (Configuration): token_prefixes.member, token_prefixes.duplicate, token_prefixes.shape, and
    /// Malformed json.* .
    static Result<OpaqueCatalogue> parse(QByteArrayView json);

    const QList<OpaqueToken>& rows() const { return m_rows; }
    /// An exact shape before a prefix, the longest prefix first.
    OpaqueMatch match(QByteArrayView token) const;

private:
    QList<OpaqueToken> m_rows;
};

/// In the built-in catalogue.
OpaqueMatch matchOpaqueToken(QByteArrayView token);

} // namespace tessera

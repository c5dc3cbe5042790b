// What the claims and header parameters of tokens mean: rows of resources/claims.json, read once and
// strictly. Text for people; no check depends on it.
#pragma once

#include "core/base/result.h"
#include "core/inspector/token_kind.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace tessera {

/// One row.
struct ClaimMeaning
{
    enum Place { Claim, Header };
    QString name;
    Place place = Claim;
    /// The claim it is a member of: "address", "kubernetes.io"; a member of a member is "kubernetes.io/pod".
    QString parent;
    QString title;   ///< "Expires"
    QString meaning; ///< one sentence
    /// "string", "uri", "string-or-uri", "string-or-list", "list", "words" (blanks between), "number", "time"
    /// (NumericDate), "boolean", "object", "base64url", "any"
    QString type;
    IssuerFamily family = IssuerFamily::None; ///< None: means the same everywhere
    QList<TokenKind> kinds;                   ///< where it belongs; empty: anywhere
    QString reference; ///< "RFC 7519 4.1.4"; of a vendor's claim the name of its manual
};

class ClaimCatalogue
{
public:
    /// resources/claims.json, parsed once per program.
    static const ClaimCatalogue& builtIn();

    /// Errors (Configuration): claims.member (unknown, missing or of the wrong type), claims.duplicate;
    /// json.*.
    static Result<ClaimCatalogue> parse(QByteArrayView json);

    /// The row of that family, else the general one. Where the family is not known, else the only row there
    /// is (its `family` then says whose use it is). nullptr: nobody is known to use the name, or it cannot be
    /// told.
    const ClaimMeaning* claim(QStringView name, IssuerFamily family = IssuerFamily::None,
                              QStringView parent = {}) const;
    const ClaimMeaning* header(QStringView name) const;

    const QList<ClaimMeaning>& rows() const { return m_rows; }

private:
    const ClaimMeaning* pick(const QString& key, IssuerFamily family) const;
    bool add(ClaimMeaning row);

    QList<ClaimMeaning> m_rows;
    QMultiHash<QString, qsizetype> m_index;
};

} // namespace tessera

// What is different between two reports, of tokens or of cookies: members added, removed and changed. Times
// are compared as times, lists of words as sets. Of two header blocks also whether the session was renewed.
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

struct TokenChange
{
    enum Kind { Added, Removed, Changed };
    QString section; ///< "kind", "header", "claims", "fields"; of a part "id_token: claims"
    QString path;    ///< "exp", "address.country", "SameSite"
    Kind kind = Changed;
    QJsonValue before;  ///< undefined for Added
    QJsonValue after;   ///< undefined for Removed
    QStringList gained; ///< of a list of words: what is new in it
    QStringList lost;
    QString words; ///< "59 min later", "scope gained \"email\""; empty where the values say enough
    friend bool operator==(const TokenChange&, const TokenChange&) = default;
};

struct TokenDiff
{
    QList<TokenChange> changes; ///< in the order kind, header, claims, fields, parts; by name within
    QList<Finding> findings;    ///< of the two together: session.fixed, session.cannot_tell
};

/// A text and what was found out about it: the report alone holds no cookie's value.
struct InspectedText
{
    QByteArrayView text;
    const TokenReport& report;
};

/// At most 1,000 changes; nesting below the 32nd level is compared as a whole.
TokenDiff diffReports(const TokenReport& before, const TokenReport& after);

/// Of two texts with cookies also compareSessions (session_fixation.h): the first is from before signing in.
TokenDiff diffTexts(const InspectedText& before, const InspectedText& after);

/// {"changes":[{"section","path","change":"added"|"removed"|"changed","before","after","gained","lost","words"}],
/// "findings":[…]}. before or after is left out where there is none, gained and lost where it is no list of
/// words.
QJsonObject toJson(const TokenDiff& diff);

} // namespace tessera

#include "core/inspector/opaque_shape.h"

#include "core/inspector/recogniser_characters.h"

#include <array>

namespace tessera {
namespace {

using Contains = bool (*)(char);

struct CharacterSet
{
    QStringView name;
    Contains contains;
};

bool isBase64url(char c)
{
    return isLetterOrDigit(c) || c == '-' || c == '_';
}

constexpr std::array kSets{
    CharacterSet{u"digit", isDigit},
    CharacterSet{u"hex", [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); }},
    CharacterSet{u"anyhex",
                 [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }},
    CharacterSet{u"upper", [](char c) { return isDigit(c) || (c >= 'A' && c <= 'Z'); }},
    CharacterSet{u"lower", [](char c) { return isDigit(c) || (c >= 'a' && c <= 'z'); }},
    CharacterSet{u"base62", isLetterOrDigit},
    CharacterSet{u"base64url", isBase64url},
    CharacterSet{u"dotted", [](char c) { return isBase64url(c) || c == '.'; }},
    CharacterSet{u"base64", [](char c) { return isLetterOrDigit(c) || c == '+' || c == '/' || c == '='; }},
    CharacterSet{u"token", isTokenCharacter},
};

/// A shorter prefix says too little on its own: "hf_" alone is no token.
constexpr qsizetype kTellingPrefix = 4;
constexpr qsizetype kNoLimit = 1024 * 1024;
constexpr qsizetype kNoMatch = -1;

tl::unexpected<Error> bad(QStringView shape)
{
    return failure(ErrorKind::Configuration, u"token_prefixes.shape", shape.toString());
}

/// "36", "20-", "8-10"
bool readLengths(QStringView text, qsizetype& least, qsizetype& most)
{
    const qsizetype dash = text.indexOf(u'-');
    bool leastIsNumber = false;
    bool mostIsNumber = true;
    least = (dash < 0 ? text : text.first(dash)).toInt(&leastIsNumber);
    most = least;
    if (dash >= 0)
        most = dash + 1 == text.size() ? kNoLimit : text.sliced(dash + 1).toInt(&mostIsNumber);
    return leastIsNumber && mostIsNumber && least > 0 && most >= least;
}

} // namespace

Result<OpaqueShape::Piece> OpaqueShape::parseRun(QStringView run)
{
    const qsizetype colon = run.indexOf(u':');
    const QStringView name = run.first(qMax<qsizetype>(colon, 0));
    const auto set = std::find_if(kSets.begin(), kSets.end(),
                                  [&](const CharacterSet& entry) { return entry.name == name; });
    Piece piece;
    if (set == kSets.end() || !readLengths(run.sliced(colon + 1), piece.least, piece.most))
        return bad(run);
    piece.set = static_cast<quint16>(set - kSets.begin());
    return piece;
}

Result<OpaqueShape> OpaqueShape::parse(const QString& text)
{
    OpaqueShape shape;
    QStringView rest = text;
    while (!rest.isEmpty()) {
        const qsizetype open = rest.indexOf(u'{');
        if (open != 0) {
            const QStringView literal = open < 0 ? rest : rest.first(open);
            shape.m_pieces.append(Piece{literal.toLatin1(), 0, 0, 0});
            rest = rest.sliced(literal.size());
            continue;
        }
        const qsizetype close = rest.indexOf(u'}');
        if (close < 0)
            return bad(text);
        const auto run = parseRun(rest.sliced(1, close - 1));
        if (!run)
            return failure(run.error());
        shape.m_pieces.append(*run);
        rest = rest.sliced(close + 1);
    }
    if (shape.m_pieces.size() < 1 || (shape.m_pieces.size() == 1 && shape.m_pieces.first().literal.isEmpty()))
        return bad(text);
    shape.m_prefix = shape.m_pieces.first().literal;
    return shape;
}

qsizetype OpaqueShape::matchPiece(const Piece& piece, QByteArrayView text)
{
    if (!piece.literal.isEmpty())
        return text.startsWith(piece.literal) ? piece.literal.size() : kNoMatch;
    qsizetype length = 0;
    while (length < text.size() && length < piece.most && kSets[piece.set].contains(text[length]))
        ++length;
    return length < piece.least ? kNoMatch : length;
}

OpaqueShape::Match OpaqueShape::match(QByteArrayView token) const
{
    if (!m_prefix.isEmpty() && !token.startsWith(m_prefix))
        return No;
    const Match failed = m_prefix.size() < kTellingPrefix ? No : Prefix;
    for (const Piece& piece : m_pieces) {
        const qsizetype length = matchPiece(piece, token);
        if (length == kNoMatch)
            return failed;
        token = token.sliced(length);
    }
    return token.isEmpty() ? Exact : failed;
}

} // namespace tessera

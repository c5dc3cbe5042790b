#include "core/keychain/split_format.h"

#include <QCryptographicHash>

#include <algorithm>

namespace tessera {
namespace {

constexpr QByteArrayView kMark = "tessera-secret ";
/// Longest line in front of a piece: mark, generation, parts, size, digest and their spaces.
constexpr qsizetype kLongestLine = 128;

QByteArray digestOf(QByteArrayView secret)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(secret);
    return hash.result().toHex();
}

SecretString entry(const QByteArrayList& words, QByteArrayView piece)
{
    QByteArray bytes = kMark.toByteArray() + words.join(' ') + '\n';
    bytes.append(piece);
    return SecretString(std::move(bytes));
}

struct Parsed
{
    QByteArrayList words;
    QByteArrayView piece;
};

std::optional<Parsed> parse(QByteArrayView entry, qsizetype words)
{
    const qsizetype end = entry.first(std::min(entry.size(), kLongestLine)).indexOf('\n');
    if (isBareEntry(entry) || end < 0)
        return std::nullopt;
    Parsed parsed{entry.sliced(kMark.size(), end - kMark.size()).toByteArray().split(' '),
                  entry.sliced(end + 1)};
    if (parsed.words.size() != words)
        return std::nullopt;
    return parsed;
}

/// Digits as they are written: no sign, no space, no leading zero.
template <class Number>
std::optional<Number> number(const QByteArray& word, Number least, Number most)
{
    bool ok = false;
    const quint64 value = word.toULongLong(&ok);
    if (!ok || QByteArray::number(value) != word || value < static_cast<quint64>(least) ||
        value > static_cast<quint64>(most))
        return std::nullopt;
    return static_cast<Number>(value);
}

constexpr quint64 kMostGenerations = quint64(1) << 62;

} // namespace

QList<SecretString> splitSecret(const SecretString& secret, quint64 generation, qsizetype limit)
{
    const qsizetype room = limit - kLongestLine;
    const qsizetype parts = std::max<qsizetype>(1, (secret.size() + room - 1) / room);
    if (parts > kMostParts)
        return {};
    const QByteArrayView bytes = secret.reveal();
    const auto piece = [&](qsizetype index) {
        return bytes.sliced(index * room, std::min(room, bytes.size() - index * room));
    };
    const QByteArray name = QByteArray::number(generation);
    QList<SecretString> entries{
        entry({"head", name, QByteArray::number(parts), QByteArray::number(secret.size()), digestOf(bytes)},
              piece(0))};
    for (qsizetype index = 1; index < parts; ++index)
        entries.append(entry({"part", name, QByteArray::number(index + 1)}, piece(index)));
    return entries;
}

bool isBareEntry(QByteArrayView entry)
{
    return !entry.startsWith(kMark);
}

std::optional<SplitHead> parseSplitHead(QByteArrayView entry)
{
    const auto parsed = parse(entry, 5);
    if (!parsed || parsed->words[0] != "head")
        return std::nullopt;
    const auto generation = number<quint64>(parsed->words[1], 1, kMostGenerations);
    const auto parts = number<int>(parsed->words[2], 1, kMostParts);
    const auto size = number<qsizetype>(parsed->words[3], 0, kMostParts * kMostEntryBytes);
    if (!generation || !parts || !size || parsed->words[4].size() != 64)
        return std::nullopt;
    return SplitHead{*generation, *parts, *size, parsed->words[4], SecretString::fromUtf8(parsed->piece)};
}

std::optional<SecretString> parseSplitPart(QByteArrayView entry, quint64 generation, int index)
{
    const auto parsed = parse(entry, 3);
    if (!parsed || parsed->words[0] != "part" || parsed->words[1] != QByteArray::number(generation) ||
        parsed->words[2] != QByteArray::number(index))
        return std::nullopt;
    return SecretString::fromUtf8(parsed->piece);
}

std::optional<SecretString> joinSecret(const SplitHead& head, const QList<SecretString>& further)
{
    if (further.size() != head.parts - 1)
        return std::nullopt;
    QByteArray bytes;
    bytes.reserve(head.size);
    bytes.append(head.piece.reveal());
    for (const SecretString& piece : further)
        bytes.append(piece.reveal());
    SecretString secret(std::move(bytes));
    if (secret.size() != head.size || !constantTimeEquals(digestOf(secret.reveal()), head.digest))
        return std::nullopt;
    return secret;
}

} // namespace tessera

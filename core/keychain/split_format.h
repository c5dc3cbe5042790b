// The text of one secret as the entries of a keychain: cut into pieces below the limit of the smallest store
// (Windows Credential Manager takes 2,560 bytes, finding F14), each with the generation it belongs to, and
// the first with the length and the SHA-256 of the whole, so that a half-written one is never taken for a
// secret (A242). Entries of earlier versions are the bare text.
#pragma once

#include "core/base/secret_string.h"

#include <QList>

#include <optional>

namespace tessera {

inline constexpr qsizetype kMostEntryBytes = 2400;
inline constexpr int kMostParts = 8;

struct SplitHead
{
    quint64 generation = 0;
    int parts = 1; ///< this one included
    qsizetype size = 0;
    QByteArray digest;
    SecretString piece;
};

/// The head first. Empty: too long for kMostParts pieces.
QList<SecretString> splitSecret(const SecretString& secret, quint64 generation,
                                qsizetype limit = kMostEntryBytes);

/// The entry does not say that it is in this format: a bare text.
bool isBareEntry(QByteArrayView entry);
/// nullopt: damaged.
std::optional<SplitHead> parseSplitHead(QByteArrayView entry);
/// `index` from 2. nullopt: damaged, or of another generation.
std::optional<SecretString> parseSplitPart(QByteArrayView entry, quint64 generation, int index);
/// nullopt: not what the head says.
std::optional<SecretString> joinSecret(const SplitHead& head, const QList<SecretString>& further);

} // namespace tessera

// The secrets of one run, as long as it runs: what was once seen as one is found again wherever it turns up,
// also percent-encoded, as base64 or in hexadecimal, and a fingerprint stands in its place. Wiped at the end.
#pragma once

#include "core/base/secret_string.h"
#include "core/flow/flow_run.h"

#include <memory>

namespace tessera {

class FlowSecrets
{
public:
    /// `key`: drawn when the program starts, kept in memory only. Equal secrets have equal fingerprints under
    /// it.
    explicit FlowSecrets(std::shared_ptr<const QByteArray> key);

    FlowSecret fingerprint(QStringView secret) const;
    /// Remembered, if it is long enough to be recognised (kLeastCharacters), and its fingerprint.
    FlowSecret learn(QStringView secret);

    /// Every known secret in it is replaced by "[secret a5e1]". A text in which one shows only after
    /// percent-decoding comes back decoded.
    QString replacedIn(const QString& text) const;

    /// More secrets came than are remembered: whoever sends that many may hide one of ours among the next.
    /// From here on nothing that comes is kept as text.
    bool isFull() const { return m_isFull; }
    void forget();

    static constexpr qsizetype kLeastCharacters = 4;
    static constexpr qsizetype kMost = 200;
    static constexpr qsizetype kMostCharacters = 256 * 1024;

private:
    QByteArray replacedIn(QByteArray text) const;

    std::shared_ptr<const QByteArray> m_key;
    QList<SecretString> m_known; ///< longest first: one may hold another
    qsizetype m_characters = 0;
    bool m_isFull = false;
};

/// "a5e1"
QString fingerprintDigits(const FlowSecret& secret);
/// "[secret a5e1]", for inside of a longer text.
QString fingerprintInText(const FlowSecret& secret);

} // namespace tessera

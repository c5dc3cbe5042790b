#include "core/flow/flow_secrets.h"

#include <QMessageAuthenticationCode>

#include <algorithm>

namespace tessera {
namespace {

constexpr int kDecodings = 3;
/// Shorter ones would be found in texts that have nothing to do with them.
constexpr qsizetype kLeastToDisguise = 8;

quint16 bigEndian(const QByteArray& bytes, qsizetype at)
{
    return static_cast<quint16>((static_cast<uchar>(bytes[at]) << 8) | static_cast<uchar>(bytes[at + 1]));
}

/// What of base64 text is the same whatever stands before (`before` bytes, modulo three) and after it.
QByteArray base64Core(QByteArrayView secret, int before, QByteArray::Base64Options alphabet)
{
    constexpr int kTouchedByBefore[] = {0, 2, 3};
    const QByteArray whole = (QByteArray(before, 'x') + secret.toByteArray()).toBase64(alphabet);
    const qsizetype untouched = (before + secret.size()) * 8 / 6;
    return whole.left(untouched).mid(kTouchedByBefore[before]);
}

QList<QByteArray> disguises(QByteArrayView secret)
{
    QList<QByteArray> all{secret.toByteArray()};
    if (secret.size() < kLeastToDisguise)
        return all;
    for (int before = 0; before < 3; ++before)
        for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding})
            all += base64Core(secret, before, alphabet);
    const QByteArray hex = secret.toByteArray().toHex();
    return all << hex << hex.toUpper();
}

} // namespace

FlowSecrets::FlowSecrets(std::shared_ptr<const QByteArray> key) : m_key(std::move(key)) {}

FlowSecret FlowSecrets::fingerprint(QStringView secret) const
{
    const QByteArray mac =
        QMessageAuthenticationCode::hash(secret.toUtf8(), *m_key, QCryptographicHash::Sha256);
    constexpr quint16 nineBits = 0x1ff;
    FlowSecret out;
    out.digits = bigEndian(mac, 0);
    out.tiles = bigEndian(mac, 2) & nineBits;
    out.length = secret.size();
    return out;
}

FlowSecret FlowSecrets::learn(QStringView secret)
{
    const FlowSecret out = fingerprint(secret);
    const SecretString text = SecretString::fromString(secret);
    const auto isSame = [&text](const SecretString& known) { return known == text; };
    if (secret.size() < kLeastCharacters || std::any_of(m_known.begin(), m_known.end(), isSame))
        return out;
    if (m_known.size() >= kMost || m_characters + secret.size() > kMostCharacters) {
        m_isFull = true;
        return out;
    }
    m_characters += secret.size();
    const auto isShorter = [&text](const SecretString& known) { return known.size() < text.size(); };
    m_known.insert(std::find_if(m_known.begin(), m_known.end(), isShorter), text);
    return out;
}

QByteArray FlowSecrets::replacedIn(QByteArray text) const
{
    for (const SecretString& known : m_known) {
        if (known.size() > text.size())
            continue;
        for (const QByteArray& disguise : disguises(known.reveal()))
            if (text.contains(disguise))
                text.replace(disguise,
                             fingerprintInText(fingerprint(QString::fromUtf8(known.reveal()))).toUtf8());
    }
    return text;
}

QString FlowSecrets::replacedIn(const QString& text) const
{
    QByteArray decoded = text.toUtf8();
    QByteArray out = replacedIn(decoded);
    for (int i = 0; i < kDecodings && decoded.contains('%'); ++i) {
        decoded = QByteArray::fromPercentEncoding(decoded);
        const QByteArray clean = replacedIn(decoded);
        if (clean != decoded)
            out = clean;
    }
    return QString::fromUtf8(out);
}

void FlowSecrets::forget()
{
    m_known.clear();
    m_characters = 0;
}

QString fingerprintDigits(const FlowSecret& secret)
{
    return QStringLiteral("%1").arg(secret.digits, 4, 16, QLatin1Char('0'));
}

QString fingerprintInText(const FlowSecret& secret)
{
    return QStringLiteral("[secret %1]").arg(fingerprintDigits(secret));
}

} // namespace tessera

// A string that must not be seen: immutable, implicitly shared, wiped with its last copy. Printing one does
// not compile. It guards our own copies; the copies Qt makes while sending are out of its reach (findings
// F3).
#pragma once

#include <QByteArray>
#include <QDebug>
#include <QString>

#include <memory>

namespace tessera {

class SecretString
{
public:
    SecretString() = default;
    /// Takes the bytes over and wipes the argument when nobody else shares it.
    explicit SecretString(QByteArray&& bytes);
    static SecretString fromUtf8(QByteArrayView bytes);
    static SecretString fromString(QStringView text);

    bool isEmpty() const { return !m_data || m_data->isEmpty(); }
    /// Length in bytes (UTF-8).
    qsizetype size() const { return m_data ? m_data->size() : 0; }

    /// The secret itself, as UTF-8. Every use is found by searching for "reveal(".
    QByteArrayView reveal() const;
    /// The same as text, for the few Qt interfaces that want a QString. That copy is not wiped.
    QString revealString() const;

    /// Compares in constant time for equal lengths.
    friend bool operator==(const SecretString& a, const SecretString& b) { return a.equals(b.reveal()); }
    bool equals(QByteArrayView other) const;

private:
    std::shared_ptr<const QByteArray> m_data;
};

/// Constant-time comparison for equal lengths (CRYPTO_memcmp).
bool constantTimeEquals(QByteArrayView a, QByteArrayView b);
/// Overwrites the bytes in a way the compiler keeps. Detaches first: other sharers keep theirs.
void wipe(QByteArray& bytes);

QDebug operator<<(QDebug, const SecretString&) = delete;

} // namespace tessera

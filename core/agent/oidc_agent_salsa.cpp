#include "core/agent/oidc_agent_salsa.h"

#include "core/base/secret_string.h"

#include <QtEndian>

#include <array>
#include <bit>

namespace tessera {
namespace {

using Words = std::array<quint32, 16>;

constexpr int kDoubleRounds = 10;
constexpr qsizetype kBlockBytes = 64;
constexpr qsizetype kInputBytes = 16;

quint32 word(QByteArrayView bytes, qsizetype index)
{
    return qFromLittleEndian<quint32>(bytes.data() + 4 * index);
}

/// "expand 32-byte k" on the diagonal, the key around it, the input in the middle.
Words start(QByteArrayView key, QByteArrayView input)
{
    return {0x61707865U,    word(key, 0),   word(key, 1),   word(key, 2),   word(key, 3), 0x3320646eU,
            word(input, 0), word(input, 1), word(input, 2), word(input, 3), 0x79622d32U,  word(key, 4),
            word(key, 5),   word(key, 6),   word(key, 7),   0x6b206574U};
}

void quarterRound(Words& x, size_t a, size_t b, size_t c, size_t d)
{
    x[b] ^= std::rotl(x[a] + x[d], 7);
    x[c] ^= std::rotl(x[b] + x[a], 9);
    x[d] ^= std::rotl(x[c] + x[b], 13);
    x[a] ^= std::rotl(x[d] + x[c], 18);
}

void mix(Words& x)
{
    for (int i = 0; i < kDoubleRounds; ++i) {
        quarterRound(x, 0, 4, 8, 12); // the columns
        quarterRound(x, 5, 9, 13, 1);
        quarterRound(x, 10, 14, 2, 6);
        quarterRound(x, 15, 3, 7, 11);
        quarterRound(x, 0, 1, 2, 3); // the rows
        quarterRound(x, 5, 6, 7, 4);
        quarterRound(x, 10, 11, 8, 9);
        quarterRound(x, 15, 12, 13, 14);
    }
}

void append(QByteArray& bytes, quint32 value)
{
    std::array<char, 4> part; // NOLINT: filled by qToLittleEndian
    qToLittleEndian(value, part.data());
    bytes.append(part.data(), qsizetype(part.size()));
}

} // namespace

QByteArray hsalsa20(QByteArrayView key, QByteArrayView input)
{
    Words x = start(key, input);
    mix(x);
    QByteArray out;
    out.reserve(32);
    for (const size_t i : {0, 5, 10, 15, 6, 7, 8, 9})
        append(out, x[i]);
    return out;
}

QByteArray xsalsa20Stream(QByteArrayView key, QByteArrayView nonce, qsizetype count)
{
    QByteArray subkey = hsalsa20(key, nonce.first(kInputBytes));
    QByteArray stream;
    stream.reserve(count + kBlockBytes);
    for (quint64 block = 0; stream.size() < count; ++block) {
        QByteArray input = nonce.sliced(kInputBytes).toByteArray();
        append(input, quint32(block));
        append(input, quint32(block >> 32));
        const Words first = start(subkey, input);
        Words x = first;
        mix(x);
        for (size_t i = 0; i < x.size(); ++i)
            append(stream, x[i] + first[i]);
    }
    wipe(subkey);
    stream.truncate(count);
    return stream;
}

} // namespace tessera

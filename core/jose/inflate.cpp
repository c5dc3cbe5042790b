#include "core/jose/inflate.h"

#include "core/base/secret_string.h"

#include <zlib.h>

#include <limits>

namespace tessera {
namespace {

constexpr int kRaw = -MAX_WBITS; // neither zlib's nor gzip's frame

auto malformed(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Malformed, code, detail);
}

/// zlib takes mutable pointers and only reads.
Bytef* readable(QByteArrayView bytes)
{
    return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data())); // NOLINT
}

class Inflater
{
public:
    Inflater() { m_isReady = inflateInit2(&m_stream, kRaw) == Z_OK; }
    ~Inflater()
    {
        if (m_isReady)
            inflateEnd(&m_stream);
    }
    Q_DISABLE_COPY_MOVE(Inflater)

    /// zlib's verdict when all is read, or `output` full.
    int run(QByteArrayView input, QByteArray& output)
    {
        if (!m_isReady)
            qFatal("zlib could not start");
        m_stream.next_in = readable(input);
        m_stream.avail_in = static_cast<uInt>(input.size());
        m_stream.next_out = reinterpret_cast<Bytef*>(output.data());
        m_stream.avail_out = static_cast<uInt>(output.size());
        return inflate(&m_stream, Z_FINISH);
    }
    qsizetype unused() const { return static_cast<qsizetype>(m_stream.avail_in); }
    qsizetype written() const { return static_cast<qsizetype>(m_stream.total_out); }

private:
    z_stream m_stream = {};
    bool m_isReady = false;
};

} // namespace

Result<QByteArray> inflateRaw(QByteArrayView compressed, qsizetype maxBytes)
{
    if (compressed.size() > std::numeric_limits<int>::max())
        return malformed(u"inflate.too_large", QStringLiteral("too many compressed bytes"));
    Inflater inflater;
    QByteArray output(maxBytes + 1, '\0'); // the one byte more tells "just fits" from "too large"
    const int verdict = inflater.run(compressed, output);
    const qsizetype written = inflater.written();
    if (written <= maxBytes && verdict == Z_STREAM_END && inflater.unused() == 0) {
        output.truncate(written);
        return output;
    }
    wipe(output);
    if (written > maxBytes)
        return malformed(u"inflate.too_large",
                         QStringLiteral("more than %1 bytes come out of the compressed text").arg(maxBytes));
    if (verdict == Z_STREAM_END)
        return malformed(u"inflate.trailing", QStringLiteral("bytes follow the compressed text"));
    if (verdict == Z_BUF_ERROR)
        return malformed(u"inflate.truncated", QStringLiteral("the compressed text has no end"));
    return malformed(u"inflate.corrupt", QStringLiteral("the text is not what DEFLATE makes"));
}

QByteArray deflateRaw(QByteArrayView bytes)
{
    z_stream stream = {};
    constexpr int kMemoryLevel = 8;
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kRaw, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("zlib could not start");
    QByteArray output(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))), '\0');
    stream.next_in = readable(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(output.data());
    stream.avail_out = static_cast<uInt>(output.size());
    const int verdict = deflate(&stream, Z_FINISH);
    output.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    if (verdict != Z_STREAM_END)
        qFatal("zlib could not compress");
    return output;
}

} // namespace tessera

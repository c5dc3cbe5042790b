#include "tests/memory/memory_image.h"

#include <QFile>
#include <QHash>
#include <QUrl>

#include <bitset>
#include <csignal>
#include <cstring>
#include <memory>

#include <sys/wait.h>

namespace tessera::test {
namespace {

constexpr qsizetype kShortest = 16; // anything shorter would be found by chance
constexpr qsizetype kLongEnoughToHalve = 2 * kShortest;

/// What of a secret stands in its base64, whatever stands before and after it.
QByteArray base64At(const QByteArray& secret, int offset, QByteArray::Base64Options options)
{
    QByteArray coded = (QByteArray(offset, 'x') + secret).toBase64(options | QByteArray::OmitTrailingEquals);
    constexpr int kFirst[] = {0, 2, 3};
    coded.remove(0, kFirst[offset]);
    coded.chop(1);
    return coded;
}

QList<QByteArray> pieces(const QByteArray& secret)
{
    QList<QByteArray> all{secret};
    const QList<QByteArray> parts = secret.split('.');
    const bool isJwt = secret.startsWith("eyJ") && parts.size() == 3;
    const QList<QByteArray> halved =
        isJwt ? QList<QByteArray>{parts[1], parts[2]} : QList<QByteArray>{secret};
    for (const QByteArray& part : halved) {
        if (isJwt)
            all.append(part);
        if (part.size() >= kLongEnoughToHalve)
            all << part.first(part.size() / 2) << part.sliced(part.size() / 2);
    }
    all.removeIf([](const QByteArray& piece) { return piece.size() < kShortest; });
    return all;
}

QByteArray utf16(const QByteArray& text)
{
    const QString wide = QString::fromUtf8(text);
    return {reinterpret_cast<const char*>(wide.utf16()), wide.size() * qsizetype(sizeof(char16_t))};
}

/// Eight bytes are looked up at a time.
class Finder
{
public:
    explicit Finder(const QList<Needle>& needles) : m_needles(needles)
    {
        for (const Needle& needle : needles) {
            m_starts.set(start(needle.bytes.constData()));
            m_byHead[head(needle.bytes.constData())].append(&needle);
        }
    }

    void lookThrough(const QByteArray& bytes, const QString& where, QList<Found>& found) const
    {
        const char* text = bytes.constData();
        for (qsizetype i = 0; i + qsizetype(sizeof(quint64)) <= bytes.size(); ++i) {
            if (!m_starts.test(start(text + i)))
                continue;
            const auto it = m_byHead.constFind(head(text + i));
            if (it == m_byHead.constEnd())
                continue;
            for (const Needle* needle : *it)
                if (bytes.size() - i >= needle->bytes.size() &&
                    std::memcmp(text + i, needle->bytes.constData(), std::size_t(needle->bytes.size())) == 0)
                    found.append({needle->name, where});
        }
    }

private:
    static quint16 start(const char* text)
    {
        quint16 value = 0;
        std::memcpy(&value, text, sizeof value);
        return value;
    }
    static quint64 head(const char* text)
    {
        quint64 value = 0;
        std::memcpy(&value, text, sizeof value);
        return value;
    }

    QList<Needle> m_needles;
    std::bitset<65536> m_starts;
    QHash<quint64, QList<const Needle*>> m_byHead;
};

struct Region
{
    qint64 begin = 0;
    qint64 end = 0;
    QString name;
};

QList<Region> writableRegions(qint64 process)
{
    QList<Region> regions;
    QFile maps(QStringLiteral("/proc/%1/maps").arg(process));
    if (!maps.open(QIODevice::ReadOnly))
        return regions;
    for (QByteArray line = maps.readLine(); !line.isEmpty(); line = maps.readLine()) {
        const QList<QByteArray> words = line.simplified().split(' ');
        const QList<QByteArray> range = words.value(0).split('-');
        if (range.size() != 2 || !words.value(1).startsWith("rw"))
            continue;
        const QByteArray name = words.value(5);
        regions.append({range[0].toLongLong(nullptr, 16), range[1].toLongLong(nullptr, 16),
                        name.isEmpty() ? QStringLiteral("anonymous") : QString::fromUtf8(name)});
    }
    return regions;
}

class Standstill
{
public:
    explicit Standstill(qint64 process) : m_process(pid_t(process))
    {
        ::kill(m_process, SIGSTOP);
        int status = 0;
        ::waitpid(m_process, &status, WUNTRACED); // it is our child
    }
    ~Standstill() { ::kill(m_process, SIGCONT); }
    Standstill(const Standstill&) = delete;
    Standstill& operator=(const Standstill&) = delete;

private:
    pid_t m_process;
};

} // namespace

QList<Needle> spellingsOf(const QString& name, const QByteArray& secret)
{
    QList<Needle> needles;
    const auto add = [&](const char* spelling, const QByteArray& bytes) {
        const auto isSame = [&bytes](const Needle& other) { return other.bytes == bytes; };
        if (std::none_of(needles.cbegin(), needles.cend(), isSame))
            needles.append({name + QStringLiteral(", ") + QLatin1String(spelling), bytes});
    };
    for (const QByteArray& piece : pieces(secret)) {
        add("UTF-8", piece);
        add("UTF-16", utf16(piece));
        add("percent-encoded", piece.toPercentEncoding());
        add("hexadecimal", piece.toHex());
        for (int offset = 0; offset < 3; ++offset) {
            add("base64", base64At(piece, offset, QByteArray::Base64Encoding));
            add("base64url", base64At(piece, offset, QByteArray::Base64UrlEncoding));
        }
        add("UTF-16 of base64", utf16(base64At(piece, 0, QByteArray::Base64Encoding)));
    }
    return needles;
}

std::optional<MemoryImage> lookInto(qint64 process, const QList<Needle>& needles)
{
    const Standstill standstill(process);
    QFile memory(QStringLiteral("/proc/%1/mem").arg(process));
    const QList<Region> regions = writableRegions(process);
    if (regions.isEmpty() || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return std::nullopt;
    const Finder finder(needles);
    MemoryImage image;
    for (const Region& region : regions) {
        if (!memory.seek(region.begin))
            continue;
        const QByteArray bytes = memory.read(region.end - region.begin);
        image.bytes += bytes.size();
        finder.lookThrough(bytes, region.name, image.found);
    }
    return image;
}

} // namespace tessera::test

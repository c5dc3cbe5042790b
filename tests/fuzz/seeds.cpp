// fuzz_seeds FOLDER: writes the seeds of all fuzz targets. As a test it fails when one of them is not what it
// is meant to be, or when a target has too few.
#include "tests/fuzz/seeds.h"

#include <QDir>
#include <QFile>

#include <cstdio>

namespace tessera::fuzz {
namespace {

QString fileName(QByteArray name)
{
    for (char& c : name) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!isPlain && c != '.' && c != '-')
            c = '_';
    }
    return QString::fromLatin1(name);
}

/// The names of the targets, by their sources.
QList<QByteArray> allTargets()
{
    QList<QByteArray> names;
    const QDir sources(QStringLiteral(TESSERA_SOURCE_DIR "/tests/fuzz"));
    for (const QString& file : sources.entryList({QStringLiteral("*_fuzz.cpp")}))
        names.append(file.chopped(9).toLatin1());
    return names;
}

/// Those with many kinds of input need many seeds; a new target needs some.
qsizetype leastSeeds(const QByteArray& target)
{
    static const QMap<QByteArray, qsizetype> kLeast{
        {"jws", 80},         {"jws_json", 60},   {"jwe", 150},        {"jwk", 60},
        {"strict_json", 60}, {"set_cookie", 50}, {"recogniser", 100}, {"inspector", 120},
    };
    return kLeast.value(target, 8);
}

void checkCounts(Seeds& seeds)
{
    const QList<QByteArray> targets = allTargets();
    for (const QByteArray& target : targets) {
        if (seeds.count(target) < leastSeeds(target))
            seeds.fail(QStringLiteral("%1 has %2 seeds, not %3")
                           .arg(QLatin1String(target))
                           .arg(seeds.count(target))
                           .arg(leastSeeds(target)));
    }
    for (const QByteArray& target : seeds.targets()) {
        if (!targets.contains(target))
            seeds.fail(QStringLiteral("there is no target %1").arg(QLatin1String(target)));
    }
}

} // namespace

void Seeds::add(const QByteArray& target, const QByteArray& name, const QByteArray& bytes, bool isAsMeant)
{
    if (!isAsMeant)
        fail(QStringLiteral("%1: \"%2\" is not what it is meant to be")
                 .arg(QLatin1String(target), QLatin1String(name)));
    if (m_seeds[target].contains(name))
        fail(QStringLiteral("%1: \"%2\" is there twice").arg(QLatin1String(target), QLatin1String(name)));
    m_seeds[target].insert(name, bytes);
}

void Seeds::add(const QList<QByteArray>& targets, const QByteArray& name, const QByteArray& bytes,
                bool isAsMeant)
{
    for (const QByteArray& target : targets)
        add(target, name, bytes, isAsMeant);
}

void Seeds::write(const QString& folder)
{
    for (auto target = m_seeds.cbegin(); target != m_seeds.cend(); ++target) {
        QDir into(folder + u'/' + QLatin1String(target.key()));
        if (!into.mkpath(QStringLiteral(".")))
            return fail(QStringLiteral("%1 cannot be made").arg(into.path()));
        for (const QString& old : into.entryList(QDir::Files))
            into.remove(old);
        for (auto seed = target->cbegin(); seed != target->cend(); ++seed) {
            QFile file(into.filePath(fileName(seed.key())));
            if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(*seed) != seed->size())
                fail(QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()));
        }
    }
}

} // namespace tessera::fuzz

int main(int argc, char* argv[])
{
    using namespace tessera::fuzz;
    if (argc != 2) {
        std::fputs("fuzz_seeds FOLDER\n", stderr);
        return 2;
    }
    Seeds seeds;
    addAgentSeeds(seeds);
    addJwsSeeds(seeds);
    addJweSeeds(seeds);
    addKeySeeds(seeds);
    addJsonSeeds(seeds);
    addProtocolSeeds(seeds);
    addCookieSeeds(seeds);
    addFlowSeeds(seeds);
    addPasteSeeds(seeds);
    addToolSeeds(seeds);
    checkCounts(seeds);
    seeds.write(QString::fromLocal8Bit(argv[1]));
    for (const QString& sentence : seeds.wrong())
        std::fprintf(stderr, "%s\n", qUtf8Printable(sentence));
    for (const QByteArray& target : seeds.targets())
        std::printf("%-32s %lld seeds\n", target.constData(), static_cast<long long>(seeds.count(target)));
    return seeds.wrong().isEmpty() ? 0 : 1;
}

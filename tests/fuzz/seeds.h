// Real inputs for the fuzz targets to start from, made with the library itself. A seed that the library does
// not take as it is meant is a failed test.
#pragma once

#include <QByteArray>
#include <QMap>
#include <QStringList>

namespace tessera::fuzz {

class Seeds
{
public:
    /// For tests/fuzz/<target>_fuzz.cpp. `isAsMeant`: what the library makes of it is what it was made for.
    void add(const QByteArray& target, const QByteArray& name, const QByteArray& bytes,
             bool isAsMeant = true);
    /// The same for several.
    void add(const QList<QByteArray>& targets, const QByteArray& name, const QByteArray& bytes,
             bool isAsMeant = true);
    /// What a sentence says is wrong with the making of seeds.
    void fail(const QString& sentence) { m_wrong.append(sentence); }

    QList<QByteArray> targets() const { return m_seeds.keys(); }
    qsizetype count(const QByteArray& target) const { return m_seeds.value(target).size(); }
    const QStringList& wrong() const { return m_wrong; }
    /// <folder>/<target>/<name>; those of an earlier run are taken away.
    void write(const QString& folder);

private:
    QMap<QByteArray, QMap<QByteArray, QByteArray>> m_seeds;
    QStringList m_wrong;
};

/// "{'alg':'none'}"
inline QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

void addAgentSeeds(Seeds& seeds);
void addJwsSeeds(Seeds& seeds);
void addJweSeeds(Seeds& seeds);
void addKeySeeds(Seeds& seeds);
void addJsonSeeds(Seeds& seeds);
void addProtocolSeeds(Seeds& seeds);
void addCookieSeeds(Seeds& seeds);
void addFlowSeeds(Seeds& seeds);
void addPasteSeeds(Seeds& seeds);
void addToolSeeds(Seeds& seeds);

} // namespace tessera::fuzz

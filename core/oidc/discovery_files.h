// What issuers said of themselves, on disk: so that a program that lives for one command need not ask first.
// Public data; no keys (A211). Whoever can write here could put in anything: what is read is judged like an
// answer, and is only a guess until the issuer has confirmed it.
#pragma once

#include "core/base/clock.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace tessera {

/// For whom a document was asked: discoverDated's arguments.
struct DiscoveryKey
{
    QString issuer;
    QString issuerTemplate; ///< empty for most
    friend bool operator==(const DiscoveryKey&, const DiscoveryKey&) = default;
};

struct KeptDocument
{
    QJsonObject document;
    TimePoint fetchedAt;
    Milliseconds freshFor{0};
};

/// A file for each issuer, of this person only, at most limits::kServersKept. It is a cache: what cannot be
/// read or written is not there.
class DiscoveryFiles
{
public:
    /// Empty: nothing is kept on disk. The folder is made when first written to.
    explicit DiscoveryFiles(QString directory) : m_directory(std::move(directory)) {}

    /// Nothing also where the file is of another issuer, or breaks a bound.
    std::optional<KeptDocument> read(const DiscoveryKey& key) const;
    void write(const DiscoveryKey& key, const KeptDocument& kept) const;
    void remove(const DiscoveryKey& key) const;

private:
    QString pathOf(const DiscoveryKey& key) const;

    QString m_directory;
};

} // namespace tessera

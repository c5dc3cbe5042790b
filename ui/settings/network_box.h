// Settings, Network: proxy and certificates as the system has them. Read-only: Tessera has none of its own.
#pragma once

#include <QStringList>
#include <QWidget>

namespace tessera {

class Label;

struct NetworkFacts
{
    QString proxy;         ///< "proxy.acme.example:3128 (HTTP)"; empty: none
    int authorities = 0;   ///< that the system trusts
    QStringList variables; ///< of the environment that bear on it; names only, values may hold passwords
};

/// May take a while where a script chooses the proxy. Any thread.
NetworkFacts networkFacts();

class NetworkBox final : public QWidget
{
    Q_OBJECT
public:
    explicit NetworkBox(QWidget* parent = nullptr);

    /// Looks in another thread, and shows it when it is there.
    void look();
    void setFacts(const NetworkFacts& facts);

private:
    Label* m_proxy;
    Label* m_authorities;
};

} // namespace tessera

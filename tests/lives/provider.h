// An OpenID provider on loopback that can fail in each of the ways a network and a server fail, before or
// after it did what it was asked; and a browser whose person says yes.
#pragma once

#include "core/net/loopback_http_server.h"
#include "tests/lives/families.h"
#include "tests/support/manual_clock.h"

#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace tessera::lives {

struct NetworkFault
{
    enum class Kind {
        CutBefore,     ///< closed unanswered, nothing was done
        CutAfter,      ///< done, and closed unanswered
        HalfAnswer,    ///< done, and half of the answer comes
        Reset,         ///< done, and the connection is reset
        Drip,          ///< done, and the answer comes a byte at a time
        SilentBefore,  ///< nothing is done and nothing comes
        SilentAfter,   ///< done, and nothing comes
        ErrorBefore,   ///< a 5xx of a gateway that did not pass it on
        ErrorAfter,    ///< a 5xx of a gateway that did not hear the answer
        TooMany,       ///< 429 with Retry-After
        Portal,        ///< the page of a captive portal
        PortalMoved,   ///< a redirect to one
        RefusesClient, ///< 401 invalid_client
    };
    Kind kind = Kind::CutBefore;
    int times = 1;
    bool onlyTokens = true; ///< of the requests, those of the token endpoint
};

class Provider final : public QObject
{
public:
    Provider(std::shared_ptr<const test::ManualClock> clock, ProviderTraits traits, quint64 seed);
    ~Provider() override;

    QString issuer() const { return m_issuer; }
    QStringList scope() const;
    Families families;

    /// For Environment::openUrl.
    Result<void> openInBrowser(const QUrl& address);
    QString person;

    std::optional<NetworkFault> fault;
    int faultsHit = 0;
    int refreshes = 0;
    /// Nothing that arrives is read: the program that sent it is dead.
    bool isDeaf = false;
    void unplug();
    void plugIn();

    /// A token request was done, and is not yet answered.
    std::function<void()> onDone;
    std::function<void(const Reuse&)> onReuse;
    std::function<void(const QString&)> onTrace;
    /// The family of the last code that was redeemed.
    int lastBegun = -1;

    /// The number of the token in an answer; of HTTP replies that came to the client whole.
    static std::optional<int> tokenIn(const QByteArray& header);

private:
    void accept();
    void answer(QTcpSocket* socket, const LoopbackRequest& request);
    std::optional<NetworkFault::Kind> takeFault(const LoopbackRequest& request);
    /// Bytes instead of what would have been done.
    std::optional<LoopbackResponse> insteadOf(NetworkFault::Kind kind);
    LoopbackResponse handle(const LoopbackRequest& request);
    LoopbackResponse token(const LoopbackRequest& request);
    LoopbackResponse tokens(int family, int token, const QString& nonce);
    LoopbackResponse document() const;
    QByteArray idToken(const QString& subject, const QString& nonce) const;
    /// The provider's own clock is right, whatever somebody does to this computer's.
    TimePoint rightTime() const { return m_started + (m_clock->sinceBoot() - m_startedBoot); }

    struct Code
    {
        QString subject;
        QString nonce;
    };

    std::shared_ptr<const test::ManualClock> m_clock;
    TimePoint m_started;
    Milliseconds m_startedBoot;
    ProviderTraits m_traits;
    quint64 m_seed;
    QTcpServer m_server;
    quint16 m_port = 0;
    QString m_issuer;
    QHash<QString, Code> m_codes;
    int m_count = 0;
};

} // namespace tessera::lives

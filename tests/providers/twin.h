// What all twins are made of: a loopback server in this process that answers as a large provider is
// documented to, without a person (the authorization endpoint redirects at once) and on a clock that tests
// move. A twin imitates what tests rely on; the head of each file says what that is and what is not known.
#pragma once

#include "core/base/clock.h"
#include "core/net/form_body.h"
#include "core/net/loopback_http_server.h"

#include <QHash>
#include <QJsonObject>

#include <memory>
#include <optional>

namespace tessera::test {

/// One fixed person signs in everywhere.
struct TwinPerson
{
    QString subject = QStringLiteral("583231");
    QString name = QStringLiteral("Alice Martin");
    QString username = QStringLiteral("alice");
    QString email = QStringLiteral("alice@example.test");
};

/// What a person allowed a client; everything issued from it ends with it.
struct TwinGrant
{
    QString clientId;
    QString scope;
    QString redirectUri;
    QString nonce;
    QString challenge;
    TimePoint since{};
    bool offline = false;
    bool byDevice = false;
    bool ended = false;
};
using TwinGrantPtr = std::shared_ptr<TwinGrant>;

struct TwinToken
{
    TwinGrantPtr grant;
    std::optional<TimePoint> ends; ///< unset: lasts
    bool ended = false;
    int generation = 0; ///< refresh tokens: counts renewals
};

/// Codes, access tokens or refresh tokens by their text.
class TwinTokens
{
public:
    /// Makes one and remembers it. The text is random, begins with `prefix`, and is written to the list that
    /// the logs are searched for.
    QString issue(const TwinToken& token, const QString& prefix = {});
    /// Issued, neither ended nor past its end, and its grant neither; nullptr else.
    TwinToken* live(const QString& text, TimePoint now);
    /// Issued, whatever became of it.
    TwinToken* known(const QString& text);
    void endAllOf(const TwinGrantPtr& grant);

private:
    QHash<QString, TwinToken> m_tokens;
};

/// A request with its fields read: those of the query and of a form in the body.
struct TwinRequest
{
    explicit TwinRequest(const LoopbackRequest& request);

    QString field(QStringView name) const;
    bool has(QStringView name) const;
    QString bearer() const;
    /// User and password of Basic, decoded as RFC 6749 2.3.1 has it.
    std::optional<std::pair<QString, QString>> basic() const;

    QByteArray method;
    QString path;
    QList<HttpHeader> headers;
    QByteArray body;
    FormFields fields;

    QByteArray header(QByteArrayView name) const;
};

class Twin
{
public:
    explicit Twin(std::shared_ptr<const Clock> clock);
    virtual ~Twin();
    Twin(const Twin&) = delete;
    Twin& operator=(const Twin&) = delete;

    /// Also when nobody listens there any more.
    QString origin() const { return m_origin; }
    /// Every path asked for, with its method: "GET /authorize".
    const QStringList& log() const { return m_log; }
    void clearLog() { m_log.clear(); }
    int count(const QString& line) const { return int(m_log.count(line)); }
    /// Nobody listens any more; the port stays free.
    void goOffline() { m_server.close(); }
    void answerLater(Milliseconds delay) { m_server.setAnswerDelay(delay); }

    TwinPerson person;

protected:
    virtual LoopbackResponse answer(const TwinRequest& request) = 0;

    TimePoint now() const { return m_clock->now(); }
    QUrl at(const QString& path) const { return QUrl(origin() + path); }
    /// What a code is made from: the authorization request, read.
    TwinGrantPtr grantFrom(const TwinRequest& request) const;
    /// The code of `request` if it is good for this client and redirect address and its verifier is; it is
    /// used up. RFC 6749 4.1.3, RFC 7636 4.6.
    TwinGrantPtr redeem(const TwinRequest& request);
    /// Signed with RS256, for five minutes; `more` replaces and adds claims.
    QString idToken(const QString& issuer, const TwinGrant& grant, const QString& accessToken,
                    const QJsonObject& more = {}) const;
    static LoopbackResponse keySet();
    static LoopbackResponse json(const QJsonObject& body, int status = 200);
    static LoopbackResponse oauthError(const char* code, const char* description, int status = 400);
    static LoopbackResponse redirectTo(const QString& address, const FormFields& fields);
    static LoopbackResponse page(const char* text, int status = 200);
    static LoopbackResponse notFound();

    TwinTokens codes;
    TwinTokens accessTokens;
    TwinTokens refreshTokens;

private:
    std::shared_ptr<const Clock> m_clock;
    QStringList m_log;
    LoopbackHttpServer m_server;
    QString m_origin;
};

/// Compares as RFC 8252 7.3 has it: the port of a loopback address does not count.
bool isSameLoopbackAddress(const QString& registered, const QString& asked);
bool holdsScope(const QString& scope, QStringView wanted);

} // namespace tessera::test

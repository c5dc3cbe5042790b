// What is asked of the agent and what it gives: a wish and the token that fits it. There is no wish for a
// refresh token, and no member that could hold one (A271).
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace tessera {

enum class WishKind { Access, Id };
/// "access", "id": as on the wire and in files.
QString wishKindName(WishKind kind);
std::optional<WishKind> wishKindFromName(QStringView name);

struct TokenWish
{
    QString account; ///< as a person names it; may be empty where `issuer` names exactly one
    WishKind kind = WishKind::Access;
    Seconds minValid{60}; ///< never less than limits::kAgentLeastLife
    QString issuer;       ///< set: the account must be of exactly this issuer (A277)
    QString audience;     ///< set: the token itself must name exactly this audience
    QStringList scope;    ///< set: each must have been granted
};

struct HandedToken
{
    QString accountId;
    QString issuer;
    QString subject;
    SecretString token;
    QString tokenType; ///< "Bearer", "DPoP"; "ID token"
    std::optional<TimePoint> expiresAt;
    QStringList scope;
};

/// An account as programs may see it: names and state, no token.
struct AgentAccount
{
    QString id;
    QString label;
    QString issuer;
    QString subject;
    QString name;
    QString email;
    bool emailVerified = false;
    QString clientId;
    QStringList scope; ///< granted
    QString state;     ///< phaseName
    bool development = false;
    QString problem; ///< code, or empty
};

QJsonObject toJson(const HandedToken& token);
/// Errors (Malformed): agent.reply.
Result<HandedToken> handedTokenFrom(const QJsonObject& object);

QJsonObject toJson(const AgentAccount& account);
/// Errors (Malformed): agent.reply.
Result<AgentAccount> agentAccountFrom(const QJsonObject& object);

} // namespace tessera

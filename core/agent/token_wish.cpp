#include "core/agent/token_wish.h"

#include "core/base/json_members.h"

namespace tessera {
namespace {

constexpr QStringView kBadReply = u"agent.reply";

QString joined(const QStringList& scope)
{
    return scope.join(u' ');
}

QStringList split(const QString& scope)
{
    return scope.split(u' ', Qt::SkipEmptyParts);
}

/// Collects texts; the first that is missing makes the whole unusable.
class Texts
{
public:
    explicit Texts(const QJsonObject& object) : m_object(object) {}
    QString operator()(QStringView name)
    {
        const auto text = optionalString(m_object, name, kBadReply);
        if (text && *text)
            return **text;
        if (!m_missing)
            m_missing = Error{ErrorKind::Malformed, kBadReply.toString(), name.toString(), {}};
        return {};
    }
    const std::optional<Error>& missing() const { return m_missing; }

private:
    const QJsonObject& m_object;
    std::optional<Error> m_missing;
};

} // namespace

QString wishKindName(WishKind kind)
{
    return kind == WishKind::Access ? QStringLiteral("access") : QStringLiteral("id");
}

std::optional<WishKind> wishKindFromName(QStringView name)
{
    if (name == u"access")
        return WishKind::Access;
    if (name == u"id")
        return WishKind::Id;
    return std::nullopt;
}

QJsonObject toJson(const HandedToken& token)
{
    QJsonObject object{{QStringLiteral("account"), token.accountId},
                       {QStringLiteral("issuer"), token.issuer},
                       {QStringLiteral("subject"), token.subject},
                       {QStringLiteral("token"), token.token.revealString()},
                       {QStringLiteral("token_type"), token.tokenType},
                       {QStringLiteral("scope"), joined(token.scope)}};
    if (token.expiresAt)
        object.insert(QStringLiteral("expires_at"), toUnixSeconds(*token.expiresAt));
    return object;
}

Result<HandedToken> handedTokenFrom(const QJsonObject& object)
{
    Texts text(object);
    HandedToken token;
    token.accountId = text(u"account");
    token.issuer = text(u"issuer");
    token.subject = text(u"subject");
    token.token = SecretString::fromString(text(u"token"));
    token.tokenType = text(u"token_type");
    token.scope = split(text(u"scope"));
    if (text.missing())
        return failure(*text.missing());
    const auto expiresAt = optionalNumericDate(object, u"expires_at", kBadReply);
    if (!expiresAt)
        return failure(expiresAt.error());
    token.expiresAt = *expiresAt;
    if (token.token.isEmpty())
        return failure(ErrorKind::Malformed, kBadReply, QStringLiteral("token"));
    return token;
}

QJsonObject toJson(const AgentAccount& account)
{
    QJsonObject object{{QStringLiteral("id"), account.id},
                       {QStringLiteral("label"), account.label},
                       {QStringLiteral("issuer"), account.issuer},
                       {QStringLiteral("subject"), account.subject},
                       {QStringLiteral("name"), account.name},
                       {QStringLiteral("email"), account.email},
                       {QStringLiteral("email_verified"), account.emailVerified},
                       {QStringLiteral("client_id"), account.clientId},
                       {QStringLiteral("scope"), joined(account.scope)},
                       {QStringLiteral("state"), account.state},
                       {QStringLiteral("development"), account.development}};
    if (!account.problem.isEmpty())
        object.insert(QStringLiteral("problem"), account.problem);
    return object;
}

Result<AgentAccount> agentAccountFrom(const QJsonObject& object)
{
    Texts text(object);
    AgentAccount account;
    account.id = text(u"id");
    account.label = text(u"label");
    account.issuer = text(u"issuer");
    account.subject = text(u"subject");
    account.name = text(u"name");
    account.email = text(u"email");
    account.clientId = text(u"client_id");
    account.scope = split(text(u"scope"));
    account.state = text(u"state");
    if (text.missing())
        return failure(*text.missing());
    const auto verified = optionalBool(object, u"email_verified", kBadReply);
    const auto development = optionalBool(object, u"development", kBadReply);
    const auto problem = optionalString(object, u"problem", kBadReply);
    if (!verified || !development || !problem)
        return failure(ErrorKind::Malformed, kBadReply, QStringLiteral("account"));
    account.emailVerified = verified->value_or(false);
    account.development = development->value_or(false);
    account.problem = problem->value_or(QString());
    return account;
}

} // namespace tessera

#include "core/agent/agent_protocol.h"

#include "core/base/json_members.h"
#include "core/base/strict_json.h"
#include "core/net/limits.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <limits>

namespace tessera {
namespace {

constexpr QStringView kBadRequest = u"agent.request";
constexpr QStringView kBadReply = u"agent.reply";
constexpr JsonLimits kJson{limits::kAgentMessageBytes, limits::kAgentJsonDepth, limits::kAgentJsonValues};
/// As a number in JSON it is exact.
constexpr int kMostSeconds = 365 * 86400;

struct Verb
{
    AgentVerb verb;
    QStringView name;
};
constexpr std::array kVerbs{
    Verb{AgentVerb::Hello, u"hello"},
    Verb{AgentVerb::Accounts, u"accounts"},
    Verb{AgentVerb::AccessToken, u"access_token"},
    Verb{AgentVerb::IdToken, u"id_token"},
    Verb{AgentVerb::Status, u"status"},
    Verb{AgentVerb::Lock, u"lock"},
    Verb{AgentVerb::Unlock, u"unlock"},
    Verb{AgentVerb::Stop, u"stop"},
    Verb{AgentVerb::Approvals, u"approvals"},
    Verb{AgentVerb::Revoke, u"revoke"},
    Verb{AgentVerb::Allow, u"allow"},
    Verb{AgentVerb::Log, u"log"},
};

constexpr std::array kKinds{ErrorKind::Cancelled, ErrorKind::Offline,      ErrorKind::Timeout,
                            ErrorKind::Denied,    ErrorKind::Malformed,    ErrorKind::Untrusted,
                            ErrorKind::Keychain,  ErrorKind::Configuration};

/// Nothing that could begin a line of its own or be something else than it looks like (A262, A264).
bool isPlain(const QString& text)
{
    return text.size() <= limits::kAgentTextCharacters && std::all_of(text.begin(), text.end(), [](QChar c) {
               return c.category() != QChar::Other_Control && c.category() != QChar::Other_Format &&
                      c.category() != QChar::Separator_Line && c.category() != QChar::Separator_Paragraph;
           });
}

/// Takes members out one after the other; what is left at the end is unknown.
class Members
{
public:
    explicit Members(QJsonObject object) : m_left(std::move(object)) {}

    QString text(QStringView name)
    {
        const QJsonValue value = take(name);
        if (value.isUndefined())
            return {};
        if (!value.isString() || !isPlain(value.toString()))
            return wrong(name), QString();
        return value.toString();
    }
    QStringList list(QStringView name)
    {
        const QJsonValue value = take(name);
        if (value.isUndefined())
            return {};
        QStringList texts;
        for (const QJsonValue& entry : value.toArray()) {
            const QString text = entry.toString();
            if (text.isEmpty() || !isPlain(text) || text.contains(u' '))
                return wrong(name), QStringList();
            texts.append(text);
        }
        if (!value.isArray() || texts.size() > limits::kAgentScopes)
            return wrong(name), QStringList();
        return texts;
    }
    int number(QStringView name, int most)
    {
        const QJsonValue value = take(name);
        if (value.isUndefined())
            return 0;
        const double number = value.toDouble(-1);
        if (!value.isDouble() || number < 0 || number > most || number != double(int(number)))
            return wrong(name), 0;
        return int(number);
    }
    std::optional<Error> firstWrong() const
    {
        const QString name = m_wrong.isEmpty() && !m_left.isEmpty() ? m_left.constBegin().key() : m_wrong;
        if (name.isEmpty())
            return std::nullopt;
        return Error{ErrorKind::Malformed, kBadRequest.toString(), name.left(64), {}};
    }

private:
    QJsonValue take(QStringView name)
    {
        const QJsonValue value = m_left.value(name);
        m_left.remove(name.toString());
        return value;
    }
    void wrong(QStringView name)
    {
        if (m_wrong.isEmpty())
            m_wrong = name.toString();
    }
    QJsonObject m_left;
    QString m_wrong;
};

Result<QJsonObject> readVersioned(QByteArrayView message, QStringView code)
{
    auto object = parseJsonObject(message, kJson);
    if (!object)
        return failure(object.error());
    const QJsonValue version = object->take(QStringLiteral("version"));
    if (!version.isDouble())
        return failure(ErrorKind::Malformed, code, QStringLiteral("version"));
    if (version.toDouble() != kAgentVersion)
        return failure(ErrorKind::Malformed, u"agent.version",
                       QStringLiteral("%1 here, %2 there").arg(kAgentVersion).arg(version.toDouble()));
    return *object;
}

QByteArray written(QJsonObject object)
{
    object.insert(QStringLiteral("version"), kAgentVersion);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void insertText(QJsonObject& object, const char* name, const QString& text)
{
    if (!text.isEmpty())
        object.insert(QLatin1String(name), text);
}

ErrorKind kindFromName(const QString& name)
{
    const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                    [&](ErrorKind kind) { return errorKindName(kind) == name; });
    return found == kKinds.end() ? ErrorKind::Denied : *found;
}

} // namespace

QString agentVerbName(AgentVerb verb)
{
    const auto found =
        std::find_if(kVerbs.begin(), kVerbs.end(), [verb](const Verb& row) { return row.verb == verb; });
    return found->name.toString();
}

QByteArray serialise(const AgentRequest& request)
{
    QJsonObject object{{QStringLiteral("ask"), agentVerbName(request.verb)}};
    insertText(object, "account", request.wish.account);
    insertText(object, "issuer", request.wish.issuer);
    insertText(object, "audience", request.wish.audience);
    insertText(object, "program", request.program);
    insertText(object, "approval", request.approval);
    insertText(object, "password", request.password.revealString());
    if (!request.wish.scope.isEmpty())
        object.insert(QStringLiteral("scope"), QJsonArray::fromStringList(request.wish.scope));
    const bool asksForToken = request.verb == AgentVerb::AccessToken || request.verb == AgentVerb::IdToken;
    if (asksForToken)
        object.insert(QStringLiteral("min_valid"), qint64(request.wish.minValid.count()));
    if (request.verb == AgentVerb::Allow) {
        object.insert(QStringLiteral("kind"), wishKindName(request.wish.kind));
        object.insert(QStringLiteral("seconds"), qint64(request.allowedFor.count()));
    }
    if (request.verb == AgentVerb::Log)
        object.insert(QStringLiteral("count"), request.count);
    return written(object);
}

Result<AgentRequest> parseAgentRequest(QByteArrayView message)
{
    auto object = readVersioned(message, kBadRequest);
    if (!object)
        return failure(object.error());
    Members members(*std::move(object));
    const QString name = members.text(u"ask");
    const auto verb =
        std::find_if(kVerbs.begin(), kVerbs.end(), [&name](const Verb& row) { return row.name == name; });
    if (verb == kVerbs.end())
        return failure(ErrorKind::Malformed, kBadRequest, QStringLiteral("ask"));
    AgentRequest request;
    request.verb = verb->verb;
    const bool asksForToken = request.verb == AgentVerb::AccessToken || request.verb == AgentVerb::IdToken;
    if (asksForToken || request.verb == AgentVerb::Allow) {
        request.wish.account = members.text(u"account");
        request.wish.issuer = members.text(u"issuer");
        request.wish.audience = members.text(u"audience");
        request.wish.scope = members.list(u"scope");
        request.wish.kind = request.verb == AgentVerb::IdToken ? WishKind::Id : WishKind::Access;
    }
    if (asksForToken)
        request.wish.minValid = Seconds(members.number(u"min_valid", kMostSeconds));
    if (request.verb == AgentVerb::Allow) {
        request.program = members.text(u"program");
        request.allowedFor = Seconds(members.number(u"seconds", kMostSeconds));
        const auto kind = wishKindFromName(members.text(u"kind"));
        if (!kind)
            return failure(ErrorKind::Malformed, kBadRequest, QStringLiteral("kind"));
        request.wish.kind = *kind;
    }
    if (request.verb == AgentVerb::Revoke)
        request.approval = members.text(u"approval");
    if (request.verb == AgentVerb::Lock || request.verb == AgentVerb::Unlock)
        request.password = SecretString::fromString(members.text(u"password"));
    if (request.verb == AgentVerb::Log)
        request.count = members.number(u"count", limits::kAuditLines);
    if (const auto wrong = members.firstWrong())
        return failure(*wrong);
    return request;
}

QByteArray answerOf(const QJsonObject& members)
{
    return written({{QStringLiteral("ok"), members}});
}

QByteArray answerOf(const Error& error)
{
    const QJsonObject object{{QStringLiteral("kind"), errorKindName(error.kind)},
                             {QStringLiteral("code"), error.code.left(limits::kAgentTextCharacters)},
                             {QStringLiteral("detail"), error.detail.left(limits::kAgentTextCharacters)},
                             {QStringLiteral("endpoint"), error.endpoint.left(limits::kAgentTextCharacters)}};
    return written({{QStringLiteral("error"), object}});
}

QByteArray waitingAnswer()
{
    return written({{QStringLiteral("waiting"), true}});
}

Result<AgentAnswer> parseAgentAnswer(QByteArrayView message)
{
    // Lists of accounts, approvals and log lines hold more values than a question may.
    constexpr JsonLimits wide{limits::kAgentMessageBytes, limits::kAgentJsonDepth, 20'000};
    auto object = parseJsonObject(message, wide);
    if (!object)
        return failure(object.error());
    const QJsonValue version = object->value(u"version");
    if (!version.isDouble())
        return failure(ErrorKind::Malformed, kBadReply, QStringLiteral("version"));
    if (version.toDouble() != kAgentVersion)
        return failure(ErrorKind::Malformed, u"agent.version",
                       QStringLiteral("%1 here, %2 there").arg(kAgentVersion).arg(version.toDouble()));
    if (object->value(u"waiting").toBool())
        return AgentAnswer{true, {}};
    if (const QJsonValue error = object->value(u"error"); error.isObject()) {
        const QJsonObject told = error.toObject();
        const QString code = told.value(u"code").toString();
        return failure(Error{kindFromName(told.value(u"kind").toString()),
                             code.isEmpty() ? kBadReply.toString() : code, told.value(u"detail").toString(),
                             told.value(u"endpoint").toString()});
    }
    const QJsonValue members = object->value(u"ok");
    if (!members.isObject())
        return failure(ErrorKind::Malformed, kBadReply, QStringLiteral("ok"));
    return AgentAnswer{false, members.toObject()};
}

} // namespace tessera

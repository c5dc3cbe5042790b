#include "core/flow/flow_json_redaction.h"

#include "core/flow/flow_json.h"
#include "core/flow/flow_secret_shapes.h"

#include <algorithm>
#include <iterator>

namespace tessera {
namespace {

QString quoted(const QString& text)
{
    QString out = text;
    out.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    out.replace(u'\n', QStringLiteral("\\n")).replace(u'\r', QStringLiteral("\\r"));
    return u'"' + out + u'"';
}

/// Tokens, however their server calls them: in an answer that gives some, whatever is long and not known to
/// be something else is one.
constexpr const char16_t* kKnownMembers[] = {
    u"token_type", u"expires_in", u"scope",  u"issued_token_type", u"error",      u"error_description",
    u"error_uri",  u"id",         u"issuer", u"instance_url",      u"request_uri"};

class JsonRedaction
{
public:
    explicit JsonRedaction(FlowSecrets& secrets) : m_secrets(secrets) {}

    void learn(const FlowJsonEvent& event)
    {
        follow(event);
        if (event.kind != FlowJsonEvent::Kind::Value)
            return;
        m_givesTokens |= event.depth == 1 && (event.name.endsWith(u"_token") || event.name == u"error");
        if (isSecret(event))
            m_secrets.learn(event.value);
    }

    void show(const FlowJsonEvent& event, FlowBody& body)
    {
        using Kind = FlowJsonEvent::Kind;
        follow(event);
        if (event.kind == Kind::Close) {
            m_text += (m_isFirst ? QString() : newLine(event.depth)) + (event.isArray ? u']' : u'}');
            m_isFirst = false;
            return;
        }
        if (event.depth > 0)
            m_text += (m_isFirst ? QString() : QStringLiteral(",")) + newLine(event.depth);
        if (!event.name.isEmpty())
            m_text += quoted(redactedText(event.name, m_secrets).left(200)) + QStringLiteral(": ");
        m_isFirst = event.kind == Kind::Open;
        if (event.kind == Kind::Open) {
            m_text += event.isArray ? u'[' : u'{';
            return;
        }
        const FlowField field = fieldOf(event);
        const QString shown = field.secret ? fingerprintInText(*field.secret) : field.value;
        m_text += event.isString || field.secret ? quoted(shown) : shown;
        if (body.fields.size() < kFlowFields)
            body.fields += field;
    }

    QString text() const { return m_text; }

private:
    static QString newLine(int depth) { return u'\n' + QString(depth * 2, u' '); }

    /// What stands below a secret name is secret.
    void follow(const FlowJsonEvent& event)
    {
        if (event.kind == FlowJsonEvent::Kind::Open && m_secretBelow < 0 && isSecretName(event.name))
            m_secretBelow = event.depth;
        else if (event.kind == FlowJsonEvent::Kind::Close && m_secretBelow == event.depth)
            m_secretBelow = -1;
    }

    bool isSecret(const FlowJsonEvent& event) const
    {
        if (event.value.isEmpty() || (!event.isString && (event.value == u"true" || event.value == u"false" ||
                                                          event.value == u"null")))
            return false;
        if (m_secretBelow >= 0 || isSecretName(event.name) || looksSecret(event.value))
            return true;
        constexpr qsizetype longValue = 40;
        const auto isIt = [&event](const char16_t* name) { return event.name == name; };
        return m_givesTokens && event.isString && event.value.size() > longValue &&
               !event.value.contains(u' ') &&
               std::none_of(std::begin(kKnownMembers), std::end(kKnownMembers), isIt);
    }

    FlowField fieldOf(const FlowJsonEvent& event)
    {
        const QString name = redactedText(event.path, m_secrets).left(200);
        if (isSecret(event))
            return {name, {}, m_secrets.learn(event.value)};
        return {name, cutFlowValue(redactedText(event.value, m_secrets)), std::nullopt};
    }

    FlowSecrets& m_secrets;
    QString m_text;
    bool m_isFirst = true;
    bool m_givesTokens = false;
    int m_secretBelow = -1;
};

} // namespace

FlowBody redactedJson(FlowBody out, const QByteArray& body, FlowSecrets& secrets)
{
    JsonRedaction redaction(secrets);
    // Twice: a secret may stand in front of the member that tells it.
    if (!walkJson(body, [&redaction](const FlowJsonEvent& event) { redaction.learn(event); }))
        return out;
    if (secrets.isFull())
        return out;
    walkJson(body, [&](const FlowJsonEvent& event) { redaction.show(event, out); });
    out.text = redaction.text();
    out.isOpaque = false;
    return out;
}

} // namespace tessera

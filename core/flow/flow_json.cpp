#include "core/flow/flow_json.h"

#include "core/base/strict_json.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tessera {
namespace {

constexpr JsonLimits kBounds{64 * 1024, 32, 2000};

/// The text is known to be good: nothing is checked twice.
class Walk
{
public:
    Walk(QByteArrayView text, const std::function<void(const FlowJsonEvent&)>& tell)
        : m_text(text), m_tell(tell)
    {
    }

    void value(const QString& name, const QString& path, int depth)
    {
        skipSpace();
        const char first = here();
        if (first == '{' || first == '[')
            return container(name, path, depth, first == '[');
        FlowJsonEvent event{FlowJsonEvent::Kind::Value, name, path, depth, false, first == '"', {}};
        event.value = first == '"' ? string() : word();
        m_tell(event);
    }

private:
    char here() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void skipSpace()
    {
        while (here() == ' ' || here() == '\t' || here() == '\n' || here() == '\r')
            ++m_at;
    }

    void container(const QString& name, const QString& path, int depth, bool isArray)
    {
        m_tell({FlowJsonEvent::Kind::Open, name, path, depth, isArray, false, {}});
        ++m_at;
        const char end = isArray ? ']' : '}';
        for (int index = 0;; ++index) {
            skipSpace();
            if (here() == ',') {
                ++m_at;
                skipSpace();
            }
            if (here() == end || here() == '\0')
                break;
            if (isArray)
                value({}, path + QStringLiteral("[%1]").arg(index), depth + 1);
            else
                member(path, depth);
        }
        ++m_at;
        m_tell({FlowJsonEvent::Kind::Close, name, path, depth, isArray, false, {}});
    }

    void member(const QString& path, int depth)
    {
        const QString name = string();
        skipSpace();
        ++m_at; // ':'
        value(name, path.isEmpty() ? name : path + u'.' + name, depth + 1);
    }

    QString string()
    {
        const qsizetype start = m_at++;
        while (here() != '"' && here() != '\0')
            m_at += here() == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_text.size());
        const QByteArrayView raw = m_text.sliced(start, m_at - start);
        if (!raw.contains('\\'))
            return QString::fromUtf8(raw.sliced(1, std::max<qsizetype>(raw.size() - 2, 0)));
        return QJsonDocument::fromJson('[' + raw.toByteArray() + ']').array().at(0).toString();
    }

    QString word()
    {
        const qsizetype start = m_at;
        while (here() != ',' && here() != '}' && here() != ']' && here() > ' ')
            ++m_at;
        return QString::fromLatin1(m_text.sliced(start, m_at - start));
    }

    QByteArrayView m_text;
    const std::function<void(const FlowJsonEvent&)>& m_tell;
    qsizetype m_at = 0;
};

} // namespace

bool walkJson(QByteArrayView text, const std::function<void(const FlowJsonEvent&)>& tell)
{
    if (text.size() > kBounds.maxBytes)
        return false;
    const QByteArrayView trimmed = text.trimmed();
    // The strict reader reads objects.
    const bool isList = trimmed.startsWith('[');
    const auto object =
        parseJsonObject(isList ? "{\"\":" + trimmed.toByteArray() + "}" : trimmed.toByteArray(), kBounds);
    const bool isGood = object && (!isList || object->size() == 1);
    if (isGood)
        Walk(trimmed, tell).value({}, {}, 0);
    return isGood;
}

} // namespace tessera

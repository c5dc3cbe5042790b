#include "core/inspector/token_diff.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/inspector/claim_text.h"
#include "core/inspector/session_fixation.h"
#include "core/oidc/id_token_checks.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kMostChanges = 1000;
constexpr int kDeepest = 32;
constexpr qsizetype kLongestScope = 8192;
constexpr qsizetype kMostEntries = 500; ///< of a list of words; a longer one is compared as a whole
constexpr int kMostParts = 4;           ///< levels of parts within parts

bool isTime(QStringView name)
{
    return name == u"exp" || name == u"iat" || name == u"nbf" || name == u"auth_time" ||
           name == u"updated_at";
}

bool isListOfWords(QStringView name, const QJsonValue& value)
{
    if (value.isString())
        return name == u"aud" ||
               ((name == u"scope" || name == u"scp") && value.toString().size() <= kLongestScope);
    const QJsonArray array = value.toArray();
    return value.isArray() && array.size() <= kMostEntries &&
           std::all_of(array.begin(), array.end(),
                       [](const auto& entry) { return QJsonValue(entry).isString(); });
}

/// An audience of one may be a string (RFC 7519 4.1.3); a scope is words with blanks between.
QStringList entriesOf(QStringView name, const QJsonValue& value)
{
    return name == u"aud" ? stringsOf(value) : wordsOf(value);
}

QStringList without(const QStringList& list, const QStringList& other)
{
    const QSet<QString> known(other.begin(), other.end());
    QStringList rest;
    for (const QString& entry : list) {
        if (rest.size() < kMostEntries && !known.contains(entry) && !rest.contains(entry))
            rest.append(entry);
    }
    return rest;
}

QString quoted(const QStringList& list)
{
    QStringList shown;
    for (const QString& entry : list.first(qMin<qsizetype>(list.size(), 8)))
        shown.append(u'"' + printable(entry, 60) + u'"');
    return list.size() > 8 ? QStringLiteral("%1 and %2 more").arg(shown.join(u", ")).arg(list.size() - 8)
                           : shown.join(u", ");
}

QString timeInWords(const QJsonValue& before, const QJsonValue& after)
{
    const auto first = optionalNumericDate({{QStringLiteral("t"), before}}, u"t", u"diff");
    const auto second = optionalNumericDate({{QStringLiteral("t"), after}}, u"t", u"diff");
    if (!first || !second || !*first || !*second)
        return {};
    return **second >= **first ? QStringLiteral("%1 later").arg(idtoken::inWords(**second - **first))
                               : QStringLiteral("%1 earlier").arg(idtoken::inWords(**first - **second));
}

class Comparison
{
public:
    explicit Comparison(QString prefix, QList<TokenChange>& changes)
        : m_prefix(std::move(prefix)), m_changes(changes)
    {
    }

    void value(const QString& section, const QString& path, QStringView name, const QJsonValue& before,
               const QJsonValue& after, int depth)
    {
        if (before == after || m_changes.size() >= kMostChanges)
            return;
        if (before.isObject() && after.isObject() && depth < kDeepest) {
            objects(section, path + u'.', before.toObject(), after.toObject(), depth + 1);
            return;
        }
        TokenChange change{m_prefix + section, path, kindOf(before, after), before, after, {}, {}, {}};
        if (change.kind == TokenChange::Changed && !describe(change, name))
            return;
        m_changes.append(change);
    }

    void objects(const QString& section, const QString& prefix, const QJsonObject& before,
                 const QJsonObject& after, int depth = 0)
    {
        QStringList names = before.keys() + after.keys();
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
        for (const QString& name : names)
            value(section, prefix + printable(name, 100), name, before.value(name), after.value(name), depth);
    }

private:
    static TokenChange::Kind kindOf(const QJsonValue& before, const QJsonValue& after)
    {
        return before.isUndefined()  ? TokenChange::Added
               : after.isUndefined() ? TokenChange::Removed
                                     : TokenChange::Changed;
    }

    /// False: the two say the same, in another order or form.
    static bool describe(TokenChange& change, QStringView name)
    {
        if (isTime(name)) {
            change.words = timeInWords(change.before, change.after);
        } else if (isListOfWords(name, change.before) && isListOfWords(name, change.after)) {
            const QStringList before = entriesOf(name, change.before);
            const QStringList after = entriesOf(name, change.after);
            change.gained = without(after, before);
            change.lost = without(before, after);
            QStringList words;
            if (!change.gained.isEmpty())
                words.append(QStringLiteral("gained %1").arg(quoted(change.gained)));
            if (!change.lost.isEmpty())
                words.append(QStringLiteral("lost %1").arg(quoted(change.lost)));
            change.words = words.join(u", ");
            return !words.isEmpty();
        }
        return true;
    }

    QString m_prefix;
    QList<TokenChange>& m_changes;
};

/// Of a name that comes twice the second is "name (2)".
QJsonObject asObject(const QList<ReportField>& fields)
{
    QJsonObject object;
    QHash<QString, int> seen;
    for (const ReportField& field : fields) {
        const int count = ++seen[field.name];
        object.insert(count == 1 ? field.name
                                 : QStringLiteral("%1 (%2)").arg(field.name, QString::number(count)),
                      field.value);
    }
    return object;
}

/// A text may hold several parts of one name: the second is compared with the second.
struct NumberedPart
{
    QString where;
    int number; ///< of those with that name, from 1
    const TokenReport* report;

    QString prefix() const
    {
        const QString name = printable(where, 60);
        return number == 1 ? name + QStringLiteral(": ")
                           : QStringLiteral("%1 (%2): ").arg(name, QString::number(number));
    }
};

QList<NumberedPart> numberedParts(const TokenReport& report)
{
    QList<NumberedPart> parts;
    QHash<QString, int> seen;
    for (const ReportPart& part : report.parts)
        parts.append({part.where, ++seen[part.where], part.report.get()});
    return parts;
}

const TokenReport* partLike(const NumberedPart& part, const QList<NumberedPart>& others)
{
    const auto it = std::find_if(others.begin(), others.end(), [&](const NumberedPart& other) {
        return other.number == part.number && other.where == part.where;
    });
    return it == others.end() ? nullptr : it->report;
}

void compare(const QString& prefix, const TokenReport& before, const TokenReport& after,
             QList<TokenChange>& changes, int depth)
{
    Comparison comparison(prefix, changes);
    comparison.value(QStringLiteral("kind"), QStringLiteral("kind"), u"kind", before.kind, after.kind,
                     kDeepest);
    comparison.value(QStringLiteral("kind"), QStringLiteral("token_kind"), u"token_kind", before.tokenKind,
                     after.tokenKind, kDeepest);
    comparison.objects(QStringLiteral("header"), {}, before.header, after.header);
    comparison.objects(QStringLiteral("claims"), {}, before.claims.value_or(QJsonObject()),
                       after.claims.value_or(QJsonObject()));
    comparison.objects(QStringLiteral("fields"), {}, asObject(before.fields), asObject(after.fields));
    if (depth >= kMostParts)
        return;
    static const TokenReport nothing;
    const QList<NumberedPart> partsBefore = numberedParts(before);
    const QList<NumberedPart> partsAfter = numberedParts(after);
    for (const NumberedPart& part : partsBefore) {
        const TokenReport* other = partLike(part, partsAfter);
        compare(prefix + part.prefix(), *part.report, other ? *other : nothing, changes, depth + 1);
    }
    for (const NumberedPart& part : partsAfter) {
        if (!partLike(part, partsBefore))
            compare(prefix + part.prefix(), nothing, *part.report, changes, depth + 1);
    }
}

QString nameOf(TokenChange::Kind kind)
{
    switch (kind) {
    case TokenChange::Added:
        return QStringLiteral("added");
    case TokenChange::Removed:
        return QStringLiteral("removed");
    case TokenChange::Changed:
        break;
    }
    return QStringLiteral("changed");
}

QJsonObject toJson(const TokenChange& change)
{
    QJsonObject object{{QStringLiteral("section"), change.section},
                       {QStringLiteral("path"), change.path},
                       {QStringLiteral("change"), nameOf(change.kind)}};
    if (!change.before.isUndefined())
        object.insert(u"before", change.before);
    if (!change.after.isUndefined())
        object.insert(u"after", change.after);
    if (!change.gained.isEmpty() || !change.lost.isEmpty()) {
        object.insert(u"gained", QJsonArray::fromStringList(change.gained));
        object.insert(u"lost", QJsonArray::fromStringList(change.lost));
    }
    object.insert(u"words", change.words.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(change.words));
    return object;
}

/// Whole headers, or the lines that make them; a bare value names no session.
bool holdsCookies(const TokenReport& report)
{
    return report.kind == u"headers" || report.kind == u"cookie" || report.kind == u"set-cookie";
}

} // namespace

TokenDiff diffReports(const TokenReport& before, const TokenReport& after)
{
    TokenDiff diff;
    compare({}, before, after, diff.changes, 0);
    return diff;
}

TokenDiff diffTexts(const InspectedText& before, const InspectedText& after)
{
    TokenDiff diff = diffReports(before.report, after.report);
    if (holdsCookies(before.report) && holdsCookies(after.report))
        diff.findings = compareSessions(before.text, after.text, after.report.inspectedAt);
    return diff;
}

QJsonObject toJson(const TokenDiff& diff)
{
    QJsonArray changes;
    for (const TokenChange& change : diff.changes)
        changes.append(toJson(change));
    return {{QStringLiteral("changes"), changes}, {QStringLiteral("findings"), toJson(diff.findings)}};
}

} // namespace tessera

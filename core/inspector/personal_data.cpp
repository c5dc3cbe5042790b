#include "core/inspector/personal_data.h"

#include "core/base/logging.h"
#include "core/inspector/claim_text.h"
#include "core/inspector/personal_data_names.h"
#include "core/inspector/personal_data_numbers.h"

#include <QJsonArray>

#include <cmath>

namespace tessera {
namespace {

constexpr int kMostFound = 50;
constexpr int kMostValues = 5'000;
constexpr int kDeepest = 32;
constexpr qsizetype kLongestText = 4096;
constexpr qsizetype kLongestNumber = 48;
constexpr double kMostExact = 9007199254740992.0; // 2^53

/// Where the walk stands; a chain of stack frames, made into text only for a finding.
struct Step
{
    const Step* above;
    const QString* name; ///< nullptr: an entry of a list
    qsizetype index;
};

QString pathTo(const Step* step)
{
    if (!step)
        return {};
    const QString above = pathTo(step->above);
    if (!step->name)
        return QStringLiteral("%1[%2]").arg(above).arg(step->index);
    const QString name = printable(*step->name, 60);
    return above.isEmpty() ? name : above + u'.' + name;
}

/// One pass: what a number could be made of.
struct Shape
{
    int digits = 0;
    int letters = 0;
    int others = 0; ///< neither digit, letter, blank, dash nor dot
};

Shape shapeOf(QStringView text)
{
    Shape shape;
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        if (unit >= u'0' && unit <= u'9')
            ++shape.digits;
        else if ((unit >= u'A' && unit <= u'Z') || (unit >= u'a' && unit <= u'z'))
            ++shape.letters;
        else if (unit != u' ' && unit != u'-' && unit != u'.' && unit != u'+')
            ++shape.others;
    }
    return shape;
}

/// Letters as letters and digits; blanks and dashes left out.
QString withoutGroups(QStringView text)
{
    QString compact;
    for (const QChar c : text) {
        if (c != u' ' && c != u'-')
            compact.append(c.toUpper());
    }
    return compact;
}

class Search
{
public:
    QList<PersonalDatum> in(const QJsonObject& claims)
    {
        object(claims, nullptr, 0);
        return std::move(m_found);
    }

private:
    bool isDone() const { return m_found.size() >= kMostFound || m_values >= kMostValues; }

    void add(DataKind kind, const Step& step, const QString& what)
    {
        if (!isDone())
            m_found.append({kind, pathTo(&step), what});
    }

    void object(const QJsonObject& object, const Step* above, int depth)
    {
        if (object.contains(u"kty") && above && (object.contains(u"d") || object.contains(u"k"))) {
            add(DataKind::PrivateKey, *above, QStringLiteral("a private JSON Web Key"));
            return;
        }
        for (auto it = object.begin(); it != object.end() && !isDone(); ++it) {
            const QString name = it.key();
            const Step step{above, &name, 0};
            value(*it, step, depth + 1, hintOfName(name));
        }
    }

    void array(const QJsonArray& array, const Step& above, int depth, NameHint hint)
    {
        qsizetype index = 0;
        for (auto it = array.begin(); it != array.end() && !isDone(); ++it, ++index)
            value(*it, Step{&above, nullptr, index}, depth + 1, hint);
    }

    void value(const QJsonValue& value, const Step& step, int depth, NameHint hint)
    {
        ++m_values;
        if (depth > kDeepest)
            return;
        if (value.isString())
            text(value.toString(), step, hint);
        else if (value.isObject())
            nested(value.toObject(), step, depth, hint);
        else if (value.isArray())
            array(value.toArray(), step, depth, hint);
        else if (value.isDouble())
            number(value.toDouble(), step, hint);
    }

    /// A hint speaks of a value or a list: {"secret":{"name":…}} tells of a secret, and is none.
    void nested(const QJsonObject& inner, const Step& step, int depth, NameHint hint)
    {
        if (hint == NameHint::Person && !inner.isEmpty())
            add(DataKind::Person, step, QStringLiteral("personal data"));
        object(inner, &step, depth);
    }

    void number(double value, const Step& step, NameHint hint)
    {
        if (hint == NameHint::Technical || !(value >= 1e8 && value < kMostExact) ||
            std::floor(value) != value)
            return;
        const QString digits = QString::number(static_cast<qint64>(value));
        if (isCardNumber(digits))
            add(DataKind::CardNumber, step, hidden(u"a card number", digits.size()));
        else if (hint == NameHint::NationalId)
            nationalId(digits, step, hint);
    }

    void text(const QString& text, const Step& step, NameHint hint)
    {
        if (text.isEmpty())
            return;
        if (isPrivateKeyPem(QStringView(text).left(kLongestText))) {
            add(DataKind::PrivateKey, step, QStringLiteral("a private key in PEM"));
            return;
        }
        if (hint == NameHint::Secret) {
            add(DataKind::Secret, step, hidden(u"a secret by its name", text.size()));
            return;
        }
        if (const QString words = secretByPrefix(text); !words.isEmpty()) {
            add(DataKind::Secret, step, hidden(words, text.size()));
            return;
        }
        if (text.size() <= kLongestNumber && numbers(text, step, hint))
            return;
        if ((hint == NameHint::Person && step.name) || looksLikeEmail(text))
            add(DataKind::Person, step, QStringLiteral("personal data"));
    }

    /// True if it was one.
    bool numbers(const QString& text, const Step& step, NameHint hint)
    {
        const Shape shape = shapeOf(text);
        if (shape.digits < 6 || shape.others > 0)
            return false;
        const bool grouped = text.contains(u' ') || text.contains(u'-');
        if (hint == NameHint::Technical && !grouped)
            return false;
        const QString compact = withoutGroups(text);
        if (shape.letters == 0 && isCardNumber(compact)) {
            add(DataKind::CardNumber, step, hidden(u"a card number", compact.size()));
            return true;
        }
        if (shape.letters >= 2 && isIban(compact)) {
            add(DataKind::BankAccount, step, hidden(u"a bank account number (IBAN)", compact.size()));
            return true;
        }
        return hint != NameHint::Technical && nationalId(text, step, hint);
    }

    bool nationalId(const QString& text, const Step& step, NameHint hint)
    {
        const QString whose = nationalIdIn(text, hint == NameHint::NationalId);
        if (whose.isEmpty())
            return false;
        add(DataKind::NationalId, step, hidden(QStringLiteral("a ") + whose, text.size()));
        return true;
    }

    static QString hidden(QStringView what, qsizetype characters)
    {
        return QStringLiteral("%1 (%2 characters, hidden)").arg(what).arg(characters);
    }

    QList<PersonalDatum> m_found;
    int m_values = 0;
};

} // namespace

QList<PersonalDatum> findPersonalData(const QJsonObject& claims)
{
    return Search().in(claims);
}

} // namespace tessera

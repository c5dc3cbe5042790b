#include "core/inspector/session_id.h"

#include "core/inspector/masked.h"
#include "core/inspector/recogniser_characters.h"

#include <QByteArray>

#include <array>
#include <bitset>
#include <cmath>

namespace tessera {
namespace {

constexpr qsizetype kMostCounterDigits = 12;
constexpr qsizetype kMostLookedAt = 4096; // a cookie is no longer
constexpr qint64 kTenYears = 10LL * 366 * 24 * 3600;

bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool hasAny(QByteArrayView text, bool (*predicate)(char))
{
    return std::any_of(text.begin(), text.end(), predicate);
}

/// Characters one could have drawn from, going by those that were drawn.
double alphabetOf(QByteArrayView text)
{
    if (isAll(text, isDigit))
        return 10;
    const bool upper = hasAny(text, [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool lower = hasAny(text, [](char c) { return c >= 'a' && c <= 'z'; });
    if (isAll(text, isHex) && !(upper && lower))
        return 16;
    const double letters = (upper ? 26 : 0) + (lower ? 26 : 0);
    const double digits = hasAny(text, isDigit) ? 10 : 0;
    const bool others = hasAny(text, [](char c) { return !isLetterOrDigit(c); });
    return qMax(2.0, letters + digits + (others ? 2 : 0));
}

qsizetype distinctCharacters(QByteArrayView text)
{
    std::bitset<256> seen;
    for (const char c : text)
        seen.set(static_cast<unsigned char>(c));
    return static_cast<qsizetype>(seen.count());
}

/// The length of the shortest block that, repeated, makes the text; its own length if there is none. By the
/// failure function of Knuth, Morris and Pratt: linear.
qsizetype periodOf(QByteArrayView text)
{
    QList<qsizetype> border(text.size() + 1, 0);
    border[0] = -1;
    qsizetype length = -1;
    for (qsizetype i = 0; i < text.size(); ++i) {
        while (length >= 0 && text[i] != text[length])
            length = border[length];
        border[i + 1] = ++length;
    }
    const qsizetype period = text.size() - border[text.size()];
    return period <= text.size() / 2 ? period : text.size();
}

/// "abcdef", "987654", "aaaa": three of four steps are the same small one.
bool isSequence(QByteArrayView text)
{
    if (text.size() < 6)
        return false;
    std::array<qsizetype, 3> steps{};
    for (qsizetype i = 1; i < text.size(); ++i) {
        const int down = text[i - 1] - text[i] + 1; // 0: up by one, 1: the same, 2: down by one
        if (down >= 0 && down <= 2)
            ++steps[static_cast<std::size_t>(down)];
    }
    return *std::max_element(steps.begin(), steps.end()) * 4 >= (text.size() - 1) * 3;
}

bool isNear(qint64 seconds, TimePoint now)
{
    return qAbs(seconds - toUnixSeconds(now)) < kTenYears;
}

/// Seconds, milliseconds or microseconds since 1970, alone.
bool isTimestamp(QByteArrayView digits, TimePoint now)
{
    const qint64 number = digits.toLongLong();
    return (digits.size() == 10 && isNear(number, now)) ||
           (digits.size() == 13 && isNear(number / 1000, now)) ||
           (digits.size() == 16 && isNear(number / 1'000'000, now));
}

/// The version of a UUID, 0 if it is none.
int uuidVersion(QByteArrayView text)
{
    constexpr QByteArrayView form("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
    if (text.size() != form.size())
        return 0;
    for (qsizetype i = 0; i < form.size(); ++i) {
        if (form[i] == '-' ? text[i] != '-' : !isHex(text[i]))
            return 0;
    }
    return text.sliced(14, 1).toInt(nullptr, 16);
}

SessionIdEstimate fromUuid(int version)
{
    if (version == 1 || version == 2 || version == 6)
        return {14, QStringLiteral("uuid1"),
                QStringLiteral("A UUID of version %1: a clock and a network card, not chance.").arg(version)};
    if (version == 7)
        return {74, {}, QStringLiteral("A UUID of version 7: a clock and 74 bits of chance.")};
    return {122, {}, QStringLiteral("A UUID of version %1.").arg(version)};
}

SessionIdEstimate fromDigits(QByteArrayView text, TimePoint now)
{
    const double bits = static_cast<double>(text.size()) * std::log2(10.0);
    const QString words = QStringLiteral("A decimal number of %1.").arg(countOf(text.size(), u"digit"));
    if (isTimestamp(text, now))
        return {20, QStringLiteral("timestamp"), QStringLiteral("A time since 1970: %1").arg(words)};
    if (text.size() <= kMostCounterDigits)
        return {bits, QStringLiteral("counter"), words};
    return {bits, {}, words};
}

/// Base64 of words: what was packed is no secret.
bool isReadableInside(QByteArrayView text)
{
    QByteArray alphabet = text.toByteArray().replace('-', '+').replace('_', '/');
    const auto bytes = QByteArray::fromBase64Encoding(alphabet, QByteArray::AbortOnBase64DecodingErrors);
    return text.size() >= 8 && bytes && (*bytes).size() >= 6 &&
           isAll(*bytes, [](char c) { return c >= ' ' && c <= '~'; });
}

SessionIdEstimate fromCharacters(QByteArrayView text)
{
    const double perCharacter = std::log2(alphabetOf(text));
    const QString words = QStringLiteral("%1 out of about %2.")
                              .arg(countOf(text.size(), u"character"))
                              .arg(qRound(alphabetOf(text)));
    if (const qsizetype period = periodOf(text); period < text.size())
        return {static_cast<double>(period) * perCharacter, QStringLiteral("repeated"),
                QStringLiteral("The same %1 again and again.").arg(countOf(period, u"character"))};
    if (isSequence(text))
        return {perCharacter, QStringLiteral("sequence"),
                QStringLiteral("Each character follows from the last.")};
    const qsizetype distinct = distinctCharacters(text);
    if (text.size() >= 12 && distinct * 5 <= qMin<qsizetype>(text.size(), 40))
        return {static_cast<double>(text.size()) *
                    std::log2(static_cast<double>(qMax<qsizetype>(distinct, 1))),
                QStringLiteral("few_characters"),
                QStringLiteral("Only %1 occur in it.").arg(countOf(distinct, u"different character"))};
    if (isReadableInside(text))
        return {static_cast<double>(text.size()), QStringLiteral("readable"),
                QStringLiteral("Base64 of readable text, not of chance.")};
    return {static_cast<double>(text.size()) * perCharacter, {}, words};
}

} // namespace

SessionIdEstimate estimateSessionId(QByteArrayView value, TimePoint now)
{
    const QByteArrayView text = value.first(qMin(value.size(), kMostLookedAt));
    if (text.isEmpty())
        return {0, QStringLiteral("counter"), QStringLiteral("It is empty.")};
    if (const int version = uuidVersion(text); version > 0)
        return fromUuid(version);
    return isAll(text, isDigit) && periodOf(text) == text.size() &&
                   (!isSequence(text) || isTimestamp(text, now))
               ? fromDigits(text, now)
               : fromCharacters(text);
}

} // namespace tessera

// Punycode, RFC 3492 section 6.2, decoding only. QUrl::fromAce decodes no label below domains it does not
// trust, and those are the ones to be looked at.
#include "core/inspector/claim_look_alikes.h"

#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

namespace tessera {
namespace {

constexpr qsizetype kLongestLabel = 63; // RFC 1035 2.3.4
constexpr quint32 kBase = 36;
constexpr quint32 kLowest = 1;
constexpr quint32 kHighest = 26;
constexpr quint32 kSkew = 38;
constexpr quint32 kDamp = 700;
constexpr quint32 kFirstBias = 72;
constexpr quint32 kFirstCode = 0x80;
constexpr quint32 kMostCode = 0x10FFFF;

std::optional<quint32> digitOf(QChar c)
{
    const char16_t unit = c.toLower().unicode();
    if (unit >= u'a' && unit <= u'z')
        return unit - u'a';
    if (unit >= u'0' && unit <= u'9')
        return unit - u'0' + 26;
    return std::nullopt;
}

quint32 adapted(quint32 delta, quint32 length, bool first)
{
    delta = first ? delta / kDamp : delta / 2;
    delta += delta / length;
    quint32 k = 0;
    for (; delta > (kBase - kLowest) * kHighest / 2; k += kBase)
        delta /= kBase - kLowest;
    return k + (kBase - kLowest + 1) * delta / (delta + kSkew);
}

/// One generalised variable-length integer from `text`, which it shortens.
std::optional<quint32> takeInteger(QStringView& text, quint32 bias)
{
    quint64 value = 0;
    quint64 weight = 1;
    for (quint32 k = kBase; !text.isEmpty(); k += kBase) {
        const auto digit = digitOf(text.front());
        text = text.sliced(1);
        if (!digit)
            return std::nullopt;
        value += *digit * weight;
        if (value > kMostCode * quint64(kLongestLabel))
            return std::nullopt;
        const quint32 threshold = k <= bias ? kLowest : std::min(k - bias, kHighest);
        if (*digit < threshold)
            return static_cast<quint32>(value);
        weight = std::min<quint64>(weight * (kBase - threshold), quint64(1) << 40);
    }
    return std::nullopt;
}

/// `label` without "xn--".
std::optional<QString> decodedLabel(QStringView label)
{
    const qsizetype delimiter = label.lastIndexOf(u'-');
    std::vector<char32_t> codes;
    for (const QChar c : label.first(qMax<qsizetype>(delimiter, 0)))
        codes.push_back(c.unicode());
    QStringView rest = label.sliced(delimiter + 1);
    quint32 code = kFirstCode;
    quint32 bias = kFirstBias;
    quint32 index = 0;
    while (!rest.isEmpty()) {
        const auto delta = takeInteger(rest, bias);
        if (!delta)
            return std::nullopt;
        const auto length = static_cast<quint32>(codes.size() + 1);
        bias = adapted(*delta, length, code == kFirstCode && index == 0);
        index += *delta;
        code += index / length;
        index %= length;
        if (code > kMostCode || QChar::isSurrogate(code))
            return std::nullopt;
        codes.insert(codes.begin() + index, code);
        ++index;
    }
    return QString::fromUcs4(codes.data(), static_cast<qsizetype>(codes.size()));
}

} // namespace

QString decodedHost(QStringView host)
{
    QStringList labels;
    for (const QStringView label : host.left(1024).split(u'.')) {
        const bool encoded = label.startsWith(u"xn--", Qt::CaseInsensitive) && label.size() <= kLongestLabel;
        const auto decoded = encoded ? decodedLabel(label.sliced(4)) : std::nullopt;
        labels.append(decoded.value_or(label.toString()));
    }
    return labels.join(u'.');
}

} // namespace tessera

// National identity and tax numbers, each by the rule its office published. Those without check digits count
// only in the written form nobody uses for anything else.
#include "core/inspector/personal_data_numbers.h"

#include <algorithm>
#include <array>

namespace tessera {
namespace {

int digitAt(QStringView text, qsizetype i)
{
    const char16_t c = text[i].unicode();
    return c >= u'0' && c <= u'9' ? c - u'0' : -1;
}

/// Matches '9' with a digit, 'A' with a capital letter, everything else with itself.
bool hasShape(QStringView text, QStringView shape)
{
    if (text.size() != shape.size())
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        const bool fits = shape[i] == u'9'   ? digitAt(text, i) >= 0
                          : shape[i] == u'A' ? c >= u'A' && c <= u'Z'
                                             : text[i] == shape[i];
        if (!fits)
            return false;
    }
    return true;
}

template <std::size_t N>
int weighted(QStringView digits, const std::array<int, N>& weights)
{
    int sum = 0;
    for (std::size_t i = 0; i < N; ++i)
        sum += weights[i] * digitAt(digits, static_cast<qsizetype>(i));
    return sum;
}

bool isMonthAndDay(int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// Social Security Administration: no number has area 000, 666 or 9xx, group 00 or serial 0000.
bool isUnitedStates(QStringView text)
{
    if (!hasShape(text, u"999-99-9999"))
        return false;
    const int area = text.first(3).toInt();
    return area != 0 && area != 666 && area < 900 && text.sliced(4, 2).toInt() != 0 &&
           text.sliced(7).toInt() != 0;
}

// Steuerliche Identifikationsnummer: ISO/IEC 7064 mod 11,10; in the first ten one digit comes twice or
// thrice.
bool isGerman(QStringView text)
{
    if (!hasShape(text, u"99999999999") || text[0] == u'0')
        return false;
    std::array<int, 10> counts{};
    int product = 10;
    for (qsizetype i = 0; i < 10; ++i) {
        const int digit = digitAt(text, i);
        ++counts[static_cast<std::size_t>(digit)];
        const int sum = (digit + product) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    const auto repeated = std::count_if(counts.begin(), counts.end(), [](int count) { return count > 1; });
    const int most = *std::max_element(counts.begin(), counts.end());
    return repeated == 1 && most <= 3 && (11 - product) % 10 == digitAt(text, 10);
}

// Numéro d'inscription au répertoire: sex, year, month, place, order; key 97 less the number mod 97.
bool isFrench(QStringView text)
{
    if (!hasShape(text, u"999999999999999") || (text[0] != u'1' && text[0] != u'2'))
        return false;
    const int month = text.sliced(3, 2).toInt();
    if (month < 1 || (month > 12 && month < 20))
        return false;
    const qint64 number = text.first(13).toLongLong();
    return 97 - number % 97 == text.sliced(13).toInt();
}

// Burgerservicenummer: the eleven test with the last weight negative.
bool isDutch(QStringView text)
{
    static constexpr std::array kWeights{9, 8, 7, 6, 5, 4, 3, 2, -1};
    return hasShape(text, u"999999999") && text != u"000000000" && weighted(text, kWeights) % 11 == 0;
}

// PESEL: date of birth with the century in the month, weights 1 3 7 9.
bool isPolish(QStringView text)
{
    static constexpr std::array kWeights{1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
    return hasShape(text, u"99999999999") &&
           isMonthAndDay(text.sliced(2, 2).toInt() % 20, text.sliced(4, 2).toInt()) &&
           weighted(text, kWeights) % 10 == 0;
}

// Personnummer: YYMMDD-NNNC or YYYYMMDDNNNC; Luhn over the ten digits.
bool isSwedish(QStringView text)
{
    QString digits;
    if (hasShape(text, u"999999-9999") || hasShape(text, u"999999+9999"))
        digits = text.first(6).toString() + text.sliced(7).toString();
    else if (hasShape(text, u"99999999-9999"))
        digits = text.sliced(2, 6).toString() + text.sliced(9).toString();
    else if (hasShape(text, u"999999999999") && (text.startsWith(u"19") || text.startsWith(u"20")))
        digits = text.sliced(2).toString();
    return !digits.isEmpty() && isMonthAndDay(digits.sliced(2, 2).toInt(), digits.sliced(4, 2).toInt()) &&
           fitsLuhn(digits);
}

// DNI and NIE: the letter is the number mod 23; X, Y, Z stand for 0, 1, 2.
bool isSpanish(QStringView text)
{
    static constexpr QStringView kLetters = u"TRWAGMYFPDXBNJZSQVHLCKE";
    if (!hasShape(text, u"99999999A") && !(hasShape(text, u"A9999999A") && text[0] >= u'X'))
        return false;
    const int lead = text[0].isDigit() ? digitAt(text, 0) : text[0].unicode() - u'X';
    return kLetters[(lead * 10'000'000 + text.sliced(1, 7).toInt()) % 23] == text[8];
}

// Codice fiscale: odd places by a table, even places by value, mod 26.
bool isItalian(QStringView text)
{
    static constexpr std::array kOdd{1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                     20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    if (!hasShape(text, u"AAAAAA99A99A999A"))
        return false;
    int sum = 0;
    for (qsizetype i = 0; i < 15; ++i) {
        const int value = text[i].isDigit() ? digitAt(text, i) : text[i].unicode() - u'A';
        sum += i % 2 == 0 ? kOdd[static_cast<std::size_t>(value)] : value;
    }
    return text[15].unicode() == u'A' + sum % 26;
}

// National Insurance number: prefixes never given out are left out.
bool isBritish(QStringView text)
{
    if (!hasShape(text, u"AA999999A") || text[8] > u'D' || QStringView(u"DFIQUV").contains(text[0]) ||
        QStringView(u"DFIQUVO").contains(text[1]))
        return false;
    static constexpr std::array kNever{u"BG", u"GB", u"KN", u"NK", u"NT", u"TN", u"ZZ"};
    return std::none_of(kNever.begin(), kNever.end(),
                        [&](const char16_t* never) { return text.startsWith(never); });
}

struct NationalId
{
    bool (*is)(QStringView);
    QStringView words;
    bool onlyNamed; ///< its shape is that of many other numbers
};

constexpr std::array kIds{
    NationalId{&isUnitedStates, u"US social security number", false},
    NationalId{&isFrench, u"French NIR", false},
    NationalId{&isPolish, u"Polish PESEL", true},
    NationalId{&isGerman, u"German tax id", true},
    NationalId{&isDutch, u"Dutch BSN", true},
    NationalId{&isSwedish, u"Swedish personnummer", false},
    NationalId{&isSpanish, u"Spanish DNI or NIE", false},
    NationalId{&isItalian, u"Italian codice fiscale", false},
    NationalId{&isBritish, u"UK National Insurance number", false},
};

} // namespace

QString nationalIdIn(QStringView text, bool named)
{
    QString compact; // "AB 12 34 56 C"; the dashes of the US and of Sweden belong to them
    for (const QChar c : text.first(qMin<qsizetype>(text.size(), 32))) {
        if (c != u' ' && !(named && c == u'.'))
            compact.append(c.toUpper());
    }
    for (const NationalId& id : kIds) {
        if ((named || !id.onlyNamed) && id.is(compact))
            return id.words.toString();
    }
    return {};
}

} // namespace tessera

#include "core/inspector/personal_data_numbers.h"

#include <algorithm>
#include <array>

namespace tessera {
namespace {

struct CardRange
{
    int first; ///< leading four digits
    int last;
    int shortest;
    int longest;
};

constexpr std::array kCardRanges{
    CardRange{4000, 4999, 16, 16}, // Visa
    CardRange{5100, 5599, 16, 16}, // Mastercard
    CardRange{2221, 2720, 16, 16}, // Mastercard
    CardRange{3400, 3499, 15, 15}, // American Express
    CardRange{3700, 3799, 15, 15}, // American Express
    CardRange{6011, 6011, 16, 16}, // Discover
    CardRange{6440, 6599, 16, 16}, // Discover
    CardRange{3528, 3589, 16, 16}, // JCB
    CardRange{3000, 3059, 14, 14}, // Diners Club
    CardRange{3600, 3699, 14, 14}, // Diners Club
    CardRange{3800, 3899, 14, 14}, // Diners Club
    CardRange{6200, 6299, 16, 16}, // UnionPay
};

struct IbanLength
{
    QStringView country;
    int length;
};

// The countries of the single euro payments area and the largest beside it.
constexpr std::array kIbanLengths{
    IbanLength{u"AD", 24}, IbanLength{u"AE", 23}, IbanLength{u"AL", 28}, IbanLength{u"AT", 20},
    IbanLength{u"AZ", 28}, IbanLength{u"BA", 20}, IbanLength{u"BE", 16}, IbanLength{u"BG", 22},
    IbanLength{u"BH", 22}, IbanLength{u"BR", 29}, IbanLength{u"CH", 21}, IbanLength{u"CR", 22},
    IbanLength{u"CY", 28}, IbanLength{u"CZ", 24}, IbanLength{u"DE", 22}, IbanLength{u"DK", 18},
    IbanLength{u"DO", 28}, IbanLength{u"EE", 20}, IbanLength{u"EG", 29}, IbanLength{u"ES", 24},
    IbanLength{u"FI", 18}, IbanLength{u"FO", 18}, IbanLength{u"FR", 27}, IbanLength{u"GB", 22},
    IbanLength{u"GE", 22}, IbanLength{u"GI", 23}, IbanLength{u"GL", 18}, IbanLength{u"GR", 27},
    IbanLength{u"HR", 21}, IbanLength{u"HU", 28}, IbanLength{u"IE", 22}, IbanLength{u"IL", 23},
    IbanLength{u"IS", 26}, IbanLength{u"IT", 27}, IbanLength{u"JO", 30}, IbanLength{u"KW", 30},
    IbanLength{u"KZ", 20}, IbanLength{u"LB", 28}, IbanLength{u"LI", 21}, IbanLength{u"LT", 20},
    IbanLength{u"LU", 20}, IbanLength{u"LV", 21}, IbanLength{u"MC", 27}, IbanLength{u"MD", 24},
    IbanLength{u"ME", 22}, IbanLength{u"MK", 19}, IbanLength{u"MT", 31}, IbanLength{u"NL", 18},
    IbanLength{u"NO", 15}, IbanLength{u"PK", 24}, IbanLength{u"PL", 28}, IbanLength{u"PT", 25},
    IbanLength{u"QA", 29}, IbanLength{u"RO", 24}, IbanLength{u"RS", 22}, IbanLength{u"SA", 24},
    IbanLength{u"SE", 24}, IbanLength{u"SI", 19}, IbanLength{u"SK", 24}, IbanLength{u"SM", 27},
    IbanLength{u"TN", 24}, IbanLength{u"TR", 26}, IbanLength{u"UA", 29}, IbanLength{u"VA", 22},
};

} // namespace

bool fitsLuhn(QStringView digits)
{
    int sum = 0;
    bool twice = false;
    for (qsizetype i = digits.size() - 1; i >= 0; --i) {
        int digit = digits[i].digitValue();
        if (twice && (digit *= 2) > 9)
            digit -= 9;
        sum += digit;
        twice = !twice;
    }
    return !digits.isEmpty() && sum % 10 == 0;
}

bool isCardNumber(QStringView digits)
{
    if (digits.size() < 14 || digits.size() > 19)
        return false;
    const int lead = digits.first(4).toInt();
    const bool inRange = std::any_of(kCardRanges.begin(), kCardRanges.end(), [&](const CardRange& range) {
        return lead >= range.first && lead <= range.last && digits.size() >= range.shortest &&
               digits.size() <= range.longest;
    });
    return inRange && fitsLuhn(digits);
}

bool isIban(QStringView text)
{
    if (text.size() < 15 || text.size() > 34 || !text[0].isLetter() || !text[2].isDigit() ||
        !text[3].isDigit())
        return false;
    const auto it = std::find_if(kIbanLengths.begin(), kIbanLengths.end(),
                                 [&](const IbanLength& row) { return text.startsWith(row.country); });
    if (it == kIbanLengths.end() || text.size() != it->length)
        return false;
    int rest = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[(i + 4) % text.size()];
        const int value = c.isDigit()              ? c.digitValue()
                          : c >= u'A' && c <= u'Z' ? c.unicode() - u'A' + 10
                                                   : -1;
        if (value < 0)
            return false;
        rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1;
}

} // namespace tessera

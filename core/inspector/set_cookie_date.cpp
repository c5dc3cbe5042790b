#include "core/inspector/set_cookie_date.h"

#include "core/inspector/recogniser_characters.h"

#include <QDateTime>
#include <QTimeZone>

#include <array>

namespace tessera {
namespace {

bool isDelimiter(char c)
{
    const auto code = static_cast<unsigned char>(c);
    return code == 0x09 || (code >= 0x20 && code <= 0x2F) || (code >= 0x3B && code <= 0x40) ||
           (code >= 0x5B && code <= 0x60) || (code >= 0x7B && code <= 0x7E);
}

/// Takes `least` to `most` digits off the front; none if there are fewer or more.
std::optional<int> takeNumber(QByteArrayView& text, int least, int most)
{
    int digits = 0;
    int number = 0;
    while (digits < text.size() && isDigit(text[digits])) {
        if (++digits > most)
            return std::nullopt;
        number = number * 10 + (text[digits - 1] - '0');
    }
    if (digits < least)
        return std::nullopt;
    text = text.sliced(digits);
    return number;
}

/// One date-token after the other may fill one of four places.
class DateReader
{
public:
    void offer(QByteArrayView token)
    {
        if (!m_time && readTime(token))
            return;
        if (!m_day && readNumber(token, 1, 2, m_day))
            return;
        if (!m_month && readMonth(token))
            return;
        if (!m_year)
            static_cast<void>(readNumber(token, 2, 4, m_year));
    }

    std::optional<TimePoint> date() const
    {
        if (!m_day || !m_month || !m_year || !m_time)
            return std::nullopt;
        const int year = *m_year >= 70 && *m_year <= 99 ? *m_year + 1900
                         : *m_year <= 69                ? *m_year + 2000
                                                        : *m_year;
        const QDate day(year, *m_month, *m_day);
        const bool isTime = m_time->at(0) <= 23 && m_time->at(1) <= 59 && m_time->at(2) <= 59;
        if (year < 1601 || !day.isValid() || !isTime)
            return std::nullopt;
        const QDateTime time(day, QTime(m_time->at(0), m_time->at(1), m_time->at(2)), Qt::UTC);
        return fromUnixSeconds(time.toSecsSinceEpoch());
    }

private:
    /// hh:mm:ss, each of one or two digits, and nothing that continues the number.
    bool readTime(QByteArrayView token)
    {
        std::array<int, 3> time{};
        for (std::size_t i = 0; i < time.size(); ++i) {
            if (i > 0 && !token.startsWith(':'))
                return false;
            token = i > 0 ? token.sliced(1) : token;
            const auto number = takeNumber(token, 1, 2);
            if (!number)
                return false;
            time[i] = *number;
        }
        m_time = time;
        return true;
    }

    static bool readNumber(QByteArrayView token, int least, int most, std::optional<int>& place)
    {
        const auto number = takeNumber(token, least, most);
        if (number)
            place = number;
        return number.has_value();
    }

    bool readMonth(QByteArrayView token)
    {
        constexpr std::array<QByteArrayView, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
        for (std::size_t i = 0; i < months.size(); ++i) {
            if (startsIgnoringCase(token, months[i])) {
                m_month = static_cast<int>(i) + 1;
                return true;
            }
        }
        return false;
    }

    std::optional<std::array<int, 3>> m_time;
    std::optional<int> m_day;
    std::optional<int> m_month;
    std::optional<int> m_year;
};

} // namespace

std::optional<TimePoint> parseCookieDate(QByteArrayView text)
{
    DateReader reader;
    qsizetype begin = 0;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at < text.size() && !isDelimiter(text[at]))
            continue;
        if (at > begin)
            reader.offer(text.sliced(begin, at - begin));
        begin = at + 1;
    }
    return reader.date();
}

} // namespace tessera

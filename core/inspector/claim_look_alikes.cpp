#include "core/inspector/claim_look_alikes.h"

#include <QChar>

#include <algorithm>
#include <array>

namespace tessera {
namespace {

constexpr qsizetype kMostCharacters = 4096;

/// Cyrillic, Greek and Armenian letters that print like a Latin one.
constexpr std::u16string_view kTwins = u"аеорсухіјѕԁһԛԝӏАВЕКМНОРСТУХІЈЅԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧονριυασհցյ";

enum Scripts : unsigned { Latin = 1, Cyrillic = 2, Greek = 4, Armenian = 8 };

unsigned scriptOf(char32_t code)
{
    switch (QChar::script(code)) {
    case QChar::Script_Latin:
        return Latin;
    case QChar::Script_Cyrillic:
        return Cyrillic;
    case QChar::Script_Greek:
        return Greek;
    case QChar::Script_Armenian:
        return Armenian;
    default:
        return 0;
    }
}

bool isTwin(char32_t code)
{
    return code < 0x10000 && kTwins.find(static_cast<char16_t>(code)) != std::u16string_view::npos;
}

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

/// Collects one word after the other.
class WordReader
{
public:
    void take(char32_t code)
    {
        if (!QChar::isLetter(code)) {
            finish();
            return;
        }
        m_scripts |= scriptOf(code);
        m_onlyTwins = m_onlyTwins && isTwin(code);
        ++m_letters;
    }

    void finish()
    {
        if ((m_scripts & (m_scripts - 1)) != 0)
            m_found = LookAlike::MixedScripts;
        else if (m_letters > 1 && m_onlyTwins && m_found == LookAlike::None)
            m_found = LookAlike::WholeScript;
        m_scripts = 0;
        m_letters = 0;
        m_onlyTwins = true;
    }

    LookAlike found() const { return m_found; }

private:
    unsigned m_scripts = 0;
    int m_letters = 0;
    bool m_onlyTwins = true;
    LookAlike m_found = LookAlike::None;
};

template <class Visit>
void forEachCodePoint(QStringView text, Visit visit)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            visit(QChar::surrogateToUcs4(text[i], text[i + 1]));
            ++i;
        } else {
            visit(char32_t(text[i].unicode()));
        }
    }
}

} // namespace

LookAlike lookAlikeIn(QStringView text)
{
    text.truncate(qMin(text.size(), kMostCharacters));
    if (isAscii(text))
        return LookAlike::None;
    WordReader words;
    forEachCodePoint(text, [&](char32_t code) { words.take(code); });
    words.finish();
    if (words.found() != LookAlike::None)
        return words.found();
    const QString composed = text.toString().normalized(QString::NormalizationForm_C);
    return composed.normalized(QString::NormalizationForm_KC) == composed ? LookAlike::None
                                                                          : LookAlike::Compatibility;
}

bool hasHiddenCharacters(QStringView text)
{
    text.truncate(qMin(text.size(), kMostCharacters));
    bool hidden = false;
    forEachCodePoint(text, [&](char32_t code) {
        const QChar::Category category = QChar::category(code);
        hidden = hidden || category == QChar::Other_Control || category == QChar::Other_Format ||
                 category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
    });
    return hidden;
}

} // namespace tessera

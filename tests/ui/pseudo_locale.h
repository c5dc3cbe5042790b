// A language that nobody speaks: every translated sentence stands in brackets and is 40 % longer, as German
// or Finnish may be. What is shown without brackets was never translated.
#pragma once

#include <QTranslator>

namespace tessera::test {

class PseudoLocale final : public QTranslator
{
public:
    static constexpr QChar kOpen = QChar(0x27E6);  // ⟦
    static constexpr QChar kClose = QChar(0x27E7); // ⟧

    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char*, int) const override
    {
        if (!QLatin1String(context).startsWith(QLatin1String("tessera::")))
            return {};
        const QString text = QString::fromUtf8(source);
        // A format is no sentence.
        if (text == QLatin1String("d MMM") || text == QLatin1String("d MMM yyyy"))
            return text;
        const int more = int((text.size() * 2 + 4) / 5);
        // In words, because a line breaks between words.
        QString padding;
        while (padding.size() < more)
            padding += QStringLiteral(" long").left(qMax(2, more - int(padding.size())));
        return kOpen + text + padding + kClose;
    }
};

} // namespace tessera::test

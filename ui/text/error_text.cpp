#include "ui/text/error_text.h"

#include "core/base/logging.h"
#include "ui/text/error_sentences.h"
#include "ui/text/host_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kLongestDetail = 300;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::ErrorText)
};

const ErrorSentence* find(const QString& code, bool exactOnly)
{
    const QByteArray wanted = code.toUtf8();
    const auto fits = [&wanted, exactOnly](const ErrorSentence& row) {
        const QByteArrayView own(row.code);
        return own == wanted || (!exactOnly && own.endsWith('.') && wanted.startsWith(own));
    };
    const auto rows = errorSentences();
    const auto found = std::find_if(rows.begin(), rows.end(), fits);
    return found == rows.end() ? nullptr : &*found;
}

/// A sentence for a code nobody thought of; its code at the end says which.
ErrorSentence generic(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return {"", QT_TRANSLATE_NOOP("tessera::ErrorText", "Stopped."), ""};
    case ErrorKind::Offline:
        return {"", QT_TRANSLATE_NOOP("tessera::ErrorText", "{host} cannot be reached."), "{detail}"};
    case ErrorKind::Timeout:
        return {"", QT_TRANSLATE_NOOP("tessera::ErrorText", "That took too long."), "{detail}"};
    case ErrorKind::Denied:
        return {"", QT_TRANSLATE_NOOP("tessera::ErrorText", "{host} refused."), "{detail}"};
    case ErrorKind::Malformed:
        return {"", QT_TRANSLATE_NOOP("tessera::ErrorText", "{host} answered with something unreadable."),
                "{detail}"};
    case ErrorKind::Untrusted:
        return {"", QT_TRANSLATE_NOOP("tessera::ErrorText", "A check failed, so nothing was used."),
                "{detail}"};
    case ErrorKind::Keychain:
        return {"", QT_TRANSLATE_NOOP("tessera::ErrorText", "The keychain did not do it."), "{detail}"};
    case ErrorKind::Configuration:
        break;
    }
    return {"", QT_TRANSLATE_NOOP("tessera::ErrorText", "Something is not set up right."), "{detail}"};
}

/// One pass, so that what is put in is never looked at for placeholders again (A294).
QString fill(const QString& pattern, const QString& host, const QString& detail)
{
    static constexpr QStringView kHost = u"{host}";
    static constexpr QStringView kDetail = u"{detail}";
    QString out;
    for (qsizetype i = 0; i < pattern.size();) {
        const QStringView here = QStringView(pattern).mid(i);
        if (here.startsWith(kHost)) {
            out += host;
            i += kHost.size();
        } else if (here.startsWith(kDetail)) {
            out += detail;
            i += kDetail.size();
        } else {
            out += pattern[i++];
        }
    }
    return out;
}

QString capitalised(QString sentence)
{
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    return sentence;
}

/// The provider's own words, marked as such.
QString quotation(const Error& error, const QString& detail)
{
    const bool wire = error.kind == ErrorKind::Denied && !error.code.contains(u'.');
    return wire && !detail.isEmpty() ? Text::tr("It says: “%1”.").arg(detail) : QString();
}

/// "Missing: {detail}." without a detail would read badly: the sentence that needs it is left out.
QString adviceText(const char* advice, const QString& host, const QString& detail)
{
    const QString pattern = Text::tr(advice);
    if (!detail.isEmpty() || !pattern.contains(u"{detail}"))
        return fill(pattern, host, detail).trimmed();
    // A full stop and a blank, or the one of Chinese and Japanese.
    static const QRegularExpression kBetween(QStringLiteral("(?<=\\.)\\s+|(?<=。)"));
    QStringList kept;
    for (const QString& sentence : pattern.split(kBetween, Qt::SkipEmptyParts))
        if (!sentence.contains(u"{detail}"))
            kept << sentence;
    return fill(kept.join(u' '), host, detail);
}

} // namespace

bool hasOwnSentence(const QString& code)
{
    return find(code, true) != nullptr;
}

ErrorText errorText(const Error& error)
{
    const ErrorSentence* known = find(error.code, false);
    const ErrorSentence row = known ? *known : generic(error.kind);
    const QString named = hostText(error.endpoint);
    const QString host = named.isEmpty() ? Text::tr("the server") : named;
    QString detail = printable(error.detail.trimmed(), kLongestDetail);
    if (detail.endsWith(u'.')) // the sentence round it brings its own
        detail.chop(1);

    ErrorText text;
    text.headline = fill(Text::tr(row.headline), host, detail);
    if (named.isEmpty())
        text.headline = capitalised(text.headline);
    QStringList parts{adviceText(row.advice, host, detail), quotation(error, detail)};
    if (error.kind != ErrorKind::Cancelled)
        parts << QStringLiteral("(%1)").arg(printable(error.code, 80));
    parts.removeAll(QString());
    text.advice = parts.join(u' ');
    return text;
}

std::pair<QString, QString> headlineAndAdvice(const Error& error)
{
    const ErrorText text = errorText(error);
    return {text.headline, text.advice};
}

} // namespace tessera

#include "core/inspector/token_inspector.h"

#include "core/inspector/findings.h"
#include "core/inspector/jose_report.h"

namespace tessera {
namespace {

bool isSpaceOrQuote(char c)
{
    return QByteArrayView(" \t\r\n\"'`").contains(c);
}

QByteArrayView stripped(QByteArrayView text)
{
    while (!text.isEmpty() && isSpaceOrQuote(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSpaceOrQuote(text.back()))
        text.chop(1);
    return text;
}

/// The token without what people copy along with it.
QByteArrayView withoutWrapping(QByteArrayView text)
{
    text = stripped(text);
    for (const QByteArrayView prefix : {QByteArrayView("Authorization:"), QByteArrayView("Bearer ")}) {
        if (text.first(qMin(text.size(), prefix.size())).compare(prefix, Qt::CaseInsensitive) == 0)
            text = stripped(text.sliced(prefix.size()));
    }
    return text;
}

/// Terminals and mails wrap long lines; inside a token no white space is possible.
QByteArray cleaned(QByteArrayView text)
{
    QByteArray token = withoutWrapping(text).toByteArray();
    if (token.startsWith("eyJ"))
        token.removeIf([](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    return token;
}

} // namespace

TokenReport inspectToken(QByteArrayView text, TimePoint now)
{
    TokenReport report;
    const QByteArray token = cleaned(text);
    if (token.size() > kMaxInspectedBytes || token.isEmpty()) {
        report.kind = QStringLiteral("unreadable");
        addFinding(report, token.isEmpty() ? u"inspect.empty" : u"jws.too_large", Finding::Error);
        return report;
    }
    if (token.size() != text.size())
        addFinding(report, u"inspect.trimmed", Finding::Note);
    if (inspectCompact(report, token, now))
        return report;
    const qsizetype dots = token.count('.');
    if (token.startsWith("eyJ") && (dots == 2 || dots == 4)) {
        report.kind = QStringLiteral("unreadable");
        addFinding(report, u"jws.header", Finding::Error);
    } else {
        report.kind = QStringLiteral("opaque");
        addFinding(report, u"inspect.opaque", Finding::Note);
    }
    return report;
}

} // namespace tessera

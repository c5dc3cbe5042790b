#include "ui/inspector/token_parts.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr QStringView kBegin = u"eyJ"; // {" in base64url: every header begins so
constexpr TokenPart kSigned[] = {TokenPart::Header, TokenPart::Payload, TokenPart::Signature};
constexpr TokenPart kEncrypted[] = {TokenPart::Header, TokenPart::EncryptedKey, TokenPart::Iv,
                                    TokenPart::Ciphertext, TokenPart::Tag};
constexpr qsizetype kMostParts = 5;

bool isTokenCharacter(QChar c)
{
    return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' ||
           c == u'_' || c == u'.' || c == u'=';
}

bool isTokenOrSpace(QChar c)
{
    return isTokenCharacter(c) || c.isSpace();
}

/// One run of token characters: its parts between the dots.
void appendRun(QList<TokenSpan>& spans, QStringView text, qsizetype start, qsizetype end)
{
    const qsizetype parts = std::count(text.begin() + start, text.begin() + end, u'.') + 1;
    if (parts > kMostParts)
        return;
    const TokenPart* names = parts > 3 ? kEncrypted : kSigned;
    for (qsizetype part = 0, from = start; part < parts; ++part) {
        const qsizetype dot = text.indexOf(u'.', from);
        const qsizetype to = dot < 0 || dot > end ? end : dot;
        if (to > from)
            spans.append({from, to - from, names[part]});
        from = to + 1;
    }
}

} // namespace

QList<TokenSpan> tokenSpans(QStringView text)
{
    QList<TokenSpan> spans;
    const QStringView trimmed = text.trimmed();
    if (trimmed.startsWith(kBegin) && std::all_of(trimmed.begin(), trimmed.end(), isTokenOrSpace)) {
        const qsizetype start = trimmed.data() - text.data();
        appendRun(spans, text, start, start + trimmed.size());
        return spans;
    }
    for (qsizetype at = 0; at < text.size();) {
        if (!isTokenCharacter(text[at])) {
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < text.size() && isTokenCharacter(text[end]))
            ++end;
        const QStringView run = text.sliced(at, end - at);
        // "id=eyJ…" is a name and a token.
        const qsizetype inside = run.startsWith(kBegin) ? 0 : run.indexOf(u"=eyJ") + 1;
        if (run.startsWith(kBegin) || inside > 0)
            appendRun(spans, text, at + inside, end);
        at = end;
    }
    return spans;
}

bool holdsEncrypted(const QList<TokenSpan>& spans)
{
    return std::any_of(spans.begin(), spans.end(),
                       [](const TokenSpan& span) { return span.part == TokenPart::EncryptedKey; });
}

bool sameParts(const QList<TokenSpan>& a, const QList<TokenSpan>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const TokenSpan& x, const TokenSpan& y) { return x.part == y.part; });
}

} // namespace tessera

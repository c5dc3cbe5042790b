// Reports on JWTs written as text in tests: nothing is signed unless a secret is given.
#pragma once

#include "core/inspector/token_inspector.h"
#include "tests/core/oidc/id_token_case.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace tessera::test {

/// "{'alg':'none'}": a raw string with quotes confuses moc. "NOW+60" becomes a time by the manual clock.
inline QByteArray jsonText(QByteArray text)
{
    text.replace('\'', '"');
    const qint64 now = toUnixSeconds(ManualClock().now());
    for (qsizetype at = text.indexOf("NOW"); at >= 0; at = text.indexOf("NOW", at)) {
        qsizetype end = at + 4;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9')
            ++end;
        const qint64 shift = text.sliced(at + 3, end - at - 3).toLongLong();
        text.replace(at, end - at, QByteArray::number(now + shift));
    }
    return text;
}

inline TokenReport inspectJwt(const QByteArray& header, const QByteArray& claims,
                              const QByteArray& signature = "x")
{
    return inspectToken(compact(jsonText(header), jsonText(claims), signature), ManualClock().now());
}

/// HS256, HS384 or HS512, made by Qt and not by the code under test.
inline QByteArray hmacToken(const QByteArray& header, const QByteArray& claims, const QByteArray& key,
                            QCryptographicHash::Algorithm hash = QCryptographicHash::Sha256)
{
    const QByteArray input = compact(jsonText(header), jsonText(claims), {}).chopped(1);
    const QByteArray signature = QMessageAuthenticationCode::hash(input, key, hash);
    return input + '.' + signature.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

inline QString codesOf(const TokenReport& report)
{
    QStringList codes;
    for (const Finding& finding : report.findings)
        codes.append(finding.code);
    return codes.join(u' ');
}

inline const Finding* findingOf(const TokenReport& report, QStringView code)
{
    for (const Finding& finding : report.findings) {
        if (finding.code == code)
            return &finding;
    }
    return nullptr;
}

} // namespace tessera::test

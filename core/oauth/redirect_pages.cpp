#include "core/oauth/redirect_pages.h"

#include <QCryptographicHash>

namespace tessera {
namespace {

constexpr char kStyle[] =
    ":root{color-scheme:light dark}"
    "body{margin:0;min-height:100vh;display:grid;place-items:center;"
    "font:16px/1.5 system-ui,sans-serif;background:#f6f7f9;color:#1b1f24}"
    "main{max-width:28rem;margin:24px;padding:32px;border-radius:8px;background:#fff}"
    "h1{margin:0 0 8px;font-size:24px;line-height:1.25}p{margin:0}"
    "@media(prefers-color-scheme:dark){body{background:#16191d;color:#e8eaed}main{background:#21262c}}";

QByteArray document(const QByteArray& heading, const QByteArray& sentence)
{
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
           "<title>" +
           heading + "</title><style>" + kStyle +
           "</style></head>"
           "<body><main><h1>" +
           heading + "</h1><p>" + sentence + "</p></main></body></html>\n";
}

/// Only this one style sheet, by its hash; no script, no form, no frame, nothing from elsewhere.
QByteArray contentSecurityPolicy()
{
    const QByteArray hash = QCryptographicHash::hash(QByteArray(kStyle), QCryptographicHash::Sha256);
    return "default-src 'none'; style-src 'sha256-" + hash.toBase64() +
           "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

LoopbackResponse page(const QByteArray& heading, const QByteArray& sentence)
{
    LoopbackResponse response;
    response.body = document(heading, sentence);
    response.headers = {{"Content-Security-Policy", contentSecurityPolicy()}};
    return response;
}

} // namespace

LoopbackResponse finalPage(bool accepted)
{
    if (accepted)
        return page("Back to Tessera",
                    "Tessera has your answer and finishes signing you in. You can close this page.");
    return page("Tessera did not sign you in", "The program shows what happened. You can close this page.");
}

LoopbackResponse signedOutPage()
{
    return page("You are signed out",
                "The provider has ended your session in this browser. You can close this page.");
}

LoopbackResponse strangerPage(int status)
{
    LoopbackResponse response;
    response.status = status;
    response.contentType = "text/plain; charset=utf-8";
    response.body = status == 410   ? "This address has already been used.\n"
                    : status == 404 ? "There is nothing here.\n"
                                    : "This address does not expect that answer.\n";
    return response;
}

} // namespace tessera

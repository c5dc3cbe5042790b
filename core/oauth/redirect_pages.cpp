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
    "button{margin-top:16px;padding:8px 16px;font:inherit}"
    "@media(prefers-color-scheme:dark){body{background:#16191d;color:#e8eaed}main{background:#21262c}}";

constexpr char kSubmit[] = "document.forms[0].submit()";

/// `rest` is markup.
QByteArray document(const QByteArray& heading, const QByteArray& sentence, const QByteArray& rest = {})
{
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
           "<title>" +
           heading + "</title><style>" + kStyle +
           "</style></head>"
           "<body><main><h1>" +
           heading + "</h1><p>" + sentence + "</p>" + rest + "</main></body></html>\n";
}

QByteArray sourceOf(const char* text)
{
    return "'sha256-" + QCryptographicHash::hash(QByteArray(text), QCryptographicHash::Sha256).toBase64() +
           "'";
}

/// Only this one style sheet, by its hash; no frame, nothing from elsewhere.
QByteArray baseContentSecurityPolicy()
{
    return "default-src 'none'; style-src " + sourceOf(kStyle) + "; base-uri 'none'; frame-ancestors 'none'";
}

/// No script and no form either.
QByteArray contentSecurityPolicy()
{
    return baseContentSecurityPolicy() + "; form-action 'none'";
}

QByteArray escaped(const QString& text)
{
    return text.toHtmlEscaped().toUtf8();
}

QByteArray formWith(const QUrl& target, const FormFields& fields)
{
    QByteArray form =
        "<form method=\"post\" action=\"" + escaped(target.toString(QUrl::FullyEncoded)) + "\">";
    for (const FormField& field : fields)
        form += "<input type=\"hidden\" name=\"" + escaped(field.name) + "\" value=\"" +
                escaped(field.value) + "\">";
    return form + "<noscript><button>Continue</button></noscript></form><script>" + kSubmit + "</script>";
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

LoopbackResponse postingPage(const QUrl& target, const FormFields& fields)
{
    LoopbackResponse response;
    response.body = document("Signing out", "You are on your way to the provider.", formWith(target, fields));
    // No form-action: browsers hold every redirect that follows to it, and the provider's are not known.
    response.headers = {
        {"Content-Security-Policy", baseContentSecurityPolicy() + "; script-src " + sourceOf(kSubmit)}};
    return response;
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

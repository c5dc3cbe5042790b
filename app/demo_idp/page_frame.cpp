#include "app/demo_idp/page_frame.h"

#include <QCryptographicHash>
#include <QUrl>

namespace tessera::demo {
namespace {

constexpr char kStyle[] = R"css(
:root { color-scheme: light dark; --plane: #ECEEF1; --surface: #FFFFFF; --sunken: #F3F5F7; --press: #D8DCE3;
  --hover: #E4E7EC; --edge: #7C8593; --text: #191E26; --text-2: #454E5B; --accent: #2457C5;
  --accent-hover: #1C48AA; --link: #1F4FB8; --note-tint: #E8EEF4; --err: #B2261E; --err-tint: #FCE9E7; }
@media (prefers-color-scheme: dark) {
  :root { --plane: #14171C; --surface: #1F242B; --sunken: #262C35; --press: #3B4450; --hover: #303842;
    --edge: #768292; --text: #E9ECF1; --text-2: #BAC2CD; --accent: #3B6CDB; --accent-hover: #3362CB;
    --link: #94B5FF; --note-tint: #29343F; --err: #FF9A90; --err-tint: #45272A; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px;
  background: var(--plane); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 28rem; padding: 32px; background: var(--surface); border-radius: 12px; }
header { display: flex; align-items: center; gap: 12px; margin-bottom: 24px; color: var(--text-2);
  font-size: .875rem; }
header svg { width: 28px; height: 28px; fill: var(--link); flex: none; }
h1 { margin: 0 0 8px; font-size: 1.375rem; line-height: 1.3; font-weight: 600; }
p { margin: 0 0 16px; color: var(--text-2); overflow-wrap: anywhere; }
p strong { color: var(--text); font-weight: 600; }
.box { margin: 0 0 24px; padding: 12px 16px; border-radius: 8px; background: var(--note-tint);
  color: var(--text-2); font-size: .9375rem; }
.box ul { margin: 4px 0 0; padding: 0; list-style: none; color: var(--text);
  font-family: ui-monospace, monospace; font-size: .875rem; overflow-wrap: anywhere; }
.err { background: var(--err-tint); color: var(--text); }
.err::before { content: "\25C6\2002"; color: var(--err); }
.scopes { margin: 0 0 24px; padding: 0; list-style: none; }
.scopes li { padding: 10px 16px; margin-bottom: 4px; border-radius: 8px; background: var(--sunken); }
.scopes span { display: block; color: var(--text-2); font-size: .875rem; }
label { display: block; margin-bottom: 4px; font-weight: 600; font-size: .9375rem; }
input { width: 100%; min-height: 40px; margin-bottom: 16px; padding: 8px 12px; border-radius: 8px;
  border: 1px solid var(--edge); background: var(--surface); color: var(--text); font: inherit; }
.row { display: flex; gap: 12px; margin-top: 8px; }
button { flex: 1; min-height: 40px; padding: 8px 16px; border: 1px solid transparent; border-radius: 8px;
  background: var(--sunken); color: var(--text); font: inherit; font-weight: 600; cursor: pointer; }
button:hover { background: var(--hover); }
button:active { background: var(--press); }
button.primary { background: var(--accent); color: #FFFFFF; }
button.primary:hover { background: var(--accent-hover); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media (forced-colors: active) { main, button, .box, .scopes li { border: 1px solid; } }
)css";

constexpr char kLogo[] =
    R"svg(<svg viewBox="0 0 28 28" aria-hidden="true"><rect x="1" y="1" width="8" height="8" rx="2"/><rect x="10" y="1" width="8" height="8" rx="2"/><rect x="19" y="1" width="8" height="8" rx="2"/><rect x="10" y="10" width="8" height="8" rx="2"/><rect x="10" y="19" width="8" height="8" rx="2"/></svg>)svg";

QByteArray styleHash()
{
    static const QByteArray hash =
        QCryptographicHash::hash(QByteArrayView(kStyle, sizeof kStyle - 1).toByteArray(),
                                 QCryptographicHash::Sha256)
            .toBase64();
    return hash;
}

/// CSP has no way to write an IPv6 address; for those, any http address has to do.
QByteArray formTargets(const QString& redirectUri)
{
    const QUrl url(redirectUri, QUrl::StrictMode);
    if (redirectUri.isEmpty() || !url.isValid())
        return "'self'";
    if (url.host().contains(u':'))
        return "'self' http:";
    return "'self' http://" + url.host().toLatin1() + ':' + QByteArray::number(url.port(80));
}

QByteArray policy(const QString& redirectUri)
{
    return "default-src 'none'; style-src 'sha256-" + styleHash() + "'; form-action " +
           formTargets(redirectUri) + "; base-uri 'none'; frame-ancestors 'none'";
}

} // namespace

LoopbackResponse framed(const PageFrame& frame)
{
    LoopbackResponse response;
    response.status = frame.status;
    response.body = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
                    frame.title.toHtmlEscaped().toUtf8() + "</title>\n<style>" + kStyle +
                    "</style>\n</head>\n<body>\n<main>\n<header>" + kLogo +
                    "<span>Demo provider on this computer (development)</span></header>\n" +
                    frame.body.toUtf8() + "</main>\n</body>\n</html>\n";
    // With no-referrer a browser sends "Origin: null" with forms, and ours could not be told from others.
    response.headers = {{"Content-Security-Policy", policy(frame.redirectUri)},
                        {"Referrer-Policy", "same-origin"},
                        {"X-Frame-Options", "DENY"}};
    return response;
}

} // namespace tessera::demo

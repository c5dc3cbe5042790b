// Proxies from environment variables: https_proxy, http_proxy, all_proxy and no_proxy, in small letters or
// capitals. Read here because what the system's own reading makes of them differs from one computer to the
// next. Measured with Qt 6.4 on Debian 12 (libproxy): all_proxy ignored, "proxy:3128" without "http://"
// ignored and the request sent past it, no_proxy=* ignored, capitals of no_proxy read in one of two ways.
#pragma once

#include <QNetworkProxy>
#include <QProcessEnvironment>
#include <QUrl>

#include <optional>

namespace tessera {

/// Nothing: no variable speaks about this address, so the system decides. NoProxy: no_proxy names it. A user
/// and password in the variable go into the proxy and nowhere else.
std::optional<QNetworkProxy> environmentProxy(const QProcessEnvironment& environment, const QUrl& url);

/// Does this no_proxy list name that host? Names match themselves and everything below them, with or without
/// a dot or "*." in front; "*" all; addresses match themselves and their network ("10.0.0.0/8").
bool isExempt(QStringView noProxy, const QUrl& url);

} // namespace tessera

// Which addresses an authorization server may name: attack group G3 (A070–A073, A075, A078, A079). Judged on
// the text and the parsed literal; what a name answers is judged when it is asked (core/net/issuer_reach).
#pragma once

#include "core/net/reach.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace tessera {

/// Control characters, white space, backslash: Qt's parser would mend some of them (finding F6).
bool hasUnsafeCharacter(QStringView text);

/// Between "//" and the next '/', '?' or '#', as written.
QStringView authorityOf(QStringView text);

/// Scheme and authority, as written: "https://op.example:8443" of "https://op.example:8443/tenant". Empty
/// without an authority.
QString originOf(const QString& text);

/// Why `text` is no endpoint of that issuer, or nothing if it is one.
std::optional<QString> endpointFault(const QString& text, const QUrl& issuer);

/// Why `text` is no page of that issuer to open in the person's browser, or nothing if it is one. As an
/// endpoint; its query and fragment are its own.
std::optional<QString> pageFault(const QString& text, const QUrl& issuer);

} // namespace tessera

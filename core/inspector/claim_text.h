// Small readings of claims shared by the files that judge them. They never fail: what is not there or has
// another type is empty, for which other findings exist.
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace tessera {

/// The member of "events" that makes a logout token (OIDC Back-Channel Logout 2.4).
inline constexpr QStringView kLogoutEvent = u"http://schemas.openid.net/event/backchannel-logout";

/// The host of "scheme://user@host:port/…", without brackets, as written; empty where there is no "://".
QStringView hostOf(QStringView address);
/// localhost and below, 127.0.0.0/8, ::1.
bool isLoopbackHost(QStringView host);
/// A string is a list of one; of an array its strings.
QStringList stringsOf(const QJsonValue& value);
/// Adds "name" in quotes, behind a comma where something is there already.
void appendQuoted(QString& list, QStringView name);
/// Words of a string with blanks between, or the strings of an array: scope, scp.
QStringList wordsOf(const QJsonValue& value);
/// local@domain.tld and nothing else.
bool looksLikeEmail(QStringView text);

} // namespace tessera
